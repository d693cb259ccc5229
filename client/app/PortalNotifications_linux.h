// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// org.freedesktop.portal.Notification, versions 1 and 2: notifications of a program in a sandbox.

#include "client/app/Notifier.h"

#include <QVariantList>
#include <QVariantMap>

#include <optional>

namespace chatmet::client {

class PortalNotifications : public Notifier
{
    Q_OBJECT

public:
    using Notifier::Notifier;

    void show(const QString& words, bool sound) override;
    void withdraw() override;

private Q_SLOTS:
    void onActionInvoked(const QString& id, const QString& action, const QVariantList& parameters);

private:
    struct Wanted
    {
        QString words;
        bool sound{false};
    };

    void askVersion();
    void add();
    void fail();

    std::optional<Wanted> m_wanted; ///< while it is not known what the portal understands
    uint m_version{0};              ///< 0: not known
    bool m_asking{false};
    bool m_shown{false}; ///< and not taken back
};

} // namespace chatmet::client
