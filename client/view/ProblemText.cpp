// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ProblemText.h"

#include "client/model/Numbers.h"
#include "client/picture/PictureLimits.h"
#include "common/protocol/Limits.h"

#include <QLocale>

namespace chatmet::client {

namespace {

constexpr qint64 mega = 1'000'000;

} // namespace

bool ProblemText::concernsUsername(LineProblem problem)
{
    return problem == LineProblem::NameRefused;
}

QString ProblemText::of(LineProblem problem, Errc code)
{
    switch (problem) {
    case LineProblem::None: return {};
    case LineProblem::BadAddress:
        return tr("This is not the address of a ChatMet server. Nothing was sent. Type a host name such as "
                  "chat.example.org.");
    case LineProblem::HostNotFound:
        return tr("The server's name was not found. It is misspelt, or this computer is offline. Check the "
                  "name and the network.");
    case LineProblem::Refused:
        return tr("Nobody answers at this server's door. It is probably not running. Try later, or ask who "
                  "operates it.");
    case LineProblem::TimedOut:
        return tr("The server did not answer in time. It or the network is very slow or gone. Try again in a "
                  "minute.");
    case LineProblem::Untrusted:
        return tr("No authority vouches for this server's key. Anybody could be pretending to be it. Go on "
                  "only if the key below is the one "
                  "that its operator gave you.");
    case LineProblem::WrongFingerprint:
        return tr("The server showed another key than the expected one. Somebody may be in between, so "
                  "nothing was said. Ask the operator "
                  "for the right key.");
    case LineProblem::TlsFailed:
        return tr("No safe line could be made. The server offers no encryption that this program accepts. "
                  "Check the address, or ask its "
                  "operator.");
    case LineProblem::NotChatMet:
        return tr("Something answers, but it is not a ChatMet server. Your name was not sent. Check the "
                  "address and the port.");
    case LineProblem::ProxyFailed:
        return tr("The proxy did not let us through. Nothing went around it. Check the proxy, or start it.");
    case LineProblem::Dropped:
        return tr(
            "The line broke. What was not delivered by then may be lost. Check the network and start again.");
    case LineProblem::BadData:
        return tr("The server sent something that makes no sense. The line was closed to be safe. Try again, "
                  "or another server.");
    case LineProblem::PleaseUpdate:
        return tr("This ChatMet is too old for the server. It does not speak its language any more. Please "
                  "install a newer version.");
    case LineProblem::ServerTooOld:
        return tr("The server is too old for this ChatMet. They have no language in common. Ask its operator "
                  "to update it.");
    case LineProblem::NameRefused: return of(code);
    case LineProblem::ServerFull: return of(Errc::ServerFull);
    case LineProblem::ShuttingDown: return of(Errc::ShuttingDown);
    case LineProblem::TooSlow: return of(Errc::SlowReader);
    case LineProblem::TooManyHere:
        return tr(
            "Too many people have come from your network address just now. The server takes no more from "
            "there for a moment. Try again in a minute.");
    case LineProblem::PuzzleTooHard: return of(Errc::PuzzleTooHard);
    case LineProblem::SentAway:
        return code == Errc::Ok
                   ? tr("The server closed the line. It did not say why. Start again, or try later.")
                   : of(code);
    }
    return {};
}

QString ProblemText::ofRetried(LineProblem problem, Errc code)
{
    const bool isBroken =
        problem == LineProblem::Dropped || (problem == LineProblem::SentAway && code == Errc::Ok);
    return isBroken ? tr("The line broke. Nobody can be met until it is back. This program connects again by "
                         "itself.")
                    : of(problem, code);
}

QString ProblemText::ofPuzzle()
{
    return tr("This server is busy. Your computer does a small sum first, so that nobody can crowd it out. "
              "That takes "
              "a few seconds.");
}

QString ProblemText::of(Errc code)
{
    switch (code) {
    case Errc::Ok: return {};
    case Errc::BadFrame:
    case Errc::BadHeader:
    case Errc::HeaderTooLong:
    case Errc::UnknownKind:
    case Errc::OutOfSequence:
    case Errc::HelloFirst:
    case Errc::AlreadyWelcome:
    case Errc::UnlistedField:
    case Errc::KeyStep:
        return tr("The server did not understand this program. The two versions may not fit. Try again, or "
                  "update ChatMet.");
    case Errc::BodyTooLong:
        return tr("That is longer than the server takes. It was not sent. Please shorten it.");
    case Errc::NotSupported:
        return tr("This server does not offer that yet. Nothing was done. The rest keeps working.");
    case Errc::PleaseUpdate: return of(LineProblem::PleaseUpdate);
    case Errc::UsernameEmpty:
    case Errc::UsernameTooLong:
    case Errc::UsernameCharacters:
    case Errc::ResumeUnknown: return ofHello(code);
    case Errc::NotInConversation:
    case Errc::AlreadyPaired:
    case Errc::AlreadyWaiting:
    case Errc::NotWaiting:
    case Errc::TooManyTopics:
    case Errc::TopicInvalid:
    case Errc::EmptyBody:
    case Errc::SenderNumber: return ofConversation(code);
    case Errc::MemberUnknown:
    case Errc::SaidBefore:
    case Errc::RoomRefused:
    case Errc::RoomsTooMany:
    case Errc::NotHost: return ofMembers(code);
    case Errc::StreamUnknown:
    case Errc::StreamExists:
    case Errc::StreamTooLarge:
    case Errc::StreamsTooMany:
    case Errc::ChunkNumber:
    case Errc::ChunkNoCredit:
    case Errc::OverBudget: return ofStream(code);
    case Errc::ServerFull:
        return tr(
            "The server is full. There is no place for another person just now. Try again in a few minutes.");
    case Errc::SlowReader:
        return tr("This computer took in messages too slowly. The server closed the line to protect itself. "
                  "Check the network and start again.");
    case Errc::RateLimited:
        return tr("That was too much at once. The server did not take it. Wait a moment, then try again.");
    case Errc::PuzzleWrong:
    case Errc::PuzzleLate:
    case Errc::PuzzleNotAsked:
        return tr(
            "The sum that the server asked for was not taken. It may have taken too long. Start again.");
    case Errc::PuzzleTooHard:
        return tr("The server asks this computer for an absurdly long sum. No honest server does that, so "
                  "nothing was "
                  "begun. Choose another server.");
    case Errc::ShuttingDown:
        return tr("The server is shutting down. Every conversation on it has ended. Try again later.");
    case Errc::IdleTooLong:
        return tr(
            "The server heard nothing for too long. It closed the line. Check the network and start again.");
    case Errc::Damaged:
        return tr("What came cannot be read. It is damaged and was dropped. Ask for it again.");
    case Errc::Unavailable:
        return tr(
            "This computer refused it. Memory or a right is missing. Close other programs and try again.");
    case Errc::ExchangeOrder:
    case Errc::ExchangeSize:
    case Errc::ExchangeCommitment:
    case Errc::ExchangeKey:
        return tr("No keys could be agreed on with the other side. Nothing was sent. Meet somebody else.");
    case Errc::SealSize:
    case Errc::SealBroken:
    case Errc::SealReplay:
    case Errc::SealGap:
    case Errc::SealCommitment:
    case Errc::SealPadding:
    case Errc::SealSignature:
    case Errc::SealNoChain:
    case Errc::SealChainDue:
        return tr(
            "A message did not arrive as it was sealed. This program left to be safe. Meet somebody else.");
    case Errc::RoomMember:
    case Errc::RoomUnproven:
        return tr("Somebody in this room has not shown that they were invited. Nothing is sealed for them. "
                  "Wait a moment, or leave the room.");
    case Errc::InviteTooLong:
    case Errc::InviteScheme:
    case Errc::InviteHost:
    case Errc::InvitePort:
    case Errc::InviteRoom:
    case Errc::InviteSecretGone:
    case Errc::InviteVersion:
    case Errc::InviteSecret:
    case Errc::InviteFingerprint:
    case Errc::InviteTitle:
    case Errc::InviteParts: return ofInvite(code);
    case Errc::Cancelled:
        return tr("It was taken back. Nothing more was sent. Start again whenever you like.");
    }
    return tr("Something went wrong that this version has no words for. It was not done. Try again, or "
              "update ChatMet.");
}

QString ProblemText::ofInvite(Errc code)
{
    switch (code) {
    case Errc::InviteTooLong:
        return tr("This is too long for an invite. Nothing was opened. Copy the invite alone.");
    case Errc::InviteScheme:
        return tr("This is no invite. An invite begins with chatmet://. Copy the whole of it.");
    case Errc::InviteHost:
        return tr(
            "The server in this invite has no valid name. Nothing was opened. Ask for the invite again.");
    case Errc::InvitePort:
        return tr("The port in this invite is not a number from 1 to 65535. Nothing was opened. Ask for the "
                  "invite again.");
    case Errc::InviteRoom:
        return tr("The room in this invite is damaged. Nothing was opened. Copy the invite again.");
    case Errc::InviteSecretGone:
        return tr(
            "The end of this invite is missing. What stands after # opens the room. Copy the whole of it.");
    case Errc::InviteVersion:
        return tr("This invite was made by another version. This one cannot read it. Update ChatMet.");
    case Errc::InviteSecret:
        return tr("The secret in this invite is damaged. Nothing was opened. Copy the invite again.");
    case Errc::InviteFingerprint:
        return tr(
            "The server's fingerprint in this invite is damaged. Nothing was opened. Copy the invite again.");
    case Errc::InviteTitle:
        return tr("The title in this invite is damaged. Nothing was opened. Copy the invite again.");
    default:
        return tr(
            "This invite has more parts than an invite has. Nothing was opened. Copy the invite alone.");
    }
}

QString ProblemText::ofHello(Errc code)
{
    switch (code) {
    case Errc::UsernameEmpty:
        return tr("There is no username yet. Somebody has to be talking. Type one, or roll the dice.");
    case Errc::UsernameTooLong:
        return tr("This username is too long. There is room for %1 characters. Please shorten it.")
            .arg(limits::usernameCharactersMax);
    case Errc::UsernameCharacters:
        return tr("This username has characters that cannot be seen or that turn text around. They could "
                  "fool people. Use letters, digits "
                  "and signs.");
    default: return tr("The server no longer knows this session. It waited, but not that long. Start again.");
    }
}

QString ProblemText::ofConversation(Errc code)
{
    switch (code) {
    case Errc::AlreadyPaired:
        return tr("You are already talking to somebody. One at a time. Leave first, then meet someone else.");
    case Errc::AlreadyWaiting:
        return tr("You are already waiting for somebody. Nothing changed. Just wait a little.");
    case Errc::NotWaiting:
        return tr(
            "There was nothing to cancel. You were not waiting any more. Meet someone whenever you like.");
    case Errc::TooManyTopics:
        return tr("There are too many topics. The server takes %1. Take some away.").arg(limits::topicsMax);
    case Errc::TopicInvalid:
        return tr("A topic is empty, too long or has hidden characters. Nobody could share it. Change or "
                  "remove it.");
    case Errc::EmptyBody:
        return tr("There is nothing to send yet. Empty messages stay here. Write something first.");
    case Errc::SenderNumber:
        return tr(
            "The server missed a message of yours. It took nothing after it. Send the failed ones again.");
    default: return tr("This conversation is over. What you did reached nobody. Meet someone else.");
    }
}

QString ProblemText::ofMembers(Errc code)
{
    switch (code) {
    case Errc::SaidBefore:
        return tr("You have said that of this person already. Once is enough. The server remembers it.");
    case Errc::RoomRefused:
        return tr("This room can't be joined. It may be full, locked or gone, or the invite is an old one. "
                  "Ask for a "
                  "new invite.");
    case Errc::RoomsTooMany:
        return tr("You are in %1 rooms already. The server takes no more at once. Leave one first.")
            .arg(limits::roomsPerSessionMax);
    case Errc::NotHost:
        return tr("Only the host of the room may do that. Nothing was changed. Ask the host.");
    default:
        return tr("This person can't be reported or blocked any more. It is too long ago. Nothing was sent.");
    }
}

QString ProblemText::ofStream(Errc code)
{
    switch (code) {
    case Errc::StreamTooLarge:
        return tr("This picture is larger than the server takes. It was not sent. Choose a smaller one.");
    case Errc::StreamsTooMany:
        return tr("Too many pictures are on their way. This one was not taken. Wait until one has arrived.");
    case Errc::OverBudget:
        return tr("The server is short of memory. It takes no new pictures for now, words still pass. Try "
                  "the picture again later.");
    case Errc::StreamUnknown:
        return tr("This picture is no longer offered. It was taken back or lost. Ask for it again.");
    default: return tr("The picture got out of step on its way. It was dropped. Send it again.");
    }
}

QString ProblemText::ofRate(int retryAfterMs)
{
    constexpr int secondMs = 1'000;
    constexpr int minuteSeconds = 60;
    const int seconds = (retryAfterMs + secondMs - 1) / secondMs;
    if (seconds == 0)
        return of(Errc::RateLimited);
    if (seconds < 2 * minuteSeconds)
        return tr("That was too much at once. The server did not take it. Try again in %1 s.")
            .arg(inDigits(seconds));
    return tr("That was too much at once. The server did not take it. Try again in %1 min.")
        .arg(inDigits((seconds + minuteSeconds - 1) / minuteSeconds));
}

QString ProblemText::ofInvite(Refusal refusal, const QString& host, Errc code, int retryAfterMs)
{
    return refusal == Refusal::InviteElsewhere
               ? tr("This invite is for %1, and you are connected to another server. Nothing was sent. "
                    "Disconnect, and start with that server.")
                     .arg(host)
               : of(refusal, code, retryAfterMs);
}

QString ProblemText::of(Refusal refusal, Errc code, int retryAfterMs)
{
    if (code == Errc::RateLimited)
        return ofRate(retryAfterMs);
    switch (refusal) {
    case Refusal::TextEmpty: return ofConversation(Errc::EmptyBody);
    case Refusal::TextTooLong:
        return tr("This message is too long. There is room for %1 characters. It stays here: shorten it, or "
                  "send it in parts.")
            .arg(QLocale().toString(qulonglong{limits::textCharactersMax}));
    case Refusal::NotConnected:
        return tr("The line is down. It was not sent. Your words stay here until it is back.");
    case Refusal::NotPaired: return tr("This conversation has ended. It was not sent. Say it in another one.");
    case Refusal::Leaving: return tr("You are leaving. It was not sent. Undo first, then send it.");
    case Refusal::PictureRefused: return code == Errc::Ok ? ofStream(Errc::OverBudget) : of(code);
    case Refusal::TooManyPictures: return ofStream(Errc::StreamsTooMany);
    case Refusal::TopicInvalid: return ofConversation(Errc::TopicInvalid);
    case Refusal::TooManyTopics: return ofConversation(Errc::TooManyTopics);
    case Refusal::TitleInvalid:
        return tr("This title is too long or has characters that cannot be seen. The room was not opened. "
                  "Change it, or leave it out.");
    case Refusal::RoomRefused: return ofMembers(Errc::RoomRefused);
    case Refusal::RoomsTooMany: return ofMembers(Errc::RoomsTooMany);
    case Refusal::InRoomAlready:
        return tr("You are in this room already. Nothing was changed. It stands in the list at the side.");
    case Refusal::MemberHasLeft:
        return tr(
            "This person has left the room. It was too late: the server took no word about them. Report or "
            "block somebody while they are in it.");
    case Refusal::InviteElsewhere:
        return tr("This invite is for another server than the one that you are connected to. Nothing was "
                  "sent. Disconnect, and start with the server of the invite.");
    case Refusal::InviteOtherKey:
        return tr("This invite names another key than this server has: somebody may stand between. Nothing "
                  "was sent. Ask for the invite again by a way that you trust.");
    case Refusal::ServerSaidNo: return of(code == Errc::Ok ? Errc::RateLimited : code);
    }
    return {};
}

QString ProblemText::of(PictureError error)
{
    switch (error) {
    case PictureError::None: return {};
    case PictureError::NotAPicture:
        return tr("This is not a picture. It was not sent. Choose a JPEG, PNG, WebP or GIF file.");
    case PictureError::UnsupportedFormat:
        return tr("ChatMet does not read this kind of picture. It was not sent. Save it as JPEG or PNG and "
                  "try again.");
    case PictureError::TooManyBytes:
        return tr("This file is too large. Up to %1 MB can be read here. Choose a smaller one.")
            .arg(sourcePictureBytesMax / mega);
    case PictureError::TooLarge:
        return tr("This picture has too many pixels. It was not sent. Make it smaller and try again.");
    case PictureError::Damaged:
        return tr("This picture is damaged. It cannot be read to the end. Choose another one.");
    case PictureError::OutOfMemory:
        return tr(
            "There is no memory for this picture. It was not sent. Close other programs and try again.");
    case PictureError::Busy:
        return tr("Too many pictures are being prepared. This one was not taken. Try again in a moment.");
    }
    return {};
}

} // namespace chatmet::client
