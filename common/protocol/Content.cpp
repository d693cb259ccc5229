// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Content.h"

#include "common/protocol/Frame.h"
#include "common/protocol/Limits.h"
#include "common/protocol/chatmet.pb.h"

#include <algorithm>

namespace chatmet::protocol {

namespace {

bool isWithinTextLimits(std::string_view text)
{
    return text.size() <= limits::textBytesMax && countCharacters(text) <= limits::textCharactersMax;
}

bool read(const wire::PictureOffer& from, PictureOffer& to)
{
    to.bytesCount = from.bytes_count();
    to.width = from.width();
    to.height = from.height();
    to.caption = from.caption();
    to.replyTo = from.reply_to();
    switch (from.format()) {
    case wire::PICTURE_FORMAT_JPEG: to.format = PictureFormat::Jpeg; break;
    case wire::PICTURE_FORMAT_PNG: to.format = PictureFormat::Png; break;
    case wire::PICTURE_FORMAT_WEBP: to.format = PictureFormat::WebP; break;
    default: return false;
    }
    const bool sizeIsGood = to.width >= 1 && to.width <= limits::pictureSideMax && to.height >= 1 &&
                            to.height <= limits::pictureSideMax &&
                            to.width * to.height <= limits::picturePixelsMax; // 2^26 at most: no overflow
    const bool bytesAreGood = to.bytesCount >= 1 && to.bytesCount <= limits::pictureBytesMax;
    return sizeIsGood && bytesAreGood && isWithinTextLimits(to.caption) && readId(from.stream(), to.stream);
}

struct ContentWriter
{
    wire::Content& content;

    void operator()(const UnknownContent&) const {}
    void operator()(const Text& text) const
    {
        content.mutable_text()->set_text(text.text);
        content.mutable_text()->set_reply_to(text.replyTo);
    }
    void operator()(const PictureOffer& offer) const
    {
        auto* to = content.mutable_picture();
        to->set_stream(idField(offer.stream));
        to->set_bytes_count(offer.bytesCount);
        to->set_width(offer.width);
        to->set_height(offer.height);
        to->set_format(static_cast<wire::PictureFormat>(static_cast<int>(offer.format)));
        to->set_caption(offer.caption);
        to->set_reply_to(offer.replyTo);
    }
    void operator()(const Receipt& receipt) const { content.mutable_receipt()->set_up_to(receipt.upTo); }
    void operator()(const EmojiCheck& check) const { content.mutable_emoji_check()->set_match(check.match); }
    void operator()(const UnsendNotice& notice) const { content.mutable_unsend()->set_number(notice.number); }
    void operator()(const NewSecret& made) const
    {
        content.mutable_new_secret()->set_secret(std::string(made.secret.begin(), made.secret.end()));
    }
};

} // namespace

std::size_t countCharacters(std::string_view utf8)
{
    // Every scalar value has one byte that is no continuation byte (RFC 3629, section 3).
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    }));
}

Result<WipedBytes> encodeContent(const Content& content)
{
    wire::Content message;
    std::visit(ContentWriter{message}, content);
    const std::size_t size = message.ByteSizeLong();
    if (size > limits::bodyBytesMax)
        return Errc::BodyTooLong;
    WipedBytes body(size);
    message.SerializeWithCachedSizesToArray(body.data());
    return body;
}

Result<Content> decodeContent(std::span<const std::uint8_t> body)
{
    keepParserQuiet();
    wire::Content message;
    if (body.empty() || body.size() > limits::bodyBytesMax ||
        !message.ParseFromArray(body.data(), static_cast<int>(body.size())))
        return Errc::BadFrame;
    Content content;
    switch (message.kind_case()) {
    case wire::Content::kText:
        if (message.text().text().empty() || !isWithinTextLimits(message.text().text()))
            return Errc::BadFrame;
        content = Text{std::move(*message.mutable_text()->mutable_text()), message.text().reply_to()};
        break;
    case wire::Content::kPicture:
        if (!read(message.picture(), content.emplace<PictureOffer>()))
            return Errc::BadFrame;
        break;
    case wire::Content::kReceipt: content.emplace<Receipt>().upTo = message.receipt().up_to(); break;
    case wire::Content::kEmojiCheck:
        content.emplace<EmojiCheck>().match = message.emoji_check().match();
        break;
    case wire::Content::kUnsend:
        if (message.unsend().number() == 0)
            return Errc::BadFrame;
        content.emplace<UnsendNotice>().number = message.unsend().number();
        break;
    case wire::Content::kNewSecret:
        if (message.new_secret().secret().size() != NewSecret::bytesCount)
            return Errc::BadFrame;
        std::copy(message.new_secret().secret().begin(), message.new_secret().secret().end(),
                  content.emplace<NewSecret>().secret.begin());
        break;
    default: break; // UnknownContent
    }
    return content;
}

} // namespace chatmet::protocol
