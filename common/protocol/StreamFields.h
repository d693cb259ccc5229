// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The kinds that travel in both directions, between struct and protobuf. Inside this folder only.

#include "common/protocol/Frame.h"
#include "common/protocol/Messages.h"
#include "common/protocol/chatmet.pb.h"

#include <optional>

namespace chatmet::protocol {

/// True if `number` is a value of the enum up to `last`; protobuf hands unknown ones through.
template <class Enum> [[nodiscard]] bool readEnum(int number, Enum last, Enum& value)
{
    if (number < 0 || number > static_cast<int>(last))
        return false;
    value = static_cast<Enum>(number);
    return true;
}

inline bool read(const wire::Typing& from, Typing& to)
{
    to.active = from.active();
    return readId(from.conversation(), to.conversation) && readOptionalId(from.member(), to.member);
}

inline bool read(const wire::StreamAccept& from, StreamAccept& to)
{
    to.credit = from.credit();
    return readId(from.conversation(), to.conversation) && readId(from.stream(), to.stream) &&
           readId(from.member(), to.member) && readOptionalId(from.offered(), to.offered);
}

inline bool read(const wire::StreamOpen& from, StreamOpen& to)
{
    to.bytesCount = from.bytes_count();
    return readId(from.conversation(), to.conversation) && readId(from.stream(), to.stream);
}

inline bool read(const wire::StreamChunk& from, StreamChunk& to)
{
    to.number = from.number();
    return readId(from.conversation(), to.conversation) && readId(from.stream(), to.stream);
}

inline bool read(const wire::StreamCredit& from, StreamCredit& to)
{
    to.received = from.received();
    to.allowed = from.allowed();
    to.resumeAt = from.resume_at();
    return readId(from.conversation(), to.conversation) && readId(from.stream(), to.stream);
}

inline bool read(const wire::StreamEnd& from, StreamEnd& to)
{
    return readId(from.conversation(), to.conversation) && readId(from.stream(), to.stream) &&
           readEnum(from.outcome(), StreamOutcome::Gone, to.outcome);
}

/// Writes one of the kinds above into the header of either direction; nothing for other kinds.
template <class Header> struct SharedKindWriter
{
    Header& header;

    void operator()(const Acknowledgement&) const { header.mutable_acknowledgement(); }
    void operator()(const Typing& kind) const
    {
        auto* to = header.mutable_typing();
        to->set_conversation(idField(kind.conversation));
        to->set_member(idField(kind.member));
        to->set_active(kind.active);
    }
    void operator()(const StreamAccept& kind) const
    {
        auto* to = stream(header.mutable_stream_accept(), kind);
        to->set_member(idField(kind.member));
        to->set_credit(kind.credit);
        to->set_offered(idField(kind.offered));
    }
    void operator()(const StreamOpen& kind) const
    {
        stream(header.mutable_stream_open(), kind)->set_bytes_count(kind.bytesCount);
    }
    void operator()(const StreamChunk& kind) const
    {
        stream(header.mutable_stream_chunk(), kind)->set_number(kind.number);
    }
    void operator()(const StreamCredit& kind) const
    {
        auto* to = stream(header.mutable_stream_credit(), kind);
        to->set_received(kind.received);
        to->set_allowed(kind.allowed);
        to->set_resume_at(kind.resumeAt);
    }
    void operator()(const StreamEnd& kind) const
    {
        stream(header.mutable_stream_end(), kind)
            ->set_outcome(static_cast<wire::StreamOutcome>(static_cast<int>(kind.outcome)));
    }

private:
    template <class Wire, class Kind> static Wire* stream(Wire* to, const Kind& kind)
    {
        to->set_conversation(idField(kind.conversation));
        to->set_stream(idField(kind.stream));
        return to;
    }
};

/// Reads a kind that is all fields into the variant; false where a field breaks its rule.
template <class Kind, class Wire, class Variant> [[nodiscard]] bool readInto(const Wire& from, Variant& to)
{
    return read(from, to.template emplace<Kind>());
}

} // namespace chatmet::protocol
