// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A secret of 32 bytes that stands nowhere but in memory of its own.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace chatmet::seal {

inline constexpr std::size_t keyBytes = 32;

/// In a page of its own between guard pages, locked where the system lets us and kept out of core dumps
/// (libsodium's sodium_malloc), overwritten when it dies, is emptied or moved from. Move only: no second copy
/// comes about by accident. One thread.
class SecretKey
{
public:
    /// No key: empty() until create() or a move fills it.
    SecretKey() = default;
    SecretKey(SecretKey&&) noexcept = default;
    SecretKey& operator=(SecretKey&&) noexcept = default;

    /// A key of zeros, to be filled in place. Throws std::bad_alloc where there is no memory.
    [[nodiscard]] static SecretKey create();
    /// A key of random bytes from the system.
    [[nodiscard]] static SecretKey random();
    /// A copy of bytes, which the caller wipes.
    [[nodiscard]] static SecretKey copyOf(std::span<const std::uint8_t, keyBytes> bytes);

    [[nodiscard]] bool empty() const { return m_bytes == nullptr; }
    /// Overwrites it and gives its memory back.
    void wipe() { m_bytes.reset(); }

    // Only where not empty.
    [[nodiscard]] std::span<std::uint8_t, keyBytes> bytes() { return *m_bytes; }
    [[nodiscard]] std::span<const std::uint8_t, keyBytes> bytes() const { return *m_bytes; }
    [[nodiscard]] std::uint8_t* data() { return m_bytes->data(); }
    [[nodiscard]] const std::uint8_t* data() const { return m_bytes->data(); }

private:
    using Bytes = std::array<std::uint8_t, keyBytes>;
    struct Free
    {
        void operator()(Bytes* bytes) const noexcept;
    };
    std::unique_ptr<Bytes, Free> m_bytes;
};

} // namespace chatmet::seal
