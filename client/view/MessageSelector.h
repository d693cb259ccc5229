// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The mouse in the text of messages: selects characters, words, messages, over several rows.

#include "client/view/MessageSelection.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QItemSelectionModel>
#include <QObject>
#include <QPoint>

class QModelIndex;
class QMouseEvent;

namespace chatmet::client {

class MessageListView;

/// GUI thread. Events of the view's viewport; a function that answers true has dealt with its event. Selected
/// text and selected rows exclude each other: what is chosen last counts.
class MessageSelector : public QObject
{
    Q_OBJECT

public:
    /// view: the parent.
    explicit MessageSelector(MessageListView* view);

    [[nodiscard]] const MessageSelection& selection() const { return m_selection; }
    /// Whether the mouse was pressed in text, and not let go since.
    [[nodiscard]] bool isDragging() const { return m_isDragging; }
    void clear();
    /// Of a row that is erased or taken back: nothing that it was a part of stays selected.
    void forget(MessageKey key);
    /// Whether what is at a point of the viewport is text that can be selected.
    [[nodiscard]] bool isText(const QPoint& point) const;

    /// onLink: a click there does something else.
    bool press(const QMouseEvent& event, bool onLink);
    bool move(const QMouseEvent& event);
    /// False as well where nothing became selected, so that it was a click.
    bool release(const QMouseEvent& event);
    bool doubleClick(const QMouseEvent& event);
    /// A click on text selects its row, and is where Shift+click begins.
    void selectRow(const QModelIndex& index);

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    enum class Unit
    {
        Character,
        Word,
        Message
    };
    void begin(Unit unit);
    void extend();
    void setCurrent(const QModelIndex& index, QItemSelectionModel::SelectionFlags command);
    /// At m_point, or as near as can be.
    [[nodiscard]] TextSpan spanAt(Unit unit) const;
    [[nodiscard]] bool isThirdClick(const QMouseEvent& event) const;
    /// How far the list is to be scrolled in one step, in px; negative: up.
    [[nodiscard]] int scrollStep() const;
    void stop();

    MessageListView* m_view;
    MessageSelection m_selection;
    Unit m_unit{Unit::Character};
    QPoint m_point; ///< where the pointer was last
    QPoint m_pressedAt;
    bool m_isDragging{false};
    bool m_isHeldBack{false}; ///< pressed on a link, and not moved far enough
    bool m_isChoosingRow{false};
    QElapsedTimer m_sinceDoubleClick;
    QPoint m_doubleClickedAt;
    QBasicTimer m_scrolling;
};

} // namespace chatmet::client
