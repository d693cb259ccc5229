// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/InfoPage.h"

#include "client/view/Mnemonics.h"
#include "client/view/PageScroll.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QAction>
#include <QGridLayout>
#include <QHash>

namespace chatmet::client {

namespace {

// One line for all of them.
constexpr auto firstPlace = QLatin1String("place1Action");

bool isOtherPlace(const QString& name)
{
    return name.startsWith(QLatin1String("place")) && name.size() == firstPlace.size() && name != firstPlace;
}

} // namespace

InfoPage::InfoPage(const Theme& theme, QWidget* parent, const QString& objectName, const QString& title)
    : ReadingPanel(theme, parent, objectName, title)
{
    setInside(freshLines());
}

QWidget* InfoPage::freshLines()
{
    auto* inside = new ScrolledPage;
    inside->setProperty("role", QStringLiteral("surface"));
    m_lines = new QGridLayout(inside);
    m_lines->setContentsMargins(0, 0, m_theme.px(8), 0);
    m_lines->setHorizontalSpacing(m_theme.px(18));
    m_lines->setVerticalSpacing(m_theme.px(5));
    m_lines->setColumnStretch(1, 1);
    return inside;
}

void InfoPage::addText(const QString& text, const QString& role)
{
    m_lines->addWidget((new PlainLabel(text, role))->wrapped(), m_lines->rowCount(), 0, 1, 2);
}

void InfoPage::addKeys(const QString& keys, const QString& what)
{
    const int row = m_lines->rowCount();
    m_lines->addWidget(new PlainLabel(keys, QStringLiteral("strong")), row, 0, Qt::AlignTop);
    m_lines->addWidget((new PlainLabel(what, QStringLiteral("muted")))->wrapped(), row, 1);
}

/// Where the menu's words are not enough. By object name.
QString InfoPage::wordsOf(const QAction& action)
{
    const QHash<QString, QString> words{
        {QStringLiteral("nextAction"), tr("Next: end this conversation, look for another")},
        {QStringLiteral("switchAction"), tr("Switch to another conversation or page, by its name")},
        {QStringLiteral("showPictureAction"), tr("Show the newest picture that is offered")},
        {QStringLiteral("compareAction"), tr("Compare seven emoji with your partner")},
        {QStringLiteral("reportAction"), tr("Report your partner, or who that was: choose a reason")},
        {QStringLiteral("blockAction"), tr("Block your partner, or who that was, at once")},
        {firstPlace, tr("Go to a conversation, in the order of the list")},
        {QStringLiteral("privacyAction"),
         tr("What the server says it holds about you; what this computer could leak")},
        {QStringLiteral("disconnectAction"), tr("Disconnect: end the session and its username")},
        {QStringLiteral("panicAction"), tr("Panic: leave everything, erase it, close")},
        {QStringLiteral("quitAction"), tr("Close: asks first while somebody is there; again, it closes")},
        {QStringLiteral("replyAction"), tr("Reply to the chosen message, or to your partner’s newest")},
        {QStringLiteral("openMenuAction"), tr("The menu")},
        {QStringLiteral("shortcutsAction"), tr("This list")}};
    const QString own = words.value(action.objectName());
    return own.isEmpty() ? withoutMnemonic(action.text()).remove(u'…') : own;
}

void InfoPage::addActions(const QList<QAction*>& actions)
{
    for (const QAction* action : actions) {
        if (action->shortcut().isEmpty() || isOtherPlace(action->objectName()))
            continue;
        addKeys(action->objectName() == firstPlace ? tr("Ctrl+1 to Ctrl+9")
                                                   : action->shortcut().toString(QKeySequence::NativeText),
                wordsOf(*action));
    }
}

void InfoPage::showKeys()
{
    QWidget* inside = freshLines();
    addActions(window()->actions());
    addKeys(tr("Tab, Shift+Tab"), tr("The next or previous control"));
    addKeys(tr("Enter"), tr("Send; on a message: what its first button does"));
    addKeys(tr("Shift+Enter"), tr("A new line"));
    addKeys(tr("Ctrl+V"), tr("Paste text, or a picture to send"));
    addKeys(tr("F3, Shift+F3"), tr("While searching: on to the next place, or back"));
    addKeys(tr("Ctrl+C"), tr("Copy the selected messages"));
    addKeys(tr("Delete"), tr("Take back the chosen message of yours: erases it for both"));
    addKeys(tr("Menu key"), tr("Everything that a message offers"));
    addKeys(tr("+  -  0  1  R"), tr("In the viewer: larger, smaller, fit, its own size, turn"));
    addKeys(tr("Left, Right"), tr("In the viewer: the previous or the next picture"));
    addKeys(tr("Up, Down"), tr("In the viewer: move the picture; with Shift also Left and Right"));
    addKeys(tr("Esc"), tr("Close what is open; don’t reply; stop waiting"));
    setInside(inside);
}

InfoPage* InfoPage::shortcuts(const Theme& theme, QWidget* parent)
{
    return new InfoPage(theme, parent, QStringLiteral("shortcutsPage"), tr("Keys"));
}

InfoPage* InfoPage::about(const Theme& theme, QWidget* parent)
{
    auto* page = new InfoPage(theme, parent, QStringLiteral("aboutPage"), tr("About ChatMet"));
    page->addText(tr("ChatMet %1").arg(QStringLiteral(CHATMET_VERSION)), QStringLiteral("strong"));
    page->addText(tr("Anonymous chat for the desktop that forgets."));
    page->addText(tr("Free software under the GNU General Public License, version 3 or later, without any "
                     "warranty. It uses Qt %1 under the "
                     "GNU Lesser General Public License, version 3.")
                      .arg(QString::fromLatin1(qVersion())),
                  QStringLiteral("muted"));
    page->addText(
        tr("Conversations are sealed from program to program. Nobody can stop the other side from keeping "
           "what it sees."),
        QStringLiteral("muted"));
    return page;
}

} // namespace chatmet::client
