// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where everything of one row stands; painting, sizes and clicks all read the same rectangles.

#include "client/model/Message.h"
#include "client/view/TextBlock.h"

#include <QCoreApplication>
#include <QRect>

#include <optional>

namespace chatmet::client {

class MessageListModel;
class Theme;

/// The message that a row answers, as it is now.
struct RowQuote
{
    MessageKey key{}; ///< of its row; MessageKey{0} where there is none
    QString author;   ///< empty where it is not known
    QString text;     ///< one line
};

/// What a row's look depends on besides its message.
struct RowContext
{
    bool newDay{false};              ///< a separator stands above it
    bool unread{false};              ///< the line "New messages" does, below that
    bool firstOfGroup{true};         ///< another speaker, a notice or five minutes lie before it
    bool lastOfGroup{true};          ///< carries time and state
    QString partner{};               ///< plain text, for lines that name who took something back
    std::optional<RowQuote> quote{}; ///< what it answers
};

/// row: 0..rowCount()-1.
[[nodiscard]] RowContext contextOf(const MessageListModel& model, int row);

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
    Quote
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
    QRect meta;
    QString metaText;
    bool metaAtEnd{false};

    [[nodiscard]] RowPart partAt(const QPoint& point) const;
    [[nodiscard]] QString linkAt(const QPoint& point) const;

    /// width: of the row. direction: own messages stand at its end.
    [[nodiscard]] static MessageLayout of(const Message& message, const RowContext& context,
                                          const Theme& theme, int width, Qt::LayoutDirection direction);
    /// A guess without laying text out, for rows that nobody sees.
    [[nodiscard]] static int estimatedHeight(const Message& message, const RowContext& context,
                                             const Theme& theme, int width);
};

} // namespace chatmet::client
