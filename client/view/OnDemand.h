// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// For parts of a window that most people never open: the window comes up without them.

#include <QtGlobal>

#include <functional>
#include <utility>

namespace chatmet::client {

/// Made when it is first asked for; from then on it is that one. GUI thread. Made: a QObject whose parent
/// owns it and outlives this.
template <class Made> class OnDemand
{
public:
    explicit OnDemand(std::function<Made*()> make) : m_make(std::move(make)) {}

    Made* get()
    {
        if (const auto make = std::exchange(m_make, {}))
            m_made = make();
        Q_ASSERT(m_made != nullptr); // what makes it asks for nothing that needs it
        return m_made;
    }
    Made* operator->() { return get(); }
    /// Null as long as nobody has asked for it.
    [[nodiscard]] Made* made() const { return m_made; }

private:
    std::function<Made*()> m_make;
    Made* m_made{nullptr};
};

} // namespace chatmet::client
