// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/PictureCard.h"

#include "client/model/MessageWords.h"
#include "client/picture/PictureScaling.h"
#include "client/view/Theme.h"

#include <QFontMetrics>

#include <algorithm>

namespace chatmet::client {

void PictureCard::place(const QPoint& at, int widthMax)
{
    const QSize whole = m_message.pictureSize.isEmpty() ? m_message.preview.size() : m_message.pictureSize;
    const QSize size =
        m_isSeen ? fitInside(whole, {widthMax, m_theme.px(300)}) : QSize(widthMax, m_theme.px(150));
    m_row.media = QRect(at, size);
    m_bottom = m_row.media.bottom() + 1;
    m_row.statusText = MessageWords::pictureStatus(m_message);
    if (!m_isSeen)
        m_row.titleText = MessageWords::pictureTitle(m_message);
    addButtons();
    m_row.bar = m_message.picture == PictureState::Moving ? QRect(0, 0, 1, m_theme.px(4)) : QRect();
    addCard(widthMax);
}

void PictureCard::addButtons()
{
    const auto add = [this](RowPart part, const QString& text, bool primary) {
        m_row.buttons.append({part, {}, text, primary});
    };
    const PictureState state = m_message.picture;
    if (!m_message.own && (state == PictureState::Offered || state == PictureState::Declined))
        add(RowPart::Show, MessageLayout::tr("Show"), true);
    if (!m_message.own && state == PictureState::Offered)
        add(RowPart::NotNow, MessageLayout::tr("Not now"), false);
    if (state == PictureState::Waiting || state == PictureState::Moving ||
        (m_message.own && state == PictureState::Offered))
        add(RowPart::Cancel, MessageLayout::tr("Cancel"), false);
    // Beside the time stands the same for one whose offer was not taken.
    const bool mayGoAgain = m_message.own && state == PictureState::Failed && !m_message.file.isEmpty();
    if (mayGoAgain && m_message.delivery != DeliveryState::Failed)
        add(RowPart::Retry, MessageLayout::tr("Try again"), false);
}

// Title, status, progress and buttons in a column: in the middle of the soft box, or below a picture that is
// seen.
void PictureCard::addCard(int widthMax)
{
    if (m_row.titleText.isEmpty() && m_row.statusText.isEmpty() && m_row.buttons.isEmpty())
        return;
    const QFontMetrics bold(m_theme.font(1.0, QFont::DemiBold));
    const QFontMetrics small(m_theme.font(secondarySize));
    const int pad = m_theme.px(m_isSeen ? 7 : 12);
    const int gap = m_theme.px(7);
    const int inner = widthMax - 2 * pad - (m_isSeen ? 0 : 2 * m_theme.px(10));
    int width = 0;
    int y = pad;
    const auto needed = [inner](const QFontMetrics& metrics, const QString& words) {
        return metrics.boundingRect(QRect(0, 0, inner, 10'000), Qt::TextWordWrap, words);
    };
    if (!m_row.titleText.isEmpty()) {
        width = std::min(inner, bold.horizontalAdvance(m_row.titleText) + 4);
        m_row.title = QRect(0, y, inner, needed(bold, m_row.titleText).height());
        y += m_row.title.height() + gap;
    }
    if (!m_row.statusText.isEmpty()) {
        const QRect words = needed(small, m_row.statusText);
        width = std::max(width, std::min(inner, words.width() + 4));
        m_row.status = QRect(0, y, inner, words.height());
        y += words.height() + gap;
    }
    if (!m_row.bar.isNull()) {
        width = std::max(width, std::min(inner, m_theme.px(190)));
        m_row.bar.moveTop(y);
        y += m_row.bar.height() + gap;
    }
    const int buttonHeight = bold.height() + m_theme.px(14);
    const int buttonsWidth = placeButtons(y, buttonHeight, bold);
    if (buttonsWidth > 0) {
        width = std::max(width, buttonsWidth);
        y += buttonHeight + gap;
    }
    placeCard(QSize(m_isSeen ? inner : width, y - gap + pad), buttonsWidth, pad);
}

int PictureCard::placeButtons(int top, int height, const QFontMetrics& metrics)
{
    const int space = m_theme.px(8);
    int left = 0;
    for (RowButton& button : m_row.buttons) {
        const int width = metrics.horizontalAdvance(button.text) + 2 * m_theme.px(13);
        button.rect = QRect(left, top, width, height);
        left += width + space;
    }
    return std::max(0, left - space);
}

void PictureCard::placeCard(QSize inner, int buttonsWidth, int pad)
{
    const QSize size(inner.width() + 2 * pad, inner.height());
    if (m_isSeen) {
        m_row.card = QRect({m_row.media.left(), m_bottom}, size);
        m_row.media.setWidth(std::min(m_row.media.width(), size.width()));
    } else {
        m_row.media.setHeight(std::max(m_row.media.height(), size.height() + 2 * m_theme.px(10)));
        m_row.card = QRect({}, size);
        m_row.card.moveCenter(m_row.media.center());
    }
    const QPoint origin = m_row.card.topLeft() + QPoint(pad, 0);
    for (QRect* rect : {&m_row.title, &m_row.status, &m_row.bar}) {
        if (rect->isNull())
            continue;
        rect->setWidth(inner.width());
        rect->translate(origin);
    }
    for (RowButton& button : m_row.buttons)
        button.rect.translate(origin + QPoint(m_isSeen ? 0 : (inner.width() - buttonsWidth) / 2, 0));
    m_bottom = std::max(m_row.media.bottom(), m_row.card.bottom()) + 1;
}

} // namespace chatmet::client
