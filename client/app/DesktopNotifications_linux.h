// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// org.freedesktop.Notifications (Desktop Notifications Specification 1.2).

#include "client/app/Notifier.h"

#include <QStringList>
#include <QVariantMap>

#include <optional>

class QDBusMessage;

namespace chatmet::client {

class DesktopNotifications : public Notifier
{
    Q_OBJECT

public:
    using Notifier::Notifier;

    void show(const QString& words, bool sound) override;
    void withdraw() override;

private Q_SLOTS:
    void onActivationToken(uint id, const QString& token);
    void onActionInvoked(uint id, const QString& action);
    void onClosed(uint id, uint reason);

private:
    struct Wanted
    {
        QString words;
        bool sound{false};
    };

    void listen();
    /// One call at a time: what is wanted meanwhile goes after it.
    void goOn();
    void askWhatItCan();
    void notify(const QStringList& capabilities);
    void onNotified(const QDBusMessage& answer, bool sounds);
    void fail();
    void close(uint id);

    std::optional<Wanted> m_wanted; ///< to be shown, and not yet on its way
    bool m_busy{false};
    bool m_withdrawn{false}; ///< while busy
    bool m_listening{false};
    uint m_id{0}; ///< of what is shown, given by the desktop; 0: nothing
    QByteArray m_activation;
};

/// What a notification says beside its words. sound: the desktop is asked for one, which it can play.
[[nodiscard]] QVariantMap notificationHints(bool sound);

} // namespace chatmet::client
