// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who is in a room, in order of joining; the host removes people here.

#include "client/model/Room.h"
#include "client/view/Overlay.h"

class QScrollArea;
class QVBoxLayout;

namespace chatmet::client {

class PlainLabel;

class MembersPanel : public Overlay
{
    Q_OBJECT

public:
    MembersPanel(const Theme& theme, QWidget* parent);

    /// mayRemove: whether we are the host, and no removal is under way.
    void setMembers(const QString& title, const QList<RoomMember>& members, bool mayRemove);
    /// Closes it and forgets the names.
    void clear();

Q_SIGNALS:
    /// The person has read what it does, and wants it.
    void removeRequested(const chatmet::MemberId& member);

protected:
    QWidget* firstFocus() override;

private:
    QWidget* rowOf(const RoomMember& member, bool mayRemove);
    void askToRemove(const RoomMember& member);

    PlainLabel* m_title;
    QScrollArea* m_scroll;
    QWidget* m_rows{nullptr};
    QFrame* m_ask;
    PlainLabel* m_askWords;
    QPushButton* m_askYes;
    QPushButton* m_close;
    MemberId m_asked; ///< null: nobody
    bool m_mayRemove{false};
};

} // namespace chatmet::client
