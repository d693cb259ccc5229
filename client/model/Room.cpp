// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/Room.h"

#include "client/model/TextRules.h"
#include "common/memory/Wipe.h"
#include "common/protocol/Invite.h"
#include "common/protocol/LookAlikes.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace chatmet::client {

Room::Room(const TalkParts& parts, RoomEntry entry, seal::RoomSealing sealing, const StateSettings& settings,
           QObject* parent)
    : Talk(
          parts, entry.room, ConversationKind::Room,
          std::make_unique<RoomSealer>(parts.line, entry.room, std::move(sealing), settings.membersAwaitedMs),
          settings, parent),
      m_entry(std::move(entry)),
      m_sealer(static_cast<RoomSealer&>(sealer())),
      m_typingShownMs(settings.typingShownMs),
      m_words(parts.line, id()),
      m_countdown(settings.line.sleepCountingClock)
{
    messages()->setParent(this);
    m_typingClock.setSingleShot(true);
    connect(&m_typingClock, &QTimer::timeout, this, &Room::dropOldTyping);
    connect(&m_countdown, &PageCountdown::changed, this, &Room::erasesInChanged);
    connect(&m_countdown, &PageCountdown::over, this, &Room::gone);
    RoomMember own;
    own.id = m_entry.own;
    own.own = own.proven = true;
    m_members.append(own);
    m_names.emplace(own.id, std::pair(m_entry.username.toStdString(), 0));
    showHost();
    tellApart();
    appendNotice(m_entry.opened ? tr("You have opened this room. Nobody comes in without its invite.")
                                : tr("You have come in. What was said before is not shown to you."),
                 QDateTime::currentMSecsSinceEpoch());
}

QString Room::shownTitle() const
{
    return m_entry.title.isEmpty() ? tr("Room") : m_entry.title;
}

RoomMember* Room::find(const MemberId& member)
{
    const auto found = std::find_if(m_members.begin(), m_members.end(),
                                    [&member](const RoomMember& one) { return one.id == member; });
    return found == m_members.end() ? nullptr : &*found;
}

const RoomMember* Room::find(const MemberId& member) const
{
    return const_cast<Room*>(this)->find(member);
}

/// Nobody loses a mark that others have seen.
void Room::tellApart()
{
    std::vector<protocol::NamedMember> named;
    for (const RoomMember& member : m_members) {
        const auto& [name, number] = m_names.at(member.id);
        named.push_back({member.id, name, number, {}});
    }
    protocol::tellApart(named);
    for (std::size_t i = 0; i < named.size(); ++i) {
        m_names.at(named[i].member).second = named[i].number;
        m_members[static_cast<qsizetype>(i)].name = QString::fromStdString(named[i].shown);
    }
}

void Room::showHost()
{
    for (RoomMember& member : m_members)
        member.host = member.id == m_entry.host;
}

void Room::readProven()
{
    if (!m_sealer.hasKeys())
        return;
    for (RoomMember& member : m_members) {
        member.proven = member.own || m_sealer.sealing().isProven(member.id);
        if (member.proven)
            m_sealer.stopAwaiting(member.id);
    }
}

QStringList Room::typingNames() const
{
    QStringList names;
    for (const RoomMember& member : m_members) {
        if (m_typingUntil.contains(member.id))
            names.append(member.name);
    }
    return names;
}

void Room::setTyping(const MemberId& member, bool active)
{
    const bool was = m_typingUntil.contains(member);
    if (active)
        m_typingUntil.insert_or_assign(member, QDeadlineTimer(m_typingShownMs));
    else
        m_typingUntil.erase(member);
    if (active && !m_typingClock.isActive())
        m_typingClock.start(m_typingShownMs);
    if (was != active)
        Q_EMIT typingChanged();
}

void Room::dropOldTyping()
{
    const auto count = std::erase_if(m_typingUntil, [](const auto& one) { return one.second.hasExpired(); });
    qint64 nextMs = m_typingShownMs;
    for (const auto& [member, until] : m_typingUntil)
        nextMs = std::min(nextMs, until.remainingTime() + 1);
    if (!m_typingUntil.empty())
        m_typingClock.start(static_cast<int>(nextMs));
    if (count > 0)
        Q_EMIT typingChanged();
}

QString Room::inviteText() const
{
    auto& sealer = const_cast<RoomSealer&>(m_sealer);
    if (!sealer.hasKeys())
        return {};
    protocol::Invite invite;
    const protocol::ServerLink server = linkOf(m_entry.server);
    invite.host = server.host;
    invite.port = server.port;
    invite.room = id();
    const auto secret = sealer.sealing().secret().bytes();
    invite.secret.assign(secret.begin(), secret.end());
    invite.fingerprint = server.fingerprint;
    invite.title = m_entry.title.toStdString();
    const auto text = protocol::writeInvite(invite);
    return text ? QString::fromStdString(*text) : QString();
}

void Room::setLocked(bool locked)
{
    if (hasEnded() || !isHost() || locked == m_entry.locked)
        return;
    if (!line().send(protocol::LockRoom{id(), locked}))
        Q_EMIT refused(Refusal::NotConnected, Errc::Ok);
}

bool Room::mayRemove(const MemberId& member) const
{
    return !hasEnded() && isHost() && !m_removal && member != m_entry.own && find(member) != nullptr;
}

void Room::removeMember(const MemberId& member)
{
    if (!mayRemove(member))
        return;
    Removal removal{member, 0, seal::RoomSecret::random()};
    if (!line().send(protocol::RemoveMember{id(), member, removal.secret.admission()})) {
        Q_EMIT refused(Refusal::NotConnected, Errc::Ok);
        return;
    }
    removal.sequence = line().lastSentSequence();
    m_removal = std::move(removal);
    Q_EMIT changed();
}

/// The secret goes out under the chain that is made after the departure: who was removed cannot read it.
void Room::finishRemoval()
{
    protocol::NewSecret content;
    const auto bytes = m_removal->secret.bytes();
    std::copy(bytes.begin(), bytes.end(), content.secret.begin());
    m_sealer.sealing().secretReplaced(std::move(m_removal->secret));
    m_removal.reset();
    readProven();
    outgoing().send(content, std::nullopt);
    wipe(std::span(content.secret));
}

void Room::report(const MemberId& member, protocol::ReportReason reason)
{
    if (mayTellOf(member) && m_words.reported(member) == WordStep::Unsaid)
        told(m_words.report(member, reason));
}

void Room::block(const MemberId& member)
{
    if (!mayTellOf(member) || isBlocked(member))
        return;
    told(m_words.block(member));
    if (isBlocked(member))
        setTyping(member, false);
}

bool Room::mayTellOf(const MemberId& member) const
{
    return !hasEnded() && member != m_entry.own && find(member) != nullptr;
}

void Room::told(bool went)
{
    if (!went)
        Q_EMIT refused(Refusal::ServerSaidNo, Errc::RateLimited); // too much waits for the line
    readWords();
}

void Room::readWords()
{
    for (RoomMember& member : m_members) {
        member.reported = m_words.reported(member.id);
        member.blocked = m_words.blocked(member.id);
    }
    Q_EMIT membersChanged();
}

bool Room::isBlocked(const MemberId& member) const
{
    return m_words.blocked(member) != WordStep::Unsaid;
}

void Room::leave()
{
    Q_EMIT gone();
}

void Room::lineLost()
{
    Talk::lineLost();
    for (RoomMember& member : m_members)
        member.away = false; // who is away is told anew
    m_typingUntil.clear();
    Q_EMIT typingChanged();
    Q_EMIT membersChanged();
}

bool Room::end()
{
    if (!Talk::end())
        return false;
    m_typingUntil.clear();
    m_typingClock.stop();
    m_removal.reset();
    m_words.forget();
    m_sealer.forget();
    Q_EMIT typingChanged();
    return true;
}

void Room::endWith(EndCause cause, int pageMs)
{
    if (!end())
        return;
    m_endCause = cause;
    Q_EMIT ended(cause);
    m_countdown.start(pageMs);
}

void Room::forget()
{
    Talk::forget();
    m_countdown.stop();
    m_typingClock.stop();
    m_typingUntil.clear();
    m_removal.reset();
    m_words.forget();
    m_sealer.forget();
    messages()->clear();
    m_entry = {};
    m_members = {};
    m_names.clear();
    m_faulty.clear();
    m_events.clear();
}

} // namespace chatmet::client
