// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The server's half of the codec: what servers send.
#include "common/protocol/Codec.h"
#include "common/protocol/Limits.h"
#include "common/protocol/StreamFields.h"

#include <google/protobuf/io/coded_stream.h>

#include <cassert>

namespace chatmet::protocol {

namespace {

bool read(const wire::Welcome& from, Welcome& to)
{
    to.revision = from.revision();
    to.serverTimeMs = from.server_time_ms();
    to.resumeWindowMs = from.resume_window_ms();
    to.logRetentionDays = from.log_retention_days();
    to.operatorName = from.operator_name();
    to.operatorContact = from.operator_contact();
    to.operatorRules = from.operator_rules();
    to.operatorCountry = from.operator_country();
    to.legalBasis = from.legal_basis();
    to.logTruncated = from.log_truncated();
    to.resumed = from.resumed();
    return readId(from.token(), to.token);
}

/// True for every number that a server may send, those that this source doesn't know included (Error.h).
bool readCode(int number, Errc& code)
{
    constexpr int localCodesFrom = 1000;
    if (number < 0 || number >= localCodesFrom)
        return false;
    code = static_cast<Errc>(number);
    return true;
}

bool read(const wire::Farewell& from, Farewell& to)
{
    to.retryAfterMs = from.retry_after_ms();
    return readCode(from.code(), to.code);
}

bool read(const wire::ErrorAnswer& from, ErrorAnswer& to)
{
    if (!readCode(from.code(), to.code))
        return false;
    to.text = from.text();
    to.retryAfterMs = from.retry_after_ms();
    to.regarding = from.regarding();
    to.closing = from.closing();
    return readOptionalId(from.conversation(), to.conversation) && readOptionalId(from.stream(), to.stream);
}

bool read(const wire::PuzzleChallenge& from, PuzzleChallenge& to)
{
    to.challenge = from.challenge();
    to.difficultyBits = from.difficulty_bits();
    return to.challenge.size() <= limits::puzzleChallengeBytesMax;
}

bool read(const wire::Holdings& from, Holdings& to)
{
    to.page = from.page();
    to.pages = from.pages();
    return true;
}

bool read(const wire::Paired& from, Paired& to)
{
    to.partnerUsername = from.partner_username();
    to.sharedTopics.assign(from.shared_topics().begin(), from.shared_topics().end());
    to.initiator = from.initiator();
    to.timeMs = from.time_ms();
    return readId(from.conversation(), to.conversation) && readId(from.own_member(), to.ownMember) &&
           readId(from.partner_member(), to.partnerMember);
}

bool read(const wire::Ended& from, Ended& to)
{
    to.ticketMs = from.ticket_ms();
    return readId(from.conversation(), to.conversation) &&
           readEnum(from.reason(), EndReason::Removed, to.reason);
}

bool read(const wire::KeyExchanged& from, KeyExchanged& to)
{
    return readId(from.conversation(), to.conversation) && readId(from.member(), to.member) &&
           readEnum(from.step(), KeyStep::Chain, to.step);
}

bool read(const wire::MemberAway& from, MemberAway& to)
{
    to.windowMs = from.window_ms();
    return readId(from.conversation(), to.conversation) && readId(from.member(), to.member);
}

bool read(const wire::MemberBack& from, MemberBack& to)
{
    return readId(from.conversation(), to.conversation) && readId(from.member(), to.member);
}

bool read(const wire::Accepted& from, Accepted& to)
{
    to.senderNumber = from.sender_number();
    to.number = from.number();
    to.timeMs = from.time_ms();
    return readId(from.conversation(), to.conversation);
}

bool read(const wire::Message& from, Message& to)
{
    to.number = from.number();
    to.timeMs = from.time_ms();
    return readId(from.conversation(), to.conversation) && readId(from.member(), to.member);
}

/// Kinds that are one member of one conversation.
template <class Wire, class Kind> bool readMember(const Wire& from, Kind& to)
{
    return readId(from.conversation(), to.conversation) && readId(from.member(), to.member);
}

bool read(const wire::Unsent& from, Unsent& to)
{
    to.number = from.number();
    return readMember(from, to);
}

bool read(const wire::RoomOpened& from, RoomOpened& to)
{
    to.membersMax = from.members_max();
    return readId(from.conversation(), to.conversation) && readId(from.own_member(), to.ownMember);
}

bool read(const wire::RoomJoined& from, RoomJoined& to)
{
    to.locked = from.locked();
    to.membersMax = from.members_max();
    return readId(from.conversation(), to.conversation) && readId(from.own_member(), to.ownMember) &&
           readId(from.host(), to.host);
}

bool read(const wire::MemberJoined& from, MemberJoined& to)
{
    to.username = from.username();
    to.present = from.present();
    to.away = from.away();
    return readMember(from, to);
}

bool read(const wire::MemberLeft& from, MemberLeft& to)
{
    return readMember(from, to) && readEnum(from.reason(), EndReason::Removed, to.reason);
}

bool read(const wire::RoomChanged& from, RoomChanged& to)
{
    to.locked = from.locked();
    return readId(from.conversation(), to.conversation) && readId(from.host(), to.host);
}

bool readKind(const wire::ServerHeader& from, ServerKind& to)
{
    using Wire = wire::ServerHeader;
    switch (from.kind_case()) {
    case Wire::kWelcome: return read(from.welcome(), to.emplace<Welcome>());
    case Wire::kHelloAgain: to = HelloAgain{from.hello_again().revision()}; return true;
    case Wire::kError: return read(from.error(), to.emplace<ErrorAnswer>());
    case Wire::kAcknowledgement: to = Acknowledgement{}; return true;
    case Wire::kFarewell: return read(from.farewell(), to.emplace<Farewell>());
    case Wire::kPuzzle: return read(from.puzzle(), to.emplace<PuzzleChallenge>());
    case Wire::kHoldings: return read(from.holdings(), to.emplace<Holdings>());
    case Wire::kCounts: to = Counts{from.counts().online_about()}; return true;
    case Wire::kNotice: to = Notice{from.notice().text()}; return true;
    case Wire::kWaiting: to = Waiting{}; return true;
    case Wire::kMeetCancelled: to = MeetCancelled{}; return true;
    case Wire::kPaired: return read(from.paired(), to.emplace<Paired>());
    case Wire::kEnded: return read(from.ended(), to.emplace<Ended>());
    case Wire::kKeyExchange: return read(from.key_exchange(), to.emplace<KeyExchanged>());
    case Wire::kMemberAway: return read(from.member_away(), to.emplace<MemberAway>());
    case Wire::kMemberBack: return read(from.member_back(), to.emplace<MemberBack>());
    case Wire::kReported: return readMember(from.reported(), to.emplace<Reported>());
    case Wire::kBlocked: return readMember(from.blocked(), to.emplace<Blocked>());
    case Wire::kAccepted: return read(from.accepted(), to.emplace<Accepted>());
    case Wire::kMessage: return read(from.message(), to.emplace<Message>());
    case Wire::kUnsent: return read(from.unsent(), to.emplace<Unsent>());
    case Wire::kTyping: return readInto<Typing>(from.typing(), to);
    case Wire::kStreamAccept: return readInto<StreamAccept>(from.stream_accept(), to);
    case Wire::kStreamOpen: return readInto<StreamOpen>(from.stream_open(), to);
    case Wire::kStreamChunk: return readInto<StreamChunk>(from.stream_chunk(), to);
    case Wire::kStreamCredit: return readInto<StreamCredit>(from.stream_credit(), to);
    case Wire::kStreamEnd: return readInto<StreamEnd>(from.stream_end(), to);
    case Wire::kRoomOpened: return read(from.room_opened(), to.emplace<RoomOpened>());
    case Wire::kRoomJoined: return read(from.room_joined(), to.emplace<RoomJoined>());
    case Wire::kMemberJoined: return read(from.member_joined(), to.emplace<MemberJoined>());
    case Wire::kMemberLeft: return read(from.member_left(), to.emplace<MemberLeft>());
    case Wire::kRoomChanged: return read(from.room_changed(), to.emplace<RoomChanged>());
    default: to = UnknownKind{}; return true; // a newer server's, or one that is laid out and not built
    }
}

template <class Wire, class Kind> Wire* writeMember(Wire* to, const Kind& kind)
{
    to->set_conversation(idField(kind.conversation));
    to->set_member(idField(kind.member));
    return to;
}

struct KindWriter : SharedKindWriter<wire::ServerHeader>
{
    using SharedKindWriter::operator();

    void operator()(const UnknownKind&) const {}
    void operator()(const Welcome& kind) const
    {
        auto* to = header.mutable_welcome();
        to->set_revision(kind.revision);
        to->set_token(idField(kind.token));
        to->set_server_time_ms(kind.serverTimeMs);
        to->set_resume_window_ms(kind.resumeWindowMs);
        to->set_log_retention_days(kind.logRetentionDays);
        to->set_operator_name(kind.operatorName);
        to->set_operator_contact(kind.operatorContact);
        to->set_operator_rules(kind.operatorRules);
        to->set_operator_country(kind.operatorCountry);
        to->set_legal_basis(kind.legalBasis);
        to->set_log_truncated(kind.logTruncated);
        to->set_resumed(kind.resumed);
    }
    void operator()(const HelloAgain& kind) const
    {
        header.mutable_hello_again()->set_revision(kind.revision);
    }
    void operator()(const ErrorAnswer& kind) const
    {
        auto* to = header.mutable_error();
        to->set_code(static_cast<wire::ErrorCode>(static_cast<int>(kind.code)));
        to->set_text(kind.text);
        to->set_retry_after_ms(kind.retryAfterMs);
        to->set_regarding(kind.regarding);
        to->set_conversation(idField(kind.conversation));
        to->set_stream(idField(kind.stream));
        to->set_closing(kind.closing);
    }
    void operator()(const Farewell& kind) const
    {
        header.mutable_farewell()->set_code(static_cast<wire::ErrorCode>(static_cast<int>(kind.code)));
        header.mutable_farewell()->set_retry_after_ms(kind.retryAfterMs);
    }
    void operator()(const PuzzleChallenge& kind) const
    {
        header.mutable_puzzle()->set_challenge(kind.challenge);
        header.mutable_puzzle()->set_difficulty_bits(kind.difficultyBits);
    }
    void operator()(const Holdings& kind) const
    {
        header.mutable_holdings()->set_page(kind.page);
        header.mutable_holdings()->set_pages(kind.pages);
    }
    void operator()(const Counts& kind) const { header.mutable_counts()->set_online_about(kind.onlineAbout); }
    void operator()(const Notice& kind) const { header.mutable_notice()->set_text(kind.text); }
    void operator()(const Waiting&) const { header.mutable_waiting(); }
    void operator()(const MeetCancelled&) const { header.mutable_meet_cancelled(); }
    void operator()(const Paired& kind) const
    {
        auto* to = header.mutable_paired();
        to->set_conversation(idField(kind.conversation));
        to->set_own_member(idField(kind.ownMember));
        to->set_partner_member(idField(kind.partnerMember));
        to->set_partner_username(kind.partnerUsername);
        for (const std::string& topic : kind.sharedTopics)
            to->add_shared_topics(topic);
        to->set_initiator(kind.initiator);
        to->set_time_ms(kind.timeMs);
    }
    void operator()(const Ended& kind) const
    {
        auto* to = header.mutable_ended();
        to->set_conversation(idField(kind.conversation));
        to->set_reason(static_cast<wire::EndReason>(static_cast<int>(kind.reason)));
        to->set_ticket_ms(kind.ticketMs);
    }
    void operator()(const Reported& kind) const { writeMember(header.mutable_reported(), kind); }
    void operator()(const Blocked& kind) const { writeMember(header.mutable_blocked(), kind); }
    void operator()(const Unsent& kind) const
    {
        writeMember(header.mutable_unsent(), kind)->set_number(kind.number);
    }
    void operator()(const RoomOpened& kind) const
    {
        auto* to = header.mutable_room_opened();
        to->set_conversation(idField(kind.conversation));
        to->set_own_member(idField(kind.ownMember));
        to->set_members_max(kind.membersMax);
    }
    void operator()(const RoomJoined& kind) const
    {
        auto* to = header.mutable_room_joined();
        to->set_conversation(idField(kind.conversation));
        to->set_own_member(idField(kind.ownMember));
        to->set_host(idField(kind.host));
        to->set_locked(kind.locked);
        to->set_members_max(kind.membersMax);
    }
    void operator()(const MemberJoined& kind) const
    {
        auto* to = writeMember(header.mutable_member_joined(), kind);
        to->set_username(kind.username);
        to->set_present(kind.present);
        to->set_away(kind.away);
    }
    void operator()(const MemberLeft& kind) const
    {
        writeMember(header.mutable_member_left(), kind)
            ->set_reason(static_cast<wire::EndReason>(static_cast<int>(kind.reason)));
    }
    void operator()(const RoomChanged& kind) const
    {
        auto* to = header.mutable_room_changed();
        to->set_conversation(idField(kind.conversation));
        to->set_host(idField(kind.host));
        to->set_locked(kind.locked);
    }
    void operator()(const KeyExchanged& kind) const
    {
        auto* to = writeMember(header.mutable_key_exchange(), kind);
        to->set_step(static_cast<wire::KeyStep>(static_cast<int>(kind.step)));
    }
    void operator()(const MemberAway& kind) const
    {
        writeMember(header.mutable_member_away(), kind)->set_window_ms(kind.windowMs);
    }
    void operator()(const MemberBack& kind) const { writeMember(header.mutable_member_back(), kind); }
    void operator()(const Accepted& kind) const
    {
        auto* to = header.mutable_accepted();
        to->set_conversation(idField(kind.conversation));
        to->set_sender_number(kind.senderNumber);
        to->set_number(kind.number);
        to->set_time_ms(kind.timeMs);
    }
    void operator()(const Message& kind) const
    {
        auto* to = header.mutable_message();
        to->set_conversation(idField(kind.conversation));
        to->set_member(idField(kind.member));
        to->set_number(kind.number);
        to->set_time_ms(kind.timeMs);
    }
};

std::string serialiseKind(const ServerKind& kind)
{
    wire::ServerHeader header;
    std::visit(KindWriter{{header}}, kind);
    return header.SerializeAsString();
}

} // namespace

Result<ServerFrame> decodeServerFrame(const SharedBytes& bytes)
{
    const auto parts = splitFrame(bytes);
    if (!parts)
        return parts.code();
    if (parts->body.size() > limits::bodyBytesMax)
        return Errc::BodyTooLong;
    wire::ServerHeader header;
    if (!header.ParseFromArray(parts->header.data(), static_cast<int>(parts->header.size())))
        return Errc::BadHeader;
    ServerFrame frame;
    frame.sequence = header.sequence();
    frame.acknowledged = header.acknowledged();
    frame.body = parts->body;
    if (!readKind(header, frame.kind))
        return Errc::BadHeader;
    return frame;
}

SharedBytes encodeServerKind(const ServerKind& kind)
{
    const std::string encoded = serialiseKind(kind);
    return SharedBytes(WipedBytes(encoded.begin(), encoded.end()));
}

FrameHead encodeFrameHead(std::uint64_t sequence, std::uint64_t acknowledged, std::size_t kindBytes)
{
    using google::protobuf::io::CodedOutputStream;
    // A field's tag is its number shifted by three, with wire type 0 (varint) below.
    constexpr std::uint8_t sequenceTag = wire::ServerHeader::kSequenceFieldNumber << 3;
    constexpr std::uint8_t acknowledgedTag = wire::ServerHeader::kAcknowledgedFieldNumber << 3;
    FrameHead head;
    std::uint8_t* out = head.storage.data() + limits::headerLengthBytes;
    if (sequence != 0) {
        *out++ = sequenceTag;
        out = CodedOutputStream::WriteVarint64ToArray(sequence, out);
    }
    if (acknowledged != 0) {
        *out++ = acknowledgedTag;
        out = CodedOutputStream::WriteVarint64ToArray(acknowledged, out);
    }
    head.size = static_cast<std::uint8_t>(out - head.storage.data());
    const std::size_t headerBytes = head.size - limits::headerLengthBytes + kindBytes;
    assert(headerBytes <= limits::headerBytesMax);
    head.storage[0] = static_cast<std::uint8_t>(headerBytes >> 8);
    head.storage[1] = static_cast<std::uint8_t>(headerBytes & 0xff);
    return head;
}

WipedBytes encodeServerFrame(const ServerFrame& frame)
{
    const std::string kind = serialiseKind(frame.kind);
    const FrameHead head = encodeFrameHead(frame.sequence, frame.acknowledged, kind.size());
    WipedBytes bytes(head.span().begin(), head.span().end());
    bytes.insert(bytes.end(), kind.begin(), kind.end());
    bytes.insert(bytes.end(), frame.body.span().begin(), frame.body.span().end());
    return bytes;
}

} // namespace chatmet::protocol
