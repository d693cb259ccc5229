// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A page of the list of what a server keeps, as a client reads it.
#include "common/protocol/Holdings.h"
#include "tests/fuzz/FuzzInput.h"

using namespace chatmet;
using namespace chatmet::protocol;

namespace {

bool same(const Holding& one, const Holding& other)
{
    return one.field == other.field && one.value == other.value && one.ageMs == other.ageMs &&
           one.gone == other.gone && one.bytesCount == other.bytesCount && one.count == other.count;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto rows = decodeHoldingsPage({data, size});
    if (!rows) {
        fuzz::require(rows.code() == Errc::BadFrame, "a refusal has its code");
        return 0;
    }
    fuzz::require(rows->size() <= limits::holdingsMax, "the rows are within their limit");
    std::vector<Holding> back;
    for (const SharedBytes& page : encodeHoldings(*rows)) {
        fuzz::require(page.size() <= limits::bodyBytesMax, "a page fits into a body");
        const auto part = decodeHoldingsPage(page.span());
        fuzz::require(part.ok(), "a page that was written can be read");
        back.insert(back.end(), part->begin(), part->end());
    }
    fuzz::require(back.size() == rows->size(), "no row is lost");
    for (std::size_t i = 0; i < back.size(); ++i)
        fuzz::require(same(back[i], (*rows)[i]), "a row says the same");
    return 0;
}
