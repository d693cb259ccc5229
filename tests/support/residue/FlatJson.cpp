// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/residue/FlatJson.h"

#include <stdexcept>

namespace chatmet::residue {
namespace {

class Reader
{
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    std::map<std::string, std::string> object()
    {
        std::map<std::string, std::string> fields;
        expect('{');
        do {
            std::string name = string();
            expect(':');
            if (!fields.emplace(std::move(name), string()).second)
                throw std::runtime_error("a name comes twice");
        } while (accept(','));
        expect('}');
        skipSpace();
        if (m_at != m_text.size())
            throw std::runtime_error("text after the object");
        return fields;
    }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() &&
               std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }

    bool accept(char c)
    {
        skipSpace();
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    void expect(char c)
    {
        if (!accept(c))
            throw std::runtime_error(std::string("expected ") + c);
    }

    char next()
    {
        if (m_at >= m_text.size())
            throw std::runtime_error("ends within a string");
        return m_text[m_at++];
    }

    unsigned fourHexDigits()
    {
        unsigned value = 0;
        for (int i = 0; i < 4; ++i) {
            const char c = next();
            const std::size_t digit = std::string_view("0123456789abcdef0123456789ABCDEF").find(c);
            if (digit == std::string_view::npos)
                throw std::runtime_error("a bad \\u escape");
            value = value << 4 | static_cast<unsigned>(digit % 16);
        }
        return value;
    }

    void appendUtf8(std::string& out, unsigned point)
    {
        const auto add = [&out](unsigned byte) { out += static_cast<char>(byte); };
        if (point < 0x80) {
            add(point);
            return;
        }
        if (point < 0x800) {
            add(0xC0 | point >> 6);
        } else {
            if (point < 0x10000) {
                add(0xE0 | point >> 12);
            } else {
                add(0xF0 | point >> 18);
                add(0x80 | (point >> 12 & 63));
            }
            add(0x80 | (point >> 6 & 63));
        }
        add(0x80 | (point & 63));
    }

    void appendEscape(std::string& out)
    {
        constexpr std::string_view names = "\"\\/bfnrt";
        constexpr std::string_view values = "\"\\/\b\f\n\r\t";
        const char c = next();
        if (c != 'u') {
            const std::size_t index = names.find(c);
            if (index == std::string_view::npos)
                throw std::runtime_error("an unknown escape");
            out += values[index];
            return;
        }
        unsigned point = fourHexDigits();
        if (point >= 0xD800 && point < 0xDC00) {
            if (next() != '\\' || next() != 'u')
                throw std::runtime_error("half of a surrogate pair");
            const unsigned low = fourHexDigits();
            if (low < 0xDC00 || low > 0xDFFF)
                throw std::runtime_error("half of a surrogate pair");
            point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        }
        appendUtf8(out, point);
    }

    std::string string()
    {
        expect('"');
        std::string out;
        for (char c = next(); c != '"'; c = next()) {
            if (c == '\\')
                appendEscape(out);
            else
                out += c;
        }
        return out;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace

std::map<std::string, std::string> parseFlatJson(std::string_view text)
{
    return Reader(text).object();
}

std::string jsonString(std::string_view text)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += digits[c >> 4];
            out += digits[c & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

} // namespace chatmet::residue
