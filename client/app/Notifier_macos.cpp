// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stated fallback: UNUserNotificationCenter needs a signed bundle; the tray's message needs none.
#include "client/app/Notifier.h"

namespace chatmet::client {

namespace {

class Nobody : public Notifier
{
public:
    void show(const QString&, bool) override { Q_EMIT failed(); }
    void withdraw() override {}
};

} // namespace

std::unique_ptr<Notifier> systemNotifier()
{
    return std::make_unique<Nobody>();
}

} // namespace chatmet::client
