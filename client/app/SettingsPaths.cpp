// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/SettingsPaths.h"

#include "client/app/CaptureShield.h"
#include "client/app/HelperWords.h"
#include "client/view/MainWindow.h"
#include "client/view/SettingsPanel.h"
#include "client/view/Theme.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPanels.h"

#include <optional>

namespace chatmet::client {

namespace {

SettingsChoices choicesOf(const Settings& settings)
{
    SettingsChoices choices;
    choices.theme = settings.theme;
    choices.language = QString::fromStdString(settings.language);
    choices.proxy = proxyOf(settings);
    choices.typingHints = settings.typingHints;
    choices.endedPageSeconds = settings.endedPageSeconds;
    choices.notifications = settings.notifications;
    choices.sound = settings.sound;
    choices.tray = settings.tray;
    choices.hiddenFromCapture = settings.hiddenFromCapture;
    choices.freshUsername = settings.freshUsername;
    for (const KnownServer& known : settings.servers)
        choices.servers.append(
            {QString::fromStdString(known.url), QByteArray::fromStdString(known.fingerprint)});
    return choices;
}

void take(const SettingsChoices& choices, Settings& settings)
{
    settings.theme = choices.theme;
    settings.language = choices.language.toStdString();
    settings.proxy = choices.proxy.kind;
    settings.proxyHost = choices.proxy.host.toStdString();
    settings.proxyPort = choices.proxy.port;
    settings.typingHints = choices.typingHints;
    settings.endedPageSeconds = choices.endedPageSeconds;
    settings.notifications = choices.notifications;
    settings.sound = choices.sound;
    settings.tray = choices.tray;
    settings.hiddenFromCapture = choices.hiddenFromCapture;
    settings.freshUsername = choices.freshUsername;
}

} // namespace

ProxyPolicy proxyOf(const Settings& settings)
{
    return {settings.proxy, QString::fromStdString(settings.proxyHost), settings.proxyPort};
}

std::optional<Scheme> chosenScheme(const Settings& settings)
{
    switch (settings.theme) {
    case ThemeChoice::System: return std::nullopt;
    case ThemeChoice::Light: return Scheme::Light;
    case ThemeChoice::Dark: return Scheme::Dark;
    case ThemeChoice::HighContrast: return Scheme::HighContrast;
    }
    return std::nullopt;
}

SettingsPaths::SettingsPaths(SettingsFile* settings, MainWindow* window, Theme* theme)
    : m_settings(settings == nullptr ? &m_none : settings), m_window(window), m_theme(theme)
{
}

QList<std::pair<QString, QByteArray>> SettingsPaths::servers() const
{
    QList<std::pair<QString, QByteArray>> all;
    for (const KnownServer& known : m_settings->settings().servers)
        all.append({QString::fromStdString(known.url), QByteArray::fromStdString(known.fingerprint)});
    return all;
}

void SettingsPaths::fill()
{
    WelcomePage* page = m_window->welcome();
    const Settings& settings = m_settings->settings();
    if (settings.windowWidth > 0)
        m_window->resize(settings.windowWidth, settings.windowHeight);
    m_firstSize = m_window->size();
    if (settings.adult)
        page->setAdult(true);
    if (m_settings->wasDamaged())
        page->showNotice(settings.proxy == ProxyKind::Socks5 && settings.proxyHost.empty()
                             ? tr("The settings file is damaged and will be replaced. It may have named a "
                                  "proxy: nothing is "
                                  "sent until you have chosen a connection below.")
                             : tr("The settings file is damaged. It is ignored and will be replaced."));
    connect(page, &WelcomePage::adultChanged, this, [this](bool adult) {
        m_settings->change([adult](Settings& changed) { changed.adult = adult; });
    });
    connect(m_settings, &SettingsFile::notWritten, this,
            [page](HelperOutcome why) { page->showNotice(HelperWords::ofSettings(why)); });
    connect(m_window->panels(), &WindowPanels::settingsMade, this, &SettingsPaths::wirePage);
    Q_EMIT changed(settings);
}

void SettingsPaths::wirePage(SettingsPanel* page)
{
    page->setCapture(captureReach() != CaptureReach::Nowhere, CaptureShield::words());
    connect(page, &SettingsPanel::filling, this, &SettingsPaths::showChoices);
    connect(page, &SettingsPanel::chosen, this, &SettingsPaths::choose);
    connect(page, &SettingsPanel::forgetRequested, this, [this](const QString& url) {
        m_settings->change([&url](Settings& changed) { changed.forget(url.toStdString()); });
        showChoices();
        Q_EMIT serverForgotten(url);
    });
}

void SettingsPaths::showChoices()
{
    m_window->panels()->settings()->setChoices(choicesOf(m_settings->settings()));
}

void SettingsPaths::choose(const SettingsChoices& choices)
{
    const Settings before = m_settings->settings();
    m_settings->change([&choices](Settings& changed) { take(choices, changed); });
    const Settings& now = m_settings->settings();
    if (now == before)
        return;
    if (now.theme != before.theme)
        m_theme->setScheme(chosenScheme(now));
    Q_EMIT changed(now);
    if (now.language != before.language)
        Q_EMIT languageChanged();
}

void SettingsPaths::rememberServer(const QString& url, const QByteArray& fingerprint)
{
    const KnownServer server{url.toStdString(), fingerprint.toStdString()};
    m_settings->change([&server](Settings& changed) { changed.remember(server); });
    if (m_window->panels()->areSettingsOpen())
        showChoices();
}

void SettingsPaths::rememberSize()
{
    const QSize size = m_window->normalGeometry().size();
    if (!size.isValid() || size == m_firstSize)
        return;
    m_settings->change([size](Settings& changed) {
        changed.windowWidth = size.width();
        changed.windowHeight = size.height();
    });
}

} // namespace chatmet::client
