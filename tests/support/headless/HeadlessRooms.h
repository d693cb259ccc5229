// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The rooms of one client of the headless program; every command and event names its room by id, in hex.

#include "client/model/ChatState.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QPointer>

#include <functional>

namespace chatmet::client {
class Room;
}

namespace chatmet::testing {

/// GUI thread.
class HeadlessRooms : public QObject
{
    Q_OBJECT

public:
    using Tell = std::function<void(const char*, QJsonObject)>;

    /// state: outlives it.
    HeadlessRooms(client::ChatState& state, Tell tell);

    /// True where the command is one of these; fault: what could not be done.
    bool run(const QJsonObject& command, QString& fault);
    /// A cleaned picture for the room that the command names; false where there is none.
    bool sendPicture(const QJsonObject& command, const client::CleanPicture& picture, const QString& caption);

private:
    using Command = void (HeadlessRooms::*)(client::Room&, const QJsonObject&);
    [[nodiscard]] static const QHash<QString, Command>& commands();

    void send(client::Room& room, const QJsonObject& command);
    void takeBack(client::Room& room, const QJsonObject& command);
    void leave(client::Room& room, const QJsonObject& command);
    void lock(client::Room& room, const QJsonObject& command);
    void removeMember(client::Room& room, const QJsonObject& command);
    void report(client::Room& room, const QJsonObject& command);
    void block(client::Room& room, const QJsonObject& command);
    void accept(client::Room& room, const QJsonObject& command);
    void typing(client::Room& room, const QJsonObject& command);
    void texts(client::Room& room, const QJsonObject& command);

    void join(const QJsonObject& command, QString& fault);
    void add(client::Room* room);
    void wireRows(client::Room* room);
    void tellMembers(client::Room* room);
    void tellState(client::Room* room);
    void tellRow(client::Room* room, int row);
    void tellChange(client::Room* room, int row);
    [[nodiscard]] client::Room* find(const QJsonObject& command) const;

    client::ChatState& m_state;
    Tell m_tell;
    QHash<QString, client::PictureState> m_pictures; ///< by room and key
};

} // namespace chatmet::testing
