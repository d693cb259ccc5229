// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A desktop that keeps what it is told.

#include "client/app/Notifier.h"

#include <QStringList>

namespace chatmet::testing {

class FakeNotifier : public client::Notifier
{
    Q_OBJECT

public:
    void show(const QString& words, bool withSound) override
    {
        told.append(words);
        sound = withSound;
    }
    void withdraw() override { ++withdrawals; }

    QStringList told;
    bool sound{false};
    int withdrawals{0};
};

} // namespace chatmet::testing
