// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who is in a room, in order of joining; one is reported or blocked here, and by the host removed.

#include "client/model/Room.h"
#include "client/view/Overlay.h"
#include "common/protocol/Messages.h"

class QHBoxLayout;
class QMenu;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace chatmet::client {

class PlainLabel;

/// What can be done about the others.
struct MemberChoices
{
    bool remove{false}; ///< we are the host, and no removal is under way
    bool tell{false};   ///< the room goes on: reports and blocks
};

class MembersPanel : public Overlay
{
    Q_OBJECT

public:
    MembersPanel(const Theme& theme, QWidget* parent);

    void setMembers(const QString& title, const QList<RoomMember>& members, const MemberChoices& choices);
    /// Closes it and forgets the names.
    void clear();

Q_SIGNALS:
    /// The person has read what it does, and wants it.
    void removeRequested(const chatmet::MemberId& member);
    void blockRequested(const chatmet::MemberId& member);
    void reportRequested(const chatmet::MemberId& member, chatmet::protocol::ReportReason reason);

protected:
    QWidget* firstFocus() override;

private:
    enum class Question
    {
        None,
        Remove,
        Block
    };

    void build();
    QWidget* buildQuestion();
    QWidget* rowOf(const RoomMember& member);
    void addButtons(QHBoxLayout* row, const RoomMember& member);
    [[nodiscard]] bool may(Question question, const RoomMember& member) const;
    void ask(Question question, const RoomMember& member);
    void endAsking();
    void answerYes();
    void openReasons(const MemberId& member, QWidget* button);
    /// Nobody is asked about who has left, or what cannot be done any more.
    void dropOldQuestions(const QList<RoomMember>& members);

    PlainLabel* m_title;
    QScrollArea* m_scroll;
    QWidget* m_rows{nullptr};
    QFrame* m_ask;
    PlainLabel* m_askWords;
    QPushButton* m_askYes;
    QPushButton* m_close;
    Question m_question{Question::None};
    MemberId m_asked; ///< null: nobody
    QMenu* m_reasons;
    MemberId m_reported; ///< whom the list of reasons is about
    MemberChoices m_choices;
};

} // namespace chatmet::client
