// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A read-only slice of bytes that several owners share and that is wiped when the last one lets go.

#include "common/memory/WipedBytes.h"

#include <cassert>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

namespace chatmet {

/// Cheap to copy (one reference count). Any thread may hold one; the bytes never change.
class SharedBytes
{
public:
    SharedBytes() = default;
    explicit SharedBytes(WipedBytes bytes)
        : m_owner(std::make_shared<const WipedBytes>(std::move(bytes))), m_view(*m_owner)
    {
    }

    [[nodiscard]] static SharedBytes copyOf(std::span<const std::uint8_t> bytes)
    {
        return SharedBytes(WipedBytes(bytes.begin(), bytes.end()));
    }

    /// The part from offset to the end; shares and keeps the whole. offset: at most size().
    [[nodiscard]] SharedBytes from(std::size_t offset) const
    {
        assert(offset <= size());
        SharedBytes part = *this;
        part.m_view = m_view.subspan(offset);
        return part;
    }

    /// Valid as long as any slice of the same bytes lives.
    [[nodiscard]] std::span<const std::uint8_t> span() const { return m_view; }
    [[nodiscard]] std::string_view view() const
    {
        return {reinterpret_cast<const char*>(m_view.data()), m_view.size()};
    }
    [[nodiscard]] const std::uint8_t* data() const { return m_view.data(); }
    [[nodiscard]] std::size_t size() const { return m_view.size(); }
    [[nodiscard]] bool empty() const { return m_view.empty(); }

    /// What stays in memory because of this, in bytes: a slice keeps the whole, a vector its capacity, and
    /// each of them a place in a list of blocks. What a budget has to be charged, where size() may be one
    /// byte.
    [[nodiscard]] std::size_t storageBytes() const
    {
        constexpr std::size_t blocksBytes = sizeof(WipedBytes) + 48; // its vector, use counts, malloc's heads
        return m_owner ? m_owner->capacity() + blocksBytes : 0;
    }

private:
    std::shared_ptr<const WipedBytes> m_owner;
    std::span<const std::uint8_t> m_view;
};

} // namespace chatmet
