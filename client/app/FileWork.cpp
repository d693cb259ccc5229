// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is checked alike on every system.
#include "client/app/FileWork.h"

#include <algorithm>
#include <array>

namespace chatmet::client {

namespace {

std::string lowered(std::string_view text)
{
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return low;
}

} // namespace

bool isPictureFile(std::span<const std::byte> bytes)
{
    const std::string_view start(reinterpret_cast<const char*>(bytes.data()),
                                 std::min<std::size_t>(bytes.size(), 12));
    return start.starts_with("\xFF\xD8\xFF") || start.starts_with("\x89PNG\r\n\x1A\n") ||
           (start.starts_with("RIFF") && start.ends_with("WEBP"));
}

bool isPicturePath(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    if (path.empty() || path.size() > pathBytesMax || path.front() != '/' ||
        path.find('\0') != std::string_view::npos)
        return false;
    const std::string name = lowered(path.substr(slash + 1));
    constexpr std::array suffixes{".jpg", ".jpeg", ".png", ".webp"};
    return !name.starts_with('.') &&
           std::any_of(suffixes.begin(), suffixes.end(),
                       [&name](const char* suffix) { return name.ends_with(suffix); });
}

bool isWebLink(std::string_view url)
{
    const std::string low = lowered(url.substr(0, 8));
    const std::size_t scheme = low.starts_with("https://") ? 8 : low.starts_with("http://") ? 7 : 0;
    // ASCII that can be seen, but for what a shell or a careless script would take apart.
    static constexpr std::string_view unwanted = "\"'<>\\^`{}|$";
    return scheme > 0 && url.size() > scheme && url.size() <= linkBytesMax &&
           std::all_of(url.begin(), url.end(), [](char c) {
               return c > ' ' && c < '\x7F' && unwanted.find(c) == std::string_view::npos;
           });
}

} // namespace chatmet::client
