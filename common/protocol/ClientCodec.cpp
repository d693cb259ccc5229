// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The client's half of the codec: what clients send.
#include "common/protocol/Codec.h"
#include "common/protocol/Limits.h"
#include "common/protocol/StreamFields.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <algorithm>

namespace chatmet::protocol {

namespace {

bool read(const wire::Hello& from, Hello& to)
{
    to.revision = from.revision();
    to.username = from.username();
    to.clientVersion = from.client_version();
    to.unlistedField = !readEnum(from.system(), System::MacOs, to.system);
    if (!from.has_resume())
        return true;
    Resume& resume = to.resume.emplace();
    resume.received = from.resume().received();
    return readId(from.resume().token(), resume.token);
}

bool read(const wire::HoldingsRequest& from, HoldingsRequest& to)
{
    to.page = from.page();
    return true;
}

/// A challenge longer than any server gives is nobody's.
bool read(const wire::Puzzle& from, Puzzle& to)
{
    if (from.challenge().size() > limits::puzzleChallengeBytesMax ||
        from.solution().size() != limits::puzzleSolutionBytes)
        return false;
    to.challenge = from.challenge();
    to.solution = from.solution();
    return true;
}

bool read(const wire::Meet& from, Meet& to)
{
    to.topics.assign(from.topics().begin(), from.topics().end());
    return true;
}

bool read(const wire::LeaveConversation& from, Leave& to)
{
    return readId(from.conversation(), to.conversation);
}

bool read(const wire::KeyExchange& from, KeyExchange& to)
{
    return readId(from.conversation(), to.conversation) && readEnum(from.step(), KeyStep::Chain, to.step) &&
           readOptionalId(from.member(), to.member);
}

bool read(const wire::Send& from, Send& to)
{
    to.senderNumber = from.sender_number();
    to.takesBack = from.takes_back();
    return readId(from.conversation(), to.conversation);
}

bool read(const wire::Report& from, Report& to)
{
    return readId(from.conversation(), to.conversation) && readId(from.member(), to.member) &&
           readEnum(from.reason(), ReportReason::Spam, to.reason);
}

bool read(const wire::Block& from, Block& to)
{
    return readId(from.conversation(), to.conversation) && readId(from.member(), to.member);
}

bool readProof(const std::string& field, RoomProof& proof)
{
    if (field.size() != proof.size())
        return false;
    std::copy(field.begin(), field.end(), proof.begin());
    return true;
}

std::string proofField(const RoomProof& proof)
{
    return {proof.begin(), proof.end()};
}

bool read(const wire::OpenRoom& from, OpenRoom& to)
{
    return readProof(from.admission(), to.admission);
}

bool read(const wire::JoinRoom& from, JoinRoom& to)
{
    return readId(from.room(), to.room) && readProof(from.proof(), to.proof);
}

bool read(const wire::LockRoom& from, LockRoom& to)
{
    to.locked = from.locked();
    return readId(from.conversation(), to.conversation);
}

bool read(const wire::RemoveMember& from, RemoveMember& to)
{
    return readId(from.conversation(), to.conversation) && readId(from.member(), to.member) &&
           readProof(from.admission(), to.admission);
}

/// False where a known kind breaks its own rules.
bool readKind(const wire::ClientHeader& from, ClientKind& to)
{
    using Wire = wire::ClientHeader;
    switch (from.kind_case()) {
    case Wire::kHello: return read(from.hello(), to.emplace<Hello>());
    case Wire::kGoodbye: to = Goodbye{}; return true;
    case Wire::kAcknowledgement: to = Acknowledgement{}; return true;
    case Wire::kHoldings: return read(from.holdings(), to.emplace<HoldingsRequest>());
    case Wire::kTombstone: to = Tombstone{}; return true;
    case Wire::kPuzzle: return read(from.puzzle(), to.emplace<Puzzle>());
    case Wire::kMeet: return read(from.meet(), to.emplace<Meet>());
    case Wire::kCancelMeet: to = CancelMeet{}; return true;
    case Wire::kLeave: return read(from.leave(), to.emplace<Leave>());
    case Wire::kKeyExchange: return read(from.key_exchange(), to.emplace<KeyExchange>());
    case Wire::kSend: return read(from.send(), to.emplace<Send>());
    case Wire::kTyping: return readInto<Typing>(from.typing(), to);
    case Wire::kStreamAccept: return readInto<StreamAccept>(from.stream_accept(), to);
    case Wire::kStreamOpen: return readInto<StreamOpen>(from.stream_open(), to);
    case Wire::kStreamChunk: return readInto<StreamChunk>(from.stream_chunk(), to);
    case Wire::kStreamCredit: return readInto<StreamCredit>(from.stream_credit(), to);
    case Wire::kStreamEnd: return readInto<StreamEnd>(from.stream_end(), to);
    case Wire::kReport: return read(from.report(), to.emplace<Report>());
    case Wire::kBlock: return read(from.block(), to.emplace<Block>());
    case Wire::kOpenRoom: return read(from.open_room(), to.emplace<OpenRoom>());
    case Wire::kJoinRoom: return read(from.join_room(), to.emplace<JoinRoom>());
    case Wire::kLockRoom: return read(from.lock_room(), to.emplace<LockRoom>());
    case Wire::kRemoveMember: return read(from.remove_member(), to.emplace<RemoveMember>());
    case Wire::KIND_NOT_SET: to = UnknownKind{}; return true;
    }
    to = UnknownKind{};
    return true;
}

struct KindWriter : SharedKindWriter<wire::ClientHeader>
{
    using SharedKindWriter::operator();

    void operator()(const UnknownKind&) const {}
    void operator()(const OversizedBody&) const {}
    void operator()(const Hello& kind) const
    {
        auto* to = header.mutable_hello();
        to->set_revision(kind.revision);
        to->set_username(kind.username);
        to->set_client_version(kind.clientVersion);
        to->set_system(static_cast<wire::System>(static_cast<int>(kind.system)));
        if (kind.resume) {
            to->mutable_resume()->set_token(idField(kind.resume->token));
            to->mutable_resume()->set_received(kind.resume->received);
        }
    }
    void operator()(const Goodbye&) const { header.mutable_goodbye(); }
    void operator()(const HoldingsRequest& kind) const { header.mutable_holdings()->set_page(kind.page); }
    void operator()(const Tombstone&) const { header.mutable_tombstone(); }
    void operator()(const Puzzle& kind) const
    {
        header.mutable_puzzle()->set_challenge(kind.challenge);
        header.mutable_puzzle()->set_solution(kind.solution);
    }
    void operator()(const Meet& kind) const
    {
        auto* to = header.mutable_meet();
        for (const std::string& topic : kind.topics)
            to->add_topics(topic);
    }
    void operator()(const CancelMeet&) const { header.mutable_cancel_meet(); }
    void operator()(const Leave& kind) const
    {
        header.mutable_leave()->set_conversation(idField(kind.conversation));
    }
    void operator()(const KeyExchange& kind) const
    {
        auto* to = header.mutable_key_exchange();
        to->set_conversation(idField(kind.conversation));
        to->set_step(static_cast<wire::KeyStep>(static_cast<int>(kind.step)));
        to->set_member(idField(kind.member));
    }
    void operator()(const Report& kind) const
    {
        auto* to = header.mutable_report();
        to->set_conversation(idField(kind.conversation));
        to->set_member(idField(kind.member));
        to->set_reason(static_cast<wire::ReportReason>(static_cast<int>(kind.reason)));
    }
    void operator()(const Block& kind) const
    {
        header.mutable_block()->set_conversation(idField(kind.conversation));
        header.mutable_block()->set_member(idField(kind.member));
    }
    void operator()(const OpenRoom& kind) const
    {
        header.mutable_open_room()->set_admission(proofField(kind.admission));
    }
    void operator()(const JoinRoom& kind) const
    {
        header.mutable_join_room()->set_room(idField(kind.room));
        header.mutable_join_room()->set_proof(proofField(kind.proof));
    }
    void operator()(const LockRoom& kind) const
    {
        header.mutable_lock_room()->set_conversation(idField(kind.conversation));
        header.mutable_lock_room()->set_locked(kind.locked);
    }
    void operator()(const RemoveMember& kind) const
    {
        auto* to = header.mutable_remove_member();
        to->set_conversation(idField(kind.conversation));
        to->set_member(idField(kind.member));
        to->set_admission(proofField(kind.admission));
    }
    void operator()(const Send& kind) const
    {
        auto* to = header.mutable_send();
        to->set_conversation(idField(kind.conversation));
        to->set_sender_number(kind.senderNumber);
        to->set_takes_back(kind.takesBack);
    }
};

wire::ClientHeader toWire(const ClientFrame& frame)
{
    wire::ClientHeader header;
    header.set_sequence(frame.sequence);
    header.set_acknowledged(frame.acknowledged);
    std::visit(KindWriter{{header}}, frame.kind);
    return header;
}

/// The lite runtime keeps fields that it doesn't know but has no public way to ask for them: written again
/// from the struct, which has the known ones only, the header is shorter then.
bool hasUnlistedFields(const wire::ClientHeader& header, const ClientFrame& frame)
{
    return toWire(frame).ByteSizeLong() != header.ByteSizeLong();
}

/// Whether a field stands in there twice, or two kinds side by side. A parser keeps the last one and says
/// nothing of the others, so that what stood in them would have been told although it is not listed.
bool hasRepeatedFields(std::span<const std::uint8_t> bytes, int kindsFrom)
{
    using google::protobuf::internal::WireFormatLite;
    google::protobuf::io::CodedInputStream input(bytes.data(), static_cast<int>(bytes.size()));
    std::uint64_t seen = 0;
    while (const std::uint32_t tag = input.ReadTag()) {
        // Numbers that aren't listed are refused for that already.
        const int number = std::min({WireFormatLite::GetTagFieldNumber(tag), kindsFrom, 63});
        if ((seen >> number & 1) != 0)
            return true;
        seen |= std::uint64_t{1} << number;
        if (tag == (wire::ClientHeader::kHelloFieldNumber << 3 | 2) && kindsFrom != 63) {
            std::uint32_t size = 0;
            if (!input.ReadVarint32(&size))
                return true;
            const auto at = static_cast<std::size_t>(input.CurrentPosition());
            if (hasRepeatedFields(bytes.subspan(at, size), 63) || !input.Skip(static_cast<int>(size)))
                return true;
        } else if (!WireFormatLite::SkipField(&input, tag)) {
            return true;
        }
    }
    return false;
}

} // namespace

Result<ClientFrame> decodeClientFrame(const SharedBytes& bytes)
{
    const auto parts = splitFrame(bytes);
    if (!parts)
        return parts.code();
    wire::ClientHeader header;
    if (!header.ParseFromArray(parts->header.data(), static_cast<int>(parts->header.size())))
        return Errc::BadHeader;
    ClientFrame frame;
    frame.sequence = header.sequence();
    frame.acknowledged = header.acknowledged();
    if (!readKind(header, frame.kind))
        return Errc::BadHeader;
    if (auto* hello = std::get_if<Hello>(&frame.kind))
        hello->unlistedField |= hasUnlistedFields(header, frame) ||
                                hasRepeatedFields(parts->header, wire::ClientHeader::kHelloFieldNumber);
    if (parts->body.size() > limits::bodyBytesMax)
        frame.kind = OversizedBody{};
    else
        frame.body = parts->body;
    return frame;
}

WipedBytes encodeClientFrame(const ClientFrame& frame)
{
    return joinFrame(toWire(frame).SerializeAsString(), frame.body.span());
}

} // namespace chatmet::protocol
