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
#include <set>
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
/// What a receiver remembers of messages that it was told not to wait for.
inline constexpr std::size_t tombstonesMax = 4'096;

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
    MessageOpener(SecretKey chain, const SealContext& context) : m_chain(std::move(chain)), m_context(context)
    {
    }

    /// Errc::SealSize for what can't be a body, SealReplay for a counter that was here, SealGap where a
    /// message before it is missing and no tombstone was put, SealBroken where the tag doesn't fit (changed,
    /// of another conversation, sender, kind or version), SealCommitment, SealPadding. After any error
    /// nothing has changed.
    [[nodiscard]] Result<OpenedMessage> open(std::span<const std::uint8_t> body);

    /// The message with this counter will not come: the client shows that one was taken back. False for one
    /// that was here, or past tombstonesMax of them.
    bool putTombstone(std::uint64_t counter);

private:
    [[nodiscard]] Errc judge(std::uint64_t counter) const;
    [[nodiscard]] Result<OpenedMessage> openWith(const SecretKey& messageKey, std::uint64_t counter,
                                                 std::span<const std::uint8_t> commitment,
                                                 std::span<const std::uint8_t> ciphertext) const;

    SecretKey m_chain; ///< of the message with m_counter and all after it
    SealContext m_context;
    std::uint64_t m_counter{0}; ///< the next that is expected
    std::set<std::uint64_t> m_tombstones;
};

} // namespace chatmet::seal
