// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/ConfigValues.h"

#include <algorithm>
#include <charconv>
#include <string_view>

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

} // namespace

Complaint setListen(Config& config, const std::string& text)
{
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos) {
        return listenForm;
    }
    std::string_view address = std::string_view(text).substr(0, colon);
    const std::string_view port = std::string_view(text).substr(colon + 1);
    const bool bracketed = address.size() >= 2 && address.front() == '[' && address.back() == ']';
    if (bracketed) {
        address = address.substr(1, address.size() - 2);
    }
    if (bracketed != (address.find(':') != std::string_view::npos) ||
        (address != "localhost" && !looksNumeric(address))) {
        return listenForm;
    }
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (port.empty() || error != std::errc() || end != port.data() + port.size()) {
        return "has a port outside 0 to 65535";
    }
    config.listenAddress = address;
    config.listenPort = number;
    return std::nullopt;
}

Complaint setRetentionDays(Config& config, std::int64_t days)
{
    if (days < 0 || days > Config::retentionDaysMax) {
        return "must be 0 to " + std::to_string(Config::retentionDaysMax) +
               " days; keeping addresses for longer is refused";
    }
    config.retentionDays = static_cast<int>(days);
    return std::nullopt;
}

Complaint setCardField(std::string& field, const std::string& text)
{
    if (text.size() > OperatorCard::fieldBytesMax) {
        return "is longer than " + std::to_string(OperatorCard::fieldBytesMax) + " bytes";
    }
    const bool control = std::any_of(text.begin(), text.end(),
                                     [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7f'; });
    if (control) {
        return "contains control characters";
    }
    field = text;
    return std::nullopt;
}

Complaint checkTogether(const Config& config)
{
    if (config.certificateFile.empty() != config.keyFile.empty()) {
        return config.keyFile.empty() ? "a certificate needs its key: set key too"
                                      : "a key needs its certificate: set certificate too";
    }
    return std::nullopt;
}

} // namespace chatmet::server
