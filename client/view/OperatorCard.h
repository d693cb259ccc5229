// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who operates the server, on the home page until somebody was met.

#include "client/model/ServerCard.h"

#include <QFrame>

#include <optional>

class QGridLayout;

namespace chatmet::client {

class Theme;

class OperatorCard : public QFrame
{
    Q_OBJECT

public:
    explicit OperatorCard(const Theme& theme, QWidget* parent = nullptr);

    /// Plain text, of bounded length.
    void setServer(const std::optional<ServerCard>& server);

Q_SIGNALS:
    void anonymousRequested();

private:
    const Theme& m_theme;
    QWidget* m_lines{nullptr};
};

} // namespace chatmet::client
