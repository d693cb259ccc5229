// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a message body may hold, and what is refused in it.
#include "common/protocol/Content.h"

#include "common/protocol/Limits.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace chatmet::protocol {
namespace {

std::string repeat(const std::string& piece, std::size_t times)
{
    std::string text;
    for (std::size_t i = 0; i < times; ++i)
        text += piece;
    return text;
}

StreamId someStream()
{
    return StreamId::fromBytes(std::string(16, 's')).value();
}

PictureOffer goodOffer()
{
    return {someStream(), 3'000'000, 4'000, 3'000, PictureFormat::Jpeg, "Pune, गर्मी"};
}

/// Through the wire and back.
Result<Content> passOn(const Content& content)
{
    const auto body = encodeContent(content);
    if (!body)
        return body.code();
    return decodeContent(*body);
}

Errc codeOf(const PictureOffer& offer)
{
    return passOn(offer).code();
}

TEST(ContentTest, text_roundTrip)
{
    for (const std::string& text : {std::string("hello"), std::string("नमस्ते 🦊"),
                                    std::string("שלום"), std::string(1, '\0')}) {
        const auto content = passOn(Text{text});
        ASSERT_TRUE(content);
        ASSERT_TRUE(std::holds_alternative<Text>(*content));
        EXPECT_EQ(std::get<Text>(*content).text, text);
    }
}

TEST(ContentTest, replies_nameAMessage)
{
    EXPECT_EQ(std::get<Text>(*passOn(Text{"yes", 41})).replyTo, 41U);
    EXPECT_EQ(std::get<Text>(*passOn(Text{"yes"})).replyTo, 0U);
    PictureOffer offer = goodOffer();
    offer.replyTo = 42;
    EXPECT_EQ(std::get<PictureOffer>(*passOn(offer)).replyTo, 42U);
}

TEST(ContentTest, unsend_namesAMessage)
{
    EXPECT_EQ(std::get<UnsendNotice>(*passOn(UnsendNotice{7})).number, 7U);
    EXPECT_EQ(passOn(UnsendNotice{0}).code(), Errc::BadFrame) << "messages are numbered from 1";
}

TEST(ContentTest, newSecret_hasItsLength)
{
    NewSecret made;
    made.secret.fill(9);
    EXPECT_EQ(std::get<NewSecret>(*passOn(made)).secret, made.secret);
    const std::string shorter = std::string("\x32\x11\x0a\x0f") + std::string(15, 's');
    EXPECT_EQ(decodeContent({reinterpret_cast<const std::uint8_t*>(shorter.data()), shorter.size()}).code(),
              Errc::BadFrame);
}

TEST(ContentTest, text_limits_areCharactersAndBytes)
{
    EXPECT_TRUE(passOn(Text{std::string(limits::textCharactersMax, 'x')}));
    EXPECT_EQ(passOn(Text{std::string(limits::textCharactersMax + 1, 'x')}).code(), Errc::BadFrame);
    EXPECT_TRUE(passOn(Text{repeat("🦊", limits::textCharactersMax)}));
    EXPECT_EQ(passOn(Text{repeat("🦊", limits::textCharactersMax + 1)}).code(), Errc::BadFrame);
    EXPECT_TRUE(passOn(Text{repeat("अ", limits::textCharactersMax)}));
    EXPECT_EQ(passOn(Text{""}).code(), Errc::BadFrame);
}

TEST(ContentTest, text_notUtf8_isRefused)
{
    // Field 1 (text), 4 bytes: field 1, 2 bytes that are no UTF-8.
    const std::uint8_t body[] = {0x0A, 0x04, 0x0A, 0x02, 0xC3, 0x28};
    testing::internal::CaptureStderr();
    EXPECT_EQ(decodeContent(body).code(), Errc::BadFrame);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(ContentTest, encode_beyondABody_bodyTooLong)
{
    EXPECT_EQ(encodeContent(Text{std::string(limits::bodyBytesMax, 'x')}).code(), Errc::BodyTooLong);
}

TEST(ContentTest, offer_roundTrip)
{
    const auto content = passOn(goodOffer());
    ASSERT_TRUE(content);
    ASSERT_TRUE(std::holds_alternative<PictureOffer>(*content));
    const auto& offer = std::get<PictureOffer>(*content);
    EXPECT_EQ(offer.stream, goodOffer().stream);
    EXPECT_EQ(offer.bytesCount, goodOffer().bytesCount);
    EXPECT_EQ(offer.width, goodOffer().width);
    EXPECT_EQ(offer.height, goodOffer().height);
    EXPECT_EQ(offer.format, goodOffer().format);
    EXPECT_EQ(offer.caption, goodOffer().caption);
}

TEST(ContentTest, offer_eachLimit_isKept)
{
    PictureOffer offer = goodOffer();
    offer.stream = {};
    EXPECT_EQ(codeOf(offer), Errc::BadFrame);

    offer = goodOffer();
    for (const std::uint32_t bytes :
         {std::uint32_t{0}, std::uint32_t{limits::pictureBytesMax + 1}, UINT32_MAX}) {
        offer.bytesCount = bytes;
        EXPECT_EQ(codeOf(offer), Errc::BadFrame) << bytes;
    }
    offer.bytesCount = limits::pictureBytesMax;
    EXPECT_EQ(codeOf(offer), Errc::Ok);

    offer = goodOffer();
    offer.format = PictureFormat::Unknown;
    EXPECT_EQ(codeOf(offer), Errc::BadFrame);
    for (const auto format : {PictureFormat::Jpeg, PictureFormat::Png, PictureFormat::WebP}) {
        offer.format = format;
        EXPECT_EQ(codeOf(offer), Errc::Ok);
    }
    offer.caption = std::string(limits::textCharactersMax + 1, 'x');
    EXPECT_EQ(codeOf(offer), Errc::BadFrame);
    offer.caption.clear();
    EXPECT_EQ(codeOf(offer), Errc::Ok);
}

TEST(ContentTest, offer_dimensions_areBounded)
{
    struct Case
    {
        std::uint32_t width;
        std::uint32_t height;
        Errc code;
    };
    const Case cases[] = {{1, 1, Errc::Ok},
                          {8'192, 1, Errc::Ok},
                          {8'192, 1'953, Errc::Ok},
                          {4'000, 4'000, Errc::Ok},
                          {4'001, 4'000, Errc::BadFrame},
                          {8'192, 8'192, Errc::BadFrame},
                          {8'193, 1, Errc::BadFrame},
                          {0, 5, Errc::BadFrame},
                          {5, 0, Errc::BadFrame},
                          {60'000, 60'000, Errc::BadFrame},
                          {65'536, 65'536, Errc::BadFrame}, // 0 when it overflows 32 bits
                          {UINT32_MAX, UINT32_MAX, Errc::BadFrame}};
    for (const Case& one : cases) {
        PictureOffer offer = goodOffer();
        offer.width = one.width;
        offer.height = one.height;
        EXPECT_EQ(codeOf(offer), one.code) << one.width << " x " << one.height;
    }
}

TEST(ContentTest, receipt_roundTrip)
{
    const auto content = passOn(Receipt{UINT64_MAX});
    ASSERT_TRUE(content);
    EXPECT_EQ(std::get<Receipt>(*content).upTo, UINT64_MAX);
}

TEST(ContentTest, decode_kindOfANewerClient_isShownAsSuch)
{
    const std::uint8_t later[] = {0x7A, 0x02, 0x08, 0x01}; // field 15, a message
    const auto content = decodeContent(later);
    ASSERT_TRUE(content);
    EXPECT_TRUE(std::holds_alternative<UnknownContent>(*content));
}

TEST(ContentTest, decode_emptyOrTooLong_badFrame)
{
    EXPECT_EQ(decodeContent({}).code(), Errc::BadFrame);
    const WipedBytes tooLong(limits::bodyBytesMax + 1, 0);
    EXPECT_EQ(decodeContent(tooLong).code(), Errc::BadFrame);
}

TEST(ContentTest, decode_cutAnywhere_isRefusedOrWithinLimits)
{
    for (const Content& whole :
         {Content{Text{"a longer text"}}, Content{goodOffer()}, Content{Receipt{300}}}) {
        const WipedBytes body = encodeContent(whole).value();
        for (std::size_t length = 0; length < body.size(); ++length) {
            const auto cut = decodeContent(std::span(body).first(length));
            EXPECT_FALSE(cut.ok()) << length;
        }
    }
}

TEST(ContentTest, decode_randomBytes_neverPassTheLimits)
{
    std::mt19937_64 dice(9);
    const WipedBytes offer = encodeContent(goodOffer()).value();
    for (int i = 0; i < 100'000; ++i) {
        WipedBytes body = offer;
        if (i % 2 == 0)
            body.resize(1 + dice() % 64);
        for (std::uint64_t changes = 1 + dice() % 4; changes > 0; --changes)
            body[dice() % body.size()] = static_cast<std::uint8_t>(dice());
        const auto content = decodeContent(body);
        if (!content)
            continue;
        if (const auto* picture = std::get_if<PictureOffer>(&*content)) {
            ASSERT_LE(picture->bytesCount, limits::pictureBytesMax);
            ASSERT_LE(std::uint64_t{picture->width} * picture->height, limits::picturePixelsMax);
            ASSERT_FALSE(picture->stream.isNull());
        }
    }
}

TEST(ContentTest, countCharacters_countsScalarValues)
{
    EXPECT_EQ(countCharacters(""), 0U);
    EXPECT_EQ(countCharacters("abc"), 3U);
    EXPECT_EQ(countCharacters("नि"), 2U);
    EXPECT_EQ(countCharacters("🦊"), 1U);
}

} // namespace
} // namespace chatmet::protocol
