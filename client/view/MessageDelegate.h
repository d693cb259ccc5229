// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Paints rows of a conversation from their MessageLayout, with caches of heights and of the latest layouts.

#include "client/view/MessageLayout.h"
#include "client/view/SearchMarks.h"

#include <QCache>
#include <QHash>
#include <QSet>
#include <QStyledItemDelegate>

namespace chatmet::client {

class MessageListModel;
class MessageSelection;
class Theme;

/// GUI thread. Works on MessageListModel alone. Caches are keyed by message and valid for one width and font;
/// whoever sees a row change says so by forget().
class MessageDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit MessageDelegate(const Theme& theme, QObject* parent = nullptr);

    /// Of the rows, in device-independent pixels. Heights of another width become estimates again.
    void setWidth(int width, Qt::LayoutDirection direction);
    [[nodiscard]] int width() const { return m_width; }

    /// Measures the row where only an estimate is known. True where its height changed by that.
    bool makeExact(const QModelIndex& index);
    [[nodiscard]] bool isExact(const QModelIndex& index) const;
    void forget(const QModelIndex& index);
    /// The row changed: its height is a guess from now on, which holds until the row is seen. So are those of
    /// rows that quote it.
    void outdate(const QModelIndex& index);
    /// Nothing of any message is held after this.
    void clear();
    /// By local time. Whoever says another one clears what was laid out before.
    void setToday(const QDate& today) { m_today = today; }
    /// Words that are marked where somebody wrote them; none: {}.
    void setMarks(const SearchMarks& marks) { m_marks = marks; }
    [[nodiscard]] const SearchMarks& marks() const { return m_marks; }
    /// Outlives this; painted as it is then.
    void setSelection(const MessageSelection* selection) { m_selection = selection; }
    /// A notice that can be opened shows all its lines.
    void setOpen(const QModelIndex& index, bool open);
    [[nodiscard]] bool isOpen(const QModelIndex& index) const;
    /// What the pointer is over.
    void setHover(const QModelIndex& index, RowPart part);

    /// Valid until the next call.
    [[nodiscard]] const MessageLayout& layoutOf(const QModelIndex& index) const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintBubble(QPainter* painter, const MessageLayout& row, const Message& message, bool focused) const;
    void paintPicture(QPainter* painter, const MessageLayout& row, const Message& message) const;
    void paintButton(QPainter* painter, const RowButton& button, const Message& message) const;

    void paintText(QPainter* painter, const MessageLayout& row, const Message& message) const;
    void paintOpenMark(QPainter* painter, const MessageLayout& row) const;
    void paintQuote(QPainter* painter, const MessageLayout& row, bool own) const;
    [[nodiscard]] RowContext contextFor(const MessageListModel& model, int row) const;
    void outdate(quint64 key);
    void outdateAnswersTo(quint64 key);

    struct Height
    {
        int height{0};
        int width{0}; ///< it is exact for this width; 0: a guess
    };

    const Theme& m_theme;
    int m_width{1};
    Qt::LayoutDirection m_direction{Qt::LeftToRight};
    mutable QHash<quint64, Height> m_heights;
    /// Several screens of rows: scrolling back and forth lays nothing out again.
    mutable QCache<quint64, MessageLayout> m_layouts{300};
    /// Rows that were laid out with a quote, by what they quote: older rows go first, and take their entries
    /// along.
    mutable QMultiHash<quint64, quint64> m_answers;
    QDate m_today{QDate::currentDate()};
    SearchMarks m_marks;
    QSet<quint64> m_open; ///< notices that show all their lines
    const MessageSelection* m_selection{nullptr};
    quint64 m_hoverKey{0};
    RowPart m_hoverPart{RowPart::None};
};

} // namespace chatmet::client
