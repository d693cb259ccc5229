// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a client reads: any bytes are a frame or refused, and a frame that was read can be written in parts.
#include "common/protocol/Codec.h"
#include "common/protocol/Limits.h"
#include "tests/fuzz/FuzzInput.h"

#include <variant>

using namespace chatmet;
using namespace chatmet::protocol;

namespace {

/// As the server puts it together for one of several recipients.
WipedBytes inParts(const ServerFrame& frame)
{
    const SharedBytes kind = encodeServerKind(frame.kind);
    const FrameHead head = encodeFrameHead(frame.sequence, frame.acknowledged, kind.size());
    WipedBytes whole(head.span().begin(), head.span().end());
    whole.insert(whole.end(), kind.span().begin(), kind.span().end());
    whole.insert(whole.end(), frame.body.span().begin(), frame.body.span().end());
    return whole;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto frame = decodeServerFrame(SharedBytes::copyOf({data, size}));
    if (!frame) {
        const Errc code = frame.code();
        fuzz::require(code == Errc::BadFrame || code == Errc::BadHeader || code == Errc::HeaderTooLong ||
                          code == Errc::BodyTooLong,
                      "a refusal has one of its codes");
        return 0;
    }
    fuzz::require(frame->body.size() <= limits::bodyBytesMax, "a body is within its limit");
    constexpr std::size_t numbersBytesMax = 22; // Codec.h, encodeFrameHead
    if (std::holds_alternative<UnknownKind>(frame->kind) ||
        encodeServerKind(frame->kind).size() > limits::headerBytesMax - numbersBytesMax)
        return 0;
    const WipedBytes once = encodeServerFrame(*frame);
    const auto again = decodeServerFrame(SharedBytes(once));
    fuzz::require(again.ok(), "a frame that was read can be read again");
    fuzz::require(again->kind.index() == frame->kind.index(), "it is of the same kind");
    fuzz::require(again->body.view() == frame->body.view(), "its body is untouched");
    fuzz::require(encodeServerFrame(*again) == once, "it says the same");
    const auto parts = decodeServerFrame(SharedBytes(inParts(*frame)));
    fuzz::require(parts.ok() && encodeServerFrame(*parts) == once, "in parts it says the same");
    return 0;
}
