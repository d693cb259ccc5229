// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>
#include <sodium.h>

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
           std::holds_alternative<Block>(kind) || std::holds_alternative<OpenRoom>(kind) ||
           std::holds_alternative<JoinRoom>(kind) || std::holds_alternative<LockRoom>(kind) ||
           std::holds_alternative<RemoveMember>(kind);
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
    for (const Erasure& erasure : m_clients.at(connection).toConfirm)
        --m_erasuresOpen[{erasure.conversation, erasure.author}];
    m_clients.erase(connection);
    feed(Disconnected{connection});
}

void CoreHarness::confirmErasures(ConnectionId connection)
{
    const auto erasures = std::exchange(m_clients.at(connection).toConfirm, {});
    for (const Erasure& erasure : erasures) {
        --m_erasuresOpen[{erasure.conversation, erasure.author}];
        feed(EraseConfirmed{connection, erasure.conversation, erasure.author});
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
    if (const auto* join = std::get_if<protocol::JoinRoom>(&kind))
        from.erased.erase(join->room); // it may come back, as somebody else
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

ConversationId CoreHarness::openRoom(ConnectionId host, std::string_view package)
{
    send(host, protocol::OpenRoom{admissionOf(someProof())}, package);
    return last<protocol::RoomOpened>(host).conversation;
}

void CoreHarness::join(ConnectionId connection, const ConversationId& room, std::string_view package)
{
    send(connection, protocol::JoinRoom{room, someProof()}, package);
}

ConnectionId CoreHarness::arriveInRoom(const ConversationId& room, std::string_view username)
{
    const ConnectionId connection = arrive(username);
    join(connection, room);
    EXPECT_EQ(last<protocol::RoomJoined>(connection).conversation, room);
    return connection;
}

MemberId CoreHarness::memberIn(ConnectionId connection, const ConversationId& room) const
{
    return memberIn(m_clients.at(connection), room);
}

MemberId CoreHarness::memberIn(const TestClient& client, const ConversationId& room)
{
    MemberId member;
    for (const ReceivedFrame& received : client.received) {
        if (const auto* opened = std::get_if<protocol::RoomOpened>(&received.frame.kind);
            opened != nullptr && opened->conversation == room)
            member = opened->ownMember;
        if (const auto* joined = std::get_if<protocol::RoomJoined>(&received.frame.kind);
            joined != nullptr && joined->conversation == room)
            member = joined->ownMember;
    }
    return member;
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
    EXPECT_FALSE(to->erasedMembers.contains({frame.conversation, frame.author}))
        << "a frame of an erased member";
    if (to->reads && to->queue.empty())
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
    checkEnd(to, decoded->kind);
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
    const Erasure erasure{erase.conversation, erase.author};
    const bool isWhole = erase.author.isNull();
    EXPECT_TRUE(isWhole ? to->erased.insert(erase.conversation).second
                        : to->erasedMembers.insert({erase.conversation, erase.author}).second)
        << "erased twice";
    std::erase_if(to->queue, [&](const SendFrame& frame) {
        const bool isList = frame.lane == Lane::Hint && !frame.body.empty();
        return erasure.covers(frame.conversation, frame.author) || (isWhole && isList);
    });
    if (to->confirms) {
        m_due.push_back(EraseConfirmed{erase.connection, erase.conversation, erase.author});
    } else {
        to->toConfirm.push_back(erasure);
        ++m_erasuresOpen[{erase.conversation, erase.author}];
    }
}

void CoreHarness::checkEnd(const TestClient& to, const protocol::ServerKind& kind)
{
    if (const auto* ended = std::get_if<protocol::Ended>(&kind)) {
        const MemberId own = memberIn(to, ended->conversation); // null: it was a pair
        EXPECT_EQ((m_erasuresOpen[{ended->conversation, own}]), 0U)
            << "told before every queue has confirmed";
    } else if (const auto* left = std::get_if<protocol::MemberLeft>(&kind)) {
        EXPECT_EQ((m_erasuresOpen[{left->conversation, left->member}]), 0U)
            << "told before every queue has confirmed";
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

protocol::RoomProof someProof(std::uint8_t filling)
{
    protocol::RoomProof proof{};
    proof.fill(filling);
    return proof;
}

protocol::RoomProof admissionOf(const protocol::RoomProof& proof)
{
    const std::string hashed = "chatmet.1 admission" + std::string(proof.begin(), proof.end());
    protocol::RoomProof admission{};
    crypto_generichash(admission.data(), admission.size(),
                       reinterpret_cast<const unsigned char*>(hashed.data()), hashed.size(), nullptr, 0);
    return admission;
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
