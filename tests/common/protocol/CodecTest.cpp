// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Frames there and back, every field, and every way in which bytes can be no frame.
#include "common/protocol/Codec.h"

#include "common/protocol/Limits.h"
#include "tests/common/protocol/SampleFrames.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace chatmet::protocol {
namespace {

using namespace tests;

SharedBytes shared(WipedBytes bytes)
{
    return SharedBytes(std::move(bytes));
}

/// A frame of raw header bytes.
SharedBytes frameOf(std::string_view header, std::string_view body = {})
{
    WipedBytes bytes{static_cast<std::uint8_t>(header.size() >> 8),
                     static_cast<std::uint8_t>(header.size() & 0xff)};
    bytes.insert(bytes.end(), header.begin(), header.end());
    bytes.insert(bytes.end(), body.begin(), body.end());
    return shared(std::move(bytes));
}

/// A length-delimited protobuf field, for numbers below 16 and lengths below 128.
std::string field(int number, std::string_view content)
{
    return std::string{static_cast<char>(number << 3 | 2), static_cast<char>(content.size())} +
           std::string(content);
}

std::string varint(int number, char value)
{
    return {static_cast<char>(number << 3), value};
}

/// The same for numbers from 16 to 255: two bytes of tag.
std::string bigField(int number, std::string_view content)
{
    const int tag = number << 3 | 2;
    return std::string{static_cast<char>((tag & 0x7f) | 0x80), static_cast<char>(tag >> 7),
                       static_cast<char>(content.size())} +
           std::string(content);
}

TEST(CodecTest, client_everyKind_roundTrip)
{
    for (const ClientFrame& frame : clientFrames()) {
        SCOPED_TRACE(frame.kind.index());
        const WipedBytes bytes = encodeClientFrame(frame);
        const auto decoded = decodeClientFrame(SharedBytes::copyOf(bytes));
        ASSERT_TRUE(decoded);
        EXPECT_EQ(decoded->kind.index(), frame.kind.index());
        EXPECT_EQ(decoded->sequence, frame.sequence);
        EXPECT_EQ(decoded->acknowledged, frame.acknowledged);
        EXPECT_EQ(decoded->body.view(), frame.body.view());
        EXPECT_EQ(encodeClientFrame(*decoded), bytes);
    }
}

TEST(CodecTest, server_everyKind_roundTrip)
{
    for (const ServerFrame& frame : serverFrames()) {
        SCOPED_TRACE(frame.kind.index());
        const WipedBytes bytes = encodeServerFrame(frame);
        const auto decoded = decodeServerFrame(SharedBytes::copyOf(bytes));
        ASSERT_TRUE(decoded);
        EXPECT_EQ(decoded->kind.index(), frame.kind.index());
        EXPECT_EQ(decoded->sequence, frame.sequence);
        EXPECT_EQ(decoded->acknowledged, frame.acknowledged);
        EXPECT_EQ(decoded->body.view(), frame.body.view());
        EXPECT_EQ(encodeServerFrame(*decoded), bytes);
    }
}

TEST(CodecTest, server_headAndKind_areTheFrame)
{
    for (const ServerFrame& frame : serverFrames()) {
        SCOPED_TRACE(frame.kind.index());
        const SharedBytes kind = encodeServerKind(frame.kind);
        const FrameHead head = encodeFrameHead(frame.sequence, frame.acknowledged, kind.size());
        WipedBytes whole(head.span().begin(), head.span().end());
        whole.insert(whole.end(), kind.span().begin(), kind.span().end());
        whole.insert(whole.end(), frame.body.span().begin(), frame.body.span().end());
        EXPECT_EQ(whole, encodeServerFrame(frame));
    }
}

TEST(CodecTest, frameHead_everySizeOfNumber_fits)
{
    const SharedBytes kind = encodeServerKind(Waiting{});
    for (int bits = 0; bits < 64; ++bits) {
        const std::uint64_t sequence = std::uint64_t{1} << bits;
        for (const std::uint64_t acknowledged : {std::uint64_t{0}, sequence - 1, UINT64_MAX}) {
            const FrameHead head = encodeFrameHead(sequence, acknowledged, kind.size());
            ASSERT_LE(head.size, head.storage.size());
            WipedBytes whole(head.span().begin(), head.span().end());
            whole.insert(whole.end(), kind.span().begin(), kind.span().end());
            const auto decoded = decodeServerFrame(shared(std::move(whole)));
            ASSERT_TRUE(decoded);
            EXPECT_EQ(decoded->sequence, sequence);
            EXPECT_EQ(decoded->acknowledged, acknowledged);
        }
    }
}

TEST(CodecTest, hello_fields_arrive)
{
    const ClientFrame frame = clientFrames()[1];
    const auto decoded = decodeClientFrame(shared(encodeClientFrame(frame)));
    const Hello& hello = std::get<Hello>(decoded->kind);
    EXPECT_EQ(hello.revision, 1U);
    EXPECT_EQ(hello.username, "Asha");
    EXPECT_EQ(hello.clientVersion, "0.1.0");
    EXPECT_EQ(hello.system, System::MacOs);
    ASSERT_TRUE(hello.resume);
    EXPECT_EQ(hello.resume->token, token);
    EXPECT_EQ(hello.resume->received, 77U);
    EXPECT_FALSE(hello.unlistedField);
}

TEST(CodecTest, paired_fields_arrive)
{
    const ServerFrame frame{1, 0, serverFrames()[8].kind, {}};
    const auto decoded = decodeServerFrame(shared(encodeServerFrame(frame)));
    const Paired& paired = std::get<Paired>(decoded->kind);
    EXPECT_EQ(paired.conversation, conversation);
    EXPECT_EQ(paired.ownMember, member);
    EXPECT_EQ(paired.partnerMember, idOf<MemberId>('p'));
    EXPECT_EQ(paired.partnerUsername, "Bo");
    EXPECT_EQ(paired.sharedTopics, (std::vector<std::string>{"music", "tea"}));
    EXPECT_TRUE(paired.initiator);
    EXPECT_EQ(paired.timeMs, 1'700'000'000'000);
}

TEST(CodecTest, error_fields_arrive)
{
    const auto decoded = decodeServerFrame(shared(encodeServerFrame(serverFrames()[2])));
    const ErrorAnswer& error = std::get<ErrorAnswer>(decoded->kind);
    EXPECT_EQ(error.code, Errc::ServerFull);
    EXPECT_EQ(error.text, "full");
    EXPECT_EQ(error.retryAfterMs, 5'000U);
    EXPECT_EQ(error.regarding, 6U);
    EXPECT_EQ(error.conversation, conversation);
    EXPECT_EQ(error.stream, stream);
    EXPECT_TRUE(error.closing);
}

TEST(CodecTest, error_everyCodeOfTheWire_arrives)
{
    for (int number = 1; number < 1'000; ++number) {
        const auto code = static_cast<Errc>(number);
        const auto decoded = decodeServerFrame(
            shared(encodeServerFrame({0, 0, ErrorAnswer{code, {}, 0, 0, {}, {}, false}, {}})));
        ASSERT_TRUE(decoded);
        ASSERT_EQ(std::get<ErrorAnswer>(decoded->kind).code, code);
    }
}

TEST(CodecTest, error_codeThatIsNotTheWires_badHeader)
{
    // Error and farewell with code 1000 (local), 65,537 (1 if it were cut to 16 bits) and -1.
    for (const std::string& code : {std::string("\x08\xE8\x07", 3), std::string("\x08\x81\x80\x04", 4),
                                    std::string("\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01", 11)}) {
        EXPECT_EQ(decodeServerFrame(frameOf(field(12, code))).code(), Errc::BadHeader);
        EXPECT_EQ(decodeServerFrame(frameOf(field(14, code))).code(), Errc::BadHeader);
    }
}

TEST(CodecTest, body_isNotCopied)
{
    const SharedBytes bytes = shared(encodeClientFrame({1, 0, Send{conversation, 1}, bytesOf("opaque")}));
    const auto decoded = decodeClientFrame(bytes);
    EXPECT_EQ(decoded->body.data() + decoded->body.size(), bytes.data() + bytes.size());
    const SharedBytes back =
        shared(encodeServerFrame({1, 0, Message{conversation, member, 1, 1}, bytesOf("opaque")}));
    EXPECT_EQ(decodeServerFrame(back)->body.data() + 6, back.data() + back.size());
}

TEST(CodecTest, body_ofEveryLength_arrives)
{
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{1}, std::size_t{4'096}, limits::bodyBytesMax}) {
        const SharedBytes body(WipedBytes(length, 0xAB));
        const SharedBytes bytes = shared(encodeClientFrame({1, 0, Send{conversation, 1}, body}));
        EXPECT_LE(bytes.size(), limits::frameBytesMax);
        EXPECT_EQ(decodeClientFrame(bytes)->body.view(), body.view());
    }
}

TEST(CodecTest, body_oversized_isAKindForServersAndAnErrorForClients)
{
    const SharedBytes body(WipedBytes(limits::bodyBytesMax + 1, 1));
    const auto fromClient = decodeClientFrame(shared(encodeClientFrame({7, 3, Send{conversation, 1}, body})));
    ASSERT_TRUE(fromClient);
    EXPECT_TRUE(std::holds_alternative<OversizedBody>(fromClient->kind));
    EXPECT_EQ(fromClient->sequence, 7U);
    EXPECT_EQ(fromClient->acknowledged, 3U);
    EXPECT_TRUE(fromClient->body.empty()) << "dropped";
    EXPECT_EQ(decodeServerFrame(shared(encodeServerFrame({1, 0, Message{conversation, member, 1, 1}, body})))
                  .code(),
              Errc::BodyTooLong);
}

TEST(CodecTest, frame_tooShort_badFrame)
{
    for (const auto& bytes : {WipedBytes{}, WipedBytes{0}, WipedBytes{0, 0}, WipedBytes{0, 0, 1, 2, 3},
                              WipedBytes{0, 5, 1}, WipedBytes{16, 0, 1}}) {
        EXPECT_EQ(decodeClientFrame(SharedBytes::copyOf(bytes)).code(), Errc::BadFrame);
        EXPECT_EQ(decodeServerFrame(SharedBytes::copyOf(bytes)).code(), Errc::BadFrame);
    }
}

TEST(CodecTest, header_aboveItsLimit_headerTooLong)
{
    for (const std::size_t length : {limits::headerBytesMax + 1, std::size_t{0xFFFF}}) {
        const SharedBytes bytes = frameOf(std::string(length, '\0'));
        EXPECT_EQ(decodeClientFrame(bytes).code(), Errc::HeaderTooLong);
        EXPECT_EQ(decodeServerFrame(bytes).code(), Errc::HeaderTooLong);
    }
}

TEST(CodecTest, header_ofFullLength_isRead)
{
    // Meet with topics of 100 bytes until the header is nearly full.
    std::string meet;
    while (meet.size() + 110 < limits::headerBytesMax)
        meet += field(1, std::string(100, 'x'));
    const std::string header = std::string{'\xA2', '\x01', static_cast<char>((meet.size() & 0x7f) | 0x80),
                                           static_cast<char>(meet.size() >> 7)} +
                               meet;
    const auto decoded = decodeClientFrame(frameOf(header));
    ASSERT_TRUE(decoded);
    EXPECT_GT(std::get<Meet>(decoded->kind).topics.size(), limits::topicsMax) << "the core counts them";
}

TEST(CodecTest, frame_cutAnywhere_isRefusedOrHasLessBody)
{
    const auto check = [](const WipedBytes& whole, std::size_t bodyBytes, const auto& decode) {
        for (std::size_t length = 0; length < whole.size(); ++length) {
            const auto cut = decode(SharedBytes::copyOf(std::span(whole).first(length)));
            if (length < whole.size() - bodyBytes) {
                EXPECT_EQ(cut.code(), Errc::BadFrame) << length;
            } else {
                ASSERT_TRUE(cut.ok());
                EXPECT_EQ(cut->body.size(), bodyBytes - (whole.size() - length));
            }
        }
    };
    for (const ClientFrame& frame : clientFrames())
        check(encodeClientFrame(frame), frame.body.size(), decodeClientFrame);
    for (const ServerFrame& frame : serverFrames())
        check(encodeServerFrame(frame), frame.body.size(), decodeServerFrame);
}

TEST(CodecTest, header_cutAnywhereWithItsLengthPutRight_neverCrashes)
{
    const auto check = [](const WipedBytes& whole, const auto& decode) {
        std::size_t refused = 0;
        const std::size_t headerBytes = std::size_t{whole[0]} << 8 | whole[1];
        for (std::size_t length = 1; length < headerBytes; ++length) {
            const std::string header(reinterpret_cast<const char*>(whole.data()) + 2, length);
            const auto cut = decode(frameOf(header));
            if (!cut.ok()) {
                EXPECT_EQ(cut.code(), Errc::BadHeader);
                ++refused;
            }
        }
        return refused;
    };
    std::size_t refused = 0;
    for (const ClientFrame& frame : clientFrames())
        refused += check(encodeClientFrame(frame), decodeClientFrame);
    for (const ServerFrame& frame : serverFrames())
        refused += check(encodeServerFrame(frame), decodeServerFrame);
    EXPECT_GT(refused, 500U);
}

TEST(CodecTest, puzzle_ofAWrongSize_isBadHeader)
{
    const std::string challenge = field(1, std::string(64, 'c'));
    EXPECT_TRUE(decodeClientFrame(frameOf(field(13, challenge + field(2, "12345678")))));
    for (const std::string& wrong : {challenge + field(2, "1234567"), challenge + field(2, "123456789"),
                                     challenge, field(1, std::string(65, 'c')) + field(2, "12345678")})
        EXPECT_EQ(decodeClientFrame(frameOf(field(13, wrong))).code(), Errc::BadHeader);
    EXPECT_TRUE(decodeServerFrame(frameOf(field(15, challenge))));
    EXPECT_EQ(decodeServerFrame(frameOf(field(15, field(1, std::string(65, 'c'))))).code(), Errc::BadHeader);
}

TEST(CodecTest, header_unknownKind_isAFrame)
{
    const auto fromClient = decodeClientFrame(frameOf(varint(1, 5) + varint(2, 3) + bigField(200, "later")));
    ASSERT_TRUE(fromClient);
    EXPECT_TRUE(std::holds_alternative<UnknownKind>(fromClient->kind));
    EXPECT_EQ(fromClient->sequence, 5U);
    EXPECT_EQ(fromClient->acknowledged, 3U);
    EXPECT_TRUE(std::holds_alternative<UnknownKind>(decodeClientFrame(frameOf(varint(1, 5)))->kind));
    EXPECT_TRUE(std::holds_alternative<UnknownKind>(
        decodeServerFrame(frameOf(varint(1, 5) + bigField(200, "")))->kind));
    EXPECT_TRUE(std::holds_alternative<UnknownKind>(decodeServerFrame(frameOf(bigField(54, "")))->kind))
        << "was laid out once, and never built";
}

TEST(CodecTest, header_kindTwice_theLastCounts)
{
    const auto decoded = decodeClientFrame(frameOf(bigField(20, field(1, "tea")) + bigField(21, "")));
    EXPECT_TRUE(std::holds_alternative<CancelMeet>(decoded->kind));
    const auto merged =
        decodeClientFrame(frameOf(bigField(20, field(1, "tea")) + bigField(20, field(1, "chess"))));
    EXPECT_EQ(std::get<Meet>(merged->kind).topics, (std::vector<std::string>{"tea", "chess"}));
}

TEST(CodecTest, header_numberTwice_theLastCounts)
{
    EXPECT_EQ(decodeClientFrame(frameOf(varint(1, 4) + varint(1, 9) + bigField(21, "")))->sequence, 9U);
}

TEST(CodecTest, hello_unlistedField_isSeen)
{
    const std::string good = varint(1, 1) + field(2, "Asha") + field(3, "0.1") + varint(4, 1);
    const auto isUnlisted = [](const std::string& header) {
        const auto decoded = decodeClientFrame(frameOf(header));
        EXPECT_TRUE(decoded.ok());
        return std::get<Hello>(decoded->kind).unlistedField;
    };
    EXPECT_FALSE(isUnlisted(field(10, good)));
    EXPECT_FALSE(isUnlisted(field(10, varint(4, 1) + field(2, "Asha") + varint(1, 1)))) << "any order";
    EXPECT_FALSE(isUnlisted(field(10, "")));
    EXPECT_TRUE(isUnlisted(field(10, good + varint(6, 1))));
    EXPECT_TRUE(isUnlisted(field(10, good + varint(6, 0)))) << "even if it says nothing";
    EXPECT_TRUE(isUnlisted(field(10, good + field(15, "machine-id"))));
    EXPECT_TRUE(isUnlisted(field(10, good + bigField(200, "locale"))));
    EXPECT_TRUE(isUnlisted(field(10, good) + bigField(200, "beside it")));
    EXPECT_TRUE(isUnlisted(bigField(200, "before it") + field(10, good)));
    EXPECT_TRUE(isUnlisted(field(10, good + varint(4, 9)))) << "a system that is not listed";
    const std::string resume = field(1, std::string(16, 't')) + varint(2, 3);
    EXPECT_FALSE(isUnlisted(field(10, good + field(5, resume))));
    EXPECT_TRUE(isUnlisted(field(10, good + field(5, resume + varint(3, 1)))));
}

TEST(CodecTest, hello_besideWhatTheParserDrops_isUnlisted)
{
    const std::string good = varint(1, 1) + field(2, "Asha");
    const auto isUnlisted = [](const std::string& header) {
        const auto decoded = decodeClientFrame(frameOf(header));
        EXPECT_TRUE(decoded.ok());
        return std::get<Hello>(decoded->kind).unlistedField;
    };
    EXPECT_FALSE(isUnlisted(field(10, good)));
    EXPECT_TRUE(isUnlisted(field(13, field(1, "machine-id")) + field(10, good))) << "another kind before it";
    EXPECT_TRUE(isUnlisted(bigField(20, field(1, "tea")) + field(10, good)));
    EXPECT_TRUE(isUnlisted(field(10, field(2, "machine-id")) + field(10, good))) << "two hellos become one";
    EXPECT_TRUE(isUnlisted(field(10, field(2, "machine-id") + good))) << "two names";
    EXPECT_TRUE(isUnlisted(varint(1, 5) + varint(1, 0) + field(10, good))) << "two numbers";
}

TEST(CodecTest, otherKinds_unlistedFields_areLeftToLaterRevisions)
{
    EXPECT_TRUE(decodeClientFrame(frameOf(bigField(20, field(1, "tea") + varint(9, 1)))));
}

TEST(CodecTest, ids_ofAWrongLength_badHeader)
{
    for (std::size_t length = 0; length < 40; ++length) {
        const std::string id(length, 'c');
        const Errc expected = length == 16 ? Errc::Ok : Errc::BadHeader;
        EXPECT_EQ(decodeClientFrame(frameOf(bigField(22, field(1, id)))).code(), expected) << length;
        EXPECT_EQ(decodeServerFrame(frameOf(bigField(23, field(1, id)))).code(), expected) << length;
    }
    EXPECT_EQ(decodeClientFrame(frameOf(bigField(22, field(1, std::string(16, '\0'))))).code(),
              Errc::BadHeader);
}

TEST(CodecTest, text_notUtf8_badHeaderWithoutALineInTheLog)
{
    testing::internal::CaptureStderr();
    EXPECT_EQ(decodeClientFrame(frameOf(field(10, field(2, "\xC3\x28")))).code(), Errc::BadHeader);
    EXPECT_EQ(decodeClientFrame(frameOf(bigField(20, field(1, "\xFF")))).code(), Errc::BadHeader);
    EXPECT_EQ(decodeServerFrame(frameOf(field(12, field(2, "\xFF")))).code(), Errc::BadHeader);
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(CodecTest, enums_outOfRange_badHeader)
{
    const std::string ids = field(1, std::string(16, 'c')) + field(2, std::string(16, 's'));
    EXPECT_TRUE(decodeClientFrame(frameOf(bigField(44, ids + varint(3, 4)))));
    EXPECT_EQ(decodeClientFrame(frameOf(bigField(44, ids + varint(3, 5)))).code(), Errc::BadHeader);
    EXPECT_EQ(decodeServerFrame(frameOf(bigField(44, ids + varint(3, 99)))).code(), Errc::BadHeader);
    EXPECT_EQ(decodeServerFrame(frameOf(bigField(23, field(1, std::string(16, 'c')) + varint(2, 5)))).code(),
              Errc::BadHeader);
    EXPECT_TRUE(decodeClientFrame(frameOf(bigField(23, field(1, std::string(16, 'c')) + varint(2, 4)))));
    EXPECT_EQ(decodeClientFrame(frameOf(bigField(23, field(1, std::string(16, 'c')) + varint(2, 5)))).code(),
              Errc::BadHeader);
}

TEST(CodecTest, randomBytes_byTheHundredThousand_areRefusedOrWithinLimits)
{
    std::mt19937_64 dice(11);
    for (int i = 0; i < 200'000; ++i) {
        WipedBytes bytes(dice() % 80);
        for (std::uint8_t& byte : bytes)
            byte = static_cast<std::uint8_t>(dice());
        if (i % 2 == 0 && bytes.size() > 2) { // half of them with a header length that fits
            bytes[0] = 0;
            bytes[1] = static_cast<std::uint8_t>(1 + dice() % (bytes.size() - 2));
        }
        const auto fromClient = decodeClientFrame(SharedBytes::copyOf(bytes));
        const auto fromServer = decodeServerFrame(SharedBytes::copyOf(bytes));
        for (const Errc code : {fromClient.code(), fromServer.code()})
            ASSERT_TRUE(code == Errc::Ok || code == Errc::BadFrame || code == Errc::BadHeader ||
                        code == Errc::HeaderTooLong);
    }
}

TEST(CodecTest, changedFrames_byTheHundredThousand_areRefusedOrCanBeSentOn)
{
    std::mt19937_64 dice(12);
    std::vector<WipedBytes> good;
    for (const ClientFrame& frame : clientFrames())
        good.push_back(encodeClientFrame(frame));
    for (const ServerFrame& frame : serverFrames())
        good.push_back(encodeServerFrame(frame));
    std::size_t accepted = 0;
    for (int i = 0; i < 200'000; ++i) {
        WipedBytes bytes = good[dice() % good.size()];
        for (std::uint64_t changes = 1 + dice() % 3; changes > 0; --changes)
            bytes[dice() % bytes.size()] = static_cast<std::uint8_t>(dice());
        const auto fromClient = decodeClientFrame(SharedBytes::copyOf(bytes));
        const auto fromServer = decodeServerFrame(SharedBytes::copyOf(bytes));
        if (fromClient && (fromClient->sequence != 0 || fromClient->kind.index() != 0)) {
            const auto again = decodeClientFrame(shared(encodeClientFrame(*fromClient)));
            if (!std::holds_alternative<OversizedBody>(fromClient->kind) &&
                !std::holds_alternative<UnknownKind>(fromClient->kind)) {
                ASSERT_TRUE(again);
                ASSERT_EQ(again->kind.index(), fromClient->kind.index());
            }
            ++accepted;
        }
        if (fromServer) {
            ASSERT_LE(encodeServerKind(fromServer->kind).size(), limits::headerBytesMax);
            ++accepted;
        }
    }
    EXPECT_GT(accepted, 10'000U);
}

} // namespace
} // namespace chatmet::protocol
