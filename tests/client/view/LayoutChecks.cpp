// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/client/view/LayoutChecks.h"

#include "client/view/PlainLabel.h"
#include "client/view/QrCodeView.h"
#include "tests/client/view/PseudoTranslator.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

namespace chatmet::client {

namespace {

constexpr int tolerance = 1; ///< pixels; half ones are rounded somewhere

QString nameOf(const QWidget* widget, const QString& words)
{
    const QString parent =
        widget->parentWidget() == nullptr ? QString() : widget->parentWidget()->objectName();
    return QStringLiteral("%1 %2 in %3, “%4”")
        .arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(), parent,
             words.left(60));
}

bool isSpoken(const QWidget* widget)
{
    return widget->objectName() == u"spokenWords";
}

bool isCutOff(const QLabel* label)
{
    if (label->text().isEmpty() || !label->pixmap().isNull() || isSpoken(label))
        return false;
    const auto* plain = qobject_cast<const PlainLabel*>(label);
    if (plain != nullptr && plain->shown() != plain->text())
        return false; // shortened on purpose
    if (label->wordWrap())
        return label->height() + tolerance < label->heightForWidth(label->width());
    return label->width() + tolerance < label->sizeHint().width() ||
           label->height() + tolerance < label->sizeHint().height();
}

bool isCutOff(const QAbstractButton* button)
{
    if (button->text().isEmpty())
        return false;
    return button->width() + tolerance < button->sizeHint().width();
}

/// Of a table: the words of a column's head.
bool isCutOff(const QHeaderView* head, int column)
{
    const QString words = head->model()->headerData(column, head->orientation()).toString();
    const int padding = head->sizeHint().height() - head->fontMetrics().height(); // on all sides, about
    const QRect room(0, 0, head->sectionSize(column) - padding, head->height() - padding);
    const QRect needed = head->fontMetrics().boundingRect(room, Qt::TextWordWrap, words);
    return needed.width() > room.width() + tolerance || needed.height() > room.height() + tolerance;
}

QStringList headsCutOff(const QHeaderView* head)
{
    QStringList problems;
    for (int column = 0; column < head->count(); ++column) {
        if (!head->isSectionHidden(column) && isCutOff(head, column))
            problems.append(QStringLiteral("head of column %1 cut off in %2")
                                .arg(column)
                                .arg(nameOf(head->parentWidget(), {})));
    }
    return problems;
}

/// Scrolled pages go up and down, never sideways.
bool isBeside(const QWidget* widget, const QWidget* window)
{
    const QWidget* frame = window;
    for (const QWidget* one = widget->parentWidget(); one != nullptr && one != window;
         one = one->parentWidget()) {
        if (const auto* scroll = qobject_cast<const QScrollArea*>(one)) {
            frame = scroll->viewport();
            break;
        }
    }
    const int left = widget->mapTo(frame, QPoint(0, 0)).x();
    return left + tolerance < 0 || left + widget->width() > frame->width() + tolerance;
}

/// A line of text that eyes lose on their way back, or a field that is far longer than what goes into it;
/// bars and cards above a conversation are as wide as that.
bool isTooWide(const QWidget* widget)
{
    bool isOnPage = false;
    for (const QWidget* one = widget; one != nullptr && !isOnPage; one = one->parentWidget())
        isOnPage = qobject_cast<const QScrollArea*>(one) != nullptr;
    if (!isOnPage)
        return false;
    constexpr int charactersMax = 120;
    const int most = charactersMax * widget->fontMetrics().averageCharWidth();
    if (qobject_cast<const QLineEdit*>(widget))
        return widget->width() > most;
    const auto* label = qobject_cast<const QLabel*>(widget);
    return label != nullptr && label->wordWrap() && widget->width() > most &&
           widget->fontMetrics().horizontalAdvance(label->text()) > most;
}

bool isThing(const QWidget* widget)
{
    return widget->isVisible() && !isSpoken(widget) &&
           (qobject_cast<const QLabel*>(widget) || qobject_cast<const QAbstractButton*>(widget) ||
            qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
            qobject_cast<const QrCodeView*>(widget));
}

/// Of what can't be scrolled to.
bool isBelow(const QWidget* widget, const QWidget* window)
{
    for (const QWidget* one = widget->parentWidget(); one != nullptr && one != window;
         one = one->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea*>(one))
            return false;
    }
    const int top = widget->mapTo(window, QPoint(0, 0)).y();
    return top + tolerance < 0 || top + widget->height() > window->height() + tolerance;
}

QString wordsOf(const QWidget* widget)
{
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        return label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        return button->text();
    return {};
}

void findOverlaps(const QWidget* parent, QStringList* problems)
{
    QList<const QWidget*> things;
    for (const QWidget* child : parent->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly)) {
        if (isThing(child) && child->objectName() != u"newMessagesButton")
            things.append(child);
    }
    for (qsizetype one = 0; one < things.size(); ++one) {
        for (qsizetype other = one + 1; other < things.size(); ++other) {
            const QRect common = things.at(one)->geometry() & things.at(other)->geometry();
            if (common.width() > tolerance && common.height() > tolerance)
                problems->append(QStringLiteral("over each other: %1 and %2")
                                     .arg(nameOf(things.at(one), wordsOf(things.at(one))),
                                          nameOf(things.at(other), wordsOf(things.at(other)))));
        }
    }
}

/// A bar beside words that would all have room without it.
bool scrollsNothing(const QScrollArea* scroll)
{
    const QWidget* page = scroll->widget();
    if (page == nullptr || scroll->verticalScrollBar()->maximum() == 0 || !page->hasHeightForWidth())
        return false;
    const QSize room = scroll->maximumViewportSize();
    return page->heightForWidth(room.width()) <= room.height();
}

bool isTranslated(QString words, const QStringList& ofOthers)
{
    static const QRegularExpression keys(QStringLiteral("^((Ctrl|Shift|Alt)\\+)*([A-Z,]|F[0-9]+|Del)$"));
    if (words.contains(PseudoTranslator::begins) || keys.match(words).hasMatch())
        return true;
    for (const QString& one : ofOthers)
        words.remove(one, Qt::CaseInsensitive);
    static const QRegularExpression letters(QStringLiteral("\\p{L}{2}"));
    return !words.contains(letters);
}

} // namespace

QStringList layoutProblems(const QWidget* window)
{
    QStringList problems;
    findOverlaps(window, &problems);
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        if (!widget->isVisible())
            continue;
        findOverlaps(widget, &problems);
        if (const auto* scroll = qobject_cast<const QScrollArea*>(widget); scroll && scrollsNothing(scroll))
            problems.append(QStringLiteral("scrolls nothing: %1").arg(nameOf(widget, {})));
        if (const auto* head = qobject_cast<const QHeaderView*>(widget))
            problems += headsCutOff(head);
        if (!isThing(widget))
            continue;
        const auto* label = qobject_cast<const QLabel*>(widget);
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        if ((label != nullptr && isCutOff(label)) || (button != nullptr && isCutOff(button)))
            problems.append(QStringLiteral("cut off (%1x%2 of %3x%4): %5")
                                .arg(widget->width())
                                .arg(widget->height())
                                .arg(widget->sizeHint().width())
                                .arg(label != nullptr && label->wordWrap()
                                         ? label->heightForWidth(label->width())
                                         : widget->sizeHint().height())
                                .arg(nameOf(widget, wordsOf(widget))));
        if (widget->window() != window) // of a list that opens: it is where the display has room
            continue;
        if (isBeside(widget, window))
            problems.append(QStringLiteral("beside the window: %1").arg(nameOf(widget, wordsOf(widget))));
        if (isBelow(widget, window))
            problems.append(
                QStringLiteral("above or below the window: %1").arg(nameOf(widget, wordsOf(widget))));
        if (isTooWide(widget))
            problems.append(QStringLiteral("too wide (%1): %2")
                                .arg(widget->width())
                                .arg(nameOf(widget, wordsOf(widget))));
    }
    return problems;
}

QStringList untranslatedWords(const QWidget* window, const QStringList& ofOthers)
{
    QStringList problems;
    const auto check = [&problems, &ofOthers](const QObject* owner, const char* what, const QString& words) {
        if (!isTranslated(words, ofOthers))
            problems.append(QStringLiteral("no translator: %1 of %2 %3: “%4”")
                                .arg(QString::fromLatin1(what),
                                     QString::fromLatin1(owner->metaObject()->className()),
                                     owner->objectName(), words));
    };
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        if (!widget->isVisible() || isSpoken(widget))
            continue;
        const auto* plain = qobject_cast<const PlainLabel*>(widget);
        check(widget, "text", plain != nullptr ? plain->shown() : wordsOf(widget));
        check(widget, "tool tip", widget->toolTip());
        check(widget, "accessible name", widget->accessibleName());
        check(widget, "accessible description", widget->accessibleDescription());
        if (const auto* edit = qobject_cast<const QLineEdit*>(widget))
            check(widget, "placeholder", edit->placeholderText());
        if (const auto* edit = qobject_cast<const QPlainTextEdit*>(widget))
            check(widget, "placeholder", edit->placeholderText());
        if (const auto* header = qobject_cast<const QHeaderView*>(widget)) {
            for (int section = 0; section < header->count(); ++section) {
                if (!header->isSectionHidden(section))
                    check(widget, "header",
                          header->model()->headerData(section, header->orientation()).toString());
            }
        }
        if (const auto* combo = qobject_cast<const QComboBox*>(widget)) {
            for (int item = 0; item < combo->count(); ++item)
                check(widget, "item", combo->itemText(item));
        }
    }
    for (const QAction* action : window->findChildren<QAction*>())
        check(action, "entry", action->text().remove(u'&'));
    return problems;
}

} // namespace chatmet::client
