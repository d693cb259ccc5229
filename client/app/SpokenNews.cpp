// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/SpokenNews.h"

#include "client/model/ChatState.h"
#include "client/model/MessageWords.h"
#include "client/model/Pairs.h"
#include "client/model/Room.h"
#include "client/model/TextRules.h"
#include "client/view/ChatView.h"
#include "client/view/LiveStatus.h"
#include "client/view/MainWindow.h"
#include "client/view/RoomPage.h"
#include "client/view/WindowPlaces.h"

#include <QAccessible>

namespace chatmet::client {

SpokenNews::SpokenNews(MainWindow* window, ChatState* state, QObject* parent)
    : QObject(parent), m_window(window), m_pairs(state->pairs()), m_status(LiveStatus::of(window))
{
    connect(state, &ChatState::lineChanged, this, &SpokenNews::onLine);
    connect(m_pairs, &Pairs::met, this, &SpokenNews::watchPair);
    connect(m_pairs, &Pairs::meetingChanged, this, &SpokenNews::onMeeting);
    connect(m_pairs->messages(), &MessageStore::changed, this, [this](int row) {
        if (m_pairs->messages()->at(row).kind == MessageKind::TakenBack)
            m_status->forget();
    });
    connect(m_pairs, &Pairs::erased, m_status, &LiveStatus::forget);
    connect(m_pairs, &Pairs::nextPendingChanged, this, [this](bool pending) {
        if (pending)
            m_status->say(tr("Leaving %1. Undo takes it back.").arg(isolated(m_pairs->partnerName())));
    });
    connect(state, &ChatState::roomAdded, this, &SpokenNews::watchRoom);
    connect(state, &ChatState::roomRemoved, m_status, &LiveStatus::forget);
}

void SpokenNews::onLine(LineState line)
{
    const LineState before = std::exchange(m_line, line);
    if (line == LineState::Reconnecting)
        m_status->say(tr("Reconnecting."));
    else if (line == LineState::Online)
        m_status->say(before == LineState::Reconnecting ? tr("Connected again.") : tr("Connected."));
    else if (line == LineState::Closed && before != LineState::Connecting)
        m_status->say(tr("Disconnected."));
}

void SpokenNews::onMeeting(Meeting meeting)
{
    const QString name = isolated(m_pairs->partnerName());
    switch (meeting) {
    case Meeting::None: break;
    case Meeting::Waiting: m_status->say(tr("Looking for somebody.")); break;
    case Meeting::Paired:
        m_status->say(m_window->places()->isChatShown()
                          ? tr("You are talking with %1.").arg(name)
                          : tr("%1 is there, and waits in the list of conversations.").arg(name));
        break;
    case Meeting::Ended:
        m_status->say(m_pairs->endCause() == EndCause::PartnerLeft
                          ? tr("%1 has left.").arg(name)
                          : tr("The conversation with %1 has ended.").arg(name));
        break;
    }
}

void SpokenNews::watchPair(Pair* pair)
{
    connect(pair, &Pair::arrived, this, [this, pair](MessageKey key) {
        sayArrived(pair->messages()->find(key), pair->partnerName(), m_window->places()->isChatShown());
    });
    connect(pair, &Pair::partnerAwayChanged, this, [this, pair](bool away) {
        const QString name = isolated(pair->partnerName());
        m_status->say(away ? tr("The line of %1 has dropped. Waiting for it.").arg(name)
                           : tr("The line of %1 is back.").arg(name));
    });
}

void SpokenNews::watchRoom(Room* room)
{
    connect(room, &Room::arrived, this, [this, room](MessageKey key) {
        const RoomPage* page = m_window->places()->shownRoom();
        const Message* message = room->messages()->find(key);
        // The very row: titles may be the same.
        sayArrived(message, {}, page != nullptr && page->chat()->find(key) == message);
    });
    connect(room->messages(), &MessageStore::changed, this, [this, room](int row) {
        if (room->messages()->at(row).kind == MessageKind::TakenBack)
            m_status->forget();
    });
    connect(room, &Room::membersMessagesErased, m_status, &LiveStatus::forget);
    connect(room, &Room::ended, this,
            [this, room] { m_status->say(tr("%1 has ended.").arg(isolated(room->shownTitle()))); });
}

void SpokenNews::sayRefused(const MainWindow* window, const QString& where, const QString& words)
{
    LiveStatus::of(window)->say(tr("%1: %2").arg(isolated(where), words));
}

void SpokenNews::sayArrived(const Message* message, const QString& partner, bool isShown)
{
    if (message == nullptr || !QAccessible::isActive())
        return;
    if (!isShown || !m_window->isInFront())
        return m_status->say(tr("New message"));
    const QString words = message->kind == MessageKind::Text ? message->text : MessageWords::quoted(message);
    m_status->say(tr("%1: %2").arg(isolated(MessageWords::author(*message, partner)), words));
}

} // namespace chatmet::client
