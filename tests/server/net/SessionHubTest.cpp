// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The hub between connections that a test plays and the real core.
#include "server/net/SessionHub.h"

#include "common/protocol/Codec.h"
#include "common/protocol/Limits.h"
#include "server/core/ChatService.h"
#include "server/net/ProxyDoor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace chatmet::server {
namespace {

using protocol::ClientFrame;
using protocol::ClientKind;
using protocol::ServerFrame;

class TestClock final : public Clock
{
public:
    Now now() const override { return value; }
    Now value{1'000'000, 1'795'455'000'000};
};

class FakeLine final : public ClientConnection
{
public:
    FakeLine(ConnectionId id, ConnectionEvents& events) : m_id(id), m_events(events) {}

    void write(QueuedFrame frame) override
    {
        ASSERT_FALSE(writing.has_value()) << "one at a time";
        ASSERT_FALSE(closed);
        writing = std::move(frame);
    }
    void close(Errc code) override { closed = code; }
    void cut() override { isCut = true; }
    std::uint64_t sentBytes() const override { return sent; }
    void listHoldings(const Place& place) const override
    {
        ++timesListed;
        place.row(protocol::gone::withLine, [](Tally& tally) { tally.words("a fake"); });
    }

    void open() { m_events.connectionOpened(m_id); }
    void end() { m_events.connectionClosed(m_id); }
    void receive(const ClientFrame& frame) { receive(SharedBytes(protocol::encodeClientFrame(frame))); }
    void receive(const SharedBytes& bytes) { m_events.connectionReceived(m_id, bytes); }
    void receiveText() { m_events.connectionReceivedText(m_id); }

    /// Lets the frame under way reach the client; nothing if none is.
    std::optional<ServerFrame> deliverOne()
    {
        if (!writing) {
            return std::nullopt;
        }
        const QueuedFrame frame = *std::exchange(writing, std::nullopt);
        WipedBytes bytes(frame.head.span().begin(), frame.head.span().end());
        bytes.insert(bytes.end(), frame.kind.span().begin(), frame.kind.span().end());
        bytes.insert(bytes.end(), frame.body.span().begin(), frame.body.span().end());
        m_events.connectionWritten(m_id);
        auto decoded = protocol::decodeServerFrame(SharedBytes(std::move(bytes)));
        EXPECT_TRUE(decoded.ok());
        return std::move(decoded).value();
    }

    std::vector<ServerFrame> deliverAll()
    {
        std::vector<ServerFrame> frames;
        while (auto frame = deliverOne()) {
            frames.push_back(std::move(*frame));
        }
        return frames;
    }

    /// Delivers until a frame of this kind comes.
    template <class Kind> Kind expect()
    {
        while (auto frame = deliverOne()) {
            if (const Kind* kind = std::get_if<Kind>(&frame->kind)) {
                return *kind;
            }
        }
        ADD_FAILURE() << "the frame didn't come";
        return {};
    }

    std::optional<QueuedFrame> writing;
    std::optional<Errc> closed;
    bool isCut{false};
    mutable int timesListed{0};
    std::uint64_t sent{0}; ///< what its network took

private:
    const ConnectionId m_id;
    ConnectionEvents& m_events;
};

class Witness final : public ArrivalWitness
{
public:
    void arrived(const std::string& address, const std::string& version, protocol::System) override
    {
        arrivals.push_back(address + " " + version);
    }
    void turnedAway(const std::string& address) override { refusals.push_back(address); }

    std::vector<std::string> arrivals;
    std::vector<std::string> refusals;
};

SharedBytes bytes(const std::string& text)
{
    return SharedBytes::copyOf({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

class SessionHubTest : public testing::Test
{
protected:
    SessionHubTest()
        : m_service(systemRandom(), withoutResume()),
          m_hub(m_io, m_timer, m_service, m_witness,
                [this](ConnectionId id, TcpSocket, ConnectionSlot, ConnectionEvents& events) {
                    m_lines.push_back(std::make_shared<FakeLine>(id, events));
                    return m_lines.back();
                })
    {
    }

    static ServiceSettings withoutResume()
    {
        ServiceSettings settings;
        settings.resumeWindowMs = 0; // a line that is gone ends its session
        return settings;
    }

    FakeLine& connect()
    {
        m_hub.accept(TcpSocket(m_io), ConnectionSlot(), std::string());
        m_lines.back()->open();
        return *m_lines.back();
    }

    static void send(FakeLine& line, ClientKind kind, std::uint64_t sequence = 0,
                     const std::string& body = {})
    {
        ClientFrame frame;
        frame.sequence = sequence;
        frame.kind = std::move(kind);
        frame.body = bytes(body);
        line.receive(frame);
    }

    FakeLine& arrive()
    {
        FakeLine& line = connect();
        protocol::Hello hello;
        hello.revision = limits::revision;
        hello.username = "Asha";
        hello.clientVersion = "0.1.0";
        hello.system = protocol::System::Linux;
        send(line, hello);
        line.expect<protocol::Welcome>();
        return line;
    }

    /// Two that are paired, everything delivered.
    ConversationId pair(FakeLine& one, FakeLine& other)
    {
        send(one, protocol::Meet{}, 1);
        send(other, protocol::Meet{}, 1);
        m_conversation = one.expect<protocol::Paired>().conversation;
        EXPECT_EQ(other.expect<protocol::Paired>().conversation, m_conversation);
        one.deliverAll();
        other.deliverAll();
        return m_conversation;
    }

    /// Turns the loop until something is reached; the clock stands still.
    template <class Predicate> void runUntil(const Predicate& reached)
    {
        while (!reached()) {
            ASSERT_GT(m_io.run_one(), 0U);
        }
    }

    /// Time passes, and what is due is done: the wheel's timer turns once in a slot of real time.
    void step(std::int64_t milliseconds)
    {
        m_clock.value.steadyMs += milliseconds;
        Deadline reached([] {});
        m_timer.setIn(reached, 0);
        runUntil([&] { return !reached.isSet(); });
    }

    asio::io_context m_io;
    TestClock m_clock;
    WheelTimer m_timer{m_io, m_clock};
    Witness m_witness;
    ChatService m_service;
    std::vector<std::shared_ptr<FakeLine>> m_lines;
    SessionHub m_hub;
    ConversationId m_conversation;
};

TEST_F(SessionHubTest, hello_accepted_isWelcomedAndWitnessed)
{
    arrive();
    ASSERT_EQ(m_witness.arrivals.size(), 1U);
    EXPECT_TRUE(m_witness.arrivals.front().ends_with(" 0.1.0"));
    EXPECT_TRUE(m_witness.refusals.empty());
    EXPECT_TRUE(m_hub.takeTouchedContent());
    EXPECT_FALSE(m_hub.takeTouchedContent());
}

TEST_F(SessionHubTest, holdings_asked_tellTheConnectionBesideTheSession)
{
    FakeLine& line = arrive();
    m_clock.value.steadyMs += 3'000;
    send(line, protocol::HoldingsRequest{}, 1);
    const auto frame = line.deliverOne();
    ASSERT_TRUE(frame && std::holds_alternative<protocol::Holdings>(frame->kind));
    const auto rows = protocol::decodeHoldingsPage(frame->body.span());
    ASSERT_TRUE(rows.ok());
    std::map<std::string, protocol::Holding> byField;
    for (const protocol::Holding& row : *rows) {
        EXPECT_TRUE(byField.emplace(row.field, row).second) << row.field << " stands there twice";
    }
    EXPECT_EQ(byField["session.username"].value, "Asha");
    EXPECT_EQ(byField["line.open"].value, "yes");
    EXPECT_EQ(byField["line.sinceMs"].ageMs, 3'000U);
    EXPECT_EQ(byField["line.sinceMs"].gone, protocol::gone::withLine);
    EXPECT_EQ(byField["line.socket"].value, "a fake");
    EXPECT_EQ(byField.count("line.queue.waiting.body"), 0U) << "nothing waits";
}

TEST_F(SessionHubTest, holdings_askedAgainAndAgain_areNotListedForNothing)
{
    FakeLine& line = arrive();
    for (std::uint64_t number = 1; number <= 20; ++number) {
        send(line, protocol::HoldingsRequest{}, number);
        if (number == 1) {
            line.expect<protocol::Holdings>();
        } else {
            const auto error = line.expect<protocol::ErrorAnswer>();
            EXPECT_EQ(error.code, Errc::RateLimited);
            EXPECT_GT(error.retryAfterMs, 0U);
        }
    }
    EXPECT_EQ(line.timesListed, 1);
    m_clock.value.steadyMs += limits::holdingsEveryMs;
    send(line, protocol::HoldingsRequest{}, 21);
    line.expect<protocol::Holdings>();
    EXPECT_EQ(line.timesListed, 2);
    m_clock.value.steadyMs += 300; // listed, and refused by the core
    send(line, protocol::HoldingsRequest{}, 22);
    m_clock.value.steadyMs += line.expect<protocol::ErrorAnswer>().retryAfterMs;
    send(line, protocol::HoldingsRequest{}, 23);
    line.expect<protocol::Holdings>();
}

TEST_F(SessionHubTest, holdings_framesThatWait_areToldBySize)
{
    FakeLine& one = arrive();
    FakeLine& other = arrive();
    const ConversationId conversation = pair(one, other);
    for (std::uint64_t number = 1; number <= 3; ++number) {
        send(other, protocol::Send{conversation, number}, number + 1, "content");
    }
    send(one, protocol::HoldingsRequest{}, 2);
    std::vector<protocol::Holding> rows;
    for (const ServerFrame& frame : one.deliverAll()) {
        if (std::holds_alternative<protocol::Holdings>(frame.kind)) {
            rows = protocol::decodeHoldingsPage(frame.body.span()).value();
        }
    }
    const auto bytesOf = [&](std::string_view field) {
        const auto found =
            std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.field == field; });
        return found == rows.end() ? 0U : found->bytesCount;
    };
    EXPECT_EQ(bytesOf("line.queue.underWay.body"), 7U);
    EXPECT_EQ(bytesOf("line.queue.waiting.body"), 14U);
    EXPECT_EQ(bytesOf("session.outbox.frames.body"), 21U);
    for (const protocol::Holding& row : rows) {
        EXPECT_EQ(row.value.find("content"), std::string::npos) << row.field;
    }
}

TEST_F(SessionHubTest, accept_fromLoopback_witnessesItsAddress)
{
    TcpAcceptor acceptor(m_io, Tcp::endpoint(asio::ip::make_address("::1"), 0));
    TcpSocket client(m_io);
    client.connect(acceptor.local_endpoint());
    TcpSocket server(m_io);
    acceptor.accept(server);
    std::string address = numericAddress(server);
    m_hub.accept(std::move(server), ConnectionSlot(), std::move(address));
    m_lines.back()->open();
    m_lines.back()->receiveText();
    EXPECT_EQ(m_witness.refusals, std::vector<std::string>{"::1"});
}

TEST_F(SessionHubTest, message_betweenTwo_reachesThePartner)
{
    FakeLine& one = arrive();
    FakeLine& other = arrive();
    const ConversationId conversation = pair(one, other);
    send(one, protocol::Send{conversation, 1}, 2, "नमस्ते 👋");
    bool arrived = false;
    for (const ServerFrame& frame : other.deliverAll()) {
        if (std::holds_alternative<protocol::Message>(frame.kind)) {
            arrived = true;
            EXPECT_EQ(frame.body.view(), "नमस्ते 👋");
        }
    }
    EXPECT_TRUE(arrived);
    EXPECT_EQ(one.expect<protocol::Accepted>().senderNumber, 1U);
}

TEST_F(SessionHubTest, leave_withQueuedMessages_endsOnlyAfterTheHalfWrittenOne)
{
    FakeLine& one = arrive();
    FakeLine& other = arrive();
    const ConversationId conversation = pair(one, other);
    send(one, protocol::Send{conversation, 1}, 2, "half written");
    send(one, protocol::Send{conversation, 2}, 3, "queued");
    one.deliverAll();
    ASSERT_TRUE(other.writing.has_value());
    send(one, protocol::Leave{conversation}, 4);
    EXPECT_FALSE(one.writing.has_value()) << "told before everybody has erased";
    const auto last = other.deliverOne();
    ASSERT_TRUE(last.has_value());
    EXPECT_EQ(last->body.view(), "half written");
    EXPECT_EQ(other.expect<protocol::Ended>().reason, protocol::EndReason::Left);
    EXPECT_EQ(one.expect<protocol::Ended>().reason, protocol::EndReason::YouLeft);
    EXPECT_TRUE(other.deliverAll().empty()) << "a queued message outlived its conversation";
}

TEST_F(SessionHubTest, closed_whileThePartnerIsPaired_endsThePair)
{
    FakeLine& one = arrive();
    FakeLine& other = arrive();
    pair(one, other);
    one.end();
    EXPECT_EQ(other.expect<protocol::Ended>().reason, protocol::EndReason::Lost);
    EXPECT_EQ(m_hub.connections(), 1U);
}

TEST_F(SessionHubTest, slowReader_floodedByThePartner_staysAndThePartnerIsRefused)
{
    FakeLine& one = arrive();
    FakeLine& other = arrive();
    const ConversationId conversation = pair(one, other);
    const std::string body(60'000, 'x');
    Errc refused = Errc::Ok;
    for (std::uint64_t number = 1; number <= 40; ++number) { // twice what a queue holds, and nothing is read
        send(one, protocol::Send{conversation, number}, 1 + number, body);
        for (const ServerFrame& frame : one.deliverAll()) {
            if (const auto* error = std::get_if<protocol::ErrorAnswer>(&frame.kind);
                error && refused == Errc::Ok) {
                refused = error->code;
            }
        }
    }
    EXPECT_EQ(refused, Errc::RateLimited);
    EXPECT_FALSE(other.closed.has_value());
    EXPECT_FALSE(other.isCut);
    std::size_t messages = 0;
    for (const ServerFrame& frame : other.deliverAll()) {
        messages += std::holds_alternative<protocol::Message>(frame.kind) ? 1 : 0;
    }
    EXPECT_GT(messages, 5U);
}

TEST_F(SessionHubTest, slowReader_ofAnswersToItself_isClosedAndTheOtherStays)
{
    FakeLine& one = arrive();
    FakeLine& other = arrive();
    pair(one, other);
    for (std::uint64_t i = 2; i < 60'000 && m_service.counts().sessions == 2; ++i) {
        send(other, protocol::Meet{}, i); // paired already, and it doesn't read so
    }
    EXPECT_EQ(m_service.counts().sessions, 1U);
    other.end();
    EXPECT_EQ(one.expect<protocol::Ended>().reason, protocol::EndReason::Lost);
    EXPECT_FALSE(one.closed.has_value());
    EXPECT_FALSE(one.isCut);
}

TEST_F(SessionHubTest, malformed_frames_areAnsweredAndClosed)
{
    FakeLine& line = arrive();
    line.receive(bytes("\x01"));
    const auto answer = line.expect<protocol::ErrorAnswer>();
    EXPECT_EQ(answer.code, Errc::BadFrame);
    EXPECT_TRUE(answer.closing);
    EXPECT_EQ(line.closed, Errc::BadFrame);
}

TEST_F(SessionHubTest, text_message_isAnsweredAsABadFrame)
{
    FakeLine& line = arrive();
    line.receiveText();
    EXPECT_EQ(line.expect<protocol::ErrorAnswer>().code, Errc::BadFrame);
}

TEST_F(SessionHubTest, close_ofAStuckConnection_isCutAfterItsTime)
{
    FakeLine& line = arrive();
    line.receiveText(); // the answer stays under way
    EXPECT_FALSE(line.closed.has_value());
    m_clock.value.steadyMs += SessionHub::closeMs + 500;
    runUntil([&] { return line.isCut; });
}

TEST_F(SessionHubTest, drain_withSessions_saysFarewellAndEnds)
{
    FakeLine& one = arrive();
    FakeLine& other = arrive();
    pair(one, other);
    bool drained = false;
    m_hub.drain(0, [&] { drained = true; });
    EXPECT_EQ(one.expect<protocol::Farewell>().code, Errc::ShuttingDown);
    other.expect<protocol::Farewell>();
    EXPECT_EQ(one.closed, Errc::ShuttingDown);
    EXPECT_EQ(other.closed, Errc::ShuttingDown);
    one.end();
    EXPECT_FALSE(drained);
    other.end();
    EXPECT_TRUE(drained);
    m_hub.accept(TcpSocket(m_io), ConnectionSlot(), {});
    EXPECT_EQ(m_lines.size(), 2U) << "nobody is taken any more";
}

TEST_F(SessionHubTest, drain_withSilentPeers_cutsThem)
{
    FakeLine& welcomed = arrive();
    m_hub.accept(TcpSocket(m_io), ConnectionSlot(), {}); // still shaking hands
    FakeLine& early = *m_lines.back();
    bool drained = false;
    m_hub.drain(0, [&] { drained = true; });
    EXPECT_TRUE(early.isCut);
    EXPECT_FALSE(welcomed.isCut);
    m_clock.value.steadyMs += limits::drainMs + 500;
    runUntil([&] { return welcomed.isCut; });
    early.end();
    welcomed.end();
    EXPECT_TRUE(drained);
}

TEST_F(SessionHubTest, drain_withNobody_isDoneAtOnce)
{
    bool drained = false;
    m_hub.drain(0, [&] { drained = true; });
    EXPECT_TRUE(drained);
    m_timer.stop();
    m_io.run();
}

TEST_F(SessionHubTest, queue_thatStands_isCutAfterItsAge)
{
    FakeLine& line = arrive();
    send(line, protocol::Meet{}, 1);
    ASSERT_TRUE(line.writing.has_value()) << "the answer is under way";
    const std::int64_t beganMs = m_clock.value.steadyMs;
    while (m_clock.value.steadyMs < beganMs + limits::sendQueueAgeMs - StallWatch::lookMs) {
        step(StallWatch::lookMs);
        EXPECT_FALSE(line.isCut);
    }
    step(2 * StallWatch::lookMs);
    EXPECT_TRUE(line.isCut);
}

TEST_F(SessionHubTest, queue_thatMoves_howeverSlowly_staysAndIsForgottenOnceEmpty)
{
    FakeLine& line = arrive();
    send(line, protocol::Meet{}, 1);
    ASSERT_TRUE(line.writing.has_value());
    for (int i = 0; i < 4; ++i) {
        line.sent += 1; // one byte in five seconds
        step(5'000);
        ASSERT_FALSE(line.isCut);
    }
    line.deliverAll();
    step(StallWatch::lookMs + 500);
    send(line, protocol::CancelMeet{}, 2);
    step(limits::sendQueueAgeMs - StallWatch::lookMs);
    EXPECT_FALSE(line.isCut) << "the time counts from when something waited again";
}

TEST_F(SessionHubTest, hello_neverComes_isClosedByTheTick)
{
    FakeLine& line = connect();
    m_clock.value.steadyMs += limits::helloMs + 1'000;
    runUntil([&] { return line.writing.has_value() || line.closed || line.isCut; });
    line.deliverAll();
    EXPECT_TRUE(line.closed.has_value() || line.isCut);
}

} // namespace
} // namespace chatmet::server
