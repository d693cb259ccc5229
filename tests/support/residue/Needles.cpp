// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/residue/Needles.h"

#include "tests/support/residue/FlatJson.h"

#include <array>
#include <stdexcept>

namespace chatmet::residue {
namespace {

constexpr std::size_t maskBytes = 4; // RFC 6455, 5.3

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    throw std::runtime_error("not a hex digit");
}

std::string toHex(const std::string& bytes, const char* digits)
{
    std::string hex;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

/// The characters of base64 (RFC 4648) that depend on nothing but bytes, if phase bytes stand before them.
std::string toBase64(const std::string& bytes, std::size_t phase)
{
    constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string padded = std::string(phase, '\0') + bytes;
    std::string text;
    for (std::size_t bit = 0; bit + 6 <= padded.size() * 8; bit += 6) {
        if (bit < phase * 8)
            continue;
        const std::size_t at = bit / 8;
        const unsigned high = static_cast<unsigned char>(padded[at]);
        const unsigned low = at + 1 < padded.size() ? static_cast<unsigned char>(padded[at + 1]) : 0U;
        text += alphabet[((high << 8 | low) >> (10 - bit % 8)) & 63];
    }
    return text;
}

/// The code points of UTF-8 text; empty if it is not UTF-8.
std::u32string codePoints(const std::string& text)
{
    std::u32string points;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80       ? 1
                                   : lead >> 5 == 6  ? 2
                                   : lead >> 4 == 14 ? 3
                                   : lead >> 3 == 30 ? 4
                                                     : 0;
        if (length == 0 || i + length > text.size())
            return {};
        char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t j = 1; j < length; ++j) {
            const auto next = static_cast<unsigned char>(text[i + j]);
            if (next >> 6 != 2)
                return {};
            point = point << 6 | (next & 63U);
        }
        points += point;
        i += length;
    }
    return points;
}

void appendUnit(std::string& bytes, std::uint32_t value, std::size_t width, bool bigEndian)
{
    for (std::size_t i = 0; i < width; ++i) {
        const std::size_t shift = 8 * (bigEndian ? width - 1 - i : i);
        bytes += static_cast<char>(value >> shift & 0xFF);
    }
}

std::string toUtf16(const std::u32string& points, bool bigEndian)
{
    std::string bytes;
    for (const char32_t point : points) {
        if (point < 0x10000) {
            appendUnit(bytes, point, 2, bigEndian);
            continue;
        }
        appendUnit(bytes, 0xD800 + ((point - 0x10000) >> 10), 2, bigEndian);
        appendUnit(bytes, 0xDC00 + ((point - 0x10000) & 0x3FF), 2, bigEndian);
    }
    return bytes;
}

std::string toUtf32(const std::u32string& points)
{
    std::string bytes;
    for (const char32_t point : points)
        appendUnit(bytes, point, 4, false);
    return bytes;
}

/// Each byte xor the one a mask's length on: the same for the plain and for every masked form.
std::string maskDifference(const std::string& bytes)
{
    std::string difference;
    for (std::size_t i = 0; i + maskBytes < bytes.size(); ++i)
        difference += static_cast<char>(bytes[i] ^ bytes[i + maskBytes]);
    return difference;
}

bool isDistinctive(const std::string& bytes)
{
    constexpr std::size_t differentBytes = 4;
    std::array<bool, 256> seen{};
    std::size_t different = 0;
    for (const char c : bytes) {
        bool& known = seen[static_cast<unsigned char>(c)];
        different += known ? 0 : 1;
        known = true;
        if (different == differentBytes)
            return true;
    }
    return false;
}

/// A form of a needle, before it is cut: windowBytes of it carry one fragment, unitBytes one character.
struct Form
{
    std::string encoding;
    std::string bytes;
    std::size_t windowBytes;
    std::size_t unitBytes;
    bool isMasked = false;
    std::string unmasked = {};
};

std::vector<Form> formsOf(const Needle& needle, const EncodingOptions& options)
{
    const std::size_t window = options.fragmentBytes;
    std::vector<Form> forms{{"raw", needle.bytes, window, 1}};
    if (!options.encodings)
        return forms;
    if (const std::u32string points = codePoints(needle.bytes); needle.isText && !points.empty()) {
        forms.push_back({"utf-16le", toUtf16(points, false), window * 2, 2});
        forms.push_back({"utf-16be", toUtf16(points, true), window * 2, 2});
        forms.push_back({"utf-32le", toUtf32(points), window * 4, 4});
    }
    for (std::size_t phase = 0; phase < 3; ++phase)
        forms.push_back(
            {"base64/" + std::to_string(phase), toBase64(needle.bytes, phase), (window * 4 + 2) / 3, 1});
    forms.push_back({"hex", toHex(needle.bytes, "0123456789abcdef"), window * 2, 2});
    forms.push_back({"HEX", toHex(needle.bytes, "0123456789ABCDEF"), window * 2, 2});
    const std::string difference = maskDifference(needle.bytes);
    if (difference.size() >= 8 && isDistinctive(difference))
        forms.push_back({"masked", difference, window, 1, true, needle.bytes});
    return forms;
}

void appendFragments(std::vector<Pattern>& patterns, const std::string& label, const Form& form,
                     std::size_t step)
{
    const std::size_t window = form.isMasked && form.windowBytes < 8 ? 8 : form.windowBytes;
    if (window < shortestPatternBytes || form.bytes.size() <= window)
        return;
    for (std::size_t at = 0; at + window <= form.bytes.size(); at += form.unitBytes * step) {
        std::string piece = form.bytes.substr(at, window);
        if (!isDistinctive(piece))
            continue;
        std::string plain = form.isMasked ? form.unmasked.substr(at, window + maskBytes) : std::string();
        patterns.push_back(
            {label, form.encoding + "/fragment", std::move(piece), form.isMasked, std::move(plain)});
    }
}

Needle needleFromJson(const std::string& line)
{
    const auto fields = parseFlatJson(line);
    const auto label = fields.find("label");
    const auto text = fields.find("text");
    const auto hex = fields.find("hex");
    if (label == fields.end() || fields.size() != 2 || (text == fields.end()) == (hex == fields.end()))
        throw std::runtime_error("needs \"label\" and either \"text\" or \"hex\"");
    if (text != fields.end())
        return {label->second, text->second, true};
    return {label->second, bytesFromHex(hex->second), true};
}

Needle needleFromLine(const std::string& line)
{
    if (line.front() == '{')
        return needleFromJson(line);
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos || tab == 0)
        throw std::runtime_error("is neither JSON nor label<TAB>hex");
    return {line.substr(0, tab), bytesFromHex(line.substr(tab + 1)), true};
}

} // namespace

std::string bytesFromHex(const std::string& hex)
{
    if (hex.empty() || hex.size() % 2 != 0)
        throw std::runtime_error("hex digits have to come in pairs");
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        bytes += static_cast<char>(hexDigit(hex[i]) << 4 | hexDigit(hex[i + 1]));
    return bytes;
}

std::vector<Needle> readNeedles(std::istream& lines)
{
    std::vector<Needle> needles;
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        if (!line.empty() && line.back() == '\r')
            line.pop_back();
        if (line.empty())
            continue;
        try {
            needles.push_back(needleFromLine(line));
        } catch (const std::runtime_error& error) {
            throw std::runtime_error("needle line " + std::to_string(number) + ": " + error.what());
        }
    }
    return needles;
}

std::vector<Pattern> expandNeedle(const Needle& needle, const EncodingOptions& options)
{
    if (needle.bytes.size() < shortestPatternBytes)
        throw std::runtime_error("needle \"" + needle.label +
                                 "\" is shorter than 4 bytes and would be found anywhere");
    std::vector<Pattern> patterns;
    for (const Form& form : formsOf(needle, options)) {
        if (form.bytes.size() < shortestPatternBytes)
            continue;
        patterns.push_back({needle.label, form.encoding, form.bytes, form.isMasked, form.unmasked});
        if (options.fragmentBytes != 0)
            appendFragments(patterns, needle.label, form, options.fragmentStep);
    }
    return patterns;
}

} // namespace chatmet::residue
