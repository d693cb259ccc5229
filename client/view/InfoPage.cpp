// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/InfoPage.h"

#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QGridLayout>

namespace chatmet::client {

InfoPage::InfoPage(const Theme& theme, QWidget* parent, const QString& objectName, const QString& title)
    : ReadingPanel(theme, parent, objectName, title), m_lines(new QGridLayout)
{
    auto* inside = new QWidget;
    inside->setProperty("role", QStringLiteral("surface"));
    m_lines->setContentsMargins(0, 0, theme.px(8), 0);
    m_lines->setHorizontalSpacing(theme.px(18));
    m_lines->setVerticalSpacing(theme.px(5));
    m_lines->setColumnStretch(1, 1);
    inside->setLayout(m_lines);
    setInside(inside);
}

void InfoPage::addText(const QString& text, const QString& role)
{
    m_lines->addWidget((new PlainLabel(text, role))->wrapped(), m_lines->rowCount(), 0, 1, 2);
}

void InfoPage::addKeys(const QString& keys, const QString& what)
{
    const int row = m_lines->rowCount();
    m_lines->addWidget(new PlainLabel(keys, QStringLiteral("strong")), row, 0, Qt::AlignTop);
    auto* words = (new PlainLabel(what, QStringLiteral("muted")))->wrapped();
    words->setMinimumHeight(1); // as high as its lines at this width; its own hint wraps it earlier
    m_lines->addWidget(words, row, 1);
}

InfoPage* InfoPage::shortcuts(const Theme& theme, QWidget* parent)
{
    auto* page = new InfoPage(theme, parent, QStringLiteral("shortcutsPage"), tr("Keys"));
    page->addKeys(tr("Ctrl+N"), tr("Meet someone"));
    page->addKeys(tr("Ctrl+Shift+N"), tr("Next: end this conversation, look for another"));
    page->addKeys(tr("Ctrl+Shift+O"), tr("Show the newest picture that is offered"));
    page->addKeys(tr("Ctrl+Shift+E"), tr("Compare seven emoji with your partner"));
    page->addKeys(tr("Ctrl+Shift+R"), tr("Report your partner, or who that was: choose a reason"));
    page->addKeys(tr("Ctrl+Shift+B"), tr("Block your partner, or who that was, at once"));
    page->addKeys(tr("Ctrl+1 to Ctrl+9"), tr("Go to a conversation, in the order of the list"));
    page->addKeys(tr("Ctrl+I"), tr("What the server says it holds about you; what this computer could leak"));
    page->addKeys(tr("Ctrl+Shift+D"), tr("Disconnect: end the session and its username"));
    page->addKeys(tr("Ctrl+Shift+Delete"), tr("Panic: leave everything, erase it, close"));
    page->addKeys(tr("Ctrl+Q"), tr("Close: asks first while somebody is there; again, it closes"));
    page->addKeys(tr("Enter"), tr("Send; on a message: what its first button does"));
    page->addKeys(tr("Shift+Enter"), tr("A new line"));
    page->addKeys(tr("Ctrl+V"), tr("Paste text, or a picture to send"));
    page->addKeys(tr("Ctrl+C"), tr("Copy the selected messages"));
    page->addKeys(tr("Ctrl+R"), tr("Reply to the chosen message, or to your partner’s newest"));
    page->addKeys(tr("Ctrl+F, F3"), tr("Search in this conversation; on to the next place"));
    page->addKeys(tr("Delete"), tr("Take back the chosen message of yours: erases it for both"));
    page->addKeys(tr("Menu key"), tr("Everything that a message offers"));
    page->addKeys(tr("+  -  0  1  R"), tr("In the viewer: larger, smaller, fit, its own size, turn"));
    page->addKeys(tr("Esc"), tr("Close what is open; don’t reply; stop waiting"));
    page->addKeys(tr("Ctrl+,"), tr("Settings"));
    page->addKeys(tr("F10"), tr("The menu"));
    page->addKeys(tr("F1"), tr("This list"));
    return page;
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
