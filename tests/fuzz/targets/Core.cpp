// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Anything that happens to a server, in any order: the harness of tests/server/core checks every effect, and
// after each step the counts and budgets have to fit what is there. Input: CoreSteps.h.
#include "common/base/RoomAdmission.h"
#include "common/protocol/Limits.h"
#include "server/core/Rooms.h"
#include "server/core/Session.h"
#include "tests/fuzz/CoreSteps.h"
#include "tests/fuzz/FuzzInput.h"
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

#include <deque>
#include <iterator>
#include <string>
#include <vector>

namespace {

using namespace chatmet;
using namespace chatmet::fuzz;
using namespace chatmet::protocol;
using server::ConnectionId;
using tests::CoreHarness;
using tests::TestClient;

constexpr std::size_t stepsMax = 160;
constexpr std::size_t connectionsMax = 12;
constexpr std::size_t lostMax = 8;
constexpr std::ptrdiff_t membersKept = 8;
constexpr std::size_t smallBudgetBytes = 1024 * 1024;
constexpr std::size_t fullBudgetBytes = std::size_t{1024} * 1024 * 1024; // ChatService.h: the default

server::ServiceSettings settingsOf(std::uint8_t bits)
{
    server::ServiceSettings settings;
    settings.resumeWindowMs = (bits & 1U) != 0 ? 0 : limits::resumeWindowMs;
    settings.budgetBytes = (bits & 2U) != 0 ? smallBudgetBytes : 0;
    settings.sessionsMax = (bits & 4U) != 0 ? 3 : 0;
    return settings;
}

template <class Enum> Enum oneOf(FuzzInput& input)
{
    return static_cast<Enum>(input.below(static_cast<std::size_t>(Enum::Count)));
}

class Play
{
public:
    explicit Play(FuzzInput& input)
        : m_input(input), m_settings(settingsOf(input.u8())), m_core(m_settings, 1)
    {
    }

    void run()
    {
        for (std::size_t i = 0; i < stepsMax && !m_input.empty(); ++i) {
            step();
            readAll();
            check();
        }
        end();
    }

private:
    void step()
    {
        const auto what = oneOf<CoreStep>(m_input);
        const bool drains = what == CoreStep::Drain && m_last == CoreStep::Drain;
        m_last = what;
        switch (what) {
        case CoreStep::Connect:
            if (const std::uint8_t address = m_input.u8(); m_core.clients().size() < connectionsMax)
                m_core.connect(address);
            return;
        case CoreStep::Advance: m_core.advance(250 * std::int64_t{m_input.u8()}); return;
        case CoreStep::Sleep: m_core.sleep(1'000 * std::int64_t{m_input.u8()}); return;
        case CoreStep::Tick: m_core.feed(server::Tick{}); return;
        case CoreStep::Announce: announce(m_input.u8()); return;
        case CoreStep::Drain:
            if (drains)
                m_core.drain();
            return;
        default:
            if (!m_core.clients().empty())
                stepOf(what, chosen());
        }
    }

    void announce(std::int64_t seconds)
    {
        m_core.feed(server::Announce{seconds == 0 ? "" : "restart", 1'000 * seconds});
    }

    ConnectionId chosen()
    {
        auto client = m_core.clients().begin();
        std::advance(client, static_cast<std::ptrdiff_t>(m_input.u8() % m_core.clients().size()));
        return client->first;
    }

    void stepOf(CoreStep what, ConnectionId who)
    {
        switch (what) {
        case CoreStep::Disconnect:
            m_lost.push_front(m_core.lose(who));
            m_lost.resize(std::min(m_lost.size(), lostMax));
            break;
        case CoreStep::Hello: hello(who); break;
        case CoreStep::Frame: frame(who); break;
        case CoreStep::RawFrame: feed(who, SharedBytes::copyOf(m_input.take(m_input.u16()))); break;
        case CoreStep::Malformed:
            m_core.malformed(who,
                             static_cast<Errc>(1 + m_input.below(3))); // BadFrame, BadHeader, HeaderTooLong
            break;
        case CoreStep::Overflow: m_core.overflow(who); break;
        case CoreStep::Confirm: m_core.confirmErasures(who); break;
        case CoreStep::Manner: {
            const std::uint8_t bits = m_input.u8();
            TestClient& client = m_core.client(who);
            client.reads = (bits & 1U) == 0;
            client.acknowledges = (bits & 2U) == 0;
            client.confirms = (bits & 4U) == 0;
            break;
        }
        case CoreStep::Flush: m_core.flush(who); break;
        case CoreStep::TurnedAway:
            m_core.feed(server::TurnedAway{who});
            require(m_core.isGone(who) || m_core.client(who).closing || m_core.client(who).cut,
                    "who is turned away is closed");
            break;
        default: break;
        }
    }

    void hello(ConnectionId who)
    {
        TestClient& client = m_core.client(who);
        if (client.token.isNull() && !client.queue.empty())
            return;                  // it does not know yet what became of its hello before
        if (client.token.isNull()) { // no session yet, whatever it hoped to take up again
            client.nextSequence = 1;
            client.highestReceived = 0;
            client.sentNumbers.clear();
            client.kept.clear();
        }
        Hello hello{limits::revision, "Somebody", "0.1.0", System::Linux, {}, false};
        const auto how = oneOf<CoreHello>(m_input);
        switch (how) {
        case CoreHello::Name: hello.username = textOf(m_input.take(m_input.u8())); break;
        case CoreHello::Newer: hello.revision = limits::revision + 1; break;
        case CoreHello::Older: hello.revision = limits::revisionMinimum - 1; break;
        case CoreHello::Unlisted:
            // The encoder writes none: as the decoder would tell of it.
            hello.unlistedField = true;
            m_core.feed(server::FrameReceived{who, ClientFrame{0, 0, hello, {}}});
            return;
        case CoreHello::Resume:
        case CoreHello::ResumeLess:
        case CoreHello::ResumeMore: resume(who, hello, how); break;
        case CoreHello::Good:
        case CoreHello::Count: break;
        }
        feed(who, SharedBytes(encodeClientFrame({0, 0, hello, {}})));
    }

    /// The client of a lost line comes back, by what it knew when it was lost.
    void resume(ConnectionId who, Hello& hello, CoreHello how)
    {
        if (m_lost.empty())
            return;
        const TestClient& lost = m_lost[m_input.u8() % m_lost.size()];
        if (lost.token.isNull())
            return;
        std::uint64_t received = lost.highestReceived;
        if (how == CoreHello::ResumeMore)
            ++received;
        else if (how == CoreHello::ResumeLess && received > 0)
            --received;
        hello.resume = Resume{lost.token, received};
        TestClient& client = m_core.client(who);
        if (!client.token.isNull())
            return; // its numbers are those of its own session
        client.nextSequence = lost.nextSequence;
        client.highestReceived = received;
        client.sentNumbers = lost.sentNumbers;
        client.kept = lost.kept;
    }

    void frame(ConnectionId who)
    {
        const auto what = oneOf<CoreKind>(m_input);
        const auto numbers = oneOf<CoreNumbers>(m_input);
        std::string body;
        if (what == CoreKind::Holdings) {
            const ClientFrame asked = numbered(who, HoldingsRequest{m_input.u8()}, numbers, {});
            const std::vector<Holding> line(m_input.below(8), Holding{"line.queue", "", 1, "line", 2, 3});
            m_core.feed(server::FrameReceived{who, asked, line});
            return;
        }
        if (what == CoreKind::Unknown) { // the encoder writes none: as the decoder would tell of it
            m_core.feed(server::FrameReceived{who, numbered(who, UnknownKind{}, numbers, {})});
            return;
        }
        const ClientKind kind = kindOf(who, what, body);
        feed(who, SharedBytes(encodeClientFrame(numbered(who, kind, numbers, body))));
    }

    ClientKind kindOf(ConnectionId who, CoreKind what, std::string& body)
    {
        switch (what) {
        case CoreKind::Meet: return meet();
        case CoreKind::CancelMeet: return CancelMeet{};
        case CoreKind::Leave: return Leave{conversation()};
        case CoreKind::Goodbye: return Goodbye{};
        case CoreKind::Send: return send(who, body);
        case CoreKind::Typing: return Typing{conversation(), {}, m_input.flag()};
        case CoreKind::KeyExchange: {
            const ConversationId in = conversation();
            const auto step = static_cast<KeyStep>(m_input.below(4));
            body = bodyBytes();
            return KeyExchange{in, step};
        }
        case CoreKind::Acknowledge: return Acknowledgement{};
        case CoreKind::Tombstone: return Tombstone{};
        case CoreKind::TakeBack: {
            Send notice = send(who, body);
            notice.takesBack = m_input.u8();
            return notice;
        }
        case CoreKind::Report: {
            const ConversationId in = conversation();
            const MemberId about = member(who);
            return Report{in, about, static_cast<ReportReason>(m_input.below(5))};
        }
        case CoreKind::Block: {
            const ConversationId in = conversation();
            return Block{in, member(who)};
        }
        case CoreKind::Unknown:
        case CoreKind::Holdings:
        case CoreKind::Count: return UnknownKind{};
        case CoreKind::OpenRoom:
        case CoreKind::JoinRoom:
        case CoreKind::LockRoom:
        case CoreKind::Remove:
        case CoreKind::ChainKey: return roomKind(who, what, body);
        default: return streamKind(who, what, body);
        }
    }

    ClientKind roomKind(ConnectionId who, CoreKind what, std::string& body)
    {
        const ConversationId in = conversation();
        switch (what) {
        case CoreKind::OpenRoom: {
            const RoomProof proof = proofOf(m_input.u8());
            body = bodyBytes();
            return OpenRoom{admissionOf(proof)};
        }
        case CoreKind::JoinRoom: {
            const RoomProof proof = proofOf(m_input.u8());
            body = bodyBytes();
            return JoinRoom{in, proof};
        }
        case CoreKind::LockRoom: return LockRoom{in, m_input.flag()};
        case CoreKind::Remove: {
            const MemberId whom = member(who);
            return RemoveMember{in, whom, admissionOf(proofOf(m_input.u8()))};
        }
        default: {
            const MemberId to = member(who);
            body = bodyBytes();
            return KeyExchange{in, KeyStep::Chain, to};
        }
        }
    }

    MemberId member(ConnectionId who)
    {
        if (m_input.flag())
            return MemberId::random(m_core.random());
        std::vector<MemberId> known{m_core.partner(who)};
        for (const MemberJoined& joined : m_core.all<MemberJoined>(who))
            known.push_back(joined.member);
        const MemberId chosen = known[m_input.u8() % known.size()];
        return chosen.isNull() ? MemberId::random(m_core.random()) : chosen;
    }

    static RoomProof proofOf(std::uint8_t secret)
    {
        RoomProof proof;
        proof.fill(secret);
        return proof;
    }

    ClientKind streamKind(ConnectionId who, CoreKind what, std::string& body)
    {
        const ConversationId in = conversation();
        const StreamId stream = tests::someStream(static_cast<std::uint8_t>(1 + m_input.below(12)));
        switch (what) {
        case CoreKind::Accept: {
            const std::uint32_t credit = m_input.u8();
            MemberId from = m_core.partner(who);
            if (m_input.flag() || from.isNull())
                from = MemberId::random(m_core.random());
            return StreamAccept{in, stream, from, credit};
        }
        case CoreKind::Open: {
            const std::uint32_t chunks = m_input.u8();
            return StreamOpen{in, stream, chunks * 65'536U + m_input.u8()};
        }
        case CoreKind::Chunk: {
            const std::uint32_t number = m_input.u8();
            body = bodyBytes();
            return StreamChunk{in, stream, number};
        }
        case CoreKind::Credit: {
            const std::uint32_t received = m_input.u8();
            return StreamCredit{in, stream, received, m_input.u8()};
        }
        default: return StreamEnd{in, stream, static_cast<StreamOutcome>(m_input.below(5))};
        }
    }

    ClientKind meet()
    {
        Meet meet;
        for (std::size_t i = m_input.below(limits::topicsMax + 2); i > 0; --i)
            meet.topics.push_back("topic" + std::to_string(m_input.u8()));
        return meet;
    }

    Send send(ConnectionId who, std::string& body)
    {
        const ConversationId in = conversation();
        std::uint64_t& last = m_core.client(who).sentNumbers[in];
        std::uint64_t number = last + 1;
        switch (oneOf<CoreNumbers>(m_input)) {
        case CoreNumbers::Repeat: number = last; break;
        case CoreNumbers::Gap: number = last + 2; break;
        default: ++last; break;
        }
        body = bodyBytes();
        return Send{in, number};
    }

    std::string bodyBytes()
    {
        return std::string(coreBodyBytes[m_input.below(std::size(coreBodyBytes))], 'x');
    }

    ConversationId conversation()
    {
        const std::uint8_t which = m_input.u8();
        return m_conversations.empty() ? ConversationId::random(m_core.random())
                                       : m_conversations[which % m_conversations.size()];
    }

    /// With the numbers that a client would put into it, or others.
    ClientFrame numbered(ConnectionId who, ClientKind kind, CoreNumbers numbers, const std::string& body)
    {
        TestClient& from = m_core.client(who);
        ClientFrame frame;
        frame.acknowledged = from.acknowledges ? from.highestReceived : 0;
        const bool isReliable =
            !std::holds_alternative<Acknowledgement>(kind) && !std::holds_alternative<Typing>(kind) &&
            !std::holds_alternative<StreamChunk>(kind) && !std::holds_alternative<StreamCredit>(kind);
        switch (numbers) {
        case CoreNumbers::Repeat: frame.sequence = from.nextSequence - 1; break;
        case CoreNumbers::Gap: frame.sequence = from.nextSequence + 1; break;
        case CoreNumbers::None: break;
        case CoreNumbers::AcknowledgesNothing: frame.acknowledged = 0; [[fallthrough]];
        case CoreNumbers::Right:
        case CoreNumbers::Count: frame.sequence = isReliable ? from.nextSequence++ : 0; break;
        case CoreNumbers::AcknowledgesTooMuch:
            frame.acknowledged = from.highestReceived + 100;
            frame.sequence = isReliable ? from.nextSequence++ : 0;
            break;
        }
        frame.kind = std::move(kind);
        frame.body = SharedBytes(WipedBytes(body.begin(), body.end()));
        return frame;
    }

    /// As the network layer does.
    void feed(ConnectionId who, const SharedBytes& bytes)
    {
        const auto decoded = decodeClientFrame(bytes);
        if (decoded)
            m_core.feed(server::FrameReceived{who, *decoded});
        else
            m_core.malformed(who, decoded.code());
    }

    void readAll()
    {
        for (const auto& [who, client] : m_core.clients()) {
            for (const tests::ReceivedFrame& received : client.received) {
                if (const auto* paired = std::get_if<Paired>(&received.frame.kind))
                    m_conversations.push_front(paired->conversation);
                if (const auto* room = std::get_if<RoomOpened>(&received.frame.kind))
                    m_conversations.push_front(room->conversation);
            }
            // The latest who were told of stay, for CoreHarness::partner and member().
            std::vector<tests::ReceivedFrame>& kept = m_core.client(who).received;
            std::erase_if(kept, [](const tests::ReceivedFrame& received) {
                return !std::holds_alternative<Paired>(received.frame.kind) &&
                       !std::holds_alternative<MemberJoined>(received.frame.kind);
            });
            if (std::ssize(kept) > membersKept)
                kept.erase(kept.begin(), kept.end() - membersKept);
        }
        m_conversations.resize(std::min<std::size_t>(m_conversations.size(), 4));
    }

    void check() const
    {
        const server::ServiceCounts counts = m_core.counts();
        require(counts.connections == m_core.clients().size(), "connections are those that are there");
        require(counts.away <= counts.sessions && counts.sessions <= counts.connections + counts.away,
                "a session has a line or is away");
        require(counts.waiting + 2 * counts.pairs <= counts.sessions, "at most one partner each");
        require(2 * counts.streams <= limits::streamsPerSessionMax * counts.sessions,
                "streams are within their limit");
        require(counts.outboxBytes <= limits::outboxBytesMax * counts.sessions,
                "outboxes are within their limit");
        require(m_settings.sessionsMax == 0 || counts.sessions <= m_settings.sessionsMax,
                "sessions are within their limit");
        const std::size_t sessionsBytes = counts.sessions * server::sessionCostBytes;
        const std::size_t budget = m_settings.budgetBytes == 0 ? fullBudgetBytes : m_settings.budgetBytes;
        require(sessionsBytes <= budget / 8 * 7, "sessions leave the rest of the budget to those who talk");
        require(counts.budgetUsedBytes >= sessionsBytes + counts.outboxBytes, "all is charged");
        constexpr std::size_t windowBytes = limits::streamWindowChunks * limits::frameBytesMax;
        const std::size_t roomsBytes =
            counts.sessions * limits::roomsPerSessionMax * server::membershipCostBytes;
        require(counts.budgetUsedBytes <=
                    sessionsBytes + counts.outboxBytes + counts.streams * windowBytes + roomsBytes,
                "nothing is charged that is not there");
        for (const auto& [who, client] : m_core.clients())
            checkQueue(client);
    }

    static void checkQueue(const TestClient& client)
    {
        std::map<StreamId, std::size_t> held;
        for (const server::SendFrame& frame : client.queue) {
            require(frame.conversation.isNull() || !client.erased.contains(frame.conversation),
                    "no frame of a conversation outlives its erasure");
            require(frame.stream.isNull() || ++held[frame.stream] <= limits::streamWindowChunks,
                    "no more chunks wait than a window has");
        }
    }

    /// Everybody goes: nothing may stay.
    void end()
    {
        while (!m_core.clients().empty())
            m_core.disconnect(m_core.clients().begin()->first);
        m_core.advance(limits::resumeWindowMs + limits::eraseConfirmMs);
        const server::ServiceCounts counts = m_core.counts();
        require(counts.connections == 0 && counts.sessions == 0 && counts.away == 0, "nobody stays");
        require(counts.waiting == 0 && counts.pairs == 0 && counts.rooms == 0 && counts.streams == 0 &&
                    counts.erasing == 0,
                "nothing of theirs stays");
        require(counts.outboxBytes == 0 && counts.budgetUsedBytes == 0, "nothing is charged for nobody");
    }

    FuzzInput& m_input;
    server::ServiceSettings m_settings;
    CoreHarness m_core;
    CoreStep m_last{CoreStep::Connect};
    std::deque<TestClient> m_lost;
    std::deque<ConversationId> m_conversations;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    testing::GTEST_FLAG(throw_on_failure) = true; // what the harness checks: nobody catches it
    FuzzInput input(data, size);
    Play(input).run();
    return 0;
}
