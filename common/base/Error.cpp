// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/base/Error.h"

namespace chatmet {

std::string_view describe(Errc code) noexcept
{
    switch (code) {
    case Errc::Ok: return "ok";
    case Errc::BadFrame: return "not a frame";
    case Errc::BadHeader: return "not a header";
    case Errc::HeaderTooLong: return "header too long";
    case Errc::BodyTooLong: return "body too long";
    case Errc::UnknownKind: return "unknown kind of header";
    case Errc::NotSupported: return "not supported by this server";
    case Errc::OutOfSequence: return "a reliable frame is missing";
    case Errc::HelloFirst: return "hello has to come first";
    case Errc::AlreadyWelcome: return "already welcomed";
    case Errc::PleaseUpdate: return "this client is too old for the server";
    case Errc::UnlistedField: return "hello carries a field that its revision does not list";
    case Errc::UsernameEmpty: return "username is empty";
    case Errc::UsernameTooLong: return "username is too long";
    case Errc::UsernameCharacters: return "username has characters that are not allowed";
    case Errc::ResumeUnknown: return "no such session to resume";
    case Errc::NotInConversation: return "not in this conversation";
    case Errc::AlreadyPaired: return "already in a pair";
    case Errc::AlreadyWaiting: return "already waiting";
    case Errc::NotWaiting: return "not waiting";
    case Errc::TooManyTopics: return "too many topics";
    case Errc::TopicInvalid: return "a topic is empty, too long or has control characters";
    case Errc::EmptyBody: return "a message needs a body";
    case Errc::SenderNumber: return "a message number was skipped";
    case Errc::KeyStep: return "this step of the key exchange is not due";
    case Errc::MemberUnknown: return "no such member";
    case Errc::SaidBefore: return "that was said of this member before";
    case Errc::RoomRefused: return "this room can't be joined";
    case Errc::RoomsTooMany: return "in too many rooms";
    case Errc::NotHost: return "only the host of the room may do this";
    case Errc::StreamUnknown: return "no such picture stream";
    case Errc::StreamExists: return "this picture stream exists already";
    case Errc::StreamTooLarge: return "the picture is too large";
    case Errc::StreamsTooMany: return "too many picture streams at once";
    case Errc::ChunkNumber: return "a picture chunk is out of order or of a wrong size";
    case Errc::ChunkNoCredit: return "a picture chunk beyond the receiver's credit";
    case Errc::ServerFull: return "the server is full";
    case Errc::OverBudget: return "the server is short of memory";
    case Errc::SlowReader: return "the reader was too slow";
    case Errc::RateLimited: return "too much at once";
    case Errc::ShuttingDown: return "the server is shutting down";
    case Errc::IdleTooLong: return "nothing was heard for too long";
    case Errc::PuzzleWrong: return "this does not solve the puzzle";
    case Errc::PuzzleLate: return "this puzzle is over, or was another connection's";
    case Errc::PuzzleNotAsked: return "no puzzle was asked for";
    case Errc::Damaged: return "damaged";
    case Errc::Unavailable: return "not available";
    case Errc::Cancelled: return "cancelled";
    case Errc::PuzzleTooHard: return "the server asks for an absurd puzzle";
    case Errc::ExchangeOrder: return "a step of the key exchange that is not due";
    case Errc::ExchangeSize: return "a step of the key exchange has a wrong size";
    case Errc::ExchangeCommitment: return "the key is not the one that was committed to";
    case Errc::ExchangeKey: return "a public key that gives no secret";
    case Errc::RoomMember: return "no such member, or one that is there already";
    case Errc::RoomUnproven: return "a member has not proven that it was invited";
    case Errc::SealSize: return "nothing sealed has this size";
    case Errc::SealBroken: return "changed, or sealed for another place";
    case Errc::SealReplay: return "a sealed message came twice";
    case Errc::SealGap: return "a sealed message is missing";
    case Errc::SealCommitment: return "a commitment does not fit its message";
    case Errc::SealPadding: return "a sealed message is padded wrongly";
    case Errc::SealSignature: return "not signed by the member whom it is said to come from";
    case Errc::SealNoChain: return "sealed under a chain that has not come";
    case Errc::SealChainDue: return "the chain has to be made anew first";
    case Errc::InviteTooLong: return "the invite is too long";
    case Errc::InviteScheme: return "not an invite";
    case Errc::InviteHost: return "the invite's host is none";
    case Errc::InvitePort: return "the invite's port is none";
    case Errc::InviteRoom: return "the invite's room is none";
    case Errc::InviteSecretGone: return "the invite was cut off";
    case Errc::InviteVersion: return "the invite is of another version";
    case Errc::InviteSecret: return "the invite's secret is none";
    case Errc::InviteFingerprint: return "the invite's fingerprint is none";
    case Errc::InviteTitle: return "the invite's title is none";
    case Errc::InviteParts: return "the invite has too many parts";
    }
    return "unknown error";
}

} // namespace chatmet
