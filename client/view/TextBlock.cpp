// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/TextBlock.h"

#include "client/view/EmojiFinder.h"
#include "client/view/LinkFinder.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPen>
#include <QTextBoundaryFinder>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

namespace chatmet::client {

struct TextBlock::Paragraph
{
    std::unique_ptr<QTextLayout> layout;
    QList<Link> links;
    qreal top{0};
    bool rightToLeft{false};
    int start{0};       ///< of the line in the text
    QList<int> dropped; ///< before which characters of the layout a selector was left out; ascending

    /// From a position in the layout to one in the text: a selector belongs to what stands before it.
    [[nodiscard]] int given(int shown) const
    {
        const auto end = std::upper_bound(dropped.cbegin(), dropped.cend(), shown);
        return start + shown + static_cast<int>(end - dropped.cbegin());
    }
    /// The other way round, for any position of the text: at the next end of the paragraph where it has none.
    [[nodiscard]] int shown(int given) const
    {
        int before = 0;
        while (before < dropped.size() && dropped[before] + before < given - start)
            ++before;
        return std::clamp(given - start - before, 0, static_cast<int>(layout->text().size()));
    }
    [[nodiscard]] QTextLine lineAt(qreal y) const
    {
        int line = layout->lineCount() - 1;
        while (line > 0 && layout->lineAt(line).y() > y)
            --line;
        return layout->lineAt(line);
    }
    /// What of it stands in lines that area touches, as positions in the layout.
    [[nodiscard]] TextRange seenIn(const QRectF& area) const;
    /// Emoji sequences are drawn in one piece, also where Unicode's rules of this Qt would divide them.
    [[nodiscard]] TextRange whole(int position) const
    {
        for (const QTextLayout::FormatRange& emoji : layout->formats()) {
            if (position > emoji.start && position < emoji.start + emoji.length)
                return {emoji.start, emoji.start + emoji.length};
        }
        if (layout->isValidCursorPosition(position))
            return {position, position};
        return {layout->previousCursorPosition(position), layout->nextCursorPosition(position)};
    }
};

namespace {

constexpr qreal leading = 1.15; // of the font's own line height
constexpr int tabSpaces = 4;    // as code is usually shown

/// A line as it is laid out: each emoji sequence in the emoji font, since text fonts have digits and joiners
/// of their own that would tear it apart, and without its selectors: Qt 6.4 looks up character by character,
/// finds no glyph for a selector in the emoji font and hands the sequence over in pieces. The font joins it
/// without them as well.
struct ShownLine
{
    QString text;
    QList<QTextLayout::FormatRange> formats;
    QList<int> dropped;
};

ShownLine shownLine(const QString& line, const QFont& font)
{
    const QList<EmojiRun> runs = findEmojiRuns(line);
    if (runs.isEmpty())
        return {line, {}, {}};
    ShownLine shown;
    QStringList emojiFirst = font.families();
    std::reverse(emojiFirst.begin(), emojiFirst.end());
    qsizetype done = 0;
    for (const EmojiRun& run : runs) {
        shown.text += QStringView(line).sliced(done, run.start - done);
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(shown.text.size());
        for (const QChar unit : QStringView(line).sliced(run.start, run.length)) {
            if (unit == QChar(0xFE0F))
                shown.dropped.append(static_cast<int>(shown.text.size()));
            else
                shown.text += unit;
        }
        range.length = static_cast<int>(shown.text.size()) - range.start;
        range.format.setFontFamilies(emojiFirst);
        shown.formats.append(range);
        done = run.start + run.length;
    }
    shown.text += QStringView(line).sliced(done);
    return shown;
}

std::unique_ptr<QTextLayout> makeLayout(const ShownLine& line, const QFont& font)
{
    auto layout = std::make_unique<QTextLayout>(line.text, font);
    QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute); // lines are moved to their side by alignLines
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(line.text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    option.setTabStopDistance(QFontMetricsF(font).horizontalAdvance(u' ') * tabSpaces);
    layout->setTextOption(option);
    layout->setFormats(line.formats);
    layout->setCacheEnabled(true);
    return layout;
}

} // namespace

TextBlock::TextBlock() = default;
TextBlock::~TextBlock() = default;
TextBlock::TextBlock(TextBlock&&) noexcept = default;
TextBlock& TextBlock::operator=(TextBlock&&) noexcept = default;

TextBlock::TextBlock(const QString& text, const QFont& font, int width)
{
    const qreal lineWidth = std::max(width, 1);
    qreal widest = 0;
    qreal height = 0;
    int start = 0;
    m_length = static_cast<int>(text.size());
    for (const QString& line : text.split(u'\n')) {
        const ShownLine shown = shownLine(line, font);
        Paragraph paragraph{makeLayout(shown, font),
                            findLinks(shown.text),
                            height,
                            line.isRightToLeft(),
                            start,
                            shown.dropped};
        start += static_cast<int>(line.size()) + 1;
        paragraph.layout->beginLayout();
        qreal y = 0;
        for (QTextLine next = paragraph.layout->createLine(); next.isValid();
             next = paragraph.layout->createLine()) {
            next.setLineWidth(lineWidth);
            next.setPosition({0, y});
            y += std::ceil(next.height() * leading);
            widest = std::max(widest, std::min(next.naturalTextWidth(), lineWidth));
        }
        paragraph.layout->endLayout();
        height += y;
        m_paragraphs.push_back(std::move(paragraph));
    }
    m_size = QSize(static_cast<int>(std::ceil(widest)), static_cast<int>(std::ceil(height)));
    alignLines();
}

void TextBlock::alignLines()
{
    for (Paragraph& paragraph : m_paragraphs) {
        if (!paragraph.rightToLeft)
            continue;
        for (int i = 0; i < paragraph.layout->lineCount(); ++i) {
            QTextLine line = paragraph.layout->lineAt(i);
            line.setPosition({std::max(0.0, m_size.width() - line.naturalTextWidth()), line.position().y()});
        }
    }
}

TextRange TextBlock::Paragraph::seenIn(const QRectF& area) const
{
    TextRange seen;
    for (int i = 0; i < layout->lineCount(); ++i) {
        const QTextLine line = layout->lineAt(i);
        if (line.y() > area.bottom() || line.y() + line.height() < area.top())
            continue;
        seen.from = seen.isEmpty() ? line.textStart() : seen.from;
        seen.to = line.textStart() + line.textLength();
    }
    return seen;
}

/// Qt draws all lines once more for every range: only those that are seen, and only the ranges in them.
void TextBlock::draw(QPainter* painter, const QPoint& at, const QColor& text, const QColor& links,
                     const QList<TextMark>& marks) const
{
    painter->setPen(text);
    const QRectF area = painter->hasClipping() ? painter->clipBoundingRect() : QRectF(at, m_size);
    for (const Paragraph& paragraph : m_paragraphs) {
        const QPointF place = QPointF(at) + QPointF(0, paragraph.top);
        const TextRange seen = paragraph.seenIn(area.translated(-place));
        QList<QTextLayout::FormatRange> ranges;
        const auto add = [&](int start, int end, const auto& look) {
            if (end <= start || end <= seen.from || start >= seen.to)
                return;
            QTextLayout::FormatRange range{start, end - start, {}};
            look(range.format);
            ranges.append(range);
        };
        for (const Link& link : paragraph.links)
            add(static_cast<int>(link.start), static_cast<int>(link.start + link.length),
                [&](QTextCharFormat& format) {
                    format.setForeground(links);
                    format.setFontUnderline(true);
                });
        for (const TextMark& mark : marks)
            add(paragraph.shown(mark.range.from), paragraph.shown(mark.range.to),
                [&](QTextCharFormat& format) {
                    format.setForeground(mark.ink);
                    format.setBackground(mark.ground);
                    if (mark.edgeWidth > 0) // around the ground, where a range has one
                        format.setProperty(QTextFormat::OutlinePen,
                                           QVariant::fromValue(QPen(mark.edge, mark.edgeWidth)));
                });
        if (!seen.isEmpty())
            paragraph.layout->draw(painter, place, ranges, area);
    }
}

QString TextBlock::linkAt(const QPoint& point) const
{
    for (const Paragraph& paragraph : m_paragraphs) {
        for (int i = 0; i < paragraph.layout->lineCount(); ++i) {
            const QTextLine line = paragraph.layout->lineAt(i);
            const QRectF area = line.naturalTextRect().translated(0, paragraph.top);
            if (!area.contains(point))
                continue;
            const int cursor = line.xToCursor(point.x(), QTextLine::CursorOnCharacter);
            for (const Link& link : paragraph.links) {
                if (cursor >= link.start && cursor < link.start + link.length)
                    return paragraph.layout->text().mid(link.start, link.length);
            }
        }
    }
    return {};
}

QStringList TextBlock::links() const
{
    QStringList all;
    for (const Paragraph& paragraph : m_paragraphs) {
        for (const Link& link : paragraph.links)
            all.append(paragraph.layout->text().mid(link.start, link.length));
    }
    return all;
}

const TextBlock::Paragraph& TextBlock::paragraphAt(int y) const
{
    auto found = m_paragraphs.crbegin();
    while (std::next(found) != m_paragraphs.crend() && found->top > y)
        ++found;
    return *found;
}

int TextBlock::positionAt(const QPoint& point) const
{
    if (m_paragraphs.empty() || point.y() < 0)
        return 0;
    if (point.y() >= m_size.height())
        return m_length;
    const Paragraph& paragraph = paragraphAt(point.y());
    const QTextLine line = paragraph.lineAt(point.y() - paragraph.top);
    const int between = line.xToCursor(point.x(), QTextLine::CursorBetweenCharacters);
    const TextRange character = paragraph.whole(between);
    if (character.isEmpty())
        return paragraph.given(between);
    // The nearer end.
    const auto distance = [&](int position) { return std::abs(line.cursorToX(position) - point.x()); };
    return paragraph.given(distance(character.from) <= distance(character.to) ? character.from
                                                                              : character.to);
}

TextRange TextBlock::wordAt(const QPoint& point) const
{
    if (m_paragraphs.empty())
        return {};
    const Paragraph& paragraph = paragraphAt(point.y());
    const QTextLine line = paragraph.lineAt(point.y() - paragraph.top);
    const int on = line.xToCursor(point.x(), QTextLine::CursorOnCharacter);
    QTextBoundaryFinder words(QTextBoundaryFinder::Word, paragraph.layout->text());
    words.setPosition(on);
    const bool isStart = words.isAtBoundary() && on < paragraph.layout->text().size();
    const auto start = static_cast<int>(isStart ? on : std::max(qsizetype{0}, words.toPreviousBoundary()));
    words.setPosition(start);
    const qsizetype next = words.toNextBoundary();
    const int end = next < 0 ? start : static_cast<int>(next);
    return {paragraph.given(paragraph.whole(start).from), paragraph.given(paragraph.whole(end).to)};
}

QRect TextBlock::cursorAt(int position) const
{
    const Paragraph* paragraph = nullptr;
    for (const Paragraph& one : m_paragraphs) {
        if (paragraph == nullptr || one.start <= position)
            paragraph = &one;
    }
    if (paragraph == nullptr)
        return {};
    const int shown = paragraph->shown(position);
    const QTextLine line = paragraph->layout->lineForTextPosition(shown);
    if (!line.isValid())
        return {};
    const QPointF at(line.cursorToX(shown), paragraph->top + line.y());
    return QRect(at.toPoint(), QSize(1, static_cast<int>(std::ceil(line.height()))));
}

} // namespace chatmet::client
