// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/PlainLabel.h"

#include "client/view/LiveStatus.h"

#include <QResizeEvent>
#include <QTextBoundaryFinder>

#include <utility>

namespace chatmet::client {

namespace {

constexpr auto spokenProperty = "spoken"; // the role may change with what is shown
constexpr int unbrokenMax = 24;           // characters as seen: half a line of the smallest window
constexpr int pieceLength = 12;

/// QLabel breaks between words alone, and would ask for the width of the longest: a link without an end,
/// say, that a server has as its contact. So long words get places (zero width spaces) where they may break.
QString breakable(const QString& text)
{
    QString shown;
    for (qsizetype from = 0, to = 0; from < text.size(); from = to) {
        const bool isSpace = text.at(from).isSpace();
        while (to < text.size() && text.at(to).isSpace() == isSpace)
            ++to;
        const QString word = text.sliced(from, to - from);
        QList<qsizetype> ends; // of characters as seen
        QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
        while (finder.toNextBoundary() >= 0)
            ends.append(finder.position());
        qsizetype done = 0;
        for (qsizetype piece = pieceLength; !isSpace && ends.size() > unbrokenMax && piece < ends.size();
             piece += pieceLength) {
            shown += QStringView(word).sliced(done, ends.at(piece - 1) - done);
            shown += QChar(0x200b);
            done = ends.at(piece - 1);
        }
        shown += QStringView(word).sliced(done);
    }
    return shown;
}

} // namespace

PlainLabel::PlainLabel(const QString& text, const QString& role, QWidget* parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::NoTextInteraction);
    setProperty("role", role);
    setProperty(spokenProperty, role == u"problem");
    alignToLayout();
    setShown(text);
}

PlainLabel* PlainLabel::wrapped()
{
    setWordWrap(true);
    setText(breakable(m_shown));
    // Without this a label that wraps asks for its unwrapped width in some layouts.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    return this;
}

PlainLabel* PlainLabel::named(const QString& objectName)
{
    setObjectName(objectName);
    return this;
}

PlainLabel* PlainLabel::elided()
{
    m_elided = true;
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    elide();
    return this;
}

void PlainLabel::setShown(const QString& text)
{
    if (std::exchange(m_shown, text) != text)
        sayProblem();
    if (m_elided) {
        setAccessibleName(text);
        updateGeometry();
        elide();
    } else {
        setText(wordWrap() ? breakable(text) : text);
    }
}

/// What went wrong on the page that is seen is heard as well, wherever the focus is.
void PlainLabel::sayProblem()
{
    const bool isSeen = parentWidget() != nullptr && parentWidget()->isVisible();
    if (m_shown.isEmpty() || !isSeen || !property(spokenProperty).toBool())
        return;
    if (LiveStatus* status = LiveStatus::of(this))
        status->say(m_shown);
}

void PlainLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    elide();
}

QSize PlainLabel::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return m_elided ? QSize(fontMetrics().averageCharWidth() * 4, hint.height()) : hint;
}

QSize PlainLabel::sizeHint() const
{
    const QSize hint = QLabel::sizeHint();
    return m_elided ? QSize(fontMetrics().horizontalAdvance(m_shown) + 2, hint.height()) : hint;
}

void PlainLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        alignToLayout();
}

void PlainLabel::alignToLayout()
{
    // QLabel goes by the text's direction, so that an English name would stand at the wrong side of a
    // mirrored window.
    if (alignment().testFlag(Qt::AlignHCenter))
        return;
    const Qt::Alignment side = layoutDirection() == Qt::LeftToRight ? Qt::AlignLeft : Qt::AlignRight;
    setAlignment(side | Qt::AlignAbsolute | Qt::AlignVCenter);
}

void PlainLabel::elide()
{
    if (!m_elided)
        return;
    const QString line = fontMetrics().elidedText(m_shown, Qt::ElideRight, qMax(width(), 1));
    if (line != text())
        setText(line);
}

} // namespace chatmet::client
