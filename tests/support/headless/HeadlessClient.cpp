// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/headless/HeadlessClient.h"

#include "client/model/HoldingsWatch.h"
#include "client/model/Pairs.h"
#include "client/model/PartnerTicket.h"
#include "client/net/WebSocketTransport.h"
#include "tests/support/headless/Names.h"
#include "tests/support/headless/SeededPicture.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>

#include <utility>

namespace chatmet::testing {

using namespace client;

namespace {

MessageKey keyOf(const QJsonObject& command)
{
    return MessageKey{static_cast<quint64>(command[QLatin1String("key")].toInteger())};
}

QJsonValue jsonOf(MessageKey key)
{
    return static_cast<qint64>(key);
}

/// The row that is answered, if one is named.
MessageKey replyTo(const QJsonObject& command)
{
    return MessageKey{static_cast<quint64>(command[QLatin1String("reply")].toInteger())};
}

/// "before": the partner of the pair before this one.
PartnerTicket* ticketOf(const ChatState& state, const QJsonObject& command)
{
    return command[QLatin1String("before")].toBool() ? state.pairs()->ticketBefore()
                                                     : state.pairs()->partnerTicket();
}

ServerAddress addressOf(const QJsonObject& command)
{
    return {QUrl(command[QLatin1String("server")].toString(), QUrl::StrictMode),
            command[QLatin1String("fingerprint")].toString().toLatin1()};
}

ProxyPolicy proxyOf(const QJsonObject& proxy)
{
    const QString kind = proxy[QLatin1String("kind")].toString();
    ProxyPolicy policy;
    policy.host = proxy[QLatin1String("host")].toString();
    policy.port = static_cast<quint16>(proxy[QLatin1String("port")].toInt());
    policy.kind = kind == QLatin1String("socks5")        ? ProxyKind::Socks5
                  : kind == QLatin1String("tor")         ? ProxyKind::Tor
                  : kind == QLatin1String("tor-browser") ? ProxyKind::TorBrowser
                  : kind == QLatin1String("system")      ? ProxyKind::System
                                                         : ProxyKind::None;
    return policy;
}

/// Scripts mean what they say; taking Next back is the window's.
StateSettings nextAtOnce()
{
    StateSettings settings;
    settings.nextUndoMs = 0;
    return settings;
}

} // namespace

HeadlessClient::HeadlessClient(QString name, HeadlessTools tools, QObject* parent)
    : QObject(parent),
      m_name(std::move(name)),
      m_tools(std::move(tools)),
      m_state([this] { return makeTransport(); }, &m_tools.reader, nullptr, nextAtOnce()),
      m_rooms(m_state, [this](const char* event, QJsonObject fields) { tell(event, std::move(fields)); })
{
    wire();
}

HeadlessClient::~HeadlessClient()
{
    m_state.disconnect(this);
    m_state.pairs()->disconnect(this);
    m_state.pairs()->messages()->disconnect(this);
}

const QHash<QString, HeadlessClient::Command>& HeadlessClient::commands()
{
    static const QHash<QString, Command> all{
        {QStringLiteral("connect"), &HeadlessClient::connectLine},
        {QStringLiteral("meet"), &HeadlessClient::meet},
        {QStringLiteral("cancel"), &HeadlessClient::cancel},
        {QStringLiteral("leave"), &HeadlessClient::leave},
        {QStringLiteral("next"), &HeadlessClient::next},
        {QStringLiteral("erase"), &HeadlessClient::erase},
        {QStringLiteral("stop"), &HeadlessClient::stop},
        {QStringLiteral("drop"), &HeadlessClient::drop},
        {QStringLiteral("retry"), &HeadlessClient::retry},
        {QStringLiteral("send"), &HeadlessClient::send},
        {QStringLiteral("take-back"), &HeadlessClient::takeBack},
        {QStringLiteral("report"), &HeadlessClient::report},
        {QStringLiteral("block"), &HeadlessClient::block},
        {QStringLiteral("emoji"), &HeadlessClient::emoji},
        {QStringLiteral("typing"), &HeadlessClient::typing},
        {QStringLiteral("picture"), &HeadlessClient::picture},
        {QStringLiteral("accept"), &HeadlessClient::accept},
        {QStringLiteral("decline"), &HeadlessClient::decline},
        {QStringLiteral("cancel-picture"), &HeadlessClient::cancelPicture},
        {QStringLiteral("save"), &HeadlessClient::save},
        {QStringLiteral("state"), &HeadlessClient::tellState},
        {QStringLiteral("holdings"), &HeadlessClient::holdings},
        {QStringLiteral("raw"), &HeadlessClient::raw},
        {QStringLiteral("raw-connect"), &HeadlessClient::rawConnect},
        {QStringLiteral("raw-close"), &HeadlessClient::rawClose},
    };
    return all;
}

void HeadlessClient::run(const QJsonObject& command)
{
    QString roomFault;
    if (m_rooms.run(command, roomFault))
        return roomFault.isEmpty() ? void() : fault(roomFault);
    const QString name = command[QLatin1String("do")].toString();
    const auto found = commands().constFind(name);
    if (found == commands().constEnd())
        return fault(QStringLiteral("unknown command"));
    (this->**found)(command);
}

Pair* HeadlessClient::pairOrFault()
{
    Pair* pair = m_state.pairs()->pair();
    if (pair == nullptr)
        fault(QStringLiteral("nobody is here"));
    return pair;
}

void HeadlessClient::quit()
{
    m_quitting = true;
    m_raw.reset();
    if (m_state.line() == LineState::Closed)
        Q_EMIT closed();
    else
        m_state.stop();
}

std::unique_ptr<Transport> HeadlessClient::makeTransport()
{
    auto transport = std::make_unique<WebSocketTransport>(m_proxy);
    m_transport = transport.get();
    return transport;
}

void HeadlessClient::connectLine(const QJsonObject& command)
{
    if (m_state.line() != LineState::Closed)
        return fault(QStringLiteral("connected already"));
    m_proxy = proxyOf(command[QLatin1String("proxy")].toObject());
    if (command.contains(QLatin1String("page_ms")))
        m_state.setEndedPageMs(command[QLatin1String("page_ms")].toInt());
    m_state.start({addressOf(command), command[QLatin1String("username")].toString()});
}

void HeadlessClient::meet(const QJsonObject& command)
{
    QStringList topics;
    for (const QJsonValue topic : command[QLatin1String("topics")].toArray())
        topics.append(topic.toString());
    m_state.pairs()->meet(topics);
}

void HeadlessClient::cancel(const QJsonObject&)
{
    m_state.pairs()->cancelMeet();
}

void HeadlessClient::leave(const QJsonObject&)
{
    m_state.pairs()->leave();
}

void HeadlessClient::next(const QJsonObject&)
{
    m_state.pairs()->next();
}

void HeadlessClient::erase(const QJsonObject&)
{
    m_state.pairs()->eraseNow();
}

void HeadlessClient::stop(const QJsonObject&)
{
    m_state.stop();
}

void HeadlessClient::drop(const QJsonObject&)
{
    m_state.dropLine();
}

void HeadlessClient::retry(const QJsonObject& command)
{
    if (!command.contains(QLatin1String("key")))
        m_state.retryNow();
    else if (Pair* pair = pairOrFault())
        pair->retry(keyOf(command));
}

void HeadlessClient::send(const QJsonObject& command)
{
    if (Pair* pair = pairOrFault())
        pair->sendText(command[QLatin1String("text")].toString(), replyTo(command));
}

void HeadlessClient::takeBack(const QJsonObject& command)
{
    if (Pair* pair = pairOrFault())
        pair->takeBack(keyOf(command));
}

void HeadlessClient::report(const QJsonObject& command)
{
    PartnerTicket* ticket = ticketOf(m_state, command);
    if (!ticket->report(static_cast<protocol::ReportReason>(command[QLatin1String("reason")].toInt())))
        fault(QStringLiteral("nobody to report"));
}

void HeadlessClient::block(const QJsonObject& command)
{
    if (!ticketOf(m_state, command)->block())
        fault(QStringLiteral("nobody to block"));
}

void HeadlessClient::emoji(const QJsonObject& command)
{
    if (Pair* pair = pairOrFault())
        pair->sayEmoji(command.value(QLatin1String("match")).toBool());
}

void HeadlessClient::typing(const QJsonObject& command)
{
    if (Pair* pair = pairOrFault())
        pair->setComposing(command[QLatin1String("active")].toBool());
}

void HeadlessClient::picture(const QJsonObject& command)
{
    const auto done = [this, command](const CleanResult& cleaned) { offer(cleaned, command); };
    if (command.contains(QLatin1String("generate"))) {
        const QJsonObject wanted = command[QLatin1String("generate")].toObject();
        const QSize size(wanted[QLatin1String("width")].toInt(), wanted[QLatin1String("height")].toInt());
        m_tools.cleaner.clean(
            seededPicture(size, static_cast<quint32>(wanted[QLatin1String("seed")].toInteger())), this, done);
        return;
    }
    QFile file(command[QLatin1String("file")].toString());
    if (!file.open(QIODevice::ReadOnly))
        return fault(QStringLiteral("the file cannot be read"));
    m_tools.cleaner.clean(file.readAll(), this, done);
}

void HeadlessClient::offer(const CleanResult& cleaned, const QJsonObject& command)
{
    const QString caption = command[QLatin1String("caption")].toString();
    if (cleaned.error != PictureError::None)
        tell("refused", {{QStringLiteral("refusal"), QStringLiteral("picture")},
                         {QStringLiteral("problem"), nameOf(cleaned.error)}});
    else if (command.contains(QLatin1String("room")))
        m_rooms.sendPicture(command, cleaned.picture, caption);
    else if (Pair* pair = pairOrFault())
        pair->sendPicture(cleaned.picture, caption);
}

void HeadlessClient::accept(const QJsonObject& command)
{
    if (command.contains(QLatin1String("auto")))
        m_autoAccept = command[QLatin1String("auto")].toBool();
    if (!command.contains(QLatin1String("key")))
        return;
    if (Pair* pair = pairOrFault())
        pair->acceptPicture(keyOf(command));
}

void HeadlessClient::decline(const QJsonObject& command)
{
    if (Pair* pair = pairOrFault())
        pair->declinePicture(keyOf(command));
}

void HeadlessClient::cancelPicture(const QJsonObject& command)
{
    if (Pair* pair = pairOrFault())
        pair->cancelPicture(keyOf(command));
}

void HeadlessClient::save(const QJsonObject& command)
{
    const client::Message* row = m_state.pairs()->messages()->find(keyOf(command));
    if (row == nullptr || row->file.isEmpty())
        return fault(QStringLiteral("no picture under this key"));
    QFile file(command[QLatin1String("file")].toString());
    if (!file.open(QIODevice::WriteOnly) || file.write(row->file) != row->file.size() || !file.flush())
        return fault(QStringLiteral("the file cannot be written"));
    tell("saved", {{QStringLiteral("key"), jsonOf(row->key)}});
}

void HeadlessClient::tellState(const QJsonObject&)
{
    const Pair* pair = m_state.pairs()->pair();
    const SealState seal = pair == nullptr ? SealState::NotSealed : pair->sealState();
    tell("state", {{QStringLiteral("line"), nameOf(m_state.line())},
                   {QStringLiteral("meeting"), nameOf(m_state.pairs()->meeting())},
                   {QStringLiteral("username"), m_state.username()},
                   {QStringLiteral("partner"), m_state.pairs()->partnerName()},
                   {QStringLiteral("messages"), m_state.pairs()->messages()->count()},
                   {QStringLiteral("typing"), pair != nullptr && pair->typing().partnerActive()},
                   {QStringLiteral("seal"), nameOf(seal)},
                   {QStringLiteral("erases_in"), m_state.pairs()->erasesInSeconds()}});
}

void HeadlessClient::holdings(const QJsonObject& command)
{
    m_state.holdings()->setWatched(command[QLatin1String("watch")].toBool());
}

void HeadlessClient::raw(const QJsonObject& command)
{
    Transport* line = m_raw ? m_raw.get() : m_transport.data();
    if (line == nullptr)
        return fault(QStringLiteral("no line"));
    QByteArray bytes = QByteArray::fromHex(command[QLatin1String("hex")].toString().toLatin1());
    if (command.contains(QLatin1String("header"))) {
        const QByteArray header = QByteArray::fromHex(command[QLatin1String("header")].toString().toLatin1());
        bytes = QByteArray(1, static_cast<char>(header.size() >> 8)) +
                static_cast<char>(header.size() & 0xff) + header +
                QByteArray::fromHex(command[QLatin1String("body")].toString().toLatin1());
    }
    line->send(bytes);
}

void HeadlessClient::rawConnect(const QJsonObject& command)
{
    if (m_raw)
        return fault(QStringLiteral("connected already"));
    m_raw = std::make_unique<WebSocketTransport>(proxyOf(command[QLatin1String("proxy")].toObject()));
    wireRaw();
    m_raw->open(addressOf(command));
}

void HeadlessClient::rawClose(const QJsonObject&)
{
    if (m_raw)
        m_raw->close();
}

void HeadlessClient::wireRaw()
{
    Transport* line = m_raw.get();
    connect(line, &Transport::opened, this, [this] { tell("raw-open"); });
    connect(line, &Transport::received, this, [this](const QByteArray& frame) {
        tell("raw-frame", {{QStringLiteral("hex"), QString::fromLatin1(frame.toHex())}});
    });
    connect(line, &Transport::failed, this, [this](LineProblem problem) {
        m_raw.release()->deleteLater();
        tell("raw-failed", {{QStringLiteral("problem"), nameOf(problem)}});
    });
    connect(line, &Transport::closed, this, [this] {
        m_raw.release()->deleteLater();
        tell("raw-closed");
    });
}

} // namespace chatmet::testing
