// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A desktop that keeps what it is told.

#include "client/app/Notifier.h"

#include <QStringList>

#include <functional>

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
    void withdraw() override
    {
        ++withdrawals;
        if (whenWithdrawn)
            whenWithdrawn();
    }

    QStringList told;
    bool sound{false};
    int withdrawals{0};
    std::function<void()> whenWithdrawn;
};

} // namespace chatmet::testing
