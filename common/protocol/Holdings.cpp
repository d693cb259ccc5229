// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Holdings.h"

#include "common/protocol/Frame.h"
#include "common/protocol/chatmet.pb.h"

#include <utility>

namespace chatmet::protocol {

namespace {

/// A row in a page: its tag and its length (at most two bytes: rows are shorter than 16 KiB) come on top.
constexpr std::size_t rowOverheadBytes = 3;

SharedBytes bytesOf(const wire::HoldingsPage& page)
{
    WipedBytes bytes(page.ByteSizeLong());
    page.SerializeToArray(bytes.data(), static_cast<int>(bytes.size()));
    return SharedBytes(std::move(bytes));
}

wire::Holding toWire(const Holding& holding)
{
    wire::Holding row;
    row.set_field(holding.field);
    row.set_value(holding.value);
    row.set_age_ms(holding.ageMs);
    row.set_gone(holding.gone);
    row.set_bytes_count(holding.bytesCount);
    row.set_count(holding.count == 1 ? 0 : holding.count);
    return row;
}

bool read(const wire::Holding& from, Holding& to)
{
    if (from.field().empty() || from.field().size() > limits::holdingFieldBytesMax ||
        from.value().size() > limits::holdingValueBytesMax ||
        from.gone().size() > limits::holdingFieldBytesMax)
        return false;
    to.field = from.field();
    to.value = from.value();
    to.ageMs = from.age_ms();
    to.gone = from.gone();
    to.bytesCount = from.bytes_count();
    to.count = from.count() == 0 ? 1 : from.count();
    return true;
}

} // namespace

std::vector<SharedBytes> encodeHoldings(std::span<const Holding> holdings, std::size_t pageBytesMax)
{
    std::vector<SharedBytes> pages;
    wire::HoldingsPage page;
    std::size_t pageBytes = 0;
    for (const Holding& holding : holdings) {
        wire::Holding row = toWire(holding);
        const std::size_t rowBytes = row.ByteSizeLong() + rowOverheadBytes;
        if (pageBytes > 0 && pageBytes + rowBytes > pageBytesMax) {
            pages.push_back(bytesOf(page));
            page.Clear();
            pageBytes = 0;
        }
        pageBytes += rowBytes;
        *page.add_holdings() = std::move(row);
    }
    pages.push_back(bytesOf(page));
    return pages;
}

Result<std::vector<Holding>> decodeHoldingsPage(std::span<const std::uint8_t> body)
{
    keepParserQuiet();
    wire::HoldingsPage page;
    if (body.size() > limits::bodyBytesMax ||
        !page.ParseFromArray(body.data(), static_cast<int>(body.size())) ||
        static_cast<std::size_t>(page.holdings_size()) > limits::holdingsMax)
        return Errc::BadFrame;
    std::vector<Holding> holdings(static_cast<std::size_t>(page.holdings_size()));
    for (std::size_t i = 0; i < holdings.size(); ++i) {
        if (!read(page.holdings(static_cast<int>(i)), holdings[i]))
            return Errc::BadFrame;
    }
    return holdings;
}

} // namespace chatmet::protocol
