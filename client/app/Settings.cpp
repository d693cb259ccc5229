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

constexpr std::array<std::pair<std::string_view, ThemeChoice>, 3> themes{
    {{"system", ThemeChoice::System}, {"light", ThemeChoice::Light}, {"dark", ThemeChoice::Dark}}};

bool readTheme(std::string_view text, ThemeChoice& theme)
{
    const auto* found =
        std::find_if(themes.begin(), themes.end(), [text](const auto& one) { return one.first == text; });
    if (found == themes.end())
        return false;
    theme = found->second;
    return true;
}

std::string_view nameOf(ThemeChoice theme)
{
    return themes.at(static_cast<std::size_t>(theme)).first;
}

bool readSwitch(std::string_view text, bool& value)
{
    value = text == "yes";
    return value || text == "no";
}

bool readSide(std::string_view text, int& side)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), side);
    return error == std::errc() && end == text.data() + text.size() && side >= windowSideMin &&
           side <= windowSideMax;
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
        return readTheme(value, settings.theme);
    if (name == "language")
        return readLanguage(value, settings);
    if (name == "window")
        return readWindow(value, settings);
    return name == "server" && readServer(value, settings);
}

} // namespace

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
    text += "theme = " + std::string(nameOf(settings.theme)) + '\n';
    if (!settings.language.empty())
        text += "language = " + settings.language + '\n';
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

} // namespace chatmet::client
