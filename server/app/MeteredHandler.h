// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The core as it is, and how long it takes for each event.

#include "server/core/EventHandler.h"
#include "server/net/LineTotals.h"

#include <chrono>
#include <utility>

namespace chatmet::server {

/// On the core's thread. Both outlive it.
class MeteredHandler final : public EventHandler
{
public:
    MeteredHandler(EventHandler& core, Histogram& took) : m_core(core), m_took(took) {}

    void handle(Event event, const Now& now, Effects& effects) override
    {
        const auto begin = std::chrono::steady_clock::now();
        m_core.handle(std::move(event), now, effects);
        m_took.add(std::chrono::steady_clock::now() - begin);
    }

private:
    EventHandler& m_core;
    Histogram& m_took;
};

} // namespace chatmet::server
