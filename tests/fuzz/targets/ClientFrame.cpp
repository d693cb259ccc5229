// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a server reads: any bytes are a frame or refused, and a frame that was read can be sent on.
#include "common/protocol/Codec.h"
#include "common/protocol/Limits.h"
#include "tests/fuzz/FuzzInput.h"

#include <variant>

namespace {

using namespace chatmet;
using namespace chatmet::protocol;

/// Kinds that stand for what the decoder did not keep.
bool isLossy(const ClientKind& kind)
{
    const auto* hello = std::get_if<Hello>(&kind);
    return std::holds_alternative<UnknownKind>(kind) || std::holds_alternative<OversizedBody>(kind) ||
           (hello != nullptr && hello->unlistedField);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto frame = decodeClientFrame(SharedBytes::copyOf({data, size}));
    if (!frame) {
        const Errc code = frame.code();
        fuzz::require(code == Errc::BadFrame || code == Errc::BadHeader || code == Errc::HeaderTooLong,
                      "a refusal has one of its codes");
        return 0;
    }
    fuzz::require(frame->body.size() <= limits::bodyBytesMax, "a body is within its limit");
    if (isLossy(frame->kind))
        return 0;
    const WipedBytes once = encodeClientFrame(*frame);
    const auto again = decodeClientFrame(SharedBytes(once));
    fuzz::require(again.ok(), "a frame that was read can be read again");
    fuzz::require(again->kind.index() == frame->kind.index(), "it is of the same kind");
    fuzz::require(again->body.view() == frame->body.view(), "its body is untouched");
    fuzz::require(encodeClientFrame(*again) == once, "it says the same");
    return 0;
}
