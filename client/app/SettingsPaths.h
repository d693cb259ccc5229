// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What happens between the settings and the window: what is filled in at the start, and which wishes of the
// person are remembered.

#include <QObject>
#include <QSize>
#include <QString>
#include <QStringList>

namespace chatmet::client {

class MainWindow;
class SettingsFile;
class Theme;

/// GUI thread. What it is given outlives it.
class SettingsPaths : public QObject
{
    Q_OBJECT

public:
    /// settings: null where nothing is read or remembered (a test).
    SettingsPaths(SettingsFile* settings, MainWindow* window, Theme* theme);

    struct Known
    {
        QString url;
        QByteArray fingerprint; ///< empty: an authority vouches for it
    };
    /// The one used last is the first.
    [[nodiscard]] QList<Known> servers() const;
    [[nodiscard]] bool typingHints() const;

    /// Looks, size and the tick for being 18 or older; says it where the file was damaged. From here on the
    /// tick is remembered: call it after what a command line fills in, which is not the person's wish.
    void fill();
    /// It answered, with this key where one was trusted.
    void rememberServer(const QString& url, const QByteArray& fingerprint);
    /// The window is about to go: its size, if the person has changed it.
    void rememberSize();

private:
    SettingsFile* m_settings;
    MainWindow* m_window;
    Theme* m_theme;
    QSize m_firstSize;
};

} // namespace chatmet::client
