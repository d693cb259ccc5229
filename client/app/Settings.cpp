// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/Settings.h"

#include "client/net/ServerAddress.h"
#include "common/protocol/Fingerprint.h"

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

/// A host name or an address, in ASCII.
bool isProxyHost(std::string_view text)
{
    static constexpr std::string_view punctuation = ".-_:";
    return !text.empty() && text.size() <= hostBytesMax && std::all_of(text.begin(), text.end(), [](char c) {
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

QString textOf(std::string_view ascii)
{
    return QString::fromLatin1(ascii.data(), static_cast<qsizetype>(ascii.size()));
}

/// Digits alone, without a zero before others.
template <class Number> bool readNumber(std::string_view text, Number& value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && std::to_string(value) == text;
}

// ---- one preference a line

struct Preference
{
    std::string_view name;
    bool (*read)(std::string_view value, Settings& settings);
    std::string (*write)(const Settings& settings); ///< empty: the line is left out
};

template <auto Member> constexpr Preference switchOf(std::string_view name)
{
    return {name,
            [](std::string_view value, Settings& settings) {
                settings.*Member = value == "yes";
                return settings.*Member || value == "no";
            },
            [](const Settings& settings) { return std::string(settings.*Member ? "yes" : "no"); }};
}

/// In the order of the enumerators.
constexpr std::array<std::string_view, 4> themes{"system", "light", "dark", "contrast"};
constexpr std::array<std::string_view, 5> proxies{"none", "system", "socks5", "tor", "tor-browser"};

template <class Names, class Enum> bool readName(const Names& names, std::string_view text, Enum& value)
{
    const auto found = std::find(names.begin(), names.end(), text);
    value = static_cast<Enum>(found - names.begin());
    return found != names.end();
}

template <class Names, class Enum> std::string nameOf(const Names& names, Enum value)
{
    return std::string(names.at(static_cast<std::size_t>(value)));
}

bool readTheme(std::string_view text, Settings& settings)
{
    return readName(themes, text, settings.theme);
}

std::string writeTheme(const Settings& settings)
{
    return nameOf(themes, settings.theme);
}

bool readLanguage(std::string_view text, Settings& settings)
{
    settings.language = textOf(text);
    return isLanguage(text);
}

std::string writeLanguage(const Settings& settings)
{
    return settings.language.toStdString();
}

/// "none", "socks5", "socks5 HOST PORT".
bool readProxy(std::string_view text, Settings& settings)
{
    ProxyPolicy& proxy = settings.proxy = {};
    const std::size_t space = text.find(' ');
    if (!readName(proxies, text.substr(0, space), proxy.kind))
        return false;
    if (space == std::string_view::npos)
        return true;
    const std::string_view place = text.substr(space + 1);
    const std::size_t second = place.find(' ');
    if (proxy.kind != ProxyKind::Socks5 || second == std::string_view::npos)
        return false;
    proxy.host = textOf(place.substr(0, second));
    return isProxyHost(place.substr(0, second)) && readNumber(place.substr(second + 1), proxy.port) &&
           proxy.port != 0;
}

std::string writeProxy(const Settings& settings)
{
    const ProxyPolicy& proxy = settings.proxy;
    const std::string host = proxy.host.toStdString();
    std::string text = nameOf(proxies, proxy.kind);
    if (proxy.kind == ProxyKind::Socks5 && isProxyHost(host) && proxy.port != 0)
        text += ' ' + host + ' ' + std::to_string(proxy.port);
    return text;
}

bool readEndedPage(std::string_view text, Settings& settings)
{
    int& seconds = settings.endedPageSeconds;
    return readNumber(text, seconds) && seconds >= 0 && seconds <= endedPageSecondsMax;
}

std::string writeEndedPage(const Settings& settings)
{
    return std::to_string(settings.endedPageSeconds);
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

std::string writeWindow(const Settings& settings)
{
    if (settings.windowWidth <= 0 || settings.windowHeight <= 0)
        return {};
    return std::to_string(settings.windowWidth) + 'x' + std::to_string(settings.windowHeight);
}

constexpr std::array preferences{
    switchOf<&Settings::adult>("adult"),
    switchOf<&Settings::typingHints>("typing_hints"),
    switchOf<&Settings::notifications>("notifications"),
    switchOf<&Settings::sound>("sound"),
    switchOf<&Settings::tray>("tray"),
    Preference{"theme", readTheme, writeTheme},
    Preference{"language", readLanguage, writeLanguage},
    Preference{"proxy", readProxy, writeProxy},
    Preference{"ended_page_seconds", readEndedPage, writeEndedPage},
    switchOf<&Settings::hiddenFromCapture>("hidden_from_capture"),
    switchOf<&Settings::freshUsername>("fresh_username"),
    Preference{"window", readWindow, writeWindow},
};

// ---- known servers, a line for each

constexpr std::string_view serverName = "server";

bool readServer(std::string_view text, Settings& settings)
{
    const std::size_t space = text.find(' ');
    const bool hasKey = space != std::string_view::npos;
    const std::string_view url = text.substr(0, space);
    const std::string_view fingerprint = hasKey ? text.substr(space + 1) : std::string_view();
    if (!isServerUrl(url) || (hasKey && !protocol::isFingerprint(fingerprint)) ||
        settings.servers.size() >= knownServersMax)
        return false;
    // In its one spelling, whoever wrote the file: by another its key would not be found.
    const auto good = serverUrl(textOf(url));
    settings.servers.append({good ? good->toString() : textOf(url),
                             QByteArray(fingerprint.data(), static_cast<qsizetype>(fingerprint.size()))});
    return true;
}

/// The newest is first. Two lines are of one server where they spelled it differently.
void keepNewestOfEach(QList<KnownServer>& servers)
{
    QList<KnownServer> kept;
    for (const KnownServer& one : std::as_const(servers)) {
        const bool isThere = std::any_of(kept.cbegin(), kept.cend(),
                                         [&](const KnownServer& other) { return other.url == one.url; });
        if (!isThere)
            kept.append(one);
    }
    servers = kept;
}

std::string writeServer(const KnownServer& server)
{
    std::string text = server.url.toStdString();
    if (!server.fingerprint.isEmpty())
        text += ' ' + server.fingerprint.toStdString();
    return text;
}

bool readLine(std::string_view line, Settings& settings)
{
    constexpr std::string_view equals = " = ";
    if (line.empty() || line.front() == '#')
        return true;
    const std::size_t end = line.find(equals);
    if (end == std::string_view::npos)
        return false;
    const std::string_view name = line.substr(0, end);
    const std::string_view value = line.substr(end + equals.size());
    if (name == serverName)
        return readServer(value, settings);
    const auto found = std::find_if(preferences.begin(), preferences.end(),
                                    [name](const Preference& one) { return one.name == name; });
    return found != preferences.end() && found->read(value, settings);
}

std::string writtenLine(std::string_view name, const std::string& value)
{
    return value.empty() ? std::string() : std::string(name).append(" = ").append(value).append(1, '\n');
}

} // namespace

void Settings::remember(const KnownServer& server)
{
    const bool hasGoodKey =
        server.fingerprint.isEmpty() || protocol::isFingerprint(server.fingerprint.toStdString());
    if (!isServerUrl(server.url.toStdString()) || !hasGoodKey)
        return;
    const KnownServer copy = server; // it may be one of those that move
    forget(copy.url);
    servers.prepend(copy);
    if (servers.size() > knownServersMax)
        servers.resize(knownServersMax);
}

void Settings::forget(const QString& url)
{
    servers.removeIf([url](const KnownServer& one) { return one.url == url; });
}

std::string written(const Settings& settings)
{
    std::string text(firstLine);
    text += '\n';
    for (const Preference& one : preferences)
        text += writtenLine(one.name, one.write(settings));
    for (const KnownServer& server : settings.servers)
        text += writtenLine(serverName, writeServer(server));
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
    keepNewestOfEach(settings.servers);
    return settings;
}

Settings settingsAfterDamage(std::string_view text)
{
    Settings after;
    after.proxy.kind = ProxyKind::Socks5;
    text = text.substr(0, settingsBytesMax);
    // The last line may have been longer.
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        const std::string_view line = text.substr(0, end);
        Settings read;
        if (line.starts_with("proxy = ") && readLine(line, read))
            after.proxy = read.proxy;
        text.remove_prefix(end + 1);
    }
    return after;
}

} // namespace chatmet::client
