// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Plain text laid out within a width: paragraphs each in the direction of their content, links found.

#include <QColor>
#include <QFont>
#include <QList>
#include <QRect>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

class QPainter;
class QTextLayout;

namespace chatmet::client {

/// Positions in UTF-16 units of the text as it was given; from <= to.
struct TextRange
{
    int from{0};
    int to{0};

    [[nodiscard]] bool isEmpty() const { return from == to; }
    friend bool operator==(const TextRange&, const TextRange&) = default;
};

/// A range that is drawn in colours of its own.
struct TextMark
{
    TextRange range;
    QColor ground;
    QColor ink;
    QColor edge{};
    int edgeWidth{0}; ///< of a line around the ground, device-independent pixels
};

/// GUI thread. Movable; holds a copy of the text.
class TextBlock
{
public:
    TextBlock();
    /// width: device-independent pixels, at least 1. Words that are longer break anywhere.
    TextBlock(const QString& text, const QFont& font, int width);
    ~TextBlock();
    TextBlock(TextBlock&&) noexcept;
    TextBlock& operator=(TextBlock&&) noexcept;

    /// As wide as its longest line, never wider than asked for.
    [[nodiscard]] QSize size() const { return m_size; }
    /// marks: the later ones over the earlier ones, and over links.
    void draw(QPainter* painter, const QPoint& at, const QColor& text, const QColor& links,
              const QList<TextMark>& marks = {}) const;
    /// The address at a point relative to the block; empty where there is none.
    [[nodiscard]] QString linkAt(const QPoint& point) const;
    /// Every address in it, in order.
    [[nodiscard]] QStringList links() const;

    /// UTF-16 units of the text.
    [[nodiscard]] int length() const { return m_length; }
    /// Where a cursor would stand that is put at this point, relative to the block: never within what is one
    /// character to a reader. 0 above the block, length() below it.
    [[nodiscard]] int positionAt(const QPoint& point) const;
    /// The word at a point (Unicode UAX 29), or what stands between two.
    [[nodiscard]] TextRange wordAt(const QPoint& point) const;
    /// Where a cursor stands before the character at a position of positionAt()'s; 1 px wide.
    [[nodiscard]] QRect cursorAt(int position) const;

private:
    struct Paragraph;

    void alignLines();
    [[nodiscard]] const Paragraph& paragraphAt(int y) const;

    std::vector<Paragraph> m_paragraphs;
    QSize m_size;
    int m_length{0};
};

} // namespace chatmet::client
