// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The three things that need the right to write files or to run programs. On Linux the helper process does
// them, on other systems the program itself. Whatever asks for them is checked here.

#include "client/app/HelperMessages.h"

#include <span>
#include <string>
#include <string_view>

namespace chatmet::client {

/// The folder of the settings file, which may not exist; empty where the system names none.
/// Linux: $XDG_CONFIG_HOME/chatmet or ~/.config/chatmet. Windows: %APPDATA%\ChatMet. macOS:
/// ~/Library/Application Support/ChatMet.
[[nodiscard]] std::string settingsFolder();
inline constexpr std::string_view settingsFileName = "settings.conf";

/// Puts the settings in the place of the old ones, whole or not at all; readable by nobody else. What is no
/// settings text is Refused.
HelperOutcome writeSettings(std::string_view text);

/// Makes a new file with these bytes; what is there already, a link to nowhere included, is never touched.
/// What is no picture, or not named like one (.jpg, .jpeg, .png, .webp, not hidden), is Refused. Half a file
/// is removed.
HelperOutcome createPicture(const std::string& path, std::span<const std::byte> bytes);

/// Hands an address to the person's browser. What is not plain http or https is Refused.
HelperOutcome openLink(const std::string& url);

/// The checks of the last two, on their own.
[[nodiscard]] bool isPictureFile(std::span<const std::byte> bytes);
[[nodiscard]] bool isPicturePath(std::string_view path); ///< Linux and macOS: absolute, UTF-8 or not
[[nodiscard]] bool isWebLink(std::string_view url);

} // namespace chatmet::client
