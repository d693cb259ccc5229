// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the program remembers from one start to the next, and everything that it does: preferences. There is
// no place in here for a name, a room, a partner or a folder.

#include "client/view/SettingsChoices.h"

#include <QList>
#include <QString>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace chatmet::client {

/// The choices and what else is remembered. How each stands in the file: Settings.cpp.
struct Settings : SettingsChoices
{
    bool adult{false};          ///< the person has ticked to be 18 or older
    QList<KnownServer> servers; ///< the one used last is the first
    int windowWidth{0};         ///< device-independent pixels; 0: the program's own size
    int windowHeight{0};

    friend bool operator==(const Settings&, const Settings&) = default;

    /// Makes it the first of the known servers, of which the last is forgotten beyond knownServersMax. What
    /// written() could not write is not taken.
    void remember(const KnownServer& server);
    void forget(const QString& url);
};

inline constexpr std::size_t settingsBytesMax = 16'384;
inline constexpr qsizetype knownServersMax = 20;
inline constexpr int windowSideMin = 200; ///< what a file may say; the window has limits of its own
inline constexpr int windowSideMax = 16'384;

/// As a file: UTF-8 without anything but ASCII in it, one preference a line, at most settingsBytesMax.
[[nodiscard]] std::string written(const Settings& settings);

/// The other way round; nothing where a single line is not one that written() makes, up to the order of the
/// lines and those that are missing, which keep their default. Never throws but std::bad_alloc.
[[nodiscard]] std::optional<Settings> readSettings(std::string_view text);

/// Of a file that readSettings() refuses: its proxy, where a whole line names one, and nothing else. Without
/// such a line it is a proxy that is not there, which lets nothing through until the person has chosen:
/// whoever wanted one is never sent around it by a damaged file.
[[nodiscard]] Settings settingsAfterDamage(std::string_view text);

} // namespace chatmet::client
