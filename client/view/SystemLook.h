// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Whether the desktop is light, dark or of high contrast, beyond what its palette tells, while the program
// runs.

#include "client/view/ThemeColors.h"

#include <QObject>

#include <memory>

namespace chatmet::client {

/// GUI thread. SystemLook_linux.cpp asks the desktop portal; SystemLook_windows.cpp and SystemLook_macos.cpp
/// leave it to the palette.
class SystemLook : public QObject
{
    Q_OBJECT

public:
    explicit SystemLook(QObject* parent = nullptr);
    ~SystemLook() override;

    /// Begins to ask and to listen; returns at once, whatever the desktop does. Without an answer changed()
    /// never comes.
    void watch();

Q_SIGNALS:
    void changed(const chatmet::client::SystemWish& wish);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace chatmet::client
