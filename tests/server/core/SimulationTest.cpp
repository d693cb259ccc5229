// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Hundreds of sessions doing anything in any order, from printed seeds; after each step what must always
// hold.
#include "common/protocol/Limits.h"
#include "server/core/Session.h"
#include "tests/server/core/CoreHarness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace chatmet::tests {
namespace {

using namespace protocol;

constexpr std::size_t peopleMax = 200;
constexpr int steps = 20'000;

/// What one simulated person knows, from the frames that reached it.
struct Person
{
    ConversationId conversation; ///< null: in none
    MemberId partner;
    bool waiting{false};
    bool wasAway{false};          ///< what became of its conversation meanwhile it may not have heard yet
    std::uint64_t lastNumber{0};  ///< in the conversation, of messages and own accepted ones
    std::uint64_t partnerSaid{0}; ///< count that the partner's next body has to carry
    std::size_t read{0};          ///< frames of TestClient::received looked at
    struct Stream
    {
        bool sending{false};
        std::uint32_t chunks{0};
        std::uint32_t done{0};
        std::uint32_t allowed{0};
    };
    std::map<StreamId, Stream> streams;
};

class Simulation
{
public:
    /// Every second seed has a server that lets sessions be taken up again.
    explicit Simulation(std::uint64_t seed)
        : m_resumes(seed % 2 == 0),
          m_core(m_resumes ? server::ServiceSettings{} : CoreHarness::withoutResume(), seed),
          m_dice(seed * 7 + 1)
    {
    }

    void run()
    {
        for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) {
            step();
            readAll();
            check();
        }
        leaveAll();
        std::cout << "people " << m_tally.peopleAtOnce << ", paired " << m_tally.paired << ", messages "
                  << m_tally.messages << ", chunks " << m_tally.chunks << ", pictures "
                  << m_tally.picturesDone << ", lost " << m_tally.lost << ", cut " << m_tally.cut
                  << ", erasing " << m_tally.erasingAtOnce << ", resumed " << m_tally.resumed << ", refused "
                  << m_tally.resumeRefused << std::endl;
        EXPECT_GT(m_tally.peopleAtOnce, peopleMax / 2);
        EXPECT_GT(m_tally.paired, 200U);
        EXPECT_GT(m_tally.messages, 1'000U);
        EXPECT_GT(m_tally.chunks, 500U);
        EXPECT_GT(m_tally.picturesDone, 50U);
        EXPECT_GT(m_tally.lost, 10U);
        EXPECT_GT(m_tally.cut, 1U);
        EXPECT_GT(m_tally.erasingAtOnce, 1U);
        if (m_resumes) {
            EXPECT_GT(m_tally.resumed, 50U);
            EXPECT_GT(m_tally.resumeRefused, 2U);
        }
    }

private:
    void step()
    {
        if (m_people.empty() || (m_people.size() < peopleMax && m_dice.number(40) == 0)) {
            arrive();
            return;
        }
        auto chosen = m_people.begin();
        std::advance(chosen, static_cast<std::ptrdiff_t>(m_dice.number(m_people.size())));
        const ConnectionId who = chosen->first;
        if (m_core.client(who).closing || m_core.client(who).cut) {
            m_tally.cut += m_core.client(who).cut ? 1 : 0;
            drop(who);
            return;
        }
        act(who, chosen->second);
    }

    void arrive()
    {
        const ConnectionId who = m_core.arrive("Somebody");
        m_core.client(who).confirms = m_dice.number(8) != 0;
        m_people.emplace(who, Person{});
    }

    void act(ConnectionId who, Person& person)
    {
        if (!person.streams.empty() && m_dice.number(4) != 0) {
            // A picture takes many frames of both sides: otherwise none would ever be done.
            const ConversationId conversation = person.conversation;
            for (auto& [other, otherPerson] : m_people) {
                if (otherPerson.conversation != conversation)
                    continue;
                streams(other, otherPerson);
                readAll();
            }
            return;
        }
        switch (m_dice.number(24)) {
        case 0:
        case 1:
        case 2:
        case 3: meet(who, person); break;
        case 4:
            if (m_dice.number(2) == 0)
                m_core.send(who,
                            Leave{person.conversation.isNull() ? anyConversation() : person.conversation});
            break;
        case 5: m_core.confirmErasures(who); break;
        case 6: m_core.advance(250); break;
        case 7: rare(who); break;
        case 8: m_core.client(who).reads = !m_core.client(who).reads; break;
        case 9: m_core.acknowledge(who); break;
        case 10:
        case 11: picture(who, person); break;
        case 12: streams(who, person); break;
        case 13: comeBack(); break;
        case 14:
            m_core.send(
                who,
                Typing{person.conversation.isNull() ? anyConversation() : person.conversation, {}, true});
            break;
        case 15: m_core.send(who, CancelMeet{}); break;
        default: talk(who, person); break;
        }
    }

    void meet(ConnectionId who, const Person&)
    {
        std::vector<std::string> topics;
        for (std::uint64_t i = m_dice.number(4); i > 0; --i)
            topics.push_back("topic" + std::to_string(m_dice.number(30)));
        m_core.meet(who, topics);
    }

    void rare(ConnectionId who)
    {
        const auto which = m_dice.number(30);
        if (which == 0 || (m_resumes && which >= 20)) {
            drop(who);
        } else if (which == 1) {
            m_core.send(who, Goodbye{});
        } else if (which == 2) {
            m_core.overflow(who);
        } else if (which == 3) {
            m_core.malformed(who, Errc::BadFrame);
        } else if (which == 4) {
            m_core.sendFrame(who, {99'999, 0, Meet{}, {}});
        } else if (which == 5) {
            m_core.send(who, Send{anyConversation(), 99'999}, "not mine");
        }
    }

    /// The line breaks. Some had written what the server never got; some don't come back.
    void drop(ConnectionId who)
    {
        Person& person = m_people.at(who);
        if (!person.conversation.isNull() && m_dice.number(2) == 0) {
            const std::uint64_t number = ++m_core.client(who).sentNumbers[person.conversation];
            m_core.sendIntoTheVoid(who, Send{person.conversation, number}, std::to_string(number));
        }
        TestClient known = m_core.lose(who);
        if (m_resumes && m_dice.number(6) != 0)
            m_lost.emplace_back(std::move(known), std::move(person));
        m_people.erase(who);
    }

    void comeBack()
    {
        if (m_lost.empty())
            return;
        auto [known, person] = std::move(m_lost.front());
        m_lost.pop_front();
        const ConnectionId who = m_core.tryResume(known);
        if (m_core.lastError(who) == Errc::ResumeUnknown) {
            ++m_tally.resumeRefused;
            m_core.hello(who, "Somebody");
            m_people.emplace(who, Person{});
            return;
        }
        ++m_tally.resumed;
        m_core.client(who).confirms = m_dice.number(8) != 0;
        person.wasAway = true;
        m_people.emplace(who, std::move(person));
        readAll(); // the welcome says how much of what was sent has arrived
        const auto kept = m_core.client(who).kept;
        for (const ClientFrame& frame : kept)
            m_core.sendFrame(who, frame);
        const Person& back = m_people.at(who);
        for (const auto& [id, stream] : back.streams) {
            if (!stream.sending && !back.conversation.isNull())
                m_core.send(who, StreamCredit{back.conversation, id, stream.done, stream.done + 9});
        }
    }

    /// Bodies carry the sender's count in this conversation, so that order and loss show.
    void talk(ConnectionId who, Person& person)
    {
        if (person.conversation.isNull())
            return;
        const std::uint64_t number = m_core.client(who).sentNumbers[person.conversation] + 1;
        m_core.say(who, person.conversation, std::to_string(number));
    }

    void picture(ConnectionId who, Person& person)
    {
        if (person.conversation.isNull())
            return;
        const StreamId stream = someStream(static_cast<std::uint8_t>(1 + m_dice.number(12)));
        if (!person.streams.contains(stream)) // else it has not heard of the end of the one before
            m_core.send(who, StreamAccept{person.conversation, stream, person.partner, 4});
    }

    void streams(ConnectionId who, Person& person)
    {
        if (person.streams.empty() || person.conversation.isNull())
            return;
        auto chosen = person.streams.begin();
        std::advance(chosen, static_cast<std::ptrdiff_t>(m_dice.number(person.streams.size())));
        const StreamId id = chosen->first;
        Person::Stream stream = chosen->second;
        if (m_dice.number(40) == 0) {
            person.streams.erase(chosen);
            m_core.send(who, StreamEnd{person.conversation, id, StreamOutcome::Cancelled});
        } else if (stream.sending && stream.chunks == 0) {
            chosen->second.chunks = static_cast<std::uint32_t>(1 + m_dice.number(9));
            m_core.send(who, StreamOpen{person.conversation, id, (chosen->second.chunks - 1) * 65'536U + 7});
        } else if (stream.sending && stream.done < stream.chunks) {
            const bool isLast = stream.done + 1 == stream.chunks;
            if (stream.done < stream.allowed)
                ++chosen->second.done;
            m_core.send(who, StreamChunk{person.conversation, id, stream.done}, bytesOf(isLast ? 7 : 65'536));
        } else if (!stream.sending && stream.chunks != 0 && stream.done == stream.chunks) {
            person.streams.erase(chosen);
            m_core.send(who, StreamEnd{person.conversation, id, StreamOutcome::Done});
        } else if (!stream.sending) {
            m_core.send(who, StreamCredit{person.conversation, id, stream.done, stream.done + 9});
        }
    }

    ConversationId anyConversation()
    {
        return m_conversations.empty() ? ConversationId::random(m_dice)
                                       : m_conversations[m_dice.number(m_conversations.size())];
    }

    void readAll()
    {
        for (auto& [who, person] : m_people) {
            TestClient& client = m_core.client(who);
            if (client.reads && !client.queue.empty())
                m_core.flush(who);
            for (; person.read < client.received.size(); ++person.read)
                read(person, client, client.received[person.read]);
            client.received.clear();
            person.read = 0;
        }
    }

    void read(Person& person, const TestClient& client, const ReceivedFrame& received)
    {
        const ServerKind& kind = received.frame.kind;
        if (const auto* paired = std::get_if<Paired>(&kind)) {
            EXPECT_TRUE(person.conversation.isNull() || person.wasAway ||
                        client.erased.contains(person.conversation))
                << "two partners";
            person = Person{paired->conversation, paired->partnerMember, false, false, 0, 0, person.read, {}};
            m_conversations.push_back(paired->conversation);
            ++m_tally.paired;
        } else if (const auto* ended = std::get_if<Ended>(&kind)) {
            if (ended->conversation == person.conversation)
                person.conversation = {};
            m_tally.lost += ended->reason == EndReason::Lost ? 1 : 0;
        } else if (const auto* accepted = std::get_if<Accepted>(&kind)) {
            ASSERT_EQ(accepted->conversation, person.conversation);
            EXPECT_GT(accepted->number, std::exchange(person.lastNumber, accepted->number)) << "one order";
        } else if (const auto* message = std::get_if<Message>(&kind)) {
            ASSERT_EQ(message->conversation, person.conversation);
            EXPECT_GT(message->number, std::exchange(person.lastNumber, message->number)) << "one order";
            EXPECT_EQ(received.body.view(), std::to_string(++person.partnerSaid))
                << "each once, none left out";
            ++m_tally.messages;
        } else {
            readPicture(person, kind);
        }
    }

    void readPicture(Person& person, const ServerKind& kind)
    {
        if (const auto* accept = std::get_if<StreamAccept>(&kind)) {
            person.streams[accept->stream] = {true, 0, 0, accept->credit};
        } else if (const auto* open = std::get_if<StreamOpen>(&kind)) {
            person.streams[open->stream] = {false, open->bytesCount / 65'536U + 1, 0, 0};
        } else if (const auto* chunk = std::get_if<StreamChunk>(&kind)) {
            const auto found = person.streams.find(chunk->stream);
            ASSERT_NE(found, person.streams.end()) << "no chunk of a stream that has ended";
            EXPECT_EQ(chunk->number, found->second.done++) << "chunks in order";
            ++m_tally.chunks;
        } else if (const auto* credit = std::get_if<StreamCredit>(&kind)) {
            const auto found = person.streams.find(credit->stream);
            if (found != person.streams.end()) {
                found->second.allowed = credit->allowed;
                if (credit->resumeAt != 0)
                    found->second.done = credit->resumeAt - 1;
            }
        } else if (const auto* end = std::get_if<StreamEnd>(&kind)) {
            person.streams.erase(end->stream);
            m_tally.picturesDone += end->outcome == StreamOutcome::Done ? 1 : 0;
        }
    }

    void check()
    {
        const auto counts = m_core.counts();
        ASSERT_EQ(counts.connections, m_core.clients().size());
        ASSERT_LE(counts.sessions, counts.connections + counts.away);
        ASSERT_LE(counts.waiting + 2 * counts.pairs, counts.sessions) << "at most one partner each";
        ASSERT_LE(counts.streams, limits::streamsPerSessionMax * counts.pairs);
        const std::size_t atLeast = counts.sessions * server::sessionCostBytes + counts.outboxBytes;
        ASSERT_GE(counts.budgetUsedBytes, atLeast);
        ASSERT_LE(counts.budgetUsedBytes, atLeast + counts.streams * 4 * 65'536U);
        m_tally.peopleAtOnce = std::max(m_tally.peopleAtOnce, counts.sessions);
        m_tally.erasingAtOnce = std::max(m_tally.erasingAtOnce, counts.erasing);
        for (const auto& [who, client] : m_core.clients()) {
            std::map<StreamId, std::size_t> held;
            for (const auto& frame : client.queue) {
                ASSERT_FALSE(!frame.conversation.isNull() && client.erased.contains(frame.conversation));
                if (frame.stream.isNull())
                    continue;
                ASSERT_LE(++held[frame.stream], limits::streamWindowChunks);
            }
        }
    }

    void leaveAll()
    {
        for (const auto& [who, person] : m_people) {
            if (m_dice.number(2) == 0 && !m_core.client(who).closing && !m_core.client(who).cut)
                m_core.send(who, Goodbye{});
            m_core.disconnect(who);
        }
        m_core.advance(limits::resumeWindowMs);
        const auto counts = m_core.counts();
        EXPECT_EQ(counts.connections, 0U);
        EXPECT_EQ(counts.sessions, 0U);
        EXPECT_EQ(counts.waiting, 0U);
        EXPECT_EQ(counts.pairs, 0U);
        EXPECT_EQ(counts.streams, 0U);
        EXPECT_EQ(counts.erasing, 0U);
        EXPECT_EQ(counts.outboxBytes, 0U);
        EXPECT_EQ(counts.budgetUsedBytes, 0U);
    }

    /// A simulation in which little happens proves little.
    struct Tally
    {
        std::size_t peopleAtOnce{0};
        std::size_t paired{0};
        std::size_t messages{0};
        std::size_t chunks{0};
        std::size_t picturesDone{0};
        std::size_t lost{0};
        std::size_t cut{0};
        std::size_t erasingAtOnce{0};
        std::size_t resumed{0};
        std::size_t resumeRefused{0};
    };

    bool m_resumes;

    CoreHarness m_core;
    SeededRandom m_dice;
    Tally m_tally;
    std::map<ConnectionId, Person> m_people;
    std::vector<ConversationId> m_conversations;
    std::deque<std::pair<TestClient, Person>> m_lost;
};

class SimulationTest : public testing::TestWithParam<std::uint64_t>
{
};

TEST_P(SimulationTest, anything_inAnyOrder_keepsTheRules)
{
    SCOPED_TRACE("seed " + std::to_string(GetParam()));
    Simulation(GetParam()).run();
}

INSTANTIATE_TEST_SUITE_P(seeds, SimulationTest, testing::Range<std::uint64_t>(1, 13));

} // namespace
} // namespace chatmet::tests
