// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/RoomDoor.h"

#include "common/memory/Wipe.h"
#include "common/protocol/Names.h"

#include <algorithm>
#include <utility>

namespace chatmet::client {

namespace {

/// Whether an invite leads to where this line goes.
bool isFor(const protocol::Invite& invite, const protocol::ServerLink& server)
{
    return server.host == invite.host && server.port == invite.port;
}

bool hasKeyOf(const protocol::Invite& invite, const protocol::ServerLink& server)
{
    return invite.fingerprint.empty() || server.fingerprint.empty() ||
           server.fingerprint == invite.fingerprint;
}

} // namespace

RoomDoor::RoomDoor(ChatConnection& line) : m_line(line) {}

bool RoomDoor::mayAsk(bool joining, std::size_t isIn)
{
    if (!m_line.hasSession())
        Q_EMIT refused(joining, Refusal::NotConnected, Errc::Ok);
    else if (isIn + m_asked.size() >= limits::roomsPerSessionMax)
        Q_EMIT refused(joining, Refusal::RoomsTooMany, Errc::RoomsTooMany);
    else
        return true;
    return false;
}

void RoomDoor::open(const QString& title, const ServerAddress& server, const QString& username,
                    std::size_t isIn)
{
    if (!mayAsk(false, isIn))
        return;
    Asked asked;
    if (!title.trimmed().isEmpty()) {
        const auto good = protocol::normaliseTitle(title.toStdString());
        if (!good) {
            Q_EMIT refused(false, Refusal::TitleInvalid, good.code());
            return;
        }
        asked.entry.title = QString::fromStdString(*good);
    }
    asked.entry.opened = true;
    asked.entry.server = server;
    asked.entry.username = username;
    asked.secret = seal::RoomSecret::random();
    const protocol::OpenRoom kind{asked.secret.admission()};
    ask(std::move(asked), kind);
}

void RoomDoor::join(const protocol::Invite& invite, const ServerAddress& server, const QString& username,
                    std::size_t isIn)
{
    if (!mayAsk(true, isIn))
        return;
    const bool isAsked = std::any_of(m_asked.begin(), m_asked.end(),
                                     [&invite](const Asked& one) { return one.entry.room == invite.room; });
    if (isAsked)
        return;
    const protocol::ServerLink own = linkOf(server);
    if (!isFor(invite, own)) {
        Q_EMIT refused(true, Refusal::InviteElsewhere, Errc::Ok);
        return;
    }
    if (!hasKeyOf(invite, own) || invite.secret.size() != seal::roomSecretBytes) {
        Q_EMIT refused(true, Refusal::InviteOtherKey, Errc::Ok);
        return;
    }
    Asked asked;
    asked.entry.room = invite.room;
    asked.entry.server = server;
    asked.entry.username = username;
    asked.entry.title = QString::fromStdString(invite.title);
    asked.secret = seal::RoomSecret::copyOf(std::span(invite.secret).first<seal::roomSecretBytes>());
    protocol::JoinRoom kind{invite.room, {}};
    const seal::SecretKey proof = asked.secret.proof();
    std::copy(proof.bytes().begin(), proof.bytes().end(), kind.proof.begin());
    ask(std::move(asked), kind);
    wipe(std::span(kind.proof));
}

void RoomDoor::ask(Asked asked, protocol::ClientKind kind)
{
    const bool joining = !asked.entry.opened;
    WipedBytes package = asked.keys.package(asked.secret, asked.entry.username.toStdString());
    if (!m_line.send(std::move(kind), SharedBytes(std::move(package)))) {
        Q_EMIT refused(joining, Refusal::NotConnected, Errc::Ok);
        return;
    }
    asked.sequence = m_line.lastSentSequence();
    m_asked.push_back(std::move(asked));
}

RoomDoor::Entered RoomDoor::enter(Asked asked)
{
    seal::RoomSealing sealing({asked.entry.room, asked.entry.own}, std::move(asked.keys),
                              std::move(asked.secret), asked.entry.username.toStdString());
    return {std::move(asked.entry), std::move(sealing)};
}

std::optional<RoomDoor::Entered> RoomDoor::take(const protocol::ServerKind& kind)
{
    const auto* opened = std::get_if<protocol::RoomOpened>(&kind);
    const auto* joined = std::get_if<protocol::RoomJoined>(&kind);
    if (opened == nullptr && joined == nullptr)
        return std::nullopt;
    const ConversationId room = opened != nullptr ? opened->conversation : joined->conversation;
    const auto found = std::find_if(m_asked.begin(), m_asked.end(), [&](const Asked& one) {
        return opened != nullptr ? one.entry.opened : one.entry.room == room;
    });
    if (found == m_asked.end()) {
        Q_EMIT unwanted(room);
        return std::nullopt;
    }
    Asked asked = std::move(*found);
    m_asked.erase(found);
    RoomEntry& entry = asked.entry;
    entry.room = room;
    entry.own = opened != nullptr ? opened->ownMember : joined->ownMember;
    entry.host = opened != nullptr ? opened->ownMember : joined->host;
    entry.locked = joined != nullptr && joined->locked;
    const std::uint32_t most = opened != nullptr ? opened->membersMax : joined->membersMax;
    entry.membersMax = static_cast<int>(std::min<std::uint32_t>(most, limits::roomMembersMaxMost));
    return enter(std::move(asked));
}

bool RoomDoor::takeError(const protocol::ErrorAnswer& error)
{
    const auto found = std::find_if(m_asked.begin(), m_asked.end(), [&error](const Asked& one) {
        return error.regarding != 0 && one.sequence == error.regarding;
    });
    if (found == m_asked.end())
        return false;
    const bool joining = !found->entry.opened;
    m_asked.erase(found);
    const Refusal refusal = error.code == Errc::RoomRefused    ? Refusal::RoomRefused
                            : error.code == Errc::RoomsTooMany ? Refusal::RoomsTooMany
                                                               : Refusal::ServerSaidNo;
    Q_EMIT refused(joining, refusal, error.code, static_cast<int>(error.retryAfterMs));
    return true;
}

void RoomDoor::clear()
{
    std::deque<Asked>().swap(m_asked); // clear() keeps a block
}

} // namespace chatmet::client
