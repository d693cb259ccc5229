// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/WelcomeLine.h"

#include "client/view/Buttons.h"
#include "client/view/FlowLayout.h"
#include "client/view/PlainLabel.h"
#include "client/view/ProxyWords.h"
#include "client/view/Theme.h"

#include <QVBoxLayout>

#include "resources/Translations.h"

namespace chatmet::client {

namespace {

/// As its speakers write it: who can't read the page's language finds their own.
QString shownLanguage()
{
    const QString code = Translations::shown();
    for (const Translations::Language& language : Translations::all()) {
        if (language.code == code)
            return language.name;
    }
    return code;
}

} // namespace

WelcomeLine::WelcomeLine(const Theme& theme)
    : m_connection(textButton(QStringLiteral("welcomeConnectionButton"), {}, QStringLiteral("quiet"))),
      m_language(textButton(QStringLiteral("welcomeLanguageButton"), tr("Language: %1").arg(shownLanguage()),
                            QStringLiteral("quiet"))),
      m_menu(iconButton(theme, QStringLiteral("welcomeMenuButton"), QStringLiteral("menu"), tr("Menu"))),
      m_problem((new PlainLabel({}, QStringLiteral("problem")))
                    ->wrapped()
                    ->named(QStringLiteral("connectionProblem")))
{
    QPushButton* settings =
        textButton(QStringLiteral("welcomeSettingsButton"), tr("Settings"), QStringLiteral("quiet"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(2));
    auto* line = new QWidget;
    auto* flow = new FlowLayout(line, theme.px(4));
    flow->setContentsMargins(0, 0, 0, 0);
    for (QPushButton* button : {m_connection, m_language, settings})
        flow->addWidget(button);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setToolButtonStyle(Qt::ToolButtonTextOnly); // as high as the others: the page just fits
    m_menu->setText(m_menu->accessibleName());
    m_menu->setProperty("kind", QStringLiteral("quiet"));
    flow->addWidget(m_menu);
    flow->addItem(new QSpacerItem(0, 0)); // the last one takes the rest of its line
    column->addWidget(m_problem);
    column->addWidget(line);
    const auto open = [this](QPushButton* button, SettingsPart part) {
        connect(button, &QPushButton::clicked, this, [this, part] { Q_EMIT settingsRequested(part); });
    };
    open(m_connection, SettingsPart::Connection);
    open(m_language, SettingsPart::Language);
    open(settings, SettingsPart::Look);
    setConnection(ProxyKind::None);
    clearProblem();
}

void WelcomeLine::setConnection(ProxyKind kind)
{
    m_connection->setText(tr("Connection: %1").arg(ProxyWords::shortName(kind)));
}

void WelcomeLine::showProblem(const QString& words)
{
    m_problem->setShown(words);
    m_problem->setVisible(!words.isEmpty());
    m_connection->setFocus();
}

void WelcomeLine::clearProblem()
{
    m_problem->setShown({});
    m_problem->hide();
}

} // namespace chatmet::client
