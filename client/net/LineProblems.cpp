// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/LineProblems.h"

#include <variant>

namespace chatmet::client {

void LastWord::note(const protocol::ServerFrame& frame, bool welcomed)
{
    if (const auto* farewell = std::get_if<protocol::Farewell>(&frame.kind)) {
        code = farewell->code;
        retryAfterMs = farewell->retryAfterMs;
    } else if (const auto* error = std::get_if<protocol::ErrorAnswer>(&frame.kind);
               error != nullptr && (error->closing || !welcomed)) {
        code = error->code;
        retryAfterMs = error->retryAfterMs;
    }
}

LineProblem problemOf(Errc code)
{
    switch (code) {
    case Errc::UsernameEmpty:
    case Errc::UsernameTooLong:
    case Errc::UsernameCharacters: return LineProblem::NameRefused;
    case Errc::PleaseUpdate: return LineProblem::PleaseUpdate;
    case Errc::ServerFull: return LineProblem::ServerFull;
    case Errc::ShuttingDown: return LineProblem::ShuttingDown;
    case Errc::SlowReader: return LineProblem::TooSlow;
    case Errc::IdleTooLong: return LineProblem::TimedOut;
    case Errc::RateLimited: return LineProblem::TooManyHere;
    default: return LineProblem::SentAway;
    }
}

bool isAlwaysFinal(LineProblem problem)
{
    switch (problem) {
    case LineProblem::BadAddress:
    case LineProblem::WrongFingerprint:
    case LineProblem::Untrusted:
    case LineProblem::PleaseUpdate:
    case LineProblem::ServerTooOld:
    case LineProblem::PuzzleTooHard:
    case LineProblem::NameRefused: return true;
    default: return false;
    }
}

} // namespace chatmet::client
