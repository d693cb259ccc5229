// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A client as Protocol.md wants it, with a person in front of it, or one that breaks every rule.

#include "common/protocol/Messages.h"
#include "tests/simulation/Ground.h"
#include "tests/simulation/Membership.h"
#include "tests/simulation/Network.h"
#include "tests/simulation/Oracle.h"

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

namespace chatmet::simulation {

/// Who sits there.
struct Temperament
{
    std::int64_t pauseMsMax{400};     ///< between what it does
    std::int64_t acknowledgeMs{250};  ///< at the latest after a frame
    std::size_t roomsMax{2};          ///< that it likes to be in; above the server's limit it tries
    bool hoards{false};               ///< acknowledges by that timer only
    bool silent{false};               ///< never writes
    unsigned stallPerMille{0};        ///< of what it does: reads nothing for a while
    std::int64_t returnMsMax{500};    ///< after its line dropped
    unsigned neverReturnsPerMille{0}; ///< as the same session
    bool liar{false};
};

/// Checks by itself, by content, that what it is told is right, whatever the network did. Throws Violation.
/// What liars are told counts as little as what they say.
class ModelClient final : public LineEnd
{
public:
    ModelClient(Ground& ground, Network& network, Oracle& oracle, std::size_t index);

    void received(ConnectionId line, const protocol::ServerFrame& frame) override;
    void lineEnded(ConnectionId line, Errc code) override;

    // ---- what the end of a simulation asks of it
    [[nodiscard]] bool isWelcomed() const { return m_welcomed; }
    [[nodiscard]] const ConversationId& pair() const { return m_pair; }
    /// All that it sent was taken and answered, all that it was to be told it has; else why not.
    [[nodiscard]] const char* unrest() const;
    /// In no pair and not looking for one.
    [[nodiscard]] bool canMeet() const { return m_pair.isNull() && !m_searching; }
    void meet(std::vector<std::string> topics);
    /// Its pair and its search; not its rooms.
    void leaveAll();
    void say(const ConversationId& where);
    [[nodiscard]] const SessionToken& token() const { return m_token; }
    void goAway(bool says);

private:
    // ---- its line (ModelClient.cpp)
    [[nodiscard]] std::string name() const { return "Person " + std::to_string(m_index); }
    void connect();
    void connectIn(std::int64_t milliseconds);
    void forgetSession();
    std::uint64_t send(protocol::ClientKind kind, SharedBytes body = {});
    void acknowledgeIn(std::int64_t milliseconds);
    void takeNumbers(const protocol::ServerFrame& frame);

    // ---- what it is told (ClientFrames.cpp, ClientTalk.cpp, ClientRooms.cpp)
    void on(const protocol::Welcome& kind);
    void on(const protocol::ErrorAnswer& kind);
    void on(const protocol::Paired& kind);
    void on(const protocol::Ended& kind);
    void on(const protocol::Accepted& kind);
    void on(const protocol::KeyExchanged& kind);
    void on(const protocol::MeetCancelled& kind);
    void on(const protocol::Farewell& kind);
    void on(const protocol::PuzzleChallenge& kind);
    void on(const protocol::RoomOpened& kind);
    void on(const protocol::RoomJoined& kind);
    void on(const protocol::MemberJoined& kind);
    void on(const protocol::MemberLeft& kind);
    void on(const protocol::RoomChanged& kind);
    void on(const protocol::Unsent& kind);
    void message(const protocol::Message& kind, const SharedBytes& body);
    void pictures(const protocol::ServerKind& kind, const SharedBytes& body);
    void goOn();
    void sendSaid(const ConversationId& where, Membership& in, std::uint64_t number);
    void sendAgain(const ConversationId& id);
    void sendAgainIfDue(const ConversationId& id, Membership& in);
    [[nodiscard]] bool isExpected(const protocol::ErrorAnswer& kind) const;
    /// Takes a number of the conversation's, and says whether one before it is missing.
    void seen(const ConversationId& id, Membership& in, std::uint64_t number);
    Membership& enter(const ConversationId& id, const MemberId& own, std::vector<MemberId> others,
                      bool isRoom);
    void leftWithoutAWord(const ConversationId& id);
    [[nodiscard]] const char* unrestIn(const ConversationId& id, const Membership& in) const;
    [[nodiscard]] Membership& in(const ConversationId& id);
    /// Who lies is told what its lies deserve, and knows less of itself than this class does.
    void expect(bool holds, const char* what) const { require(holds || m_temperament.liar, what); }

    // ---- what it does by itself (ClientActs.cpp)
    void actOn();
    void act();
    void actInPair();
    void actInRooms();
    void actAsHost(const ConversationId& room, Membership& in);
    void talk(const ConversationId& where);
    std::uint64_t reportOrBlock(const ConversationId& where);
    void reportOrBlockParted();
    void openRoom();
    void joinRoom(const GivenInvite& invite);
    void leave(const ConversationId& id);
    void leaveRooms();
    void handKeyTo(const ConversationId& room, const MemberId& member);
    [[nodiscard]] protocol::RoomProof newInvite(const ConversationId& room);
    void give(const GivenInvite& invite);
    [[nodiscard]] std::vector<ConversationId> rooms() const;
    void trouble();
    void takeOver();
    void next();
    void lie();
    void lieAboutNumbers();
    void lieAboutPictures();
    void lieAboutRooms();
    void lieAboutReports();
    void lieAboutTakingBack();
    void lieInHello();
    [[nodiscard]] std::vector<std::string> someTopics();
    [[nodiscard]] ConversationId someConversation();

    Ground& m_ground;
    Network& m_network;
    Oracle& m_oracle;
    std::size_t m_index;
    Temperament m_temperament;

    ConnectionId m_line{}; ///< 0: none
    bool m_welcomed{false};
    bool m_connecting{false}; ///< a happening will connect
    bool m_gone{false};       ///< for good
    bool m_turnedAway{false};
    std::int64_t m_lostMs{0}; ///< when its line dropped
    bool m_helloResumes{false};

    SessionToken m_token; ///< null: no session
    SessionToken m_oldToken;
    std::uint64_t m_lastSent{0};
    std::uint64_t m_highest{0}; ///< reliable frame received
    std::deque<protocol::ClientFrame> m_kept;
    std::uint32_t m_owed{0}; ///< reliable frames that it has not acknowledged
    bool m_acknowledging{false};

    bool m_searching{false};
    std::uint64_t m_meet{0}; ///< number of the Meet that is not answered yet
    ConversationId m_pair;
    std::map<ConversationId, Membership> m_in; ///< until their end is told
    std::uint64_t m_said{0};

    /// What it has asked for and was not answered yet, by number.
    struct AskedRoom
    {
        ConversationId room; ///< null: it opens one
        protocol::RoomProof proof{};
    };
    std::map<std::uint64_t, AskedRoom> m_asked;

    /// Of whom it has a ticket.
    struct Parted
    {
        ConversationId conversation;
        MemberId partner;
        bool reported{false};
        bool blocked{false};
    };
    std::vector<Parted> m_parted;
    std::map<std::uint64_t, ConversationId> m_endedBy; ///< reports and blocks, by number, that end a pair
};

} // namespace chatmet::simulation
