// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/MessageDelegate.h"

#include "client/model/MessageListModel.h"
#include "client/view/MessageSelection.h"
#include "client/view/Theme.h"
#include "client/view/UnreadLine.h"

#include <QPainter>
#include <QPainterPath>

namespace chatmet::client {

namespace {

const MessageListModel& modelOf(const QModelIndex& index)
{
    return *static_cast<const MessageListModel*>(index.model());
}

quint64 keyOf(const QModelIndex& index)
{
    return static_cast<quint64>(modelOf(index).message(index.row()).key);
}

// Round but for the lower corner at the speaker's side.
QPainterPath bubblePath(const QRectF& rect, qreal radius, qreal cornerRadius, bool cornerAtRight)
{
    const qreal round = qMin(radius, qMin(rect.width(), rect.height()) / 2);
    const auto corner = [](const QPointF& at, qreal r) {
        return QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r);
    };
    const qreal right = cornerAtRight ? cornerRadius : round;
    const qreal left = cornerAtRight ? round : cornerRadius;
    QPainterPath path;
    path.arcMoveTo(corner(rect.topRight() + QPointF(-round, round), round), 0);
    path.arcTo(corner(rect.topRight() + QPointF(-round, round), round), 0, 90);
    path.arcTo(corner(rect.topLeft() + QPointF(round, round), round), 90, 90);
    path.arcTo(corner(rect.bottomLeft() + QPointF(left, -left), left), 180, 90);
    path.arcTo(corner(rect.bottomRight() + QPointF(-right, -right), right), 270, 90);
    path.closeSubpath();
    return path;
}

} // namespace

MessageDelegate::MessageDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{
}

void MessageDelegate::setWidth(int width, Qt::LayoutDirection direction)
{
    if (width == m_width && direction == m_direction)
        return;
    m_width = qMax(width, 1);
    m_direction = direction;
    m_layouts.clear();
}

bool MessageDelegate::isExact(const QModelIndex& index) const
{
    const auto known = m_heights.constFind(keyOf(index));
    return known != m_heights.cend() && known->width == m_width;
}

bool MessageDelegate::makeExact(const QModelIndex& index)
{
    if (isExact(index))
        return false;
    const int before = sizeHint({}, index).height();
    const int height = layoutOf(index).height;
    m_heights.insert(keyOf(index), {height, m_width});
    return height != before;
}

void MessageDelegate::forget(const QModelIndex& index)
{
    m_heights.remove(keyOf(index));
    m_layouts.remove(keyOf(index));
    m_open.remove(keyOf(index));
    outdateAnswersTo(keyOf(index));
}

void MessageDelegate::setOpen(const QModelIndex& index, bool open)
{
    if (open)
        m_open.insert(keyOf(index));
    else
        m_open.remove(keyOf(index));
    outdate(index);
}

bool MessageDelegate::isOpen(const QModelIndex& index) const
{
    return m_open.contains(keyOf(index));
}

RowContext MessageDelegate::contextFor(const MessageListModel& model, int row) const
{
    RowContext context = contextOf(model, row, m_today);
    context.open = m_open.contains(static_cast<quint64>(model.message(row).key));
    return context;
}

void MessageDelegate::outdate(const QModelIndex& index)
{
    outdate(keyOf(index));
    outdateAnswersTo(keyOf(index));
}

void MessageDelegate::outdate(quint64 key)
{
    const auto known = m_heights.find(key);
    if (known != m_heights.end())
        known->width = 0;
    m_layouts.remove(key);
}

void MessageDelegate::outdateAnswersTo(quint64 key)
{
    const QList<quint64> answers = m_answers.values(key);
    m_answers.remove(key);
    for (const quint64 answer : answers)
        outdate(answer);
}

void MessageDelegate::clear()
{
    m_heights = {};
    m_layouts.clear();
    m_answers = {};
    m_open = {};
    m_hoverPart = RowPart::None;
}

void MessageDelegate::setHover(const QModelIndex& index, RowPart part)
{
    m_hoverKey = index.isValid() ? keyOf(index) : 0;
    m_hoverPart = part;
}

const MessageLayout& MessageDelegate::layoutOf(const QModelIndex& index) const
{
    const quint64 key = keyOf(index);
    if (const MessageLayout* known = m_layouts.object(key))
        return *known;
    const MessageListModel& model = modelOf(index);
    auto* made = new MessageLayout(MessageLayout::of(
        model.message(index.row()), contextFor(model, index.row()), m_theme, m_width, m_direction));
    if (made->quoteKey != MessageKey{} && !m_answers.contains(static_cast<quint64>(made->quoteKey), key))
        m_answers.insert(static_cast<quint64>(made->quoteKey), key);
    m_layouts.insert(key, made);
    return *made;
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const MessageListModel& model = modelOf(index);
    const Message& message = model.message(index.row());
    // A height of another width is a better guess than one from counting characters. Both are kept: the list
    // asks for every row whenever one is added.
    auto known = m_heights.constFind(static_cast<quint64>(message.key));
    if (known == m_heights.cend())
        known = m_heights.insert(
            static_cast<quint64>(message.key),
            {MessageLayout::estimatedHeight(message, contextFor(model, index.row()), m_theme, m_width), 0});
    return {1, known->height};
}

void MessageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const Message& message = modelOf(index).message(index.row());
    const MessageLayout& row = layoutOf(index);
    const ThemeColors& colors = m_theme.colors();
    painter->save();
    // Piled-up combining marks stay in their row; of a long one only what is seen is drawn.
    const QRect seen = option.widget == nullptr ? option.rect : option.rect & option.widget->rect();
    painter->setClipRect(seen);
    painter->translate(option.rect.topLeft());
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    painter->setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(QRect(0, 0, option.rect.width(), row.height), colors.soft);
    if (!row.day.isNull()) {
        painter->setPen(colors.muted);
        painter->setFont(m_theme.font(secondarySize, QFont::DemiBold));
        painter->drawText(row.day, Qt::AlignCenter, row.dayText);
    }
    if (!row.unread.isNull())
        UnreadLine::paint(painter, row.unread, m_theme);
    // A frame says where the keyboard is; between selected characters it would be one more mark.
    const bool focused =
        option.state.testFlag(QStyle::State_HasFocus) && (m_selection == nullptr || m_selection->isEmpty());
    if (row.bubble.isNull()) {
        row.text.draw(painter, row.textRect.topLeft(), colors.muted, colors.muted);
        paintOpenMark(painter, row);
        if (focused) {
            painter->setPen(QPen(colors.ink, 1, Qt::DotLine));
            painter->setBrush(Qt::NoBrush);
            painter->drawRect((row.textRect | row.openMark).adjusted(-4, -2, 4, 2));
        }
    } else {
        paintBubble(painter, row, message, focused);
    }
    painter->restore();
}

void MessageDelegate::paintBubble(QPainter* painter, const MessageLayout& row, const Message& message,
                                  bool focused) const
{
    const ThemeColors& colors = m_theme.colors();
    if (!row.author.isNull()) {
        painter->setPen(colors.muted);
        painter->setFont(m_theme.font(secondarySize, QFont::DemiBold));
        painter->drawText(row.author, Qt::AlignCenter, row.authorText);
    }
    const bool atRight = message.own == (m_direction == Qt::LeftToRight);
    const qreal edge = m_theme.edge();
    const QRectF area = QRectF(row.bubble).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2);
    painter->setBrush(message.own ? colors.ownBubble : colors.otherBubble);
    painter->setPen(focused ? QPen(colors.ink, 2) : QPen(message.own ? colors.ownBubble : colors.line, edge));
    painter->drawPath(bubblePath(area, m_theme.px(14), m_theme.px(4), atRight));
    if (!row.quote.isNull())
        paintQuote(painter, row, message.own);
    if (!row.media.isNull())
        paintPicture(painter, row, message);

    const QColor meta = message.own ? colors.ownMeta : colors.muted;
    paintText(painter, row, message);
    if (!row.meta.isNull()) {
        painter->setPen(meta);
        painter->setFont(m_theme.font(0.78));
        painter->drawText(row.meta, Qt::AlignCenter, row.metaText);
    }
    for (const RowButton& button : row.buttons)
        paintButton(painter, button, message);
}

/// What is selected has ground and text of the accent, on own bubbles, which have them already, the other way
/// round: both pairs are readable in every palette.
void MessageDelegate::paintText(QPainter* painter, const MessageLayout& row, const Message& message) const
{
    if (row.textRect.isNull())
        return;
    const ThemeColors& colors = m_theme.colors();
    QList<TextMark> marks = m_marks.in(message, m_theme);
    const TextRange selected = m_selection != nullptr && row.isSelectable()
                                   ? m_selection->rangeIn(message.key, row.text.length())
                                   : TextRange();
    if (!selected.isEmpty())
        marks.append({selected, message.own ? colors.ownText : colors.accent,
                      message.own ? colors.ownBubble : colors.onAccent});
    row.text.draw(painter, row.textRect.topLeft(), message.own ? colors.ownText : colors.ink,
                  message.own ? colors.ownText : colors.accent, marks);
}

/// An angle that points to where it opens: down where it is open, else to the words.
void MessageDelegate::paintOpenMark(QPainter* painter, const MessageLayout& row) const
{
    if (row.openMark.isNull())
        return;
    const qreal arm = m_theme.px(4);
    QPolygonF angle{{-arm / 2, -arm}, {arm / 2, 0}, {-arm / 2, arm}};
    painter->save();
    painter->translate(QRectF(row.openMark).center());
    painter->rotate(row.isOpen ? 90 : m_direction == Qt::LeftToRight ? 0 : 180);
    painter->setPen(QPen(m_theme.colors().muted, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(angle);
    painter->restore();
}

void MessageDelegate::paintQuote(QPainter* painter, const MessageLayout& row, bool own) const
{
    const ThemeColors& colors = m_theme.colors();
    QRect bar = row.quote;
    bar.setWidth(m_theme.px(3));
    painter->setPen(Qt::NoPen);
    painter->setBrush(own ? colors.ownMeta : colors.accent);
    painter->drawRoundedRect(QStyle::visualRect(m_direction, row.quote, bar), bar.width() / 2.0,
                             bar.width() / 2.0);
    painter->setPen(own ? colors.ownText : colors.accent);
    painter->setFont(m_theme.font(secondarySize, QFont::DemiBold));
    painter->drawText(row.quoteAuthor, Qt::AlignCenter, row.quoteAuthorText);
    painter->setPen(own ? colors.ownMeta : colors.muted);
    painter->setFont(m_theme.font(secondarySize));
    painter->drawText(row.quoteWords, Qt::AlignCenter, row.quoteText);
}

void MessageDelegate::paintPicture(QPainter* painter, const MessageLayout& row, const Message& message) const
{
    const ThemeColors& colors = m_theme.colors();
    const bool seen = !message.preview.isNull();
    QPainterPath frame;
    frame.addRoundedRect(row.media, m_theme.px(9), m_theme.px(9));
    if (seen) {
        painter->save();
        painter->setClipPath(frame, Qt::IntersectClip);
        painter->fillRect(row.media, colors.soft);
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(row.media, message.preview);
        painter->restore();
    } else {
        painter->fillPath(frame, colors.soft);
        QPainterPath card;
        card.addRoundedRect(row.card, m_theme.px(8), m_theme.px(8));
        painter->fillPath(card, colors.surface);
        painter->setPen(colors.ink);
        painter->setFont(m_theme.font(1.0, QFont::DemiBold));
        painter->drawText(row.title, Qt::AlignHCenter | Qt::TextWordWrap, row.titleText);
    }
    const bool onBubble = seen && message.own;
    const Qt::Alignment towards =
        (m_direction == Qt::LeftToRight ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignAbsolute;
    const QColor quiet = onBubble ? colors.ownMeta : colors.muted;
    if (!row.status.isNull()) {
        painter->setPen(message.picture == PictureState::Failed && !onBubble ? colors.danger : quiet);
        painter->setFont(m_theme.font(secondarySize));
        painter->drawText(
            row.status, static_cast<int>(seen ? towards : Qt::Alignment(Qt::AlignHCenter)) | Qt::TextWordWrap,
            row.statusText);
    }
    if (!row.bar.isNull()) {
        const qreal radius = row.bar.height() / 2.0;
        QColor groove = quiet;
        groove.setAlphaF(0.35F);
        painter->setPen(Qt::NoPen);
        painter->setBrush(groove);
        painter->drawRoundedRect(row.bar, radius, radius);
        QRect done = row.bar;
        done.setWidth(
            qMax(row.bar.height(), row.bar.width() * qBound(0, message.pictureProgress, 1000) / 1000));
        painter->setBrush(onBubble ? colors.ownText : colors.accent);
        painter->drawRoundedRect(QStyle::visualRect(m_direction, row.bar, done), radius, radius);
    }
}

void MessageDelegate::paintButton(QPainter* painter, const RowButton& button, const Message& message) const
{
    const ThemeColors& colors = m_theme.colors();
    const bool hover = m_hoverPart == button.part && m_hoverKey == static_cast<quint64>(message.key);
    const bool onOwn = message.own && (button.part == RowPart::Retry || !message.preview.isNull());
    const QColor ground = button.primary ? colors.accent
                          : onOwn        ? colors.ownBubble
                          : hover        ? colors.soft
                                         : colors.surface;
    const QColor ink = button.primary ? colors.onAccent : onOwn ? colors.ownText : colors.ink;
    painter->setBrush(ground);
    painter->setPen(QPen(button.primary ? colors.accent
                         : onOwn        ? colors.ownMeta
                                        : colors.outline,
                         hover ? 2 : m_theme.edge()));
    painter->drawRoundedRect(QRectF(button.rect).adjusted(0.5, 0.5, -0.5, -0.5), m_theme.px(8),
                             m_theme.px(8));
    painter->setPen(ink);
    const bool besideTheTime = button.part == RowPart::Retry && message.delivery == DeliveryState::Failed;
    painter->setFont(m_theme.font(besideTheTime ? 0.78 : 0.95, QFont::DemiBold));
    painter->drawText(button.rect, Qt::AlignCenter, button.text);
}

} // namespace chatmet::client
