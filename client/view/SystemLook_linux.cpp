// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop portal's settings on the person's own bus
// (https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html).
#include "client/view/SystemLook.h"

#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

namespace chatmet::client {

namespace {

using Namespaces = QMap<QString, QVariantMap>;

const QString& portal()
{
    static const QString name = QStringLiteral("org.freedesktop.portal.Desktop");
    return name;
}

const QString& place()
{
    static const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
    return path;
}

const QString& settings()
{
    static const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
    return interface;
}

const QString& appearance()
{
    static const QString name = QStringLiteral("org.freedesktop.appearance");
    return name;
}

/// Without one, libdbus would start a bus of its own and leave files behind.
bool hasBus()
{
    const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    if (!address.isEmpty())
        return !address.startsWith("autolaunch:");
    const QString folder = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !folder.isEmpty() && QFileInfo::exists(folder + QStringLiteral("/bus"));
}

} // namespace

/// Slots, since signals of a bus reach nothing else.
class SystemLook::Private : public QObject
{
    Q_OBJECT

public:
    explicit Private(SystemLook* look) : m_look(look) {}

    void ask(QDBusConnection bus)
    {
        // Of whoever says it: asking the bus who owns the portal's name would have to be waited for.
        bus.connect({}, place(), settings(), QStringLiteral("SettingChanged"), this,
                    SLOT(onSettingChanged(QString, QString, QDBusVariant)));
        QDBusMessage call =
            QDBusMessage::createMethodCall(portal(), place(), settings(), QStringLiteral("ReadAll"));
        call.setArguments({QStringList{appearance()}});
        auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
            watcher->deleteLater();
            const QDBusPendingReply<Namespaces> reply = *watcher;
            if (!reply.isValid()) // no portal: the palette alone says it
                return;
            const QVariantMap values = reply.value().value(appearance());
            for (auto one = values.cbegin(); one != values.cend(); ++one)
                take(one.key(), one.value());
            Q_EMIT m_look->changed(m_wish);
        });
    }

private Q_SLOTS:
    void onSettingChanged(const QString& space, const QString& key, const QDBusVariant& value)
    {
        if (space == appearance() && take(key, value.variant()))
            Q_EMIT m_look->changed(m_wish);
    }

private:
    /// True: it is one of those that matter.
    bool take(const QString& key, const QVariant& value)
    {
        constexpr uint prefersDark = 1;
        constexpr uint prefersLight = 2;
        constexpr uint highContrast = 1;
        if (key == u"color-scheme")
            m_wish.dark = value.toUInt() == prefersDark    ? std::optional(true)
                          : value.toUInt() == prefersLight ? std::optional(false)
                                                           : std::nullopt;
        else if (key == u"contrast")
            m_wish.contrast = value.toUInt() == highContrast;
        else
            return false;
        return true;
    }

    SystemLook* m_look;
    SystemWish m_wish;
};

SystemLook::SystemLook(QObject* parent) : QObject(parent), d(std::make_unique<Private>(this)) {}

SystemLook::~SystemLook() = default;

void SystemLook::watch()
{
    if (!hasBus())
        return;
    qDBusRegisterMetaType<Namespaces>();
    // Saying hello to a bus waits for its answer, for as long as a bus that hangs likes.
    QThreadPool::globalInstance()->start([target = QPointer<Private>(d.get())] {
        const QDBusConnection bus = QDBusConnection::sessionBus();
        QMetaObject::invokeMethod(
            qApp,
            [target, bus] {
                if (target && bus.isConnected())
                    target->ask(bus);
            },
            Qt::QueuedConnection);
    });
}

} // namespace chatmet::client

#include "SystemLook_linux.moc"
