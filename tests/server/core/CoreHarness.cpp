// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace chatmet::tests {

using namespace server;

namespace {

constexpr std::int64_t tickMs = 250; ///< Events.h: at least four a second

SharedBytes bytesFrom(std::string_view text)
{
    return SharedBytes(WipedBytes(text.begin(), text.end()));
}

bool isReliable(const protocol::ClientKind& kind)
{
    using namespace protocol;
    return std::holds_alternative<Goodbye>(kind) || std::holds_alternative<HoldingsRequest>(kind) ||
           std::holds_alternative<Tombstone>(kind) || std::holds_alternative<KeyExchange>(kind) ||
           std::holds_alternative<Meet>(kind) || std::holds_alternative<CancelMeet>(kind) ||
           std::holds_alternative<Leave>(kind) || std::holds_alternative<Send>(kind) ||
           std::holds_alternative<StreamAccept>(kind) || std::holds_alternative<StreamOpen>(kind) ||
           std::holds_alternative<StreamEnd>(kind) || std::holds_alternative<Report>(kind) ||
           std::holds_alternative<Block>(kind);
}

} // namespace

CoreHarness::CoreHarness(ServiceSettings settings, std::uint64_t seed)
    : m_random(seed), m_service(m_random, std::move(settings))
{
}

ServiceSettings CoreHarness::withoutResume()
{
    ServiceSettings settings;
    settings.resumeWindowMs = 0;
    return settings;
}

ConnectionId CoreHarness::connect(std::uint64_t addressTag, std::uint64_t prefixTag)
{
    const ConnectionId connection{++m_lastConnection};
    m_clients.emplace(connection, TestClient{});
    feed(Connected{connection, {addressTag, prefixTag}});
    return connection;
}

void CoreHarness::disconnect(ConnectionId connection)
{
    for (const ConversationId& conversation : m_clients.at(connection).toConfirm)
        --m_erasuresOpen[conversation];
    m_clients.erase(connection);
    feed(Disconnected{connection});
}

void CoreHarness::confirmErasures(ConnectionId connection)
{
    const auto conversations = std::exchange(m_clients.at(connection).toConfirm, {});
    for (const ConversationId& conversation : conversations) {
        --m_erasuresOpen[conversation];
        feed(EraseConfirmed{connection, conversation});
    }
}

void CoreHarness::flush(ConnectionId connection)
{
    TestClient& to = m_clients.at(connection);
    for (const SendFrame& frame : std::exchange(to.queue, {}))
        deliver(to, frame);
}

void CoreHarness::advance(std::int64_t milliseconds)
{
    while (milliseconds > 0) {
        const std::int64_t step = std::min(milliseconds, tickMs);
        m_now.steadyMs += step;
        m_now.utcMs += step;
        milliseconds -= step;
        feed(Tick{});
    }
}

void CoreHarness::sleep(std::int64_t milliseconds)
{
    m_now.steadyMs += milliseconds;
    m_now.utcMs += milliseconds;
}

void CoreHarness::feed(const Event& event)
{
    m_lastEffects.clear();
    m_due.push_back(event);
    while (!m_due.empty()) {
        const Event next = m_due.front();
        m_due.pop_front();
        if (const auto* confirmed = std::get_if<EraseConfirmed>(&next); confirmed != nullptr) {
            if (isGone(confirmed->connection))
                continue;
        }
        Effects effects;
        m_service.handle(next, m_now, effects);
        for (const Effect& effect : effects)
            apply(effect);
        m_lastEffects.insert(m_lastEffects.end(), effects.begin(), effects.end());
    }
}

void CoreHarness::sendFrame(ConnectionId connection, const protocol::ClientFrame& frame)
{
    const auto decoded = protocol::decodeClientFrame(SharedBytes(protocol::encodeClientFrame(frame)));
    ASSERT_TRUE(decoded.ok());
    feed(FrameReceived{connection, *decoded});
}

void CoreHarness::send(ConnectionId connection, protocol::ClientKind kind, std::string_view body)
{
    sendFrame(connection, nextFrame(connection, std::move(kind), body));
}

void CoreHarness::sendIntoTheVoid(ConnectionId connection, protocol::ClientKind kind, std::string_view body)
{
    (void)nextFrame(connection, std::move(kind), body);
}

protocol::ClientFrame CoreHarness::nextFrame(ConnectionId connection, protocol::ClientKind kind,
                                             std::string_view body)
{
    TestClient& from = m_clients.at(connection);
    protocol::ClientFrame frame;
    frame.sequence = isReliable(kind) ? from.nextSequence++ : 0;
    frame.acknowledged = from.acknowledges ? from.highestReceived : 0;
    frame.kind = std::move(kind);
    frame.body = bytesFrom(body);
    if (frame.sequence != 0)
        from.kept.push_back(frame);
    return frame;
}

TestClient CoreHarness::lose(ConnectionId connection)
{
    TestClient lost = m_clients.at(connection);
    disconnect(connection);
    return lost;
}

ConnectionId CoreHarness::tryResume(const TestClient& lost, std::uint64_t addressTag, std::uint64_t prefixTag)
{
    const ConnectionId connection = connect(addressTag, prefixTag);
    TestClient& client = m_clients.at(connection);
    client.nextSequence = lost.nextSequence;
    client.highestReceived = lost.highestReceived;
    client.sentNumbers = lost.sentNumbers;
    client.token = lost.token;
    client.kept = lost.kept;
    protocol::ClientFrame frame;
    frame.kind = protocol::Hello{limits::revision,
                                 "",
                                 "0.1.0",
                                 protocol::System::Linux,
                                 protocol::Resume{lost.token, lost.highestReceived},
                                 false};
    sendFrame(connection, frame);
    return connection;
}

ConnectionId CoreHarness::resume(const TestClient& lost)
{
    const ConnectionId connection = tryResume(lost);
    EXPECT_TRUE(last<protocol::Welcome>(connection).resumed);
    const auto kept = m_clients.at(connection).kept; // without what the welcome acknowledged
    for (const protocol::ClientFrame& frame : kept)
        sendFrame(connection, frame);
    return connection;
}

void CoreHarness::hello(ConnectionId connection, std::string_view username)
{
    protocol::ClientFrame frame;
    frame.kind =
        protocol::Hello{limits::revision, std::string(username), "0.1.0", protocol::System::Linux, {}, false};
    sendFrame(connection, frame);
}

ConnectionId CoreHarness::arrive(std::string_view username)
{
    const ConnectionId connection = connect();
    hello(connection, username);
    EXPECT_EQ(count<protocol::Welcome>(connection), 1U);
    return connection;
}

void CoreHarness::meet(ConnectionId connection, std::vector<std::string> topics)
{
    send(connection, protocol::Meet{std::move(topics)});
}

std::pair<ConnectionId, ConnectionId> CoreHarness::arrivePair()
{
    const ConnectionId first = arrive("Asha");
    const ConnectionId second = arrive("Bo");
    meet(first);
    meet(second);
    EXPECT_FALSE(conversation(first).isNull());
    EXPECT_EQ(conversation(first), conversation(second));
    return {first, second};
}

void CoreHarness::say(ConnectionId connection, const ConversationId& conversation, std::string_view body)
{
    const std::uint64_t number = ++m_clients.at(connection).sentNumbers[conversation];
    send(connection, protocol::Send{conversation, number}, body);
}

void CoreHarness::apply(const Effect& effect)
{
    std::visit([this](const auto& what) { applyTo(what); }, effect);
}

TestClient* CoreHarness::reachable(ConnectionId connection)
{
    const auto found = m_clients.find(connection);
    if (found == m_clients.end()) {
        ADD_FAILURE() << "an effect for a connection that is gone";
        return nullptr;
    }
    EXPECT_FALSE(found->second.cut) << "an effect for a connection that was cut";
    return &found->second;
}

void CoreHarness::applyTo(const SendFrame& frame)
{
    TestClient* to = reachable(frame.connection);
    if (to == nullptr)
        return;
    EXPECT_FALSE(to->closing) << "a frame after close";
    EXPECT_FALSE(!frame.conversation.isNull() && to->erased.contains(frame.conversation))
        << "a frame of an erased conversation";
    if (to->reads)
        deliver(*to, frame);
    else
        to->queue.push_back(frame);
}

void CoreHarness::deliver(TestClient& to, const SendFrame& frame)
{
    const auto head = protocol::encodeFrameHead(frame.sequence, frame.acknowledged, frame.kind.size());
    WipedBytes whole(head.span().begin(), head.span().end());
    whole.insert(whole.end(), frame.kind.span().begin(), frame.kind.span().end());
    whole.insert(whole.end(), frame.body.span().begin(), frame.body.span().end());
    const auto decoded = protocol::decodeServerFrame(SharedBytes(std::move(whole)));
    ASSERT_TRUE(decoded.ok());
    if (decoded->sequence != 0) {
        EXPECT_GT(decoded->sequence, to.highestReceived) << "sequences rise";
        to.highestReceived = decoded->sequence;
    }
    if (const auto* ended = std::get_if<protocol::Ended>(&decoded->kind)) {
        EXPECT_EQ(m_erasuresOpen[ended->conversation], 0U) << "told before every queue has confirmed";
    }
    if (const auto* welcome = std::get_if<protocol::Welcome>(&decoded->kind))
        to.token = welcome->token;
    while (!to.kept.empty() && to.kept.front().sequence <= decoded->acknowledged)
        to.kept.pop_front();
    to.received.push_back(ReceivedFrame{*decoded, frame.lane, frame.body});
}

void CoreHarness::applyTo(const EraseQueued& erase)
{
    TestClient* to = reachable(erase.connection);
    if (to == nullptr)
        return;
    EXPECT_TRUE(to->erased.insert(erase.conversation).second) << "erased twice";
    std::erase_if(to->queue,
                  [&](const SendFrame& frame) { return frame.conversation == erase.conversation; });
    if (to->confirms) {
        m_due.push_back(EraseConfirmed{erase.connection, erase.conversation});
    } else {
        to->toConfirm.push_back(erase.conversation);
        ++m_erasuresOpen[erase.conversation];
    }
}

void CoreHarness::applyTo(const ReplaceQueued& replace)
{
    TestClient* to = reachable(replace.connection);
    if (to == nullptr)
        return;
    for (SendFrame& queued : to->queue) {
        if (queued.sequence == replace.sequence) {
            queued.kind = replace.kind;
            queued.body = {};
        }
    }
}

void CoreHarness::applyTo(const DropStream& drop)
{
    TestClient* to = reachable(drop.connection);
    if (to == nullptr)
        return;
    EXPECT_FALSE(to->closing);
    std::erase_if(to->queue, [&](const SendFrame& frame) { return frame.stream == drop.stream; });
    to->dropped.push_back(drop.stream);
}

void CoreHarness::applyTo(const CloseConnection& close)
{
    TestClient* to = reachable(close.connection);
    if (to == nullptr)
        return;
    EXPECT_FALSE(to->closing) << "closed twice";
    to->closing = true;
    to->closeCode = close.code;
}

void CoreHarness::applyTo(const CutConnection& cut)
{
    if (TestClient* to = reachable(cut.connection))
        to->cut = true;
}

void CoreHarness::applyTo(const LogArrival& log)
{
    reachable(log.connection);
    ++m_arrivalsLogged;
}

void CoreHarness::applyTo(const LogRefusal& log)
{
    reachable(log.connection);
    ++m_refusalsLogged;
}

std::string bytesOf(std::size_t count, char filling)
{
    return std::string(count, filling);
}

StreamId someStream(std::uint8_t number)
{
    std::string raw(StreamId::bytesCount, '\0');
    raw.back() = static_cast<char>(number);
    return StreamId::fromBytes(raw).value();
}

} // namespace chatmet::tests
