// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/HoldingsList.h"

#include <algorithm>
#include <span>
#include <utility>

namespace chatmet::server {

namespace {

std::string hex(std::span<const std::uint8_t> bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 0xf];
    }
    return text;
}

template <class AnyId> void tellId(Tally& tally, const AnyId& id)
{
    if (!id.isNull())
        tally.words(hex(id.bytes()));
}

/// Whether one of the lines of text is this one.
bool hasLine(std::string_view text, std::string_view line)
{
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (text.substr(at, end - at) == line)
            return true;
        at = end + 1;
    }
    return false;
}

} // namespace

void Tally::words(std::string_view words)
{
    if (words.empty())
        return;
    ++m_count;
    if (hasLine(m_words, words) || m_words.size() + 1 + words.size() > limits::holdingValueBytesMax)
        return;
    if (!m_words.empty())
        m_words += '\n';
    m_words += words;
}

void Tally::number(std::uint64_t number)
{
    m_lowest = m_hasNumber ? std::min(m_lowest, number) : number;
    m_highest = std::max(m_highest, number);
    m_hasNumber = true;
    ++m_count;
}

void Tally::size(std::size_t bytes)
{
    if (bytes == 0)
        return;
    m_bytes += bytes;
    ++m_count;
}

void Tally::since(std::int64_t steadyMs)
{
    m_sinceMs = std::min(m_sinceMs, steadyMs);
}

protocol::Holding Tally::row(std::string field, std::string_view gone, std::int64_t nowMs) const
{
    protocol::Holding holding;
    holding.field = std::move(field);
    holding.value = m_words;
    if (m_hasNumber) {
        holding.value = std::to_string(m_lowest);
        if (m_highest != m_lowest)
            holding.value += ".." + std::to_string(m_highest);
    }
    holding.ageMs = static_cast<std::uint64_t>(std::max<std::int64_t>(nowMs - std::min(m_sinceMs, nowMs), 0));
    holding.gone = gone;
    holding.bytesCount = m_bytes;
    holding.count = m_count;
    return holding;
}

void tell(Tally& tally, const ConversationId& id)
{
    tellId(tally, id);
}

void tell(Tally& tally, const MemberId& id)
{
    tellId(tally, id);
}

void tell(Tally& tally, const StreamId& id)
{
    tellId(tally, id);
}

void tell(Tally& tally, protocol::EndReason reason)
{
    switch (reason) {
    case protocol::EndReason::Unknown: return;
    case protocol::EndReason::Left: return tally.words("left");
    case protocol::EndReason::Lost: return tally.words("lost");
    case protocol::EndReason::YouLeft: return tally.words("you left");
    case protocol::EndReason::Removed: return tally.words("removed");
    }
}

void tell(Tally& tally, Errc code)
{
    if (code != Errc::Ok)
        tally.words(describe(code));
}

Tally& HoldingsList::at(std::string_view field, std::string_view gone)
{
    // A few dozen: every structure has its rows once, however many of it there are.
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.field == field; });
    if (found != m_rows.end())
        return found->tally;
    m_rows.push_back({std::string(field), std::string(gone), {}});
    return m_rows.back().tally;
}

std::vector<protocol::Holding> HoldingsList::rows() const
{
    std::vector<protocol::Holding> holdings;
    for (const Row& row : m_rows) {
        if (row.tally.count() > 0)
            holdings.push_back(row.tally.row(row.field, row.gone, m_nowMs));
    }
    return holdings;
}

} // namespace chatmet::server
