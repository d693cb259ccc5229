// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/headless/Names.h"

namespace chatmet::testing {

QString nameOf(client::LineProblem problem)
{
    switch (problem) {
    case client::LineProblem::None: return QStringLiteral("none");
    case client::LineProblem::BadAddress: return QStringLiteral("bad-address");
    case client::LineProblem::HostNotFound: return QStringLiteral("host-not-found");
    case client::LineProblem::Refused: return QStringLiteral("refused");
    case client::LineProblem::TimedOut: return QStringLiteral("timed-out");
    case client::LineProblem::Untrusted: return QStringLiteral("untrusted");
    case client::LineProblem::WrongFingerprint: return QStringLiteral("wrong-fingerprint");
    case client::LineProblem::TlsFailed: return QStringLiteral("tls-failed");
    case client::LineProblem::NotChatMet: return QStringLiteral("not-chatmet");
    case client::LineProblem::ProxyFailed: return QStringLiteral("proxy-failed");
    case client::LineProblem::Dropped: return QStringLiteral("dropped");
    case client::LineProblem::BadData: return QStringLiteral("bad-data");
    case client::LineProblem::PleaseUpdate: return QStringLiteral("please-update");
    case client::LineProblem::ServerTooOld: return QStringLiteral("server-too-old");
    case client::LineProblem::NameRefused: return QStringLiteral("name-refused");
    case client::LineProblem::ServerFull: return QStringLiteral("server-full");
    case client::LineProblem::ShuttingDown: return QStringLiteral("shutting-down");
    case client::LineProblem::TooSlow: return QStringLiteral("too-slow");
    case client::LineProblem::TooManyHere: return QStringLiteral("too-many-here");
    case client::LineProblem::PuzzleTooHard: return QStringLiteral("puzzle-too-hard");
    case client::LineProblem::SentAway: return QStringLiteral("sent-away");
    }
    return QStringLiteral("unknown");
}

QString nameOf(client::LineState state)
{
    switch (state) {
    case client::LineState::Closed: return QStringLiteral("closed");
    case client::LineState::Connecting: return QStringLiteral("connecting");
    case client::LineState::Online: return QStringLiteral("online");
    case client::LineState::Reconnecting: return QStringLiteral("reconnecting");
    }
    return QStringLiteral("unknown");
}

QString nameOf(client::Meeting meeting)
{
    switch (meeting) {
    case client::Meeting::None: return QStringLiteral("none");
    case client::Meeting::Waiting: return QStringLiteral("waiting");
    case client::Meeting::Paired: return QStringLiteral("paired");
    case client::Meeting::Ended: return QStringLiteral("ended");
    }
    return QStringLiteral("unknown");
}

QString nameOf(client::EndCause cause)
{
    switch (cause) {
    case client::EndCause::PartnerLeft: return QStringLiteral("partner-left");
    case client::EndCause::PartnerLost: return QStringLiteral("partner-lost");
    case client::EndCause::YouLeft: return QStringLiteral("you-left");
    case client::EndCause::OwnLineLost: return QStringLiteral("own-line-lost");
    case client::EndCause::ServerEnded: return QStringLiteral("server-ended");
    case client::EndCause::SentAway: return QStringLiteral("sent-away");
    case client::EndCause::NotSealed: return QStringLiteral("not-sealed");
    case client::EndCause::NotIntact: return QStringLiteral("not-intact");
    case client::EndCause::Removed: return QStringLiteral("removed");
    }
    return QStringLiteral("unknown");
}

QString nameOf(client::SealState state)
{
    switch (state) {
    case client::SealState::NotSealed: return QStringLiteral("not-sealed");
    case client::SealState::Sealed: return QStringLiteral("sealed");
    case client::SealState::Verified: return QStringLiteral("verified");
    }
    return QStringLiteral("unknown");
}

QString nameOf(client::Refusal refusal)
{
    switch (refusal) {
    case client::Refusal::TextEmpty: return QStringLiteral("text-empty");
    case client::Refusal::TextTooLong: return QStringLiteral("text-too-long");
    case client::Refusal::NotConnected: return QStringLiteral("not-connected");
    case client::Refusal::NotPaired: return QStringLiteral("not-paired");
    case client::Refusal::Leaving: return QStringLiteral("leaving");
    case client::Refusal::PictureRefused: return QStringLiteral("picture-refused");
    case client::Refusal::TooManyPictures: return QStringLiteral("too-many-pictures");
    case client::Refusal::TopicInvalid: return QStringLiteral("topic-invalid");
    case client::Refusal::TooManyTopics: return QStringLiteral("too-many-topics");
    case client::Refusal::TitleInvalid: return QStringLiteral("title-invalid");
    case client::Refusal::RoomRefused: return QStringLiteral("room-refused");
    case client::Refusal::RoomsTooMany: return QStringLiteral("rooms-too-many");
    case client::Refusal::MemberHasLeft: return QStringLiteral("member-has-left");
    case client::Refusal::InRoomAlready: return QStringLiteral("in-room-already");
    case client::Refusal::InviteElsewhere: return QStringLiteral("invite-elsewhere");
    case client::Refusal::InviteOtherKey: return QStringLiteral("invite-other-key");
    case client::Refusal::ServerSaidNo: return QStringLiteral("server-said-no");
    }
    return QStringLiteral("unknown");
}

QString nameOf(client::PictureState state)
{
    switch (state) {
    case client::PictureState::None: return QStringLiteral("none");
    case client::PictureState::Offered: return QStringLiteral("offered");
    case client::PictureState::Declined: return QStringLiteral("declined");
    case client::PictureState::Waiting: return QStringLiteral("waiting");
    case client::PictureState::Moving: return QStringLiteral("moving");
    case client::PictureState::Decoding: return QStringLiteral("decoding");
    case client::PictureState::Here: return QStringLiteral("here");
    case client::PictureState::Cancelled: return QStringLiteral("cancelled");
    case client::PictureState::Failed: return QStringLiteral("failed");
    case client::PictureState::NotOpened: return QStringLiteral("not-opened");
    }
    return QStringLiteral("unknown");
}

QString nameOf(client::PictureError error)
{
    switch (error) {
    case client::PictureError::None: return QStringLiteral("none");
    case client::PictureError::NotAPicture: return QStringLiteral("not-a-picture");
    case client::PictureError::UnsupportedFormat: return QStringLiteral("unsupported-format");
    case client::PictureError::TooManyBytes: return QStringLiteral("too-many-bytes");
    case client::PictureError::TooLarge: return QStringLiteral("too-large");
    case client::PictureError::Damaged: return QStringLiteral("damaged");
    case client::PictureError::OutOfMemory: return QStringLiteral("out-of-memory");
    case client::PictureError::Busy: return QStringLiteral("busy");
    }
    return QStringLiteral("unknown");
}

QString nameOf(client::DeliveryState state)
{
    switch (state) {
    case client::DeliveryState::Received: return QStringLiteral("received");
    case client::DeliveryState::Sending: return QStringLiteral("sending");
    case client::DeliveryState::Sent: return QStringLiteral("sent");
    case client::DeliveryState::Delivered: return QStringLiteral("delivered");
    case client::DeliveryState::Failed: return QStringLiteral("failed");
    }
    return QStringLiteral("unknown");
}

QString nameOf(client::HoldingsWatch::State state)
{
    switch (state) {
    case client::HoldingsWatch::State::Off: return QStringLiteral("off");
    case client::HoldingsWatch::State::Asking: return QStringLiteral("asking");
    case client::HoldingsWatch::State::Heard: return QStringLiteral("heard");
    case client::HoldingsWatch::State::NotTold: return QStringLiteral("not-told");
    }
    return QStringLiteral("unknown");
}

QString nameOf(client::WordStep step)
{
    switch (step) {
    case client::WordStep::Unsaid: return QStringLiteral("unsaid");
    case client::WordStep::Said: return QStringLiteral("said");
    case client::WordStep::Taken: return QStringLiteral("taken");
    }
    return QStringLiteral("unknown");
}

} // namespace chatmet::testing
