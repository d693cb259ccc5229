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
        page->showNotice(settings.proxy.kind == ProxyKind::Socks5 && settings.proxy.host.isEmpty()
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
        m_settings->change([&url](Settings& changed) { changed.forget(url); });
        showChoices();
        Q_EMIT serverForgotten(url);
    });
}

void SettingsPaths::showChoices()
{
    SettingsPanel* page = m_window->panels()->settings();
    page->setChoices(m_settings->settings());
    page->setServers(m_settings->settings().servers);
}

void SettingsPaths::choose(const SettingsChoices& choices)
{
    const Settings before = m_settings->settings();
    m_settings->change([&choices](Settings& changed) { static_cast<SettingsChoices&>(changed) = choices; });
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
    m_settings->change([&](Settings& changed) { changed.remember({url, fingerprint}); });
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
