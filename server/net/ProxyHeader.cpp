// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/ProxyHeader.h"

#include "server/net/AsioTypes.h"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

namespace chatmet::server {

namespace {

using State = ProxyHeader::State;

constexpr std::array<std::uint8_t, 12> signature{0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d,
                                                 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};
constexpr std::size_t headBytes = 16; ///< signature, version and command, family, length
constexpr std::string_view lineBegin = "PROXY ";
constexpr std::string_view lineShortest = "PROXY UNKNOWN\r\n";

constexpr ProxyHeader bad()
{
    return {State::Bad, 0};
}

ProxyHeader incomplete(std::size_t wants)
{
    return {State::Incomplete, wants};
}

bool isPort(std::string_view text)
{
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool padded = text.size() > 1 && text.front() == '0';
    return !text.empty() && error == std::errc() && end == text.data() + text.size() && number <= 0xffff &&
           !padded;
}

/// The address in its shortest form; nothing where it is not one of this kind.
std::optional<std::string> addressOf(std::string_view text, bool sixth)
{
    ErrorCode error;
    const auto address = asio::ip::make_address(std::string(text), error);
    if (error || address.is_v6() != sixth || text.find('%') != std::string_view::npos)
        return std::nullopt;
    return address.to_string();
}

/// Fields between single blanks.
std::vector<std::string_view> fieldsOf(std::string_view line)
{
    std::vector<std::string_view> fields;
    for (;;) {
        const std::size_t blank = line.find(' ');
        fields.push_back(line.substr(0, blank));
        if (blank == std::string_view::npos)
            return fields;
        line.remove_prefix(blank + 1);
    }
}

/// line: without its end.
ProxyHeader readLine(std::string_view line)
{
    const std::vector<std::string_view> fields = fieldsOf(line);
    if (fields.size() >= 2 && fields[1] == "UNKNOWN")
        return {State::Whole, 0}; // the rest of the line is to be ignored
    const bool sixth = fields.size() == 6 && fields[1] == "TCP6";
    if (fields.size() != 6 || (fields[1] != "TCP4" && !sixth))
        return bad();
    const auto source = addressOf(fields[2], sixth);
    if (!source || !addressOf(fields[3], sixth) || !isPort(fields[4]) || !isPort(fields[5]))
        return bad();
    return {State::Whole, 0, *source};
}

ProxyHeader readText(std::string_view text)
{
    if (text.size() < lineShortest.size())
        return incomplete(lineShortest.size() - text.size());
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) {
        const std::size_t wants = text.back() == '\r' ? 1 : 2;
        return text.size() + wants > ProxyHeader::lineBytesMax ? bad() : incomplete(wants);
    }
    if (end + 1 != text.size() || text[end - 1] != '\r' || text.find('\r') != end - 1)
        return bad();
    return readLine(text.substr(0, end - 1));
}

ProxyHeader readBinary(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() < headBytes)
        return incomplete(headBytes - bytes.size());
    constexpr unsigned versionTwo = 2;
    const unsigned version = bytes[12] >> 4;
    const unsigned command = bytes[12] & 0xf;
    const unsigned family = bytes[13] >> 4;
    const unsigned protocol = bytes[13] & 0xf;
    const std::size_t length = static_cast<std::size_t>(bytes[14]) << 8 | bytes[15];
    if (version != versionTwo || command > 1 || family > 3 || protocol > 2 ||
        headBytes + length > ProxyHeader::binaryBytesMax)
        return bad();
    if (bytes.size() < headBytes + length)
        return incomplete(headBytes + length - bytes.size());
    if (bytes.size() > headBytes + length)
        return bad();
    const auto body = bytes.subspan(headBytes);
    const bool local = command == 0;
    constexpr std::size_t ipv4Bytes = 12; // two addresses, two ports
    constexpr std::size_t ipv6Bytes = 36;
    constexpr std::size_t unixBytes = 216;
    const std::size_t least = family == 1 ? ipv4Bytes : family == 2 ? ipv6Bytes : family == 3 ? unixBytes : 0;
    if (!local && body.size() < least)
        return bad();
    if (local || family == 0 || family == 3)
        return {State::Whole, 0};
    if (protocol != 1)
        return bad(); // datagrams don't come over a connection
    if (family == 1) {
        asio::ip::address_v4::bytes_type raw{};
        std::copy_n(body.begin(), raw.size(), raw.begin());
        return {State::Whole, 0, asio::ip::address_v4(raw).to_string()};
    }
    asio::ip::address_v6::bytes_type raw{};
    std::copy_n(body.begin(), raw.size(), raw.begin());
    return {State::Whole, 0, asio::ip::address_v6(raw).to_string()};
}

} // namespace

ProxyHeader ProxyHeader::read(std::span<const std::uint8_t> bytes)
{
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    ProxyHeader result = bad();
    if (text.substr(0, lineBegin.size()) == lineBegin.substr(0, text.size()))
        result = readText(text);
    else if (std::equal(bytes.begin(),
                        bytes.begin() + static_cast<std::ptrdiff_t>(std::min(bytes.size(), signature.size())),
                        signature.begin()))
        result = readBinary(bytes);
    ErrorCode none;
    if (!result.source.empty()) {
        const auto address = asio::ip::make_address(result.source, none);
        if (address.is_v6() && address.to_v6().is_v4_mapped())
            result.source = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    }
    return result;
}

} // namespace chatmet::server
