// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where everything of one row stands; painting, sizes and clicks all read the same rectangles.

#include "client/view/RowContext.h"
#include "client/view/TextBlock.h"

#include <QCoreApplication>
#include <QRect>

namespace chatmet::client {

class Theme;

/// What can be pointed at.
enum class RowPart
{
    None,
    Link,
    Retry,
    Show,
    NotNow,
    Cancel,
    Picture,
    Quote,
    Details ///< of a notice that can be opened
};

struct RowButton
{
    RowPart part{RowPart::None};
    QRect rect;
    QString text;
    bool primary{false};
};

/// Rectangles are relative to the row's upper left corner, in device-independent pixels; null where there is
/// nothing.
struct MessageLayout
{
    Q_DECLARE_TR_FUNCTIONS(chatmet::client::MessageLayout)

public:
    int width{0};
    int height{0};
    QRect day;
    QString dayText;
    QRect unread; ///< the line "New messages"
    QRect author; ///< in a room, above the first bubble of a group
    QString authorText;
    QRect bubble;          ///< null for notices
    QRect quote;           ///< what it answers: a bar at its start, who and what
    MessageKey quoteKey{}; ///< where a click on it leads; MessageKey{0}: nowhere
    QRect quoteAuthor;
    QString quoteAuthorText; ///< elided, as the next one
    QRect quoteWords;
    QString quoteText;
    QRect media; ///< the picture, or the soft box in its place
    QRect card;  ///< inside media, or below it where the picture is seen already
    QRect title;
    QString titleText;
    QRect status;
    QString statusText;
    QRect bar; ///< progress
    QList<RowButton> buttons;
    QRect textRect;
    TextBlock text;
    bool textIsSaid{false}; ///< and not a line of the program's own
    QRect openMark;         ///< beside a notice that can be opened
    bool isOpen{false};
    QRect meta;
    QString metaText;
    bool metaAtEnd{false};

    [[nodiscard]] RowPart partAt(const QPoint& point) const;
    [[nodiscard]] QString linkAt(const QPoint& point) const;
    /// Where a part stands; null where there is none, and for links, which may be several.
    [[nodiscard]] QRect rectOf(RowPart part) const;
    /// Whether characters of it can be selected.
    [[nodiscard]] bool isSelectable() const { return textIsSaid && !textRect.isNull(); }

    /// width: of the row. direction: own messages stand at its end.
    [[nodiscard]] static MessageLayout of(const Message& message, const RowContext& context,
                                          const Theme& theme, int width, Qt::LayoutDirection direction);
    /// A guess without laying text out, for rows that nobody sees.
    [[nodiscard]] static int estimatedHeight(const Message& message, const RowContext& context,
                                             const Theme& theme, int width);
};

} // namespace chatmet::client
