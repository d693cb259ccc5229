// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/Settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace chatmet::client {

namespace {

constexpr std::string_view firstLine =
    "# ChatMet's preferences, and all that it remembers. Deleting this file does no harm.";
constexpr std::size_t urlBytesMax = 300;
constexpr std::size_t hostBytesMax = 253; // RFC 1035, 2.3.4, without the dots at its ends

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

bool isFingerprint(std::string_view text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), isHexDigit);
}

/// Nothing of a person is in an address: no user, no query, no fragment.
bool isServerUrl(std::string_view text)
{
    constexpr std::string_view scheme = "wss://";
    static constexpr std::string_view punctuation = ".-_~:/[]%";
    return text.size() > scheme.size() && text.size() <= urlBytesMax && text.starts_with(scheme) &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      punctuation.find(c) != std::string_view::npos;
           });
}

bool isLanguage(std::string_view text)
{
    return text.size() >= 2 && text.size() <= 12 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
           });
}

/// In the order of the enumerators.
constexpr std::array<std::string_view, 4> themes{"system", "light", "dark", "contrast"};
constexpr std::array<std::string_view, 5> proxies{"none", "system", "socks5", "tor", "tor-browser"};

template <std::size_t Count, class Enum>
bool readName(const std::array<std::string_view, Count>& names, std::string_view text, Enum& value)
{
    const auto found = std::find(names.begin(), names.end(), text);
    value = static_cast<Enum>(found - names.begin());
    return found != names.end();
}

template <std::size_t Count, class Enum>
std::string nameOf(const std::array<std::string_view, Count>& names, Enum value)
{
    return std::string(names.at(static_cast<std::size_t>(value)));
}

/// Digits alone, without a zero before others.
template <class Number> bool readNumber(std::string_view text, Number& value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && std::to_string(value) == text;
}

bool readSwitch(std::string_view text, bool& value)
{
    value = text == "yes";
    return value || text == "no";
}

bool readSide(std::string_view text, int& side)
{
    return readNumber(text, side) && side >= windowSideMin && side <= windowSideMax;
}

bool readWindow(std::string_view text, Settings& settings)
{
    const std::size_t cross = text.find('x');
    return cross != std::string_view::npos && readSide(text.substr(0, cross), settings.windowWidth) &&
           readSide(text.substr(cross + 1), settings.windowHeight);
}

bool readServer(std::string_view text, Settings& settings)
{
    const std::size_t space = text.find(' ');
    KnownServer server{std::string(text.substr(0, space)), {}};
    if (space != std::string_view::npos)
        server.fingerprint = text.substr(space + 1);
    const bool good = isServerUrl(server.url) &&
                      (space == std::string_view::npos || isFingerprint(server.fingerprint)) &&
                      settings.servers.size() < knownServersMax;
    settings.servers.push_back(std::move(server));
    return good;
}

bool readLanguage(std::string_view text, Settings& settings)
{
    settings.language = text;
    return isLanguage(text);
}

/// "none", "socks5", "socks5 HOST PORT".
bool readProxy(std::string_view text, Settings& settings)
{
    settings.proxyHost.clear();
    settings.proxyPort = 0;
    const std::size_t space = text.find(' ');
    if (!readName(proxies, text.substr(0, space), settings.proxy))
        return false;
    if (space == std::string_view::npos)
        return true;
    const std::string_view place = text.substr(space + 1);
    const std::size_t second = place.find(' ');
    if (settings.proxy != ProxyKind::Socks5 || second == std::string_view::npos)
        return false;
    settings.proxyHost = place.substr(0, second);
    return isProxyHost(settings.proxyHost) && readNumber(place.substr(second + 1), settings.proxyPort) &&
           settings.proxyPort != 0;
}

std::string proxyOf(const Settings& settings)
{
    std::string text = nameOf(proxies, settings.proxy);
    if (settings.proxy == ProxyKind::Socks5 && isProxyHost(settings.proxyHost) && settings.proxyPort != 0)
        text += ' ' + settings.proxyHost + ' ' + std::to_string(settings.proxyPort);
    return text;
}

bool readEndedPage(std::string_view text, int& seconds)
{
    return readNumber(text, seconds) && seconds >= 0 && seconds <= endedPageSecondsMax;
}

bool readLine(std::string_view line, Settings& settings)
{
    if (line.empty() || line.front() == '#')
        return true;
    const std::size_t equals = line.find(" = ");
    if (equals == std::string_view::npos)
        return false;
    const std::string_view name = line.substr(0, equals);
    const std::string_view value = line.substr(equals + 3);
    if (name == "adult")
        return readSwitch(value, settings.adult);
    if (name == "typing_hints")
        return readSwitch(value, settings.typingHints);
    if (name == "notifications")
        return readSwitch(value, settings.notifications);
    if (name == "sound")
        return readSwitch(value, settings.sound);
    if (name == "tray")
        return readSwitch(value, settings.tray);
    if (name == "theme")
        return readName(themes, value, settings.theme);
    if (name == "language")
        return readLanguage(value, settings);
    if (name == "proxy")
        return readProxy(value, settings);
    if (name == "ended_page_seconds")
        return readEndedPage(value, settings.endedPageSeconds);
    if (name == "hidden_from_capture")
        return readSwitch(value, settings.hiddenFromCapture);
    if (name == "fresh_username")
        return readSwitch(value, settings.freshUsername);
    if (name == "window")
        return readWindow(value, settings);
    return name == "server" && readServer(value, settings);
}

} // namespace

bool isProxyHost(std::string_view text)
{
    static constexpr std::string_view punctuation = ".-_:";
    return !text.empty() && text.size() <= hostBytesMax && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               punctuation.find(c) != std::string_view::npos;
    });
}

void Settings::remember(const KnownServer& server)
{
    if (!isServerUrl(server.url) || (!server.fingerprint.empty() && !isFingerprint(server.fingerprint)))
        return;
    const KnownServer copy = server; // it may be one of those that move
    std::erase_if(servers, [&copy](const KnownServer& one) { return one.url == copy.url; });
    servers.insert(servers.begin(), copy);
    if (servers.size() > knownServersMax)
        servers.resize(knownServersMax);
}

void Settings::forget(std::string_view url)
{
    std::erase_if(servers, [url](const KnownServer& one) { return one.url == url; });
}

std::string written(const Settings& settings)
{
    const auto yesOrNo = [](bool value) { return value ? "yes\n" : "no\n"; };
    std::string text(firstLine);
    text += "\nadult = ";
    text += yesOrNo(settings.adult);
    text += "typing_hints = ";
    text += yesOrNo(settings.typingHints);
    text += "notifications = ";
    text += yesOrNo(settings.notifications);
    text += "sound = ";
    text += yesOrNo(settings.sound);
    text += "tray = ";
    text += yesOrNo(settings.tray);
    text += "theme = " + nameOf(themes, settings.theme) + '\n';
    if (!settings.language.empty())
        text += "language = " + settings.language + '\n';
    text += "proxy = " + proxyOf(settings) + '\n';
    text += "ended_page_seconds = " + std::to_string(settings.endedPageSeconds) + '\n';
    text += "hidden_from_capture = ";
    text += yesOrNo(settings.hiddenFromCapture);
    text += "fresh_username = ";
    text += yesOrNo(settings.freshUsername);
    if (settings.windowWidth > 0 && settings.windowHeight > 0)
        text += "window = " + std::to_string(settings.windowWidth) + 'x' +
                std::to_string(settings.windowHeight) + '\n';
    for (const KnownServer& server : settings.servers) {
        text += "server = " + server.url;
        if (!server.fingerprint.empty())
            text += ' ' + server.fingerprint;
        text += '\n';
    }
    return text;
}

std::optional<Settings> readSettings(std::string_view text)
{
    if (text.size() > settingsBytesMax)
        return std::nullopt;
    Settings settings;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (!readLine(text.substr(0, end), settings))
            return std::nullopt;
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return settings;
}

Settings settingsAfterDamage(std::string_view text)
{
    Settings after;
    after.proxy = ProxyKind::Socks5;
    text = text.substr(0, settingsBytesMax);
    // The last line may have been longer.
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        const std::string_view line = text.substr(0, end);
        Settings read;
        if (line.starts_with("proxy = ") && readLine(line, read)) {
            after.proxy = read.proxy;
            after.proxyHost = read.proxyHost;
            after.proxyPort = read.proxyPort;
        }
        text.remove_prefix(end + 1);
    }
    return after;
}

} // namespace chatmet::client
