// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The core with everything around it played: a clock, a network layer with send queues, and any number of
// clients.

#include "common/protocol/Codec.h"
#include "common/protocol/Limits.h"
#include "server/core/ChatService.h"
#include "server/core/Erasure.h"
#include "tests/server/core/SeededRandom.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace chatmet::tests {

using server::ConnectionId;
using server::Lane;

/// A frame as its client got it. body: the effect's own bytes, not a copy.
struct ReceivedFrame
{
    protocol::ServerFrame frame;
    Lane lane{Lane::Chat};
    SharedBytes body;
};

/// One connection as the network layer and the client behind it see it.
struct TestClient
{
    std::uint64_t nextSequence{1};
    std::uint64_t highestReceived{0};
    SessionToken token;                     ///< of the last welcome
    std::deque<protocol::ClientFrame> kept; ///< reliable frames that the server has not acknowledged
    std::map<ConversationId, std::uint64_t> sentNumbers; ///< last sender number
    bool reads{true};                                    ///< false: frames stay in the send queue
    bool acknowledges{true};                             ///< false: says that it has received nothing
    bool confirms{true};                                 ///< false: erasures wait for confirmErasures
    bool closing{false};
    bool cut{false};
    Errc closeCode{Errc::Ok};
    std::deque<server::SendFrame> queue;
    std::vector<ReceivedFrame> received;
    std::vector<server::Erasure> toConfirm;
    std::set<ConversationId> erased; ///< wholly
    std::set<std::pair<ConversationId, MemberId>> erasedMembers;
    std::vector<StreamId> dropped;
};

/// Checks by itself, whatever a test asks: no effect for a connection that is gone; no frame after Close,
/// nothing after Cut; no frame of a conversation, or of a member, after its erasure; rising sequences; Ended
/// and MemberLeft only after all confirmed.
class CoreHarness
{
public:
    explicit CoreHarness(server::ServiceSettings settings = withoutResume(), std::uint64_t seed = 1);

    /// A dropped line ends its session: what most tests are about.
    [[nodiscard]] static server::ServiceSettings withoutResume();

    // ---- the network layer
    /// addressTag: of where it comes from. prefixTag: what the limits by address go by; 0: none.
    ConnectionId connect(std::uint64_t addressTag = 1, std::uint64_t prefixTag = 0);
    void disconnect(ConnectionId connection);
    void overflow(ConnectionId connection) { feed(server::QueueOverflowed{connection}); }
    void malformed(ConnectionId connection, Errc code) { feed(server::FrameMalformed{connection, code}); }
    void confirmErasures(ConnectionId connection);
    void flush(ConnectionId connection);     ///< what is queued is read
    void advance(std::int64_t milliseconds); ///< in steps of a tick, 250 ms
    void sleep(std::int64_t milliseconds);   ///< time passes and nobody ticks
    void drain(std::int64_t windowMs = 0) { feed(server::Drain{windowMs}); }
    void feed(const server::Event& event);

    // ---- the clients
    /// A frame exactly as given, through the codec.
    void sendFrame(ConnectionId connection, const protocol::ClientFrame& frame);
    /// The same with the numbers that this client would put into it.
    void send(ConnectionId connection, protocol::ClientKind kind, std::string_view body = {});
    void acknowledge(ConnectionId connection) { send(connection, protocol::Acknowledgement{}); }
    void hello(ConnectionId connection, std::string_view username);
    /// Connects and is welcomed.
    ConnectionId arrive(std::string_view username = "Asha");
    void meet(ConnectionId connection, std::vector<std::string> topics = {});
    /// Two arrivals, paired.
    std::pair<ConnectionId, ConnectionId> arrivePair();
    /// What the client sends and the server never gets.
    void sendIntoTheVoid(ConnectionId connection, protocol::ClientKind kind, std::string_view body = {});
    /// The line breaks; what nobody has read is lost. Returns what the client still knows.
    TestClient lose(ConnectionId connection);
    /// A hello on a new line that names the session of the lost one; whatever the answer.
    ConnectionId tryResume(const TestClient& lost, std::uint64_t addressTag = 1, std::uint64_t prefixTag = 0);
    /// The same, welcomed; the client sends again what the server lacks.
    ConnectionId resume(const TestClient& lost);
    /// A message with the next sender number.
    void say(ConnectionId connection, const ConversationId& conversation, std::string_view body);

    // ---- rooms. The package is the member's username.
    /// Returns the room.
    ConversationId openRoom(ConnectionId host, std::string_view package = "package");
    void join(ConnectionId connection, const ConversationId& room, std::string_view package = "package");
    /// Arrives and joins.
    ConnectionId arriveInRoom(const ConversationId& room, std::string_view username = "Member");
    /// Its own in that room.
    [[nodiscard]] MemberId memberIn(ConnectionId connection, const ConversationId& room) const;

    // ---- looking
    [[nodiscard]] TestClient& client(ConnectionId connection) { return m_clients.at(connection); }
    [[nodiscard]] bool isGone(ConnectionId connection) const { return !m_clients.contains(connection); }
    [[nodiscard]] server::ServiceCounts counts() const { return m_service.counts(); }
    [[nodiscard]] server::ChatService& service() { return m_service; }
    [[nodiscard]] const Now& now() const { return m_now; }
    [[nodiscard]] SeededRandom& random() { return m_random; }
    [[nodiscard]] const std::map<ConnectionId, TestClient>& clients() const { return m_clients; }
    /// Of the last feed, with what the confirmations in it led to.
    [[nodiscard]] const server::Effects& lastEffects() const { return m_lastEffects; }
    [[nodiscard]] std::size_t arrivalsLogged() const { return m_arrivalsLogged; }
    [[nodiscard]] std::size_t refusalsLogged() const { return m_refusalsLogged; }

    /// All frames of a kind that the client has got.
    template <class Kind> [[nodiscard]] std::vector<Kind> all(ConnectionId connection) const
    {
        std::vector<Kind> kinds;
        for (const ReceivedFrame& received : m_clients.at(connection).received) {
            if (const Kind* kind = std::get_if<Kind>(&received.frame.kind))
                kinds.push_back(*kind);
        }
        return kinds;
    }
    template <class Kind> [[nodiscard]] std::size_t count(ConnectionId connection) const
    {
        return all<Kind>(connection).size();
    }
    /// The last frame of a kind; a default one, whose ids are null, if there was none.
    template <class Kind> [[nodiscard]] Kind last(ConnectionId connection) const
    {
        const auto kinds = all<Kind>(connection);
        return kinds.empty() ? Kind{} : kinds.back();
    }
    [[nodiscard]] Errc lastError(ConnectionId connection) const
    {
        return last<protocol::ErrorAnswer>(connection).code;
    }
    /// Of the last Paired.
    [[nodiscard]] ConversationId conversation(ConnectionId connection) const
    {
        return last<protocol::Paired>(connection).conversation;
    }
    [[nodiscard]] MemberId partner(ConnectionId connection) const
    {
        return last<protocol::Paired>(connection).partnerMember;
    }

private:
    protocol::ClientFrame nextFrame(ConnectionId connection, protocol::ClientKind kind,
                                    std::string_view body);
    void apply(const server::Effect& effect);
    void applyTo(const server::SendFrame& frame);
    void applyTo(const server::EraseQueued& erase);
    void applyTo(const server::ReplaceQueued& replace);
    void applyTo(const server::DropStream& drop);
    void applyTo(const server::CloseConnection& close);
    void applyTo(const server::CutConnection& cut);
    void applyTo(const server::LogArrival& log);
    void applyTo(const server::LogRefusal& log);
    TestClient* reachable(ConnectionId connection);
    [[nodiscard]] static MemberId memberIn(const TestClient& client, const ConversationId& room);
    void deliver(TestClient& to, const server::SendFrame& frame);
    void checkEnd(const TestClient& to, const protocol::ServerKind& kind);

    Now m_now{1'000, 1'700'000'000'000};
    SeededRandom m_random;
    server::ChatService m_service;
    std::map<ConnectionId, TestClient> m_clients;
    /// Asked for and not confirmed; of whom, null: of everybody.
    std::map<std::pair<ConversationId, MemberId>, std::size_t> m_erasuresOpen;
    std::deque<server::Event> m_due;
    server::Effects m_lastEffects;
    std::uint64_t m_lastConnection{0};
    std::size_t m_arrivalsLogged{0};
    std::size_t m_refusalsLogged{0};
};

/// What goes into every invite of these tests, and what the server has for it.
[[nodiscard]] protocol::RoomProof someProof(std::uint8_t filling = 0x07);
[[nodiscard]] protocol::RoomProof admissionOf(const protocol::RoomProof& proof);

/// A body of that many bytes.
[[nodiscard]] std::string bytesOf(std::size_t count, char filling = 'x');
[[nodiscard]] StreamId someStream(std::uint8_t number);

} // namespace chatmet::tests
