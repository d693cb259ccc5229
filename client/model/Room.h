// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One membership of a room, from the server's word that we are in it to its end.

#include "client/model/PageCountdown.h"
#include "client/model/RoomEvents.h"
#include "client/model/RoomSealer.h"
#include "client/model/RoomWords.h"
#include "client/model/Talk.h"
#include "common/base/Ids.h"

#include <QDeadlineTimer>
#include <QList>
#include <QStringList>

#include <map>
#include <optional>

namespace chatmet::client {

struct RoomMember
{
    MemberId id;
    QString name; ///< checked, and told apart from those who have a name that looks like it
    bool own{false};
    bool host{false};
    bool away{false};   ///< the server waits for its line
    bool proven{false}; ///< was invited, as far as can be told; nothing passes between us before it is
    WordStep reported{WordStep::Unsaid}; ///< by us
    /// By us: from when it was said, nothing that it writes is shown here, as long as it is in the room.
    WordStep blocked{WordStep::Unsaid};
};

/// How one came in.
struct RoomEntry
{
    ConversationId room;
    MemberId own;
    MemberId host;
    bool locked{false};
    int membersMax{0};
    bool opened{false}; ///< by us; else joined
    QString title;      ///< normalised; may be empty
    QString username;   ///< ours
    ServerAddress server;
};

/// GUI thread. A fault in what one member sealed is said, and nothing of it shown; it does not end the room.
class Room : public Talk
{
    Q_OBJECT

public:
    /// parts.store: becomes this room's child.
    Room(const TalkParts& parts, RoomEntry entry, seal::RoomSealing sealing, const StateSettings& settings,
         QObject* parent = nullptr);

    /// As the invite has it; may be empty.
    [[nodiscard]] const QString& title() const { return m_entry.title; }
    /// The title, or a plain word.
    [[nodiscard]] QString shownTitle() const;
    /// In order of joining.
    [[nodiscard]] const QList<RoomMember>& members() const { return m_members; }
    [[nodiscard]] int membersMax() const { return m_entry.membersMax; }
    [[nodiscard]] bool isLocked() const { return m_entry.locked; }
    /// Whether we may lock and remove.
    [[nodiscard]] bool isHost() const { return m_entry.host == m_entry.own; }
    /// Names of those who write, in order of joining.
    [[nodiscard]] QStringList typingNames() const;
    /// chatmet://...; empty once the room has ended. Holds the room's secret: for its holder's eyes.
    [[nodiscard]] QString inviteText() const;
    [[nodiscard]] EndCause endCause() const { return m_endCause; } ///< only where hasEnded()
    [[nodiscard]] int erasesInSeconds() const { return m_countdown.seconds(); }
    /// The computer has slept; an ended room whose time has passed is gone.
    void wake() { m_countdown.wake(); }

    /// Only by the host; changed() follows once the server has done it.
    void setLocked(bool locked);
    /// Only by the host, one at a time; a new invite follows once the member is out.
    void removeMember(const MemberId& member);
    [[nodiscard]] bool mayRemove(const MemberId& member) const;
    /// Tells the server's operator of one who is here, once; membersChanged() follows, also once the server
    /// has it.
    void report(const MemberId& member, protocol::ReportReason reason);
    /// The server never pairs us with this one while both are online; nothing that it writes is shown from
    /// now on. It stays in the room, gets what we write and is told nothing. Where the server refuses, it is
    /// undone.
    void block(const MemberId& member);
    /// Leaves, or erases the page of one that has ended; gone() follows.
    void leave();

    void take(const protocol::ServerFrame& frame) override;
    bool takeError(const protocol::ErrorAnswer& error) override;
    /// True where the error was about a report, a block or a removal here: such an answer need not name the
    /// room.
    bool takeWishError(const protocol::ErrorAnswer& error);
    void lineLost() override;
    bool end() override;
    /// The page goes on for a while; erased after pageMs.
    void endWith(EndCause cause, int pageMs);
    void forget() override;

Q_SIGNALS:
    void membersChanged();
    /// Lock, host or invite are others now.
    void changed();
    void typingChanged();
    /// Of a member who has left: everything that it wrote is erased here.
    void membersMessagesErased();
    void ended(chatmet::client::EndCause cause);
    void erasesInChanged(int seconds);
    /// The person wants it gone; whoever owns it leaves the room and erases it.
    void gone();

protected:
    [[nodiscard]] std::optional<Opened> open(const protocol::Message& message,
                                             std::span<const std::uint8_t> body) override;
    bool takeAside(const protocol::Message& message, const protocol::Content& content) override;
    [[nodiscard]] bool isHidden(const MemberId& author) const override { return isBlocked(author); }
    void heard(const protocol::Message& message) override;
    void sign(Message& row, const MemberId& author) const override;
    bool skip(const MemberId& author) override;

private:
    [[nodiscard]] RoomMember* find(const MemberId& member);
    [[nodiscard]] const RoomMember* find(const MemberId& member) const;
    void takeJoined(const protocol::MemberJoined& joined, std::span<const std::uint8_t> package);
    void takeLeft(const protocol::MemberLeft& left);
    void takeChanged(const protocol::RoomChanged& change);
    void takeChain(const protocol::KeyExchanged& chain, std::span<const std::uint8_t> body);
    void takeAway(const MemberId& member, bool away);
    void takeTyping(const protocol::Typing& typing);
    void setTyping(const MemberId& member, bool active);
    void dropOldTyping();
    void finishRemoval();
    void tellApart();
    void readProven();
    void showHost();
    void sayFault(const MemberId& member);
    [[nodiscard]] bool mayTellOf(const MemberId& member) const;
    void told(bool went);
    void readWords();
    [[nodiscard]] bool isBlocked(const MemberId& member) const;
    /// One muted line, together with those right before it.
    void sayEvent(RoomEvents::Event event, const QString& name);

    RoomEntry m_entry;
    RoomSealer& m_sealer; ///< the sealer of Talk
    int m_typingShownMs;
    QList<RoomMember> m_members;
    std::map<MemberId, std::pair<std::string, std::uint32_t>> m_names; ///< as given, and its mark
    std::map<MemberId, QDeadlineTimer> m_typingUntil;
    QTimer m_typingClock;
    std::set<MemberId> m_faulty; ///< a fault was said; not again before there is a new chain
    struct Removal
    {
        MemberId member;
        std::uint64_t sequence{0};
        seal::RoomSecret secret;
    };
    std::optional<Removal> m_removal; ///< under way
    RoomWords m_words;
    RoomEvents m_events;      ///< of the notice that is the last row, or was
    MessageKey m_eventsKey{}; ///< of its row
    EndCause m_endCause{EndCause::YouLeft};
    PageCountdown m_countdown;
};

} // namespace chatmet::client
