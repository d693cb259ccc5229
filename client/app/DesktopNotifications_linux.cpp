// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/DesktopNotifications_linux.h"

#include "client/app/SessionBus_linux.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QGuiApplication>

#include <functional>
#include <utility>

namespace chatmet::client {

namespace {

constexpr QLatin1String service("org.freedesktop.Notifications");
constexpr QLatin1String path("/org/freedesktop/Notifications");
constexpr QLatin1String defaultAction("default"); // a click on it, by the specification

QDBusMessage call(const QString& method, const QVariantList& arguments = {})
{
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, service, method);
    message.setArguments(arguments);
    return message;
}

} // namespace

QVariantMap notificationHints(bool sound)
{
    QVariantMap hints;
    // Shown and forgotten: it is in no list of what came, and not kept for a later session.
    hints[QStringLiteral("transient")] = true;
    hints[QStringLiteral("resident")] = false;
    hints[QStringLiteral("urgency")] = QVariant::fromValue<uchar>(1); // normal: not over a full screen
    hints[QStringLiteral("category")] = QStringLiteral("im.received");
    // What the person has set for this program goes by it, "show nothing" among it.
    hints[QStringLiteral("desktop-entry")] = QGuiApplication::desktopFileName();
    if (sound)
        hints[QStringLiteral("sound-name")] = QStringLiteral("message-new-instant");
    else
        hints[QStringLiteral("suppress-sound")] = true;
    return hints;
}

void DesktopNotifications::show(const QString& words, bool sound)
{
    m_wanted = Wanted{words, sound};
    m_withdrawn = false;
    if (!m_busy)
        goOn();
}

void DesktopNotifications::withdraw()
{
    m_wanted.reset();
    m_withdrawn = m_busy;
    if (m_id != 0)
        close(std::exchange(m_id, 0));
}

void DesktopNotifications::goOn()
{
    if (!sessionBus().isConnected())
        return fail();
    if (!std::exchange(m_listening, true))
        listen();
    m_busy = true;
    askWhatItCan();
}

void DesktopNotifications::listen()
{
    QDBusConnection bus = sessionBus();
    bus.connect(service, path, service, QStringLiteral("ActivationToken"), this,
                SLOT(onActivationToken(uint, QString)));
    bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this,
                SLOT(onActionInvoked(uint, QString)));
    bus.connect(service, path, service, QStringLiteral("NotificationClosed"), this,
                SLOT(onClosed(uint, uint)));
}

/// Each time: it may be another program than before.
void DesktopNotifications::askWhatItCan()
{
    auto* watcher = new QDBusPendingCallWatcher(
        sessionBus().asyncCall(call(QStringLiteral("GetCapabilities")), busAnswerMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusMessage answer = watcher->reply();
        if (answer.type() != QDBusMessage::ReplyMessage)
            return fail();
        notify(answer.arguments().value(0).toStringList());
    });
}

void DesktopNotifications::notify(const QStringList& capabilities)
{
    if (!m_wanted) {
        m_busy = false;
        return;
    }
    const Wanted wanted = *std::exchange(m_wanted, std::nullopt);
    const bool sounds = wanted.sound && capabilities.contains(QLatin1String("sound"));
    // Where it knows no actions, it would show them as buttons of a dialog, or answer with an error.
    const QStringList actions = capabilities.contains(QLatin1String("actions"))
                                    ? QStringList{QString(defaultAction), tr("Show")}
                                    : QStringList();
    constexpr int desktopsOwnTime = -1;
    auto* watcher = new QDBusPendingCallWatcher(
        sessionBus().asyncCall(call(QStringLiteral("Notify"),
                                    {QStringLiteral("ChatMet"), m_id, QStringLiteral("chatmet"), wanted.words,
                                     QString(), actions, notificationHints(sounds), desktopsOwnTime}),
                               busAnswerMs),
        this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, sounds] {
        watcher->deleteLater();
        onNotified(watcher->reply(), sounds);
    });
}

void DesktopNotifications::onNotified(const QDBusMessage& answer, bool sounds)
{
    if (answer.type() != QDBusMessage::ReplyMessage)
        return fail();
    m_busy = false;
    m_id = answer.arguments().value(0).toUInt();
    m_activation.clear();
    if (std::exchange(m_withdrawn, false))
        close(std::exchange(m_id, 0));
    else if (!m_wanted)
        Q_EMIT shown(sounds);
    if (m_wanted)
        goOn();
}

void DesktopNotifications::fail()
{
    m_busy = false;
    m_id = 0;
    m_wanted.reset();
    if (!std::exchange(m_withdrawn, false))
        Q_EMIT failed();
}

void DesktopNotifications::close(uint id)
{
    sessionBus().send(call(QStringLiteral("CloseNotification"), {id}));
}

void DesktopNotifications::onActivationToken(uint id, const QString& token)
{
    if (id == m_id)
        m_activation = token.toUtf8();
}

void DesktopNotifications::onActionInvoked(uint id, const QString& action)
{
    if (id == m_id && id != 0 && action == defaultAction)
        Q_EMIT clicked(std::exchange(m_activation, {}));
}

void DesktopNotifications::onClosed(uint id, uint)
{
    if (id == m_id)
        m_id = 0;
}

} // namespace chatmet::client
