// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/SettingsPanel.h"

#include "client/view/ChoiceBox.h"
#include "client/view/KnownServersList.h"
#include "client/view/PageScroll.h"
#include "client/view/PlainLabel.h"
#include "client/view/ProxyFields.h"
#include "client/view/Theme.h"
#include "client/view/TickRow.h"

#include <QApplication>
#include <QCheckBox>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "resources/Translations.h"

namespace chatmet::client {

namespace {

PlainLabel* heading(QVBoxLayout* column, const QString& words)
{
    auto* label = (new PlainLabel(words, QStringLiteral("strong")))->wrapped();
    column->addWidget(label);
    return label;
}

} // namespace

SettingsPanel::SettingsPanel(const Theme& theme, QWidget* parent)
    : ReadingPanel(theme, parent, QStringLiteral("settingsPage"), tr("Settings"))
{
}

void SettingsPanel::openAt(SettingsPart part)
{
    if (m_inside == nullptr)
        build();
    m_part = part;
    Q_EMIT filling();
    open();
}

void SettingsPanel::build()
{
    m_inside = new ScrolledPage;
    m_inside->setProperty("role", QStringLiteral("surface"));
    auto* column = new QVBoxLayout(m_inside);
    column->setContentsMargins(0, 0, m_theme.px(8), 0);
    column->setSpacing(m_theme.px(6));
    buildLook(column);
    buildLanguage(column);
    buildConnection(column);
    buildChatting(column);
    buildElsewhere(column);
    buildWindow(column);
    buildServers(column);
    column->addStretch(1);
    showChoices();
    setInside(m_inside);
    // By keys as well: what has the focus is to be seen.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (now != nullptr && m_inside->isAncestorOf(now))
            reveal(now);
    });
}

void SettingsPanel::buildLook(QVBoxLayout* column)
{
    PlainLabel* title = heading(column, tr("Look"));
    m_look = new ChoiceBox(QStringLiteral("themeChoice"), title->text());
    for (const auto& [choice, name] : {std::pair{ThemeChoice::System, tr("As the system")},
                                       {ThemeChoice::Light, tr("Light")},
                                       {ThemeChoice::Dark, tr("Dark")},
                                       {ThemeChoice::HighContrast, tr("High contrast")}})
        m_look->add(name, static_cast<int>(choice));
    column->addWidget(m_look);
    column->addSpacing(m_theme.px(10));
    connect(m_look, &ChoiceBox::picked, this, &SettingsPanel::choose);
}

void SettingsPanel::buildLanguage(QVBoxLayout* column)
{
    PlainLabel* title = heading(column, tr("Language"));
    m_language = new ChoiceBox(QStringLiteral("languageChoice"), title->text());
    m_language->add(tr("As the system"), QString());
    for (const Translations::Language& language : Translations::all())
        m_language->add(language.name, language.code);
    m_languageNote =
        (new PlainLabel(tr("Another language is shown once this session is over."), QStringLiteral("small")))
            ->wrapped()
            ->named(QStringLiteral("languageNote"));
    column->addWidget(m_language);
    column->addWidget(m_languageNote);
    column->addSpacing(m_theme.px(10));
    connect(m_language, &ChoiceBox::picked, this, &SettingsPanel::choose);
}

void SettingsPanel::buildConnection(QVBoxLayout* column)
{
    heading(column, tr("Connection"));
    m_proxy = new ProxyFields(m_theme);
    column->addWidget(m_proxy);
    column->addSpacing(m_theme.px(10));
    connect(m_proxy, &ProxyFields::chosen, this, &SettingsPanel::choose);
    connect(m_proxy, &ProxyFields::resized, this, [this] { fit(); });
}

void SettingsPanel::buildChatting(QVBoxLayout* column)
{
    heading(column, tr("Chatting"));
    tick(column, "typingHintsTick", tr("Say that I am typing"), &SettingsChoices::typingHints);
    tick(column, "freshUsernameTick", tr("A new username for each conversation"),
         &SettingsChoices::freshUsername);
    column->addWidget((new PlainLabel(tr("Each is a session of its own: the person before can no longer be "
                                         "reported or blocked then, and may be met again."),
                                      QStringLiteral("small")))
                          ->wrapped());
    column->addSpacing(m_theme.px(6));
    auto* label = new PlainLabel(tr("An ended page erases itself"), QStringLiteral("field"));
    m_endedPage = new ChoiceBox(QStringLiteral("endedPageChoice"), label->text());
    label->setBuddy(m_endedPage);
    m_endedPage->add(tr("at once"), 0);
    for (const int seconds : {10, 30, 60, 120})
        m_endedPage->add(tr("after %1 s").arg(locale().toString(seconds)), seconds);
    column->addWidget(label);
    column->addWidget(m_endedPage);
    column->addSpacing(m_theme.px(10));
    connect(m_endedPage, &ChoiceBox::picked, this, &SettingsPanel::choose);
}

void SettingsPanel::buildElsewhere(QVBoxLayout* column)
{
    heading(column, tr("While you are elsewhere"));
    tick(column, "notificationsTick", tr("Notify me when something comes"), &SettingsChoices::notifications);
    column->addWidget((new PlainLabel(tr("It says that there is a message, and neither from whom nor what."),
                                      QStringLiteral("small")))
                          ->wrapped());
    tick(column, "soundTick", tr("Make a sound"), &SettingsChoices::sound);
    tick(column, "trayTick", tr("Show an icon in the tray, where there is one"), &SettingsChoices::tray);
    column->addSpacing(m_theme.px(10));
}

void SettingsPanel::buildWindow(QVBoxLayout* column)
{
    heading(column, tr("This window"));
    m_hidden = tick(column, "hideFromCaptureTick", tr("Hide this window from screen recordings"),
                    &SettingsChoices::hiddenFromCapture);
    m_hiddenNote = (new PlainLabel({}, QStringLiteral("small")))
                       ->wrapped()
                       ->named(QStringLiteral("hideFromCaptureNote"));
    column->addWidget(m_hiddenNote);
    column->addSpacing(m_theme.px(10));
}

void SettingsPanel::buildServers(QVBoxLayout* column)
{
    heading(column, tr("Known servers"));
    m_servers = new KnownServersList(m_theme);
    column->addWidget(m_servers);
    connect(m_servers, &KnownServersList::forgetRequested, this, [this](const QString& address) {
        // The button that had the focus goes with its row.
        m_look->setFocus();
        Q_EMIT forgetRequested(address);
    });
}

QCheckBox* SettingsPanel::tick(QVBoxLayout* column, const char* name, const QString& words,
                               bool SettingsChoices::*choice)
{
    auto* row = new TickRow(m_theme, QLatin1String(name), words);
    column->addWidget(row);
    connect(row->tick(), &QCheckBox::clicked, this, [this, choice](bool ticked) {
        m_choices.*choice = ticked;
        choose();
    });
    m_ticks.append({row->tick(), choice});
    return row->tick();
}

void SettingsPanel::choose()
{
    m_choices.theme = static_cast<ThemeChoice>(m_look->currentData().toInt());
    m_choices.proxy = m_proxy->proxy();
    // A file that somebody has edited may say what is in no list; that stays until they choose.
    if (m_language->currentIndex() >= 0)
        m_choices.language = m_language->currentData().toString();
    if (m_endedPage->currentIndex() >= 0)
        m_choices.endedPageSeconds = m_endedPage->currentData().toInt();
    Q_EMIT chosen(m_choices);
}

void SettingsPanel::setChoices(const SettingsChoices& choices)
{
    m_choices = choices;
    showChoices();
}

void SettingsPanel::setServers(const QList<KnownServer>& servers)
{
    m_known = servers;
    showChoices();
}

void SettingsPanel::setSession(bool hasSession)
{
    m_hasSession = hasSession;
    showChoices();
}

void SettingsPanel::setCapture(bool canHide, const QString& words)
{
    m_canHide = canHide;
    m_captureWords = words;
    showChoices();
}

void SettingsPanel::showChoices()
{
    if (m_inside == nullptr)
        return;
    m_look->setShown(static_cast<int>(m_choices.theme));
    m_language->setShown(m_choices.language);
    m_languageNote->setVisible(m_hasSession);
    m_proxy->setProxy(m_choices.proxy);
    m_proxy->setLocked(m_hasSession);
    for (const auto& [tick, choice] : std::as_const(m_ticks))
        tick->setChecked(m_choices.*choice);
    m_endedPage->setShown(m_choices.endedPageSeconds);
    m_hidden->setEnabled(m_canHide);
    m_hidden->setChecked(m_canHide && m_choices.hiddenFromCapture);
    m_hiddenNote->setShown(m_captureWords);
    m_servers->setServers(m_known);
    fit();
}

QWidget* SettingsPanel::firstFocus()
{
    switch (m_part) {
    case SettingsPart::Look: return m_look;
    case SettingsPart::Language: return m_language;
    case SettingsPart::Connection: return m_proxy->firstField();
    }
    return m_look;
}

void SettingsPanel::keyPressEvent(QKeyEvent* event)
{
    // Enter ends typing in a field, and is no word to close the page; arrows are the fields' own.
    if (event->key() == Qt::Key_PageDown || event->key() == Qt::Key_PageUp)
        ReadingPanel::keyPressEvent(event);
    else
        Overlay::keyPressEvent(event);
}

} // namespace chatmet::client
