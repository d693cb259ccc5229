// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which of a client's frames carry a number: the server holds it to that, and the client keeps what does.

#include "common/protocol/Messages.h"

#include <cstdint>
#include <variant>

namespace chatmet::protocol {

/// How a kind of frame is numbered (chatmet.proto marks the reliable ones).
enum class Numbering : std::uint8_t
{
    Reliable,   ///< has to carry the next number
    Unnumbered, ///< must not carry one
    Either      ///< its kind can't be told: a number that it carries has to be the next one
};

struct NumberingOf
{
    Numbering operator()(const UnknownKind&) const { return Numbering::Either; }
    Numbering operator()(const OversizedBody&) const { return Numbering::Either; }
    Numbering operator()(const Hello&) const { return Numbering::Unnumbered; }
    Numbering operator()(const Puzzle&) const { return Numbering::Unnumbered; }
    Numbering operator()(const Acknowledgement&) const { return Numbering::Unnumbered; }
    Numbering operator()(const Typing&) const { return Numbering::Unnumbered; }
    Numbering operator()(const StreamChunk&) const { return Numbering::Unnumbered; }
    Numbering operator()(const StreamCredit&) const { return Numbering::Unnumbered; }
    template <class Kind> Numbering operator()(const Kind&) const { return Numbering::Reliable; }
};

[[nodiscard]] inline Numbering numberingOf(const ClientKind& kind)
{
    return std::visit(NumberingOf{}, kind);
}

} // namespace chatmet::protocol
