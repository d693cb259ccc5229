// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/OtherStarts.h"

#include "client/app/HelperMessages.h"

#include <QCryptographicHash>
#include <QLocalSocket>
#include <QSocketNotifier>
#include <QTimer>

#include <cstdint>
#include <span>
#include <utility>

namespace chatmet::client {

namespace {

/// Another revision of the program has another number, and is not understood.
constexpr std::uint32_t greeting = 0x434d5331;
constexpr std::size_t activationBytesMax = 256;
constexpr std::byte taken{1};
constexpr int listenAgainMs = 1'000;

struct Head
{
    std::uint32_t greeting;
    std::uint32_t linkBytes;
    std::uint32_t activationBytes;

    [[nodiscard]] bool isGood() const
    {
        return greeting == client::greeting && linkBytes <= linkBytesMax &&
               activationBytes <= activationBytesMax;
    }
    [[nodiscard]] qint64 size() const { return qint64(sizeof(Head)) + linkBytes + activationBytes; }
};

std::span<const std::byte> bytesOfArray(const QByteArray& array)
{
    return std::as_bytes(std::span(array.constData(), static_cast<std::size_t>(array.size())));
}

} // namespace

std::string instanceName()
{
    // Everybody on the computer sees the name: it does not say how the person is connected.
    const QByteArray desktop = qgetenv("WAYLAND_DISPLAY") + '\0' + qgetenv("DISPLAY");
    const QByteArray digest = QCryptographicHash::hash(desktop, QCryptographicHash::Sha256).toHex();
    return "org.chatmet.ChatMet-" + digest.left(16).toStdString();
}

bool handToRunning(const InstancePlace& place, const QString& link)
{
    ChildSocket running = place.reach();
    const auto until = ChildSocket::Clock::now() + std::chrono::milliseconds(OtherStarts::otherStartMsMax);
    const QByteArray text = link.toUtf8();
    const QByteArray activation = qgetenv("XDG_ACTIVATION_TOKEN").left(activationBytesMax);
    const Head head{greeting, static_cast<std::uint32_t>(text.size()),
                    static_cast<std::uint32_t>(activation.size())};
    std::byte answer{};
    return running.descriptor() >= 0 && head.isGood() && running.send(bytesOf(head), until) &&
           running.send(bytesOfArray(text), until) && running.send(bytesOfArray(activation), until) &&
           running.receive(std::span(&answer, 1), until) && answer == taken;
}

OtherStarts::OtherStarts(InstancePlace place, QObject* parent) : QObject(parent), m_place(std::move(place))
{
    listen();
}

/// Where another program has the place, and will end, or hangs: this one is the next to be found.
void OtherStarts::listen()
{
    m_listening = m_place.listen();
    if (!isListening())
        return QTimer::singleShot(listenAgainMs, this, &OtherStarts::listen);
    m_notifier = std::make_unique<QSocketNotifier>(m_listening, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &OtherStarts::accept);
}

OtherStarts::~OtherStarts()
{
    m_notifier.reset();
    ChildSocket(m_listening).close();
}

void OtherStarts::accept()
{
    const int came = InstancePlace::accept(m_listening);
    if (came < 0)
        return;
    auto* socket = new QLocalSocket(this);
    socket->setReadBufferSize(qint64(sizeof(Head)) + qint64(linkBytesMax) + qint64(activationBytesMax));
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(otherStartMsMax, socket, &QObject::deleteLater);
    socket->setSocketDescriptor(came);
}

void OtherStarts::read(QLocalSocket* socket)
{
    Head head{};
    const qint64 headBytes = sizeof(head);
    if (socket->bytesAvailable() < headBytes)
        return;
    socket->peek(reinterpret_cast<char*>(&head), headBytes);
    if (!head.isGood())
        return socket->abort();
    if (socket->bytesAvailable() < head.size())
        return;
    socket->skip(headBytes);
    const QString link = QString::fromUtf8(socket->read(head.linkBytes));
    const QByteArray activation = socket->read(head.activationBytes);
    socket->write(reinterpret_cast<const char*>(&taken), 1);
    socket->disconnectFromServer();
    Q_EMIT startedAgain(link, activation);
}

} // namespace chatmet::client
