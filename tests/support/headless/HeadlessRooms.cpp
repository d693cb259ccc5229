// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/headless/HeadlessRooms.h"

#include "client/model/Room.h"
#include "tests/support/headless/Names.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>

namespace chatmet::testing {

using namespace client;

namespace {

template <class Id> QString hex(const Id& id)
{
    const auto bytes = id.view();
    return QString::fromLatin1(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())).toHex());
}

MessageKey keyOf(const QJsonObject& command, const char* field = "key")
{
    return MessageKey{static_cast<quint64>(command[QLatin1String(field)].toInteger())};
}

/// Null where nobody here has the id.
MemberId memberOf(const Room& room, const QJsonObject& command)
{
    const QString wanted = command[QLatin1String("member")].toString();
    const auto found = std::find_if(room.members().cbegin(), room.members().cend(),
                                    [&wanted](const RoomMember& member) { return hex(member.id) == wanted; });
    return found == room.members().cend() ? MemberId() : found->id;
}

QJsonObject in(const Room* room, QJsonObject fields = {})
{
    fields.insert(QLatin1String("room"), hex(room->id()));
    return fields;
}

} // namespace

HeadlessRooms::HeadlessRooms(ChatState& state, Tell tell) : m_state(state), m_tell(std::move(tell))
{
    connect(&state, &ChatState::roomAdded, this, &HeadlessRooms::add);
    connect(&state, &ChatState::roomRefused, this, [this](bool joining, Refusal refusal, Errc code) {
        m_tell("room-refused", {{QStringLiteral("joining"), joining},
                                {QStringLiteral("refusal"), nameOf(refusal)},
                                {QStringLiteral("code"), static_cast<int>(code)}});
    });
}

const QHash<QString, HeadlessRooms::Command>& HeadlessRooms::commands()
{
    static const QHash<QString, Command> all{
        {QStringLiteral("room-send"), &HeadlessRooms::send},
        {QStringLiteral("room-take-back"), &HeadlessRooms::takeBack},
        {QStringLiteral("room-leave"), &HeadlessRooms::leave},
        {QStringLiteral("lock"), &HeadlessRooms::lock},
        {QStringLiteral("remove"), &HeadlessRooms::removeMember},
        {QStringLiteral("room-report"), &HeadlessRooms::report},
        {QStringLiteral("room-block"), &HeadlessRooms::block},
        {QStringLiteral("room-accept"), &HeadlessRooms::accept},
        {QStringLiteral("room-typing"), &HeadlessRooms::typing},
        {QStringLiteral("room-texts"), &HeadlessRooms::texts},
    };
    return all;
}

Room* HeadlessRooms::find(const QJsonObject& command) const
{
    const QString wanted = command[QLatin1String("room")].toString();
    const QList<Room*> rooms = m_state.rooms();
    const auto found = std::find_if(rooms.cbegin(), rooms.cend(),
                                    [&wanted](const Room* room) { return hex(room->id()) == wanted; });
    return found == rooms.cend() ? nullptr : *found;
}

bool HeadlessRooms::run(const QJsonObject& command, QString& fault)
{
    const QString name = command[QLatin1String("do")].toString();
    if (name == QLatin1String("open-room")) {
        m_state.openRoom(command[QLatin1String("title")].toString());
        return true;
    }
    if (name == QLatin1String("join-room")) {
        join(command, fault);
        return true;
    }
    const auto found = commands().constFind(name);
    if (found == commands().constEnd())
        return false;
    if (Room* room = find(command))
        (this->**found)(*room, command);
    else
        fault = QStringLiteral("not in this room");
    return true;
}

void HeadlessRooms::join(const QJsonObject& command, QString& fault)
{
    const auto invite = protocol::parseInvite(command[QLatin1String("invite")].toString().toStdString());
    if (invite)
        m_state.joinRoom(*invite);
    else
        fault = QStringLiteral("no invite, code %1").arg(static_cast<int>(invite.code()));
}

void HeadlessRooms::send(Room& room, const QJsonObject& command)
{
    room.sendText(command[QLatin1String("text")].toString(), keyOf(command, "reply"));
}

void HeadlessRooms::takeBack(Room& room, const QJsonObject& command)
{
    room.takeBack(keyOf(command));
}

void HeadlessRooms::leave(Room& room, const QJsonObject&)
{
    room.leave();
}

void HeadlessRooms::lock(Room& room, const QJsonObject& command)
{
    room.setLocked(command[QLatin1String("locked")].toBool());
}

void HeadlessRooms::removeMember(Room& room, const QJsonObject& command)
{
    room.removeMember(memberOf(room, command));
}

void HeadlessRooms::report(Room& room, const QJsonObject& command)
{
    room.report(memberOf(room, command),
                static_cast<protocol::ReportReason>(command[QLatin1String("reason")].toInt()));
}

void HeadlessRooms::block(Room& room, const QJsonObject& command)
{
    room.block(memberOf(room, command));
}

void HeadlessRooms::accept(Room& room, const QJsonObject& command)
{
    room.acceptPicture(keyOf(command));
}

void HeadlessRooms::typing(Room& room, const QJsonObject& command)
{
    room.setComposing(command[QLatin1String("active")].toBool());
}

void HeadlessRooms::texts(Room& room, const QJsonObject&)
{
    QJsonArray texts;
    for (int row = 0; row < room.messages()->count(); ++row) {
        if (isSaid(room.messages()->at(row).kind))
            texts.append(room.messages()->at(row).text);
    }
    m_tell("room-texts", in(&room, {{QStringLiteral("texts"), texts}}));
}

bool HeadlessRooms::sendPicture(const QJsonObject& command, const CleanPicture& picture,
                                const QString& caption)
{
    Room* room = find(command);
    return room != nullptr && room->sendPicture(picture, caption);
}

void HeadlessRooms::add(Room* room)
{
    connect(room, &Room::membersChanged, this, [this, room] { tellMembers(room); });
    connect(room, &Room::changed, this, [this, room] { tellState(room); });
    connect(room, &Room::typingChanged, this, [this, room] {
        m_tell("room-typing",
               in(room, {{QStringLiteral("names"), QJsonArray::fromStringList(room->typingNames())}}));
    });
    connect(room, &Room::membersMessagesErased, this, [this, room] { m_tell("room-erased", in(room)); });
    connect(room, &Room::ended, this, [this, room](EndCause cause) {
        m_tell("room-ended", in(room, {{QStringLiteral("cause"), nameOf(cause)}}));
    });
    connect(room, &Room::gone, this, [this, id = hex(room->id())] {
        m_tell("room-gone", {{QStringLiteral("room"), id}});
    });
    connect(room, &Room::sent, this, [this, room](MessageKey key) {
        const client::Message* row = room->messages()->find(key);
        m_tell("room-sent",
               in(room, {{QStringLiteral("key"), static_cast<qint64>(key)},
                         {QStringLiteral("number"), static_cast<qint64>(row == nullptr ? 0 : row->number)}}));
    });
    connect(room, &Room::refused, this, [this, room](Refusal refusal, Errc code) {
        m_tell("refused", in(room, {{QStringLiteral("refusal"), nameOf(refusal)},
                                    {QStringLiteral("code"), static_cast<int>(code)}}));
    });
    wireRows(room);
    m_tell("room-entered", in(room, {{QStringLiteral("title"), room->title()},
                                     {QStringLiteral("host"), room->isHost()},
                                     {QStringLiteral("locked"), room->isLocked()},
                                     {QStringLiteral("members_max"), room->membersMax()},
                                     {QStringLiteral("invite"), room->inviteText()}}));
}

void HeadlessRooms::wireRows(Room* room)
{
    connect(room->messages(), &MessageStore::appended, this, [this, room](int row) { tellRow(room, row); });
    connect(room->messages(), &MessageStore::changed, this, [this, room](int row) { tellChange(room, row); });
}

void HeadlessRooms::tellMembers(Room* room)
{
    QJsonArray members;
    for (const RoomMember& member : room->members())
        members.append(QJsonObject{{QStringLiteral("id"), hex(member.id)},
                                   {QStringLiteral("name"), member.name},
                                   {QStringLiteral("own"), member.own},
                                   {QStringLiteral("host"), member.host},
                                   {QStringLiteral("away"), member.away},
                                   {QStringLiteral("proven"), member.proven},
                                   {QStringLiteral("reported"), nameOf(member.reported)},
                                   {QStringLiteral("blocked"), nameOf(member.blocked)}});
    m_tell("room-members", in(room, {{QStringLiteral("members"), members},
                                     {QStringLiteral("count"), static_cast<int>(members.size())}}));
}

void HeadlessRooms::tellState(Room* room)
{
    m_tell("room-changed", in(room, {{QStringLiteral("host"), room->isHost()},
                                     {QStringLiteral("locked"), room->isLocked()},
                                     {QStringLiteral("invite"), room->inviteText()}}));
}

void HeadlessRooms::tellRow(Room* room, int index)
{
    const client::Message& row = room->messages()->at(index);
    const QJsonObject fields = in(room, {{QStringLiteral("key"), static_cast<qint64>(row.key)},
                                         {QStringLiteral("own"), row.own},
                                         {QStringLiteral("author"), row.authorName},
                                         {QStringLiteral("number"), static_cast<qint64>(row.number)},
                                         {QStringLiteral("text"), row.text},
                                         {QStringLiteral("reply"), static_cast<qint64>(row.replyTo)}});
    switch (row.kind) {
    case MessageKind::Text: return m_tell("room-message", fields);
    case MessageKind::Notice: return m_tell("room-notice", fields);
    case MessageKind::Picture: return m_tell("room-picture", fields);
    default: return m_tell("room-other", fields);
    }
}

void HeadlessRooms::tellChange(Room* room, int index)
{
    const client::Message& row = room->messages()->at(index);
    const QJsonObject key{{QStringLiteral("key"), static_cast<qint64>(row.key)}};
    if (row.kind == MessageKind::TakenBack)
        return m_tell("room-taken-back", in(room, key));
    if (row.kind == MessageKind::Notice)
        return m_tell("room-notice", in(room, {{QStringLiteral("text"), row.text}}));
    if (row.delivery == DeliveryState::Failed)
        m_tell("room-failed", in(room, key));
    if (row.kind != MessageKind::Picture)
        return;
    PictureState& seen = m_pictures[hex(room->id()) + QString::number(static_cast<quint64>(row.key))];
    if (std::exchange(seen, row.picture) == row.picture)
        return;
    QJsonObject fields = in(room, key);
    fields.insert(QLatin1String("own"), row.own);
    fields.insert(QLatin1String("state"), nameOf(row.picture));
    if (row.picture == PictureState::Here && !row.own)
        fields.insert(
            QLatin1String("sha256"),
            QString::fromLatin1(QCryptographicHash::hash(row.file, QCryptographicHash::Sha256).toHex()));
    m_tell("room-picture-state", fields);
}

} // namespace chatmet::testing
