// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What text goes into a bubble: the same rules for what is typed and for what arrives, so that both see the
// same.

#include <QString>

#include <string>

namespace chatmet::client {

enum class TextFault
{
    None,
    Empty,  ///< nothing to see in it
    TooLong ///< above limits::textCharactersMax or textBytesMax
};

struct CheckedText
{
    QString text; ///< empty where there is a fault
    TextFault fault{TextFault::None};
};

/// Line ends become line feeds; text becomes NFC. Dropped: control characters but line feed and tab; explicit
/// bidi controls (embeddings, overrides, isolates: U+202A..202E, U+2066..2069), since each bubble is a
/// paragraph of its own whose direction follows from its text and nothing in it may reorder what stands
/// around it; interlinear annotation; more than 4 combining marks in a row.
/// Kept: direction marks, joiners, which Indic scripts and emoji need, and everything else.
[[nodiscard]] QString cleanText(const QString& text);

/// What a person typed, as it is sent: cleaned, white space at the end removed.
[[nodiscard]] CheckedText checkTyped(const QString& typed);

/// UTF-8 from a peer or a server, cleaned; may be empty.
[[nodiscard]] QString cleanReceived(const std::string& utf8);

[[nodiscard]] std::string utf8Of(const QString& text);

/// The beginning of a text as one line, for where it is only mentioned: at most max UTF-16 units (1 or more),
/// and an ellipsis where that is not all.
[[nodiscard]] QString firstWords(const QString& text, qsizetype max);

/// False where a text has nothing but white space and characters that are never shown.
[[nodiscard]] bool hasSomethingToSee(const QString& text);

/// A name inside a sentence of ours: between FSI and PDI (U+2068, U+2069; Unicode UAX 9) where it has
/// right-to-left letters, which would turn the words around it; as it is otherwise.
[[nodiscard]] QString isolated(const QString& name);

} // namespace chatmet::client
