// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What to search for: needles as given, and the forms in which they may stand in memory.

#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <vector>

namespace chatmet::residue {

/// Something unique that must not be found any more.
struct Needle
{
    std::string label; ///< what reports call it; never the content
    std::string bytes; ///< raw; UTF-8 where it is text
    bool isText = true;
};

/// One way in which a needle may be written in memory.
struct Pattern
{
    std::string label;
    std::string encoding; ///< "raw", "utf-16le", ..., with "/fragment" where it is a part
    std::string bytes;    ///< what to look for; of masked ones each byte xor the one 4 places on
    bool isMasked = false;
    std::string unmasked =
        {}; ///< of masked ones: the plain bytes, so that plain copies are not counted twice
};

struct EncodingOptions
{
    bool encodings = false;        ///< the forms listed at expandNeedle, else raw only
    std::size_t fragmentBytes = 0; ///< also every window of so many needle bytes; 0: none
    std::size_t fragmentStep = 1;  ///< only every so many-th window; a run of bytes + step - 1 is still found
};

inline constexpr std::size_t shortestPatternBytes = 4;

/// Reads needles, one a line: {"label": "...", "text": "..."}, {"label": "...", "hex": "..."} or
/// label<TAB>hex. Empty lines are skipped. Throws std::runtime_error with the line's number (not its content)
/// at a bad one.
[[nodiscard]] std::vector<Needle> readNeedles(std::istream& lines);

/// hex digits in pairs, either case. Throws std::runtime_error.
[[nodiscard]] std::string bytesFromHex(const std::string& hex);

/// The patterns of a needle. With encodings: raw, UTF-16LE/BE, UTF-32LE (of text that is valid UTF-8), base64
/// in its three phases, hex in both cases, and masked as in WebSocket frames whatever the mask (the
/// difference of bytes 4 apart does not depend on it). Windows with fewer than 4 different bytes are left
/// out: they are found anywhere. Throws std::runtime_error if the needle is shorter than
/// shortestPatternBytes.
[[nodiscard]] std::vector<Pattern> expandNeedle(const Needle& needle, const EncodingOptions& options);

} // namespace chatmet::residue
