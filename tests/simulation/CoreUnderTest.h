// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The real ChatService, watched after every event.

#include "server/core/ChatService.h"
#include "server/core/ServiceState.h"
#include "tests/simulation/Ground.h"
#include "tests/simulation/Oracle.h"
#include "tests/simulation/Planter.h"

#include <cstdint>
#include <optional>

namespace chatmet::simulation {

class CoreUnderTest
{
public:
    CoreUnderTest(Ground& ground, Oracle& oracle, std::optional<Fault> fault);

    void handle(server::Event event, server::Effects& effects);

    [[nodiscard]] server::ServiceState& state() { return m_state; }
    /// The fault has been planted.
    [[nodiscard]] bool isPlanted() const { return m_planter && m_planter->isPlanted(); }
    /// Of all effects so far, in their order: the same whenever everything was done in the same order.
    [[nodiscard]] std::uint64_t digest() const { return m_digest; }
    void check();

private:
    void digest(const server::Effects& effects);

    Ground& m_ground;
    Oracle& m_oracle;
    server::ChatService m_service;
    server::ServiceState& m_state;
    std::uint64_t m_events{0};
    std::uint64_t m_digest{0};
    std::optional<Planter> m_planter;
};

} // namespace chatmet::simulation
