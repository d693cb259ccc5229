// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the program remembers from one start to the next, and everything that it does: preferences. There is
// no place in here for a name, a room, a partner or a folder.

#include "client/net/ProxyKind.h"
#include "client/view/ThemeChoice.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chatmet::client {

struct KnownServer
{
    std::string url;         ///< wss://HOST[:PORT][/PATH]
    std::string fingerprint; ///< 64 hex digits that the person trusted; empty: an authority vouches for it

    bool operator==(const KnownServer&) const = default;
};

struct Settings
{
    bool adult{false}; ///< the person has ticked to be 18 or older
    bool typingHints{true};
    bool notifications{true}; ///< "New message" and its like, without content
    bool sound{false};        ///< with them
    bool tray{true};
    ThemeChoice theme{ThemeChoice::System};
    std::string language{}; ///< "en", "hi", ...; empty: the system's
    ProxyKind proxy{ProxyKind::None};
    std::string proxyHost{};            ///< of Socks5; empty where the person has not typed one yet
    std::uint16_t proxyPort{0};         ///< the same; 0: not yet
    int endedPageSeconds{30};           ///< an ended page erases itself after this, 0..endedPageSecondsMax
    bool hiddenFromCapture{false};      ///< recordings of the screen leave the window out, where that can be
    bool freshUsername{false};          ///< for each conversation
    std::vector<KnownServer> servers{}; ///< the one used last is the first
    int windowWidth{0};                 ///< device-independent pixels; 0: the program's own size
    int windowHeight{0};

    bool operator==(const Settings&) const = default;

    /// Makes it the first of the known servers, of which the last is forgotten beyond knownServersMax. What
    /// written() could not write is not taken.
    void remember(const KnownServer& server);
    void forget(std::string_view url);
};

inline constexpr std::size_t settingsBytesMax = 16'384;
inline constexpr std::size_t knownServersMax = 20;
inline constexpr int endedPageSecondsMax = 120;
inline constexpr int windowSideMin = 200; ///< what a file may say; the window has limits of its own
inline constexpr int windowSideMax = 16'384;

/// What a SOCKS5 proxy may be called: a host name or an address, in ASCII.
[[nodiscard]] bool isProxyHost(std::string_view text);

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
