// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One coarse timing wheel for every deadline of every connection; pure logic, time is passed in.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace chatmet::server {

class DeadlineWheel;

/// One deadline of one owner; sits in at most one place of one wheel. Setting and clearing cost O(1) and
/// allocate nothing. Its destructor clears it. The wheel must outlive it.
class Deadline
{
public:
    /// expired: called by DeadlineWheel::advance, once per setting; may set this deadline again, and may
    /// destroy it, its owner or any other deadline.
    explicit Deadline(std::function<void()> expired) : m_expired(std::move(expired)) {}
    ~Deadline() { clear(); }
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

    void clear() noexcept;
    [[nodiscard]] bool isSet() const noexcept { return m_wheel != nullptr; }
    /// Milliseconds of the steady clock; meaningful while set.
    [[nodiscard]] std::int64_t atMs() const noexcept { return m_atMs; }

private:
    friend class DeadlineWheel;

    std::function<void()> m_expired;
    DeadlineWheel* m_wheel{nullptr};
    Deadline* m_previous{nullptr};
    Deadline* m_next{nullptr};
    std::size_t m_slot{0};
    std::int64_t m_atMs{0};
};

/// Deadlines never fire early and at most one slot late (plus the caller's own delay). One thread.
class DeadlineWheel
{
public:
    static constexpr std::int64_t slotMsDefault = 250;
    static constexpr std::size_t slotCountDefault = 256;

    /// nowMs: steady clock, milliseconds. slotMs: width of a slot, above 0. slotCount: above 1; deadlines
    /// further away than slotMs * slotCount stay for further rounds.
    explicit DeadlineWheel(std::int64_t nowMs, std::int64_t slotMs = slotMsDefault,
                           std::size_t slotCount = slotCountDefault);
    ~DeadlineWheel();
    DeadlineWheel(const DeadlineWheel&) = delete;
    DeadlineWheel& operator=(const DeadlineWheel&) = delete;

    /// Sets or moves a deadline. atMs: steady clock; one that has passed fires at the next slot.
    void set(Deadline& deadline, std::int64_t atMs);

    /// Fires what is due. nowMs: steady clock, a step back is ignored.
    void advance(std::int64_t nowMs);

    [[nodiscard]] std::size_t size() const noexcept { return m_size; }
    [[nodiscard]] bool empty() const noexcept { return m_size == 0; }
    [[nodiscard]] std::int64_t slotMs() const noexcept { return m_slotMs; }

private:
    friend class Deadline;

    void link(Deadline& deadline, std::size_t slot) noexcept;
    void unlink(Deadline& deadline) noexcept;
    void collectDue(std::int64_t tick);
    void fireDue();

    const std::int64_t m_slotMs;
    std::vector<Deadline*> m_slots; ///< heads of lists; the last one is the list of what is due now
    std::int64_t m_tick;            ///< the last slot number that was fired
    std::size_t m_size{0};
};

} // namespace chatmet::server
