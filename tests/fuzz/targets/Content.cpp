// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a message body holds once it was opened: what a partner sealed, whatever that is.
#include "common/protocol/Content.h"

#include "common/protocol/Limits.h"
#include "tests/fuzz/FuzzInput.h"

using namespace chatmet;
using namespace chatmet::protocol;

namespace {

void checkText(const std::string& text)
{
    fuzz::require(text.size() <= limits::textBytesMax && countCharacters(text) <= limits::textCharactersMax,
                  "a text is within its limits");
}

void check(const Content& content)
{
    if (const auto* text = std::get_if<Text>(&content)) {
        fuzz::require(!text->text.empty(), "a text is not empty");
        checkText(text->text);
    } else if (const auto* offer = std::get_if<PictureOffer>(&content)) {
        checkText(offer->caption);
        fuzz::require(!offer->stream.isNull(), "an offer names its stream");
        fuzz::require(offer->bytesCount >= 1 && offer->bytesCount <= limits::pictureBytesMax &&
                          offer->width >= 1 && offer->width <= limits::pictureSideMax && offer->height >= 1 &&
                          offer->height <= limits::pictureSideMax &&
                          std::uint64_t{offer->width} * offer->height <= limits::picturePixelsMax,
                      "an offer is within the limits of pictures");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto content = decodeContent({data, size});
    if (!content) {
        fuzz::require(content.code() == Errc::BadFrame, "a refusal has its code");
        return 0;
    }
    check(*content);
    if (std::holds_alternative<UnknownContent>(*content))
        return 0;
    const auto once = encodeContent(*content);
    fuzz::require(once.ok(), "content that was read can be written");
    const auto again = decodeContent(*once);
    fuzz::require(again.ok() && again->index() == content->index(), "and is read again as what it was");
    fuzz::require(*encodeContent(*again) == *once, "it says the same");
    return 0;
}
