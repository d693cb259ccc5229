// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The other half of Room: what arrives.
#include "client/model/Room.h"
#include "client/model/TextRules.h"
#include "common/base/Overloaded.h"
#include "common/protocol/Names.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace chatmet::client {

void Room::take(const protocol::ServerFrame& frame)
{
    if (hasEnded())
        return;
    std::visit(Overloaded{
                   [&](const protocol::MemberJoined& kind) { takeJoined(kind, frame.body.span()); },
                   [&](const protocol::MemberLeft& kind) { takeLeft(kind); },
                   [&](const protocol::RoomChanged& kind) { takeChanged(kind); },
                   [&](const protocol::KeyExchanged& kind) { takeChain(kind, frame.body.span()); },
                   [&](const protocol::MemberAway& kind) { takeAway(kind.member, true); },
                   [&](const protocol::MemberBack& kind) { takeAway(kind.member, false); },
                   [&](const protocol::Typing& kind) { takeTyping(kind); },
                   [&](const protocol::Reported& kind) {
                       if (m_words.take(kind))
                           readWords();
                   },
                   [&](const protocol::Blocked& kind) {
                       if (m_words.take(kind))
                           readWords();
                   },
                   [&](const auto&) { Talk::take(frame); },
               },
               frame.kind);
}

void Room::takeJoined(const protocol::MemberJoined& joined, std::span<const std::uint8_t> package)
{
    // A server that tells of more than it allows, or of one twice, is not followed.
    if (find(joined.member) != nullptr || m_members.size() >= qsizetype{limits::roomMembersMaxMost})
        return;
    // A package that is none leaves its member unproven.
    static_cast<void>(m_sealer.sealing().memberJoined(joined.member, joined.username, package));
    RoomMember member;
    member.id = joined.member;
    member.away = joined.away;
    const auto name = protocol::normaliseUsername(joined.username);
    m_names.emplace(member.id, std::pair(name ? *name : tr("somebody").toStdString(), 0));
    // Who was there when we came stands before us.
    const auto own =
        std::find_if(m_members.begin(), m_members.end(), [](const RoomMember& one) { return one.own; });
    m_members.insert(joined.present ? own : m_members.end(), member);
    if (joined.present)
        m_names.at(m_entry.own).second = 0; // marks go by order of joining, as the others give them
    showHost();
    if (joined.present && !joined.away)
        m_sealer.await(member.id);
    readProven();
    tellApart();
    if (!joined.present) {
        sayEvent(RoomEvents::Event::Joined, find(joined.member)->name);
        // Who came with a newer invite than ours was made with knows us by our chain only.
        outgoing().giveOwed();
    }
    Q_EMIT membersChanged();
}

/// The server has erased what the member wrote; so does this program.
void Room::takeLeft(const protocol::MemberLeft& left)
{
    const RoomMember* member = find(left.member);
    if (member == nullptr || member->own)
        return;
    const QString name = member->name;
    m_sealer.sealing().memberLeft(left.member);
    m_sealer.memberLeft(left.member);
    setTyping(left.member, false);
    sending().memberLeft(left.member);
    receiving().dropOf(left.member);
    m_members.removeIf([&](const RoomMember& one) { return one.id == left.member; });
    m_names.erase(left.member);
    m_faulty.erase(left.member);
    m_words.memberLeft(left.member);
    const int erased = messages()->remove([&](const Message& row) { return row.author == left.member; });
    sayEvent(RoomEvents::Event::Left, name);
    if (m_removal && m_removal->member == left.member)
        finishRemoval();
    Q_EMIT membersChanged();
    Q_EMIT changed();
    if (erased > 0)
        Q_EMIT membersMessagesErased();
}

void Room::takeChanged(const protocol::RoomChanged& change)
{
    const bool wasHost = isHost();
    const bool newHost = std::exchange(m_entry.host, change.host) != change.host;
    const bool newLock = std::exchange(m_entry.locked, change.locked) != change.locked;
    showHost();
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    if (newHost && !wasHost && isHost())
        appendNotice(tr("You are the host now: you can lock the room and remove people."), nowMs);
    if (newLock)
        appendNotice(change.locked ? tr("The room is locked: nobody else comes in.")
                                   : tr("The room is open to its invite again."),
                     nowMs);
    if (newHost)
        Q_EMIT membersChanged();
    Q_EMIT changed();
}

void Room::takeChain(const protocol::KeyExchanged& chain, std::span<const std::uint8_t> body)
{
    if (chain.step != protocol::KeyStep::Chain || find(chain.member) == nullptr)
        return;
    const auto taken = m_sealer.sealing().takeChain(chain.member, body);
    if (taken) {
        m_faulty.erase(chain.member);
        readProven();
        Q_EMIT membersChanged();
    } else if (taken.code() != Errc::RoomUnproven && taken.code() != Errc::RoomMember) {
        sayFault(chain.member);
    }
}

void Room::takeAway(const MemberId& id, bool away)
{
    RoomMember* member = find(id);
    if (member == nullptr || member->own || member->away == away)
        return;
    member->away = away;
    if (away)
        m_sealer.stopAwaiting(id);
    setTyping(id, false);
    Q_EMIT membersChanged();
}

void Room::takeTyping(const protocol::Typing& typing)
{
    const RoomMember* member = find(typing.member);
    if (member != nullptr && !member->own && !isBlocked(typing.member))
        setTyping(typing.member, typing.active);
}

bool Room::takeError(const protocol::ErrorAnswer& error)
{
    if (hasEnded())
        return false;
    if (m_sealer.refuse(error)) {
        if (error.code == Errc::RateLimited)
            outgoing().tryAgainIn(error.retryAfterMs);
        return true;
    }
    return Talk::takeError(error);
}

bool Room::takeWishError(const protocol::ErrorAnswer& error)
{
    if (hasEnded())
        return false;
    const bool hasLeft = error.code == Errc::MemberUnknown;
    if (m_words.takeError(error)) {
        readWords();
        if (error.code != Errc::SaidBefore)
            Q_EMIT refused(hasLeft ? Refusal::MemberHasLeft : Refusal::ServerSaidNo, error.code,
                           static_cast<int>(error.retryAfterMs));
        return true;
    }
    if (!m_removal || error.regarding != m_removal->sequence)
        return false;
    m_removal.reset(); // it has left by itself, or we are not the host any more
    Q_EMIT changed();
    if (!hasLeft)
        Q_EMIT refused(Refusal::ServerSaidNo, error.code, static_cast<int>(error.retryAfterMs));
    return true;
}

std::optional<Talk::Opened> Room::open(const protocol::Message& message, std::span<const std::uint8_t> body)
{
    auto opened = m_sealer.sealing().open(message.member, body);
    if (opened)
        return Opened{std::move(opened->content), {std::move(opened->pictureKey), opened->context}};
    // Not for us: written before its author knew us, or by somebody who was not invited.
    if (opened.code() != Errc::RoomUnproven && opened.code() != Errc::SealNoChain)
        sayFault(message.member);
    return std::nullopt;
}

bool Room::skip(const MemberId& author)
{
    const bool isNext = m_sealer.hasKeys() && m_sealer.sealing().skip(author).ok();
    return isNext && !isBlocked(author);
}

/// What follows a message that does not open doesn't open either, until there is a new chain: said once.
void Room::sayFault(const MemberId& id)
{
    const RoomMember* member = find(id);
    if (member == nullptr || isBlocked(id) || !m_faulty.insert(id).second)
        return;
    appendNotice(tr("A message of %1 could not be opened: it was changed, repeated or held back on its way. "
                    "Nothing of it is shown.")
                     .arg(isolated(member->name)),
                 QDateTime::currentMSecsSinceEpoch());
}

bool Room::takeAside(const protocol::Message& message, const protocol::Content& content)
{
    if (const auto* fresh = std::get_if<protocol::NewSecret>(&content)) {
        if (message.member != m_entry.host)
            return true; // it counts from the host alone
        m_sealer.sealing().secretReplaced(seal::RoomSecret::copyOf(fresh->secret));
        readProven();
        outgoing().giveOwed();
        Q_EMIT membersChanged();
        Q_EMIT changed();
        return true;
    }
    return std::holds_alternative<protocol::Receipt>(content) ||
           std::holds_alternative<protocol::EmojiCheck>(content); // of a pair
}

void Room::heard(const protocol::Message& message)
{
    setTyping(message.member, false);
}

void Room::sign(Message& row, const MemberId& author) const
{
    row.author = author;
    if (const RoomMember* member = find(author))
        row.authorName = member->name;
}

void Room::sayEvent(RoomEvents::Event event, const QString& name)
{
    const int last = messages()->count() - 1;
    const bool joinsLast = last >= 0 && messages()->at(last).key == m_eventsKey && !m_events.isFull();
    if (!joinsLast)
        m_events.clear();
    m_events.add(event, name);
    const QString text = m_events.text();
    if (joinsLast)
        messages()->change(m_eventsKey, [&text](Message& row) { row.text = text; });
    else
        m_eventsKey = appendNotice(text, QDateTime::currentMSecsSinceEpoch());
}

} // namespace chatmet::client
