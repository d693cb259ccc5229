// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/DeadlineWheel.h"

#include <algorithm>
#include <cassert>

namespace chatmet::server {

void Deadline::clear() noexcept
{
    if (m_wheel != nullptr) {
        m_wheel->unlink(*this);
    }
}

DeadlineWheel::DeadlineWheel(std::int64_t nowMs, std::int64_t slotMs, std::size_t slotCount)
    : m_slotMs(slotMs), m_slots(slotCount + 1, nullptr), m_tick(nowMs / slotMs)
{
    assert(slotMs > 0 && slotCount > 1);
}

DeadlineWheel::~DeadlineWheel()
{
    for (Deadline* head : m_slots) {
        while (head != nullptr) {
            Deadline* next = head->m_next;
            unlink(*head);
            head = next;
        }
    }
}

void DeadlineWheel::set(Deadline& deadline, std::int64_t atMs)
{
    deadline.clear();
    deadline.m_atMs = atMs;
    // Rounded up to the slot that begins at or after the deadline: never early.
    const std::int64_t wanted = (atMs + m_slotMs - 1) / m_slotMs;
    const std::int64_t tick = std::max(wanted, m_tick + 1);
    link(deadline, static_cast<std::size_t>(tick) % (m_slots.size() - 1));
}

void DeadlineWheel::advance(std::int64_t nowMs)
{
    const std::int64_t target = nowMs / m_slotMs;
    const auto slotCount = static_cast<std::int64_t>(m_slots.size() - 1);
    if (target <= m_tick) {
        return;
    }
    // After a long pause one round sees every slot; there is no need to turn the wheel more often.
    std::int64_t tick = std::max(m_tick + 1, target - slotCount + 1);
    m_tick = target;
    for (; tick <= target; ++tick) {
        collectDue(tick);
    }
    fireDue();
}

void DeadlineWheel::collectDue(std::int64_t tick)
{
    const std::size_t dueList = m_slots.size() - 1;
    Deadline* entry = m_slots[static_cast<std::size_t>(tick) % dueList];
    while (entry != nullptr) {
        Deadline* next = entry->m_next;
        if (entry->m_atMs <= m_tick * m_slotMs) {
            unlink(*entry);
            link(*entry, dueList);
        }
        entry = next;
    }
}

void DeadlineWheel::fireDue()
{
    const std::size_t dueList = m_slots.size() - 1;
    // One at a time from the head: whatever a callback destroys or clears takes itself out of the list.
    while (Deadline* entry = m_slots[dueList]) {
        unlink(*entry);
        const auto expired = entry->m_expired; // a copy, since the callback may destroy the deadline
        expired();
    }
}

void DeadlineWheel::link(Deadline& deadline, std::size_t slot) noexcept
{
    deadline.m_wheel = this;
    deadline.m_slot = slot;
    deadline.m_previous = nullptr;
    deadline.m_next = m_slots[slot];
    if (deadline.m_next != nullptr) {
        deadline.m_next->m_previous = &deadline;
    }
    m_slots[slot] = &deadline;
    ++m_size;
}

void DeadlineWheel::unlink(Deadline& deadline) noexcept
{
    if (deadline.m_previous != nullptr) {
        deadline.m_previous->m_next = deadline.m_next;
    } else {
        m_slots[deadline.m_slot] = deadline.m_next;
    }
    if (deadline.m_next != nullptr) {
        deadline.m_next->m_previous = deadline.m_previous;
    }
    deadline.m_wheel = nullptr;
    deadline.m_previous = nullptr;
    deadline.m_next = nullptr;
    --m_size;
}

} // namespace chatmet::server
