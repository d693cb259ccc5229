// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Several states joined by a few lines of a server that keeps rooms as Protocol.md says.

#include "client/model/Room.h"
#include "common/base/RoomAdmission.h"
#include "tests/client/model/StatePeer.h"

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace chatmet::testing {

/// A state with every room's rows under Qt's model tester.
struct RoomPeer : StatePeer
{
    explicit RoomPeer(const QString& username, client::PictureReader* reader = nullptr,
                      const client::StateSettings& settings = quickState())
        : StatePeer(reader, settings), name(username)
    {
        using client::ChatState;
        QObject::connect(&state, &ChatState::roomAdded, &model, [this](client::Room* room) {
            rooms.append(room);
            auto rows = std::make_unique<client::MessageListModel>(room->messages());
            auto check = std::make_unique<QAbstractItemModelTester>(rows.get());
            views.emplace(room, std::pair(std::move(rows), std::move(check)));
        });
        QObject::connect(&state, &ChatState::roomRemoved, &model, [this](client::Room* room) {
            rowsAtRemoval = room->messages()->count();
            views.erase(room);
            rooms.removeAll(room);
            ++removals;
        });
        QObject::connect(&state, &ChatState::roomRefused, &model,
                         [this](bool joining, client::Refusal refusal, Errc code) {
                             refusedJoins.append(joining);
                             roomRefusals.append({refusal, code});
                         });
    }

    void comeOnline()
    {
        state.start(requestFor(name));
        server.welcome();
        server->sent.clear();
    }
    [[nodiscard]] client::Room& room() const { return *rooms.last(); }
    /// The texts in the room that stand there as messages.
    [[nodiscard]] QStringList texts() const
    {
        QStringList all;
        for (int row = 0; row < room().messages()->count(); ++row) {
            const client::Message& message = room().messages()->at(row);
            if (message.kind != client::MessageKind::Notice)
                all.append(message.text);
        }
        return all;
    }
    [[nodiscard]] QStringList notices() const
    {
        QStringList all;
        for (int row = 0; row < room().messages()->count(); ++row) {
            if (room().messages()->at(row).kind == client::MessageKind::Notice)
                all.append(room().messages()->at(row).text);
        }
        return all;
    }
    [[nodiscard]] const client::Message& last(int before = 0) const
    {
        return room().messages()->at(room().messages()->count() - 1 - before);
    }
    [[nodiscard]] QStringList memberNames() const
    {
        QStringList names;
        for (const client::RoomMember& member : room().members())
            names.append(member.name);
        return names;
    }
    [[nodiscard]] client::RoomMember member(const QString& wanted) const
    {
        for (const client::RoomMember& one : room().members()) {
            if (one.name == wanted)
                return one;
        }
        return {};
    }

    QString name;
    QList<client::Room*> rooms;
    std::map<client::Room*,
             std::pair<std::unique_ptr<client::MessageListModel>, std::unique_ptr<QAbstractItemModelTester>>>
        views;
    QList<bool> refusedJoins;
    QList<std::pair<client::Refusal, Errc>> roomRefusals;
    int removals{0};
    int rowsAtRemoval{-1};
};

class RoomRelay
{
public:
    struct Member
    {
        RoomPeer* peer{nullptr};
        MemberId id;
        SharedBytes package;
    };
    struct Room
    {
        ConversationId id;
        Admission admission{};
        bool locked{false};
        std::uint64_t number{0};
        std::vector<Member> members; ///< by time of joining
    };

    explicit RoomRelay(client::PictureReader* reader = nullptr) : m_reader(reader) {}

    RoomPeer& come(const QString& name, const client::StateSettings& settings = quickState())
    {
        peers.push_back(std::make_unique<RoomPeer>(name, m_reader, settings));
        peers.back()->comeOnline();
        return *peers.back();
    }
    /// Opens a room and lets the others in.
    void fill(RoomPeer& host, std::initializer_list<RoomPeer*> others, const QString& title = {})
    {
        host.state.openRoom(title);
        settle();
        for (RoomPeer* one : others) {
            one->state.joinRoom(*protocol::parseInvite(host.room().inviteText().toStdString()));
            settle();
        }
    }

    /// Until nothing moves.
    void settle()
    {
        while (std::any_of(peers.begin(), peers.end(), [this](const auto& peer) { return step(*peer); })) {
        }
    }
    /// Hands on one frame; false where there was none.
    bool step(RoomPeer& from)
    {
        if (!from.server.newest || from.server->sent.isEmpty())
            return false;
        const protocol::ClientFrame frame = from.server->sent.takeFirst();
        std::visit([&](const auto& kind) { take(kind, frame, from); }, frame.kind);
        return true;
    }
    void out(Room& room, RoomPeer& peer, protocol::EndReason told, protocol::EndReason others)
    {
        const auto found = std::find_if(room.members.begin(), room.members.end(),
                                        [&](const Member& one) { return one.peer == &peer; });
        if (found == room.members.end())
            return;
        const Member gone = *found;
        const bool wasHost = found == room.members.begin();
        room.members.erase(found);
        std::erase_if(
            m_flows, [&](const auto& one) { return one.second.from == gone.id || one.second.to == gone.id; });
        for (const Member& member : room.members) {
            if (wasHost)
                member.peer->server->say(
                    protocol::RoomChanged{room.id, room.members.front().id, room.locked});
            member.peer->server->say(protocol::MemberLeft{room.id, gone.id, others});
        }
        if (peer.server.newest)
            peer.server->say(protocol::Ended{room.id, told});
    }

    std::deque<std::unique_ptr<RoomPeer>> peers;
    std::deque<Room> rooms;
    std::function<bool(const protocol::ClientFrame&, RoomPeer&)> intercept; ///< true: the test took it
    std::function<SharedBytes(const SharedBytes&)> tamper;                  ///< with bodies of messages
    int chains{0};
    int streams{0};

private:
    struct Flow
    {
        MemberId from, to; ///< of the picture
    };

    Room* find(const ConversationId& id)
    {
        const auto found =
            std::find_if(rooms.begin(), rooms.end(), [&](const Room& room) { return room.id == id; });
        return found == rooms.end() ? nullptr : &*found;
    }
    static Member* of(Room& room, const RoomPeer& peer)
    {
        for (Member& member : room.members) {
            if (member.peer == &peer)
                return &member;
        }
        return nullptr;
    }
    static Member* of(Room& room, const MemberId& id)
    {
        for (Member& member : room.members) {
            if (member.id == id)
                return &member;
        }
        return nullptr;
    }
    static void refuse(RoomPeer& peer, const protocol::ClientFrame& frame, Errc code,
                       ConversationId conversation = {})
    {
        protocol::ErrorAnswer answer;
        answer.code = code;
        answer.regarding = frame.sequence;
        answer.conversation = conversation;
        peer.server->say(answer);
    }

    void take(const protocol::OpenRoom& open, const protocol::ClientFrame& frame, RoomPeer& from)
    {
        Room room;
        room.id = ConversationId::random(systemRandom());
        room.admission = open.admission;
        room.members.push_back({&from, MemberId::random(systemRandom()), frame.body});
        rooms.push_back(room);
        from.server->say(protocol::RoomOpened{room.id, room.members.front().id, 50});
    }
    void take(const protocol::JoinRoom& join, const protocol::ClientFrame& frame, RoomPeer& from)
    {
        Room* room = find(join.room);
        if (room == nullptr || room->members.empty() || room->locked || of(*room, from) != nullptr ||
            !admits(room->admission, join.proof))
            return refuse(from, frame, Errc::RoomRefused);
        const Member member{&from, MemberId::random(systemRandom()), frame.body};
        from.server->say(
            protocol::RoomJoined{room->id, member.id, room->members.front().id, room->locked, 50});
        for (const Member& one : room->members) {
            from.server->say(
                protocol::MemberJoined{room->id, one.id, one.peer->name.toStdString(), true, false},
                one.package);
            one.peer->server->say(
                protocol::MemberJoined{room->id, member.id, from.name.toStdString(), false, false},
                member.package);
        }
        room->members.push_back(member);
    }
    void take(const protocol::Send& send, const protocol::ClientFrame& frame, RoomPeer& from)
    {
        if (intercept && intercept(frame, from))
            return;
        Room* room = find(send.conversation);
        Member* author = room == nullptr ? nullptr : of(*room, from);
        if (author == nullptr)
            return;
        from.server->say(protocol::Accepted{room->id, send.senderNumber, ++room->number, 1});
        const SharedBytes body = tamper ? tamper(frame.body) : frame.body;
        for (const Member& one : room->members) {
            if (one.peer != &from)
                one.peer->server->say(protocol::Message{room->id, author->id, room->number, 1}, body);
        }
    }
    void take(const protocol::KeyExchange& exchange, const protocol::ClientFrame& frame, RoomPeer& from)
    {
        if (intercept && intercept(frame, from))
            return;
        Room* room = find(exchange.conversation);
        Member* author = room == nullptr ? nullptr : of(*room, from);
        Member* to = room == nullptr ? nullptr : of(*room, exchange.member);
        if (author == nullptr || exchange.step != protocol::KeyStep::Chain)
            return;
        if (to == nullptr)
            return refuse(from, frame, Errc::MemberUnknown, room->id);
        ++chains;
        to->peer->server->say(protocol::KeyExchanged{room->id, author->id, exchange.step}, frame.body);
    }
    void take(const protocol::Typing& typing, const protocol::ClientFrame&, RoomPeer& from)
    {
        Room* room = find(typing.conversation);
        Member* author = room == nullptr ? nullptr : of(*room, from);
        for (const Member& one : author == nullptr ? std::vector<Member>() : room->members) {
            if (one.peer != &from)
                one.peer->server->hint(protocol::Typing{room->id, author->id, typing.active});
        }
    }
    void take(const protocol::Leave& leave, const protocol::ClientFrame&, RoomPeer& from)
    {
        if (Room* room = find(leave.conversation))
            out(*room, from, protocol::EndReason::YouLeft, protocol::EndReason::Left);
    }
    void take(const protocol::LockRoom& lock, const protocol::ClientFrame& frame, RoomPeer& from)
    {
        Room* room = find(lock.conversation);
        if (room == nullptr || room->members.front().peer != &from)
            return refuse(from, frame, Errc::NotHost, lock.conversation);
        room->locked = lock.locked;
        for (const Member& one : room->members)
            one.peer->server->say(protocol::RoomChanged{room->id, room->members.front().id, room->locked});
    }
    void take(const protocol::RemoveMember& removal, const protocol::ClientFrame& frame, RoomPeer& from)
    {
        Room* room = find(removal.conversation);
        Member* member = room == nullptr ? nullptr : of(*room, removal.member);
        if (member == nullptr || member->peer == &from)
            return refuse(from, frame, Errc::MemberUnknown, removal.conversation);
        room->admission = removal.admission;
        out(*room, *member->peer, protocol::EndReason::Removed, protocol::EndReason::Removed);
    }
    void take(const protocol::Report& report, const protocol::ClientFrame& frame, RoomPeer& from)
    {
        if (isOther(report.conversation, report.member, frame, from))
            from.server->say(protocol::Reported{report.conversation, report.member});
    }
    void take(const protocol::Block& block, const protocol::ClientFrame& frame, RoomPeer& from)
    {
        if (isOther(block.conversation, block.member, frame, from))
            from.server->say(protocol::Blocked{block.conversation, block.member});
    }
    /// Whether it is somebody else who is in the room; if not, that was said. The frame may be the test's.
    bool isOther(const ConversationId& id, const MemberId& member, const protocol::ClientFrame& frame,
                 RoomPeer& from)
    {
        if (intercept && intercept(frame, from))
            return false;
        Room* room = find(id);
        const Member* other = room == nullptr ? nullptr : of(*room, member);
        if (other != nullptr && other->peer != &from)
            return true;
        refuse(from, frame, Errc::MemberUnknown, id);
        return false;
    }
    void take(protocol::StreamAccept accept, const protocol::ClientFrame& frame, RoomPeer& from)
    {
        Room* room = find(accept.conversation);
        Member* asks = room == nullptr ? nullptr : of(*room, from);
        Member* offers = room == nullptr ? nullptr : of(*room, accept.member);
        if (asks == nullptr || offers == nullptr || accept.offered.isNull() ||
            accept.offered == accept.stream || m_flows.contains(accept.stream))
            return refuse(from, frame, Errc::StreamUnknown, accept.conversation);
        ++streams;
        m_flows[accept.stream] = {offers->id, asks->id};
        accept.member = asks->id;
        offers->peer->server->say(accept);
    }
    template <class Kind> void pass(const Kind& kind, const SharedBytes& body, RoomPeer& from, bool reliable)
    {
        Room* room = find(kind.conversation);
        const auto flow = m_flows.find(kind.stream);
        if (room == nullptr || flow == m_flows.end())
            return;
        const Member* self = of(*room, from);
        Member* other =
            of(*room, self != nullptr && self->id == flow->second.from ? flow->second.to : flow->second.from);
        if (other == nullptr)
            return;
        if (reliable)
            other->peer->server->say(kind, body);
        else
            other->peer->server->hint(kind, body);
    }
    void take(const protocol::StreamOpen& open, const protocol::ClientFrame& frame, RoomPeer& from)
    {
        pass(open, frame.body, from, true);
    }
    void take(const protocol::StreamChunk& chunk, const protocol::ClientFrame& frame, RoomPeer& from)
    {
        pass(chunk, frame.body, from, false);
    }
    void take(const protocol::StreamCredit& credit, const protocol::ClientFrame& frame, RoomPeer& from)
    {
        pass(credit, frame.body, from, false);
    }
    void take(const protocol::StreamEnd& end, const protocol::ClientFrame& frame, RoomPeer& from)
    {
        pass(end, frame.body, from, true);
        m_flows.erase(end.stream);
    }
    template <class Other> void take(const Other&, const protocol::ClientFrame&, RoomPeer&) {}

    client::PictureReader* m_reader;
    std::map<StreamId, Flow> m_flows;
};

} // namespace chatmet::testing
