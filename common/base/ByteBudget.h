// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A shared limit in bytes that every store of content charges while it holds something.

#include <cassert>
#include <cstddef>
#include <utility>

namespace chatmet {

/// One thread. Lives longer than its charges.
class ByteBudget
{
public:
    explicit ByteBudget(std::size_t limitBytes) : m_limitBytes(limitBytes) {}
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
        return m_usedBytes <= markBytes && bytes <= markBytes - m_usedBytes;
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

    [[nodiscard]] std::size_t usedBytes() const { return m_usedBytes; }
    [[nodiscard]] std::size_t limitBytes() const { return m_limitBytes; }

private:
    std::size_t m_limitBytes;
    std::size_t m_usedBytes{0};
};

} // namespace chatmet
