// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/ConfigValues.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace chatmet::server {

namespace {

constexpr const char* listenForm = "is not ADDRESS:PORT, such as 127.0.0.1:8443 or [::1]:8443";

/// Only the letters of an address; whether it is one, and this computer's, shows when it is bound.
bool looksNumeric(std::string_view address)
{
    const bool sixth = address.find(':') != std::string_view::npos;
    return !address.empty() && std::all_of(address.begin(), address.end(), [sixth](char c) {
        const bool digit = c >= '0' && c <= '9';
        const bool hex = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        return digit || c == '.' || (sixth && (hex || c == ':'));
    });
}

/// Whole seconds, from none to the most.
Complaint setWindow(std::int64_t& windowMs, std::int64_t seconds, std::int64_t mostMs)
{
    constexpr std::int64_t second = 1'000;
    if (seconds < 0 || seconds > mostMs / second) {
        return "must be 0 to " + std::to_string(mostMs / second) + " seconds";
    }
    windowMs = seconds * second;
    return std::nullopt;
}

} // namespace

Complaint setEndpoint(std::string& address, std::uint16_t& port, const std::string& text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) {
        return listenForm;
    }
    std::string_view host = std::string_view(text).substr(0, colon);
    const std::string_view digits = std::string_view(text).substr(colon + 1);
    const bool bracketed = host.size() >= 2 && host.front() == '[' && host.back() == ']';
    if (bracketed) {
        host = host.substr(1, host.size() - 2);
    }
    if (bracketed != (host.find(':') != std::string_view::npos) ||
        (host != "localhost" && !looksNumeric(host))) {
        return listenForm;
    }
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) {
        return "has a port outside 0 to 65535";
    }
    address = host;
    port = number;
    return std::nullopt;
}

Complaint setThreads(Config& config, std::int64_t threads)
{
    if (threads < 1 || threads > Config::threadsMax) {
        return "must be 1 to " + std::to_string(Config::threadsMax);
    }
    config.threads = static_cast<std::size_t>(threads);
    return std::nullopt;
}

Complaint setResumeWindow(Config& config, std::int64_t seconds)
{
    return setWindow(config.resumeWindowMs, seconds, limits::resumeWindowMsMax);
}

Complaint setDrainWindow(Config& config, std::int64_t seconds)
{
    return setWindow(config.drainWindowMs, seconds, limits::drainWindowMsMax);
}

Complaint setRoomMembersMax(Config& config, std::int64_t members)
{
    constexpr std::int64_t most = limits::roomMembersMaxMost;
    if (members < 2 || members > most) {
        return "must be 2 to " + std::to_string(most) + " members";
    }
    config.roomMembersMax = static_cast<std::size_t>(members);
    return std::nullopt;
}

Complaint setRetentionDays(Config& config, std::int64_t days)
{
    if (days < 0 || days > Config::retentionDaysMaxWithBasis) {
        return "must be 0 to " + std::to_string(Config::retentionDaysMax) + " days, or to " +
               std::to_string(Config::retentionDaysMaxWithBasis) + " with a legal basis";
    }
    config.retentionDays = static_cast<int>(days);
    return std::nullopt;
}

Complaint checkRetention(const Config& config)
{
    if (config.retentionDays > Config::retentionDaysMax && config.legalBasis.empty()) {
        return "must be 0 to " + std::to_string(Config::retentionDaysMax) +
               " days; keeping addresses for longer needs legal_basis in the configuration file, which every "
               "client is shown";
    }
    return std::nullopt;
}

Complaint setCardField(std::string& field, const std::string& text, CardLines lines)
{
    constexpr std::string_view blank = " \t\r\n";
    std::string cleaned = text;
    cleaned.erase(0, std::min(cleaned.find_first_not_of(blank), cleaned.size()));
    cleaned.erase(cleaned.find_last_not_of(blank) + 1);
    for (std::size_t at = 0; (at = cleaned.find("\r\n", at)) != std::string::npos;) {
        cleaned.erase(at, 1); // a file from Windows
    }
    if (cleaned.size() > OperatorCard::fieldBytesMax) {
        return "is longer than " + std::to_string(OperatorCard::fieldBytesMax) + " bytes";
    }
    const bool control = std::any_of(cleaned.begin(), cleaned.end(),
                                     [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7f'; });
    if (control) {
        return "contains control characters";
    }
    if (lines == CardLines::One && cleaned.find('\n') != std::string::npos) {
        return "must be one line";
    }
    field = cleaned;
    return std::nullopt;
}

bool isReachedFromElsewhere(const std::string& address)
{
    const auto block = AddressBlock::parse(address);
    return address != "localhost" && !(block && block->isLoopback());
}

std::string missingInCard(const OperatorCard& card)
{
    std::string missing;
    for (const auto& [field, name] : {std::pair(&card.name, "name"), std::pair(&card.contact, "contact"),
                                      std::pair(&card.rules, "rules"), std::pair(&card.country, "country")}) {
        if (field->empty()) {
            missing += missing.empty() ? name : std::string(", ") + name;
        }
    }
    return missing;
}

Complaint checkCardAt(const Config& config, const std::string& address)
{
    const std::string missing = missingInCard(config.operatorCard);
    return missing.empty() || !isReachedFromElsewhere(address)
               ? Complaint()
               : "whoever listens beyond this computer says who they are: set " + missing +
                     " in [operator], which every client shows before it meets anybody";
}

Complaint checkTogether(const Config& config)
{
    if (config.certificateFile.empty() != config.keyFile.empty()) {
        return config.keyFile.empty() ? "a certificate needs its key: set key too"
                                      : "a key needs its certificate: set certificate too";
    }
    if (const Complaint retention = checkRetention(config)) {
        return "--retention-days " + *retention;
    }
    return checkCardAt(config, config.listenAddress);
}

} // namespace chatmet::server
