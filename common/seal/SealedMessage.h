// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The bodies of messages: each sealed under a key of its own from a chain that only moves on, so that erasing
// a message's key destroys the message.

#include "common/base/Result.h"
#include "common/memory/WipedBytes.h"
#include "common/seal/SealContext.h"
#include "common/seal/SecretKey.h"

#include <cstdint>
#include <span>

namespace chatmet::seal {

/// counter (8, big endian) | commitment (32) | ciphertext (the padded content and a tag of 16).
inline constexpr std::size_t counterBytes = 8;
inline constexpr std::size_t commitmentBytes = 32;
inline constexpr std::size_t tagBytes = 16;
inline constexpr std::size_t sealedOverheadBytes = counterBytes + commitmentBytes + tagBytes;
/// Content is padded (ISO/IEC 7816-4: 0x80, then zeros) to 256 x 2^k bytes, so that its length tells little.
inline constexpr std::size_t paddedBytesMin = 256;
inline constexpr std::size_t paddedBytesMax = 16'384;
inline constexpr std::size_t contentBytesMax = paddedBytesMax - 1;

/// The smallest padded size that holds content of this many bytes. contentBytes: at most contentBytesMax.
[[nodiscard]] std::size_t paddedBytes(std::size_t contentBytes);

struct SealedMessage
{
    WipedBytes body;
    SecretKey pictureKey; ///< seals the picture that the content offers; to be dropped for other content
};

class MessageSealer
{
public:
    MessageSealer() = default;
    MessageSealer(SecretKey chain, const SealContext& context) : m_chain(std::move(chain)), m_context(context)
    {
    }

    /// The counter of the next message, from 0.
    [[nodiscard]] std::uint64_t counter() const { return m_counter; }
    /// Opens the next message and all after it, none before: what somebody gets who joins a room now.
    [[nodiscard]] const SecretKey& chain() const { return m_chain; }
    [[nodiscard]] const SealContext& context() const { return m_context; }

    /// Seals content once; who sends it again sends these bytes. Errc::BodyTooLong above contentBytesMax; the
    /// chain stays then.
    [[nodiscard]] Result<SealedMessage> seal(std::span<const std::uint8_t> content);

private:
    SecretKey m_chain; ///< of the message with m_counter and all after it
    SealContext m_context;
    std::uint64_t m_counter{0};
};

struct OpenedMessage
{
    WipedBytes content;
    SecretKey pictureKey; ///< as SealedMessage::pictureKey
};

class MessageOpener
{
public:
    MessageOpener() = default;
    /// counter: where chain stands; above 0 where this receiver came later than the chain's first message.
    MessageOpener(SecretKey chain, const SealContext& context, std::uint64_t counter = 0)
        : m_chain(std::move(chain)), m_context(context), m_counter(counter)
    {
    }

    /// Errc::SealSize for what can't be a body, SealReplay for a counter that was here, SealGap where a
    /// message before it is missing and was not skipped, SealBroken where the tag doesn't fit (changed,
    /// of another conversation, sender, kind or version), SealCommitment, SealPadding. After any error
    /// nothing has changed.
    [[nodiscard]] Result<OpenedMessage> open(std::span<const std::uint8_t> body);

    /// The next message of this sender will not come (it was taken back, or erased before it was sent): its
    /// step of the chain is taken at once, so that its key is gone and a copy of it opens nowhere any more.
    /// For each tombstone that stands in a message's place among its sender's, and not for a message that was
    /// opened and is taken back later. The client shows that one was taken back.
    void skip();

    /// The counter of the next message or skip().
    [[nodiscard]] std::uint64_t counter() const { return m_counter; }

    [[nodiscard]] const SealContext& context() const { return m_context; }

private:
    [[nodiscard]] Result<OpenedMessage> openWith(const SecretKey& messageKey, std::uint64_t counter,
                                                 std::span<const std::uint8_t> commitment,
                                                 std::span<const std::uint8_t> ciphertext) const;

    SecretKey m_chain; ///< of the message with m_counter and all after it
    SealContext m_context;
    std::uint64_t m_counter{0}; ///< the next that is expected
};

} // namespace chatmet::seal
