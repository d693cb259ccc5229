// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of the access log are read back only in the form in which they are written.
#include "server/ops/AccessLogLine.h"

#include "tests/fuzz/FuzzInput.h"

#include <charconv>

using namespace chatmet;
using namespace chatmet::server;

namespace {

constexpr std::int64_t minuteMs = 60'000;

ClientSystem systemOf(std::string_view word)
{
    if (word == "linux")
        return ClientSystem::Linux;
    if (word == "windows")
        return ClientSystem::Windows;
    return word == "macos" ? ClientSystem::MacOs : ClientSystem::Other;
}

/// The number behind "refused x", which is where a refusal ends.
std::uint64_t countOf(std::string_view text)
{
    std::uint64_t count = 0;
    const std::string_view digits = text.substr(text.rfind('x') + 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    return count;
}

void checkBlock(std::string_view address)
{
    const auto block = AddressBlock::parse(address);
    if (!block)
        return;
    const auto again = AddressBlock::parse(block->text());
    fuzz::require(again && again->text() == block->text(), "a block has one form");
    fuzz::require(block->contains(*again) && again->contains(*block), "a block is the same when it is read");
    fuzz::require(block->truncated().contains(*block), "a beginning holds what it is of");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::textOf({data, size});
    checkBlock(text);
    const auto line = parseAccessLogLine(text);
    if (!line)
        return 0;
    const std::string address(line->address);
    const std::string written =
        line->refusal ? refusalLine(line->minute, address, countOf(text))
                      : arrivalLine(line->minute * minuteMs, address, line->version, systemOf(line->system));
    fuzz::require(written == std::string(text) + '\n', "what is read is what would be written");
    fuzz::require(written.size() <= accessLogLineBytesMax, "no line is longer than its limit");
    return 0;
}
