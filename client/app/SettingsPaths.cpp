// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/SettingsPaths.h"

#include "client/app/HelperWords.h"
#include "client/app/SettingsFile.h"
#include "client/view/MainWindow.h"
#include "client/view/Theme.h"
#include "client/view/WelcomePage.h"

namespace chatmet::client {

SettingsPaths::SettingsPaths(SettingsFile* settings, MainWindow* window, Theme* theme)
    : m_settings(settings), m_window(window), m_theme(theme)
{
}

QList<SettingsPaths::Known> SettingsPaths::servers() const
{
    QList<Known> all;
    if (m_settings == nullptr)
        return all;
    for (const KnownServer& known : m_settings->settings().servers)
        all.append({QString::fromStdString(known.url), QByteArray::fromStdString(known.fingerprint)});
    return all;
}

bool SettingsPaths::typingHints() const
{
    return m_settings == nullptr || m_settings->settings().typingHints;
}

void SettingsPaths::fill()
{
    if (m_settings == nullptr)
        return;
    WelcomePage* page = m_window->welcome();
    const Settings& settings = m_settings->settings();
    if (settings.theme != ThemeChoice::System)
        m_theme->setScheme(settings.theme == ThemeChoice::Dark ? Scheme::Dark : Scheme::Light);
    if (settings.windowWidth > 0)
        m_window->resize(settings.windowWidth, settings.windowHeight);
    m_firstSize = m_window->size();
    if (settings.adult)
        page->setAdult(true);
    if (m_settings->wasDamaged())
        page->showNotice(tr("The settings file is damaged. It is ignored and will be replaced."));
    connect(page, &WelcomePage::adultChanged, this, [this](bool adult) {
        m_settings->change([adult](Settings& changed) { changed.adult = adult; });
    });
    connect(m_settings, &SettingsFile::notWritten, this,
            [page](HelperOutcome why) { page->showNotice(HelperWords::ofSettings(why)); });
}

void SettingsPaths::rememberServer(const QString& url, const QByteArray& fingerprint)
{
    if (m_settings == nullptr)
        return;
    const KnownServer server{url.toStdString(), fingerprint.toStdString()};
    m_settings->change([&server](Settings& changed) { changed.remember(server); });
}

void SettingsPaths::rememberSize()
{
    const QSize size = m_window->normalGeometry().size();
    if (m_settings == nullptr || !size.isValid() || size == m_firstSize)
        return;
    m_settings->change([size](Settings& changed) {
        changed.windowWidth = size.width();
        changed.windowHeight = size.height();
    });
}

} // namespace chatmet::client
