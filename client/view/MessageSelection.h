// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What characters of which messages are selected: two places, and no copy of any text.

#include "client/model/Message.h"
#include "client/view/TextBlock.h"

#include <compare>

namespace chatmet::client {

/// A position in the text of a row: UTF-16 units, 0..length.
struct TextPlace
{
    MessageKey key{};
    int at{0};

    friend auto operator<=>(const TextPlace&, const TextPlace&) = default;
};

/// from <= to.
struct TextSpan
{
    TextPlace from;
    TextPlace to;
};

/// From where the pointer went down to where it is, by characters, words or messages. Keys rise from row to
/// row, so that no model is needed to say which place comes first; nor does it change when rows are appended.
///
/// It is not offered as X11's primary selection, on purpose: every program could read that, also one that the
/// person only moves the pointer over, and nothing would mark it as secret or take it back
/// (app/ClipboardGuard does the same for the text fields). Copying is a wish of its own.
class MessageSelection
{
public:
    /// Where it begins: a character's place, or a word or message that stays selected however it is extended.
    void begin(const TextSpan& anchor);
    /// To where the pointer is, or the word or message there. Only where hasAnchor().
    void extend(const TextSpan& end);
    void clear() { *this = {}; }

    [[nodiscard]] bool hasAnchor() const { return m_anchor.from.key != MessageKey{}; }
    [[nodiscard]] bool isEmpty() const { return m_span.from == m_span.to; }
    [[nodiscard]] const TextSpan& span() const { return m_span; }
    /// What of a row is selected. length: of its text.
    [[nodiscard]] TextRange rangeIn(MessageKey key, int length) const;
    /// Whether the row lies in it, or one end does.
    [[nodiscard]] bool touches(MessageKey key) const;

private:
    TextSpan m_anchor;
    TextSpan m_span;
};

} // namespace chatmet::client
