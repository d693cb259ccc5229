// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What happens between the settings and the window: what is filled in at the start, what the person chooses
// on the settings page, and which of their wishes are remembered.

#include "client/app/SettingsFile.h"
#include "client/view/SettingsChoices.h"
#include "client/view/ThemeColors.h"

#include <QObject>
#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace chatmet::client {

class MainWindow;
class SettingsPanel;
class Theme;

/// GUI thread. What it is given outlives it.
class SettingsPaths : public QObject
{
    Q_OBJECT

public:
    /// settings: null where nothing is read or remembered (a test).
    SettingsPaths(SettingsFile* settings, MainWindow* window, Theme* theme);

    [[nodiscard]] const Settings& settings() const { return m_settings->settings(); }

    /// Size and the tick for being 18 or older; says it where the file was damaged. changed() follows.
    /// From here on the tick is remembered: call it after what a command line fills in, which is not the
    /// person's wish.
    void fill();
    /// It answered, with this key where one was trusted.
    void rememberServer(const QString& url, const QByteArray& fingerprint);
    /// The window is about to go: its size, if the person has changed it.
    void rememberSize();

Q_SIGNALS:
    /// These hold from now on.
    void changed(const chatmet::client::Settings& settings);
    /// After changed(): another language is to be seen, if that can be.
    void languageChanged();
    void serverForgotten(const QString& url);

private:
    void wirePage(SettingsPanel* page);
    void choose(const SettingsChoices& choices);
    void showChoices();

    SettingsFile m_none{nullptr}; ///< where there is no file
    SettingsFile* m_settings;
    MainWindow* m_window;
    Theme* m_theme;
    QSize m_firstSize;
};

/// Of what was remembered. Empty: as the system has it.
[[nodiscard]] std::optional<Scheme> chosenScheme(const Settings& settings);

} // namespace chatmet::client
