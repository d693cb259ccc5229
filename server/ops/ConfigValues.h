// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Checks of single settings, the same for the command line and the file.

#include "server/ops/Config.h"

#include <optional>
#include <string>

namespace chatmet::server {

/// What is wrong with a value, for the operator; nothing if it was taken.
using Complaint = std::optional<std::string>;

/// text: ADDRESS:PORT, [IPV6]:PORT, localhost:PORT.
[[nodiscard]] Complaint setEndpoint(std::string& address, std::uint16_t& port, const std::string& text);
/// Whether so many need a legal basis, and have it, is for checkRetention.
[[nodiscard]] Complaint setThreads(Config& config, std::int64_t threads);
[[nodiscard]] Complaint setResumeWindow(Config& config, std::int64_t seconds);
[[nodiscard]] Complaint setDrainWindow(Config& config, std::int64_t seconds);
[[nodiscard]] Complaint setRoomMembersMax(Config& config, std::int64_t members);
[[nodiscard]] Complaint setRetentionDays(Config& config, std::int64_t days);
/// To be asked when all settings are known.
[[nodiscard]] Complaint checkRetention(const Config& config);

enum class CardLines
{
    One,
    Several ///< line breaks may stand in it
};
/// text: UTF-8. Blanks and line breaks around it are cut off; within it a line ends with a line feed alone.
/// Refused: more than OperatorCard::fieldBytesMax bytes, control characters, several lines where one is
/// asked.
[[nodiscard]] Complaint setCardField(std::string& field, const std::string& text, CardLines lines);
/// Whether others than this computer's own programs reach what listens there.
[[nodiscard]] bool isReachedFromElsewhere(const std::string& address);
/// Whoever listens beyond this computer says who they are. address: where it listens in fact, numeric.
[[nodiscard]] Complaint checkCardAt(const Config& config, const std::string& address);
/// What the card lacks, "name, contact"; empty where it is whole.
[[nodiscard]] std::string missingInCard(const OperatorCard& card);
/// What concerns several settings at once, for a server that is to run; to be asked when all are set.
[[nodiscard]] Complaint checkTogether(const Config& config);

} // namespace chatmet::server
