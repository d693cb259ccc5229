// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The part of a row that a picture takes: itself or a soft box in its place, its state in words, its buttons.

#include "client/view/MessageLayout.h"

namespace chatmet::client {

/// Fills in media, card, title, status, bar and buttons of a row; all at the left.
class PictureCard
{
public:
    /// All outlive this. message: of kind Picture.
    PictureCard(const Message& message, const Theme& theme, MessageLayout* row)
        : m_message(message), m_theme(theme), m_row(*row), m_isSeen(!message.preview.isNull())
    {
    }

    /// at: the upper left corner. widthMax: device-independent pixels.
    void place(const QPoint& at, int widthMax);
    /// Below all of it.
    [[nodiscard]] int bottom() const { return m_bottom; }
    /// Of what stands in or below the picture; 0 where there is nothing.
    [[nodiscard]] int width() const { return m_row.card.width(); }

private:
    void addButtons();
    void addCard(int widthMax);
    /// Their widths with what lies between, from the left; 0 where there is none.
    int placeButtons(int top, int height, const QFontMetrics& metrics);
    void placeCard(QSize inner, int buttonsWidth, int pad);

    const Message& m_message;
    const Theme& m_theme;
    MessageLayout& m_row;
    bool m_isSeen;
    int m_bottom{0};
};

} // namespace chatmet::client
