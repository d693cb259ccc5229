// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/PortalNotifications_linux.h"

#include "client/app/SessionBus_linux.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>

#include <utility>

namespace chatmet::client {

namespace {

constexpr QLatin1String service("org.freedesktop.portal.Desktop");
constexpr QLatin1String path("/org/freedesktop/portal/desktop");
constexpr QLatin1String notifications("org.freedesktop.portal.Notification");
constexpr QLatin1String ours("arrival"); // one, which the next one replaces
constexpr QLatin1String showAction("show");

QDBusMessage call(const QString& of, const QString& method, const QVariantList& arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, of, method);
    message.setArguments(arguments);
    return message;
}

/// Version 1 knows no more than words and an action; what it does not know it may refuse.
QVariantMap notification(const QString& words, bool sound, uint version)
{
    QVariantMap map;
    map[QStringLiteral("title")] = words;
    map[QStringLiteral("priority")] = QStringLiteral("normal");
    map[QStringLiteral("default-action")] = QString(showAction);
    if (version >= 2) {
        map[QStringLiteral("display-hint")] =
            QStringList{QStringLiteral("transient"), QStringLiteral("show-as-new")};
        map[QStringLiteral("sound")] = sound ? QStringLiteral("default") : QStringLiteral("silent");
    }
    return map;
}

/// From the map that newer portals add to what an action carries.
QByteArray activationIn(const QVariantList& parameters)
{
    for (const QVariant& parameter : parameters) {
        const QVariantMap map = parameter.userType() == qMetaTypeId<QDBusArgument>()
                                    ? qdbus_cast<QVariantMap>(parameter.value<QDBusArgument>())
                                    : parameter.toMap();
        const QString token = map.value(QStringLiteral("activation-token")).toString();
        if (!token.isEmpty())
            return token.toUtf8();
    }
    return {};
}

} // namespace

void PortalNotifications::show(const QString& words, bool sound)
{
    m_wanted = Wanted{words, sound};
    if (!sessionBus().isConnected())
        return fail();
    if (m_version > 0)
        add();
    else if (!std::exchange(m_asking, true))
        askVersion();
}

void PortalNotifications::askVersion()
{
    QDBusConnection bus = sessionBus();
    bus.connect(service, path, notifications, QStringLiteral("ActionInvoked"), this,
                SLOT(onActionInvoked(QString, QString, QVariantList)));
    auto* watcher = new QDBusPendingCallWatcher(
        bus.asyncCall(call(QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"),
                           {QString(notifications), QStringLiteral("version")}),
                      busAnswerMs),
        this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_asking = false;
        const QDBusMessage answer = watcher->reply();
        if (answer.type() != QDBusMessage::ReplyMessage)
            return fail();
        m_version = qMax(1U, answer.arguments().value(0).value<QDBusVariant>().variant().toUInt());
        if (m_wanted)
            add();
    });
}

void PortalNotifications::add()
{
    const Wanted wanted = *std::exchange(m_wanted, std::nullopt);
    const bool sounds = wanted.sound && m_version >= 2;
    m_shown = true;
    auto* watcher = new QDBusPendingCallWatcher(
        sessionBus().asyncCall(call(notifications, QStringLiteral("AddNotification"),
                                    {QString(ours), notification(wanted.words, wanted.sound, m_version)}),
                               busAnswerMs),
        this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, sounds] {
        watcher->deleteLater();
        if (watcher->reply().type() != QDBusMessage::ReplyMessage)
            return fail();
        Q_EMIT shown(sounds);
    });
}

void PortalNotifications::fail()
{
    m_wanted.reset();
    Q_EMIT failed();
}

/// Calls arrive in order: one that is on its way is taken back as well.
void PortalNotifications::withdraw()
{
    m_wanted.reset();
    if (std::exchange(m_shown, false))
        sessionBus().send(call(notifications, QStringLiteral("RemoveNotification"), {QString(ours)}));
}

void PortalNotifications::onActionInvoked(const QString& id, const QString& action,
                                          const QVariantList& parameters)
{
    if (id == ours && action == showAction)
        Q_EMIT clicked(activationIn(parameters));
}

} // namespace chatmet::client
