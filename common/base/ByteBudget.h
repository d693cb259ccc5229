// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A shared limit in bytes that every store of content charges while it holds something.

#include <atomic>
#include <cassert>
#include <cstddef>
#include <utility>

namespace chatmet {

/// What other threads hold of the same memory: told to a budget, which refuses for it as well. Lives longer
/// than its shares and than the budgets that count it.
class OutsideBytes
{
public:
    OutsideBytes() = default;
    OutsideBytes(const OutsideBytes&) = delete;
    OutsideBytes& operator=(const OutsideBytes&) = delete;

    /// Bytes of one holder; given back when it dies. Each on one thread.
    class Share
    {
    public:
        /// all: null counts nothing.
        explicit Share(OutsideBytes* all = nullptr) : m_all(all) {}
        Share(Share&& other) noexcept
            : m_all(std::exchange(other.m_all, nullptr)), m_bytes(std::exchange(other.m_bytes, 0))
        {
        }
        Share& operator=(Share&& other) noexcept
        {
            if (this != &other) {
                set(0);
                m_all = std::exchange(other.m_all, nullptr);
                m_bytes = std::exchange(other.m_bytes, 0);
            }
            return *this;
        }
        ~Share() { set(0); }

        void set(std::size_t bytes)
        {
            if (m_all != nullptr && bytes != m_bytes)
                m_all->m_bytes.fetch_add(bytes - m_bytes, std::memory_order_relaxed); // wraps where it sinks
            m_bytes = bytes;
        }
        [[nodiscard]] std::size_t bytes() const { return m_bytes; }

    private:
        OutsideBytes* m_all;
        std::size_t m_bytes{0};
    };

    /// Any thread; as of a moment ago.
    [[nodiscard]] std::size_t bytes() const { return m_bytes.load(std::memory_order_relaxed); }

private:
    std::atomic<std::size_t> m_bytes{0};
};

/// One thread. Lives longer than its charges.
class ByteBudget
{
public:
    /// outside: what others hold counts as used; null: nothing.
    explicit ByteBudget(std::size_t limitBytes, const OutsideBytes* outside = nullptr)
        : m_limitBytes(limitBytes), m_outside(outside)
    {
    }
    ByteBudget(const ByteBudget&) = delete;
    ByteBudget& operator=(const ByteBudget&) = delete;

    /// Bytes held against the budget; given back when it dies or is emptied.
    class Charge
    {
    public:
        Charge() = default;
        Charge(Charge&& other) noexcept
            : m_budget(std::exchange(other.m_budget, nullptr)), m_bytes(std::exchange(other.m_bytes, 0))
        {
        }
        Charge& operator=(Charge&& other) noexcept
        {
            if (this != &other) {
                release();
                m_budget = std::exchange(other.m_budget, nullptr);
                m_bytes = std::exchange(other.m_bytes, 0);
            }
            return *this;
        }
        ~Charge() { release(); }

        [[nodiscard]] std::size_t bytes() const { return m_bytes; }
        void release()
        {
            if (m_budget != nullptr)
                m_budget->m_usedBytes -= m_bytes;
            m_budget = nullptr;
            m_bytes = 0;
        }

    private:
        friend class ByteBudget;
        Charge(ByteBudget& budget, std::size_t bytes) : m_budget(&budget), m_bytes(bytes) {}
        ByteBudget* m_budget{nullptr};
        std::size_t m_bytes{0};
    };

    [[nodiscard]] bool fits(std::size_t bytes) const { return fitsBelow(bytes, m_limitBytes); }

    /// The same against a lower mark (in bytes, at most the limit), for what has to give way first.
    [[nodiscard]] bool fitsBelow(std::size_t bytes, std::size_t markBytes) const
    {
        const std::size_t used = usedBytes();
        return used <= markBytes && bytes <= markBytes - used;
    }

    /// Charges bytes; only where fits(bytes).
    [[nodiscard]] Charge charge(std::size_t bytes)
    {
        assert(fits(bytes));
        return chargeAlways(bytes);
    }

    /// Charges bytes even past the limit: for what has a bound of its own and must not be refused.
    [[nodiscard]] Charge chargeAlways(std::size_t bytes)
    {
        m_usedBytes += bytes;
        return Charge(*this, bytes);
    }

    [[nodiscard]] std::size_t usedBytes() const
    {
        return m_usedBytes + (m_outside == nullptr ? 0 : m_outside->bytes());
    }
    [[nodiscard]] std::size_t limitBytes() const { return m_limitBytes; }
    /// From now on. What is charged stays, also above it.
    void setLimit(std::size_t limitBytes) { m_limitBytes = limitBytes; }

private:
    std::size_t m_limitBytes;
    const OutsideBytes* m_outside;
    std::size_t m_usedBytes{0};
};

} // namespace chatmet
