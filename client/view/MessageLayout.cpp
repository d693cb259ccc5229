// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MessageLayout.h"

#include "client/model/MessageWords.h"
#include "client/view/EmojiFinder.h"
#include "client/view/PictureCard.h"
#include "client/view/Theme.h"
#include "client/view/UnreadLine.h"

#include <QFontMetrics>
#include <QStyle>

#include <algorithm>

namespace chatmet::client {

namespace {

constexpr int emsMax = 44;
constexpr double widthShareMax = 0.6;
constexpr int loneEmojiMax = 3;
constexpr double loneEmojiSize = 2.2; // of the text's own

/// Of the text in a bubble, as a factor of the base font.
double textSize(const Message& message)
{
    const bool isLone = message.kind == MessageKind::Text && countLoneEmoji(message.text, loneEmojiMax) > 0;
    return isLone ? loneEmojiSize : 1.0;
}

/// Whether a notice has more lines than the one that says it all.
bool isOpenable(const Message& message)
{
    return message.kind == MessageKind::Notice && message.text.contains(u'\n');
}

/// Puts one row together from top to bottom, all at the left; of() moves and mirrors it afterwards.
class RowBuilder
{
public:
    RowBuilder(const Message& message, const RowContext& context, const Theme& theme, int width)
        : m_message(message), m_context(context), m_theme(theme), m_margin(theme.px(18))
    {
        m_row.width = width;
        m_padX = theme.px(13);
        m_padY = theme.px(8);
    }

    MessageLayout build(Qt::LayoutDirection direction)
    {
        addDay();
        addUnread();
        if (isSaid(m_message.kind))
            addBubble();
        else
            addNotice();
        place(direction);
        return std::move(m_row);
    }

    static int contentWidthMax(const Theme& theme, int width)
    {
        const int room = std::max(1, width - 2 * theme.px(18) - 2 * theme.px(13));
        const int share = std::min(static_cast<int>(width * widthShareMax),
                                   QFontMetrics(theme.font()).height() * emsMax * 5 / 6);
        // In a narrow window 60 % would break every second word.
        return std::min(room, std::max(share - 2 * theme.px(13), theme.px(250)));
    }

private:
    void addDay()
    {
        m_y = m_theme.px(m_context.firstOfGroup ? 7 : 2);
        if (!m_context.newDay)
            return;
        m_row.dayText = MessageWords::day(m_message.timeMs, m_context.today);
        const int height = QFontMetrics(m_theme.font(secondarySize)).height();
        m_row.day = QRect(0, m_y + m_theme.px(6), m_row.width, height);
        m_y = m_row.day.bottom() + 1 + m_theme.px(10);
    }

    void addUnread()
    {
        if (!m_context.unread)
            return;
        m_row.unread = QRect(0, m_y + m_theme.px(4), m_row.width, UnreadLine::heightOf(m_theme));
        m_y = m_row.unread.bottom() + 1 + m_theme.px(8);
    }

    void addNotice()
    {
        QString words = MessageWords::line(m_message, m_context.partner);
        const bool opens = isOpenable(m_message);
        if (opens && !m_context.open)
            words.truncate(words.indexOf(u'\n'));
        const int indent = opens ? m_theme.px(16) : 0; // room for the mark at its start
        const QFont font = m_theme.font(secondarySize);
        m_row.text = TextBlock(words, font, m_row.width - 2 * m_margin - indent);
        m_row.textRect = QRect({(m_row.width - m_row.text.size().width() + indent) / 2, m_y + m_theme.px(3)},
                               m_row.text.size());
        if (opens) {
            m_row.isOpen = m_context.open;
            m_row.openMark = QRect(m_row.textRect.left() - indent, m_row.textRect.top(), m_theme.px(10),
                                   std::min(m_row.textRect.height(), QFontMetrics(font).height() * 23 / 20));
        }
        m_y = m_row.textRect.bottom() + 1 + m_theme.px(3);
    }

    // Above the bubble, so that it is no part of what was said.
    void addAuthor()
    {
        if (!m_context.firstOfGroup || m_message.own || m_message.authorName.isEmpty())
            return;
        const QFontMetrics metrics(m_theme.font(secondarySize, QFont::DemiBold));
        const int widthMax = contentWidthMax(m_theme, m_row.width);
        m_row.authorText = metrics.elidedText(m_message.authorName, Qt::ElideRight, widthMax);
        m_row.author =
            QRect(m_theme.px(4), m_y, std::min(widthMax, metrics.horizontalAdvance(m_row.authorText) + 2),
                  metrics.height());
        m_y = m_row.author.bottom() + 1 + m_theme.px(3);
    }

    void addBubble()
    {
        addAuthor();
        m_top = m_y;
        m_contentWidth = 0;
        addQuote();
        if (m_message.kind == MessageKind::Picture)
            addPicture();
        else
            m_y += m_row.quote.isNull() ? m_padY : m_theme.px(6);
        addText();
        addMeta();
        if (m_row.textRect.isNull() && m_row.meta.isNull() && !m_row.media.isNull())
            m_y += m_theme.px(6);
        else
            m_y += m_padY;
        m_row.bubble = QRect(0, m_top, m_contentWidth + 2 * m_padX, m_y - m_top);
        if (!m_row.media.isNull())
            m_row.bubble.setWidth(std::max(m_row.bubble.width(), m_row.media.width() + 2 * mediaInset()));
        if (!m_row.quote.isNull())
            m_row.quote.setWidth(m_row.bubble.width() - 2 * m_padX);
    }

    // As wide as its words need, and later as the bubble: two lines at most, whatever is quoted.
    void addQuote()
    {
        if (!m_context.quote)
            return;
        const int indent = m_theme.px(10);
        const int widthMax = std::max(1, contentWidthMax(m_theme, m_row.width) - indent);
        m_y += m_padY;
        int y = m_y;
        int width = 0;
        const auto addLine = [&](const QString& words, const QFontMetrics& metrics, QString* shown) {
            *shown = metrics.elidedText(words, Qt::ElideRight, widthMax);
            const int needed = std::min(widthMax, metrics.horizontalAdvance(*shown) + 2);
            const QRect rect(m_padX + indent, y, needed, metrics.height());
            width = std::max(width, needed);
            y += metrics.height();
            return rect;
        };
        if (!m_context.quote->author.isEmpty())
            m_row.quoteAuthor =
                addLine(m_context.quote->author, QFontMetrics(m_theme.font(secondarySize, QFont::DemiBold)),
                        &m_row.quoteAuthorText);
        m_row.quoteWords =
            addLine(m_context.quote->text, QFontMetrics(m_theme.font(secondarySize)), &m_row.quoteText);
        m_row.quote = QRect(m_padX, m_y, width + indent, y - m_y);
        m_row.quoteKey = m_context.quote->key;
        m_y = y;
        m_contentWidth = width + indent;
    }

    [[nodiscard]] int mediaInset() const { return m_theme.px(6); }

    void addText()
    {
        const QString text = MessageWords::text(m_message);
        if (text.isEmpty() && m_message.kind == MessageKind::Picture)
            return;
        if (m_message.kind == MessageKind::Picture)
            m_y += m_theme.px(6);
        m_row.text =
            TextBlock(text, m_theme.font(textSize(m_message)), contentWidthMax(m_theme, m_row.width));
        m_row.textRect = QRect({m_padX, m_y}, m_row.text.size());
        m_row.textIsSaid = m_message.kind != MessageKind::Unsupported;
        m_y = m_row.textRect.bottom() + 1;
        m_contentWidth = std::max(m_contentWidth, m_row.textRect.width());
    }

    void addMeta()
    {
        const bool failed = m_message.delivery == DeliveryState::Failed;
        if (!m_context.lastOfGroup && !failed)
            return;
        m_row.metaText = MessageWords::meta(m_message);
        const QFontMetrics metrics(m_theme.font(0.78));
        m_y += m_theme.px(3);
        int width = metrics.horizontalAdvance(m_row.metaText) + 2;
        m_row.meta = QRect(m_padX, m_y, width, metrics.height());
        if (failed) {
            const RowButton retry{RowPart::Retry,
                                  {},
                                  QCoreApplication::translate("chatmet::client::MessageLayout", "Try again"),
                                  false};
            const int retryWidth = metrics.horizontalAdvance(retry.text) + 2 * m_theme.px(8);
            m_row.buttons.append(retry);
            m_row.buttons.last().rect = QRect(m_padX + width + m_theme.px(6), m_y - m_theme.px(2), retryWidth,
                                              metrics.height() + m_theme.px(4));
            width += m_theme.px(6) + retryWidth;
            m_row.meta.moveTop(m_y);
            m_y += m_theme.px(2);
        }
        m_row.metaAtEnd = m_message.own;
        m_y += metrics.height();
        m_contentWidth = std::max(m_contentWidth, width);
    }

    void addPicture()
    {
        const int inset = mediaInset();
        const int widthMax =
            std::min(contentWidthMax(m_theme, m_row.width) + 2 * (m_padX - inset), m_theme.px(300));
        PictureCard card(m_message, m_theme, &m_row);
        card.place({inset, m_y + inset}, widthMax);
        m_y = card.bottom();
        m_contentWidth = std::max(m_contentWidth, card.width() + 2 * inset - 2 * m_padX);
    }

    // To its side: own to the end, others' to the start.
    void place(Qt::LayoutDirection direction)
    {
        m_row.height = m_y + m_theme.px(m_context.lastOfGroup ? 3 : 1);
        // What the program says stands in the middle already.
        const int left = m_row.bubble.isNull() ? 0
                         : m_message.own       ? m_row.width - m_margin - m_row.bubble.width()
                                               : m_margin;
        if (m_row.metaAtEnd)
            moveMetaToEnd();
        const QRect whole(0, 0, m_row.width, m_row.height);
        const auto move = [&](QRect& rect) {
            if (!rect.isNull())
                rect = QStyle::visualRect(direction, whole, rect.translated(left, 0));
        };
        for (QRect* rect : {&m_row.author, &m_row.bubble, &m_row.quote, &m_row.quoteAuthor, &m_row.quoteWords,
                            &m_row.media, &m_row.card, &m_row.title, &m_row.status, &m_row.bar,
                            &m_row.textRect, &m_row.openMark, &m_row.meta})
            move(*rect);
        for (RowButton& button : m_row.buttons)
            move(button.rect);
    }

    void moveMetaToEnd()
    {
        int end = m_row.bubble.width() - m_padX;
        if (m_message.delivery == DeliveryState::Failed) { // with its button
            m_row.buttons.last().rect.moveRight(end - 1);
            end = m_row.buttons.last().rect.left() - m_theme.px(6);
        }
        m_row.meta.moveRight(end - 1);
    }

    const Message& m_message;
    const RowContext& m_context;
    const Theme& m_theme;
    MessageLayout m_row;
    int m_margin;
    int m_padX{0};
    int m_padY{0};
    int m_top{0};
    int m_y{0};
    int m_contentWidth{0};
};

} // namespace

RowPart MessageLayout::partAt(const QPoint& point) const
{
    for (const RowButton& button : buttons) {
        if (button.rect.contains(point))
            return button.part;
    }
    if (!openMark.isNull() && (openMark | textRect).contains(point))
        return RowPart::Details;
    if (quote.contains(point))
        return quoteKey == MessageKey{} ? RowPart::None : RowPart::Quote;
    if (!linkAt(point).isEmpty())
        return RowPart::Link;
    if (media.contains(point) && titleText.isEmpty())
        return RowPart::Picture;
    return RowPart::None;
}

QString MessageLayout::linkAt(const QPoint& point) const
{
    return bubble.isNull() || !textRect.contains(point) ? QString() : text.linkAt(point - textRect.topLeft());
}

QRect MessageLayout::rectOf(RowPart part) const
{
    if (part == RowPart::Picture)
        return media;
    if (part == RowPart::Quote)
        return quote;
    if (part == RowPart::Details)
        return openMark;
    const auto found = std::find_if(buttons.begin(), buttons.end(),
                                    [part](const RowButton& button) { return button.part == part; });
    return found == buttons.end() ? QRect() : found->rect;
}

MessageLayout MessageLayout::of(const Message& message, const RowContext& context, const Theme& theme,
                                int width, Qt::LayoutDirection direction)
{
    return RowBuilder(message, context, theme, width).build(direction);
}

int MessageLayout::estimatedHeight(const Message& message, const RowContext& context, const Theme& theme,
                                   int width)
{
    const double size = textSize(message);
    const int line = static_cast<int>(QFontMetrics(theme.font()).height() * size * 23 / 20);
    const int perLine = std::max(1, RowBuilder::contentWidthMax(theme, width) / std::max(1, line * 2 / 5));
    const bool isClosed = isOpenable(message) && !context.open;
    const auto lines =
        isClosed ? 1 : static_cast<int>(message.text.size() / perLine + message.text.count(u'\n')) + 1;
    const int picture = message.kind == MessageKind::Picture ? theme.px(180) : 0;
    const int meta = context.lastOfGroup ? theme.px(20) : 0;
    const int quote = context.quote ? 2 * line : 0;
    const bool named = context.firstOfGroup && !message.own && !message.authorName.isEmpty();
    const int unread = context.unread ? UnreadLine::heightOf(theme) + theme.px(12) : 0;
    return picture + quote + unread + (named ? line : 0) + lines * line + meta +
           theme.px(context.newDay ? 60 : 24);
}

} // namespace chatmet::client
