// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One end of the socket between two processes of the program: whole pieces or nothing, each within a time.

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <type_traits>

namespace chatmet::client {

/// Movable; closes itself. One thread at a time. Where the system has no child processes here
/// (ChildProcess.h), it is always closed.
class ChildSocket
{
public:
    using Clock = std::chrono::steady_clock;
    using Deadline = Clock::time_point;

    ChildSocket() = default; ///< closed
    /// descriptor: of a connected stream socket; owned from now on.
    explicit ChildSocket(int descriptor) : m_descriptor(descriptor) {}
    ~ChildSocket() { close(); }
    ChildSocket(ChildSocket&& other) noexcept;
    ChildSocket& operator=(ChildSocket&& other) noexcept;

    /// In a process that ChildProcess started: the end that it was given. Nothing in one that was started
    /// otherwise.
    [[nodiscard]] static std::optional<ChildSocket> inherited();

    /// All of it, or false: the other side has gone, or the time is over. Half of it may have passed then, so
    /// there is nothing left to do but to close.
    [[nodiscard]] bool send(std::span<const std::byte> bytes, Deadline until);
    [[nodiscard]] bool receive(std::span<std::byte> bytes, Deadline until);

    /// Until something has come, or the other side is gone (receive() tells which); false when the time is
    /// over.
    [[nodiscard]] bool waitForBytes(Deadline until);

    void close();
    [[nodiscard]] int descriptor() const { return m_descriptor; } ///< -1: closed

private:
    int m_descriptor{-1};
};

/// A plain value as bytes: both sides are the same program on the same machine. Without padding, which would
/// carry what memory held before.
template <typename Value> std::span<std::byte> bytesOf(Value& value)
{
    static_assert(std::has_unique_object_representations_v<Value> && std::is_trivially_copyable_v<Value>);
    return std::as_writable_bytes(std::span(&value, 1));
}
template <typename Value> std::span<const std::byte> bytesOf(const Value& value)
{
    static_assert(std::has_unique_object_representations_v<Value> && std::is_trivially_copyable_v<Value>);
    return std::as_bytes(std::span(&value, 1));
}

} // namespace chatmet::client
