// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A server core, a network and people, from one seed; what happens in it, and whether the rules held.

#include "tests/simulation/CoreUnderTest.h"
#include "tests/simulation/Ground.h"
#include "tests/simulation/ModelClient.h"
#include "tests/simulation/Network.h"
#include "tests/simulation/Oracle.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace chatmet::simulation {

/// Runs once. The same plan and steps give the same run, on every machine.
class World
{
public:
    /// trace: gets a line for each thing that happens; null: none.
    explicit World(const Plan& plan, std::optional<Fault> fault = std::nullopt,
                   std::ostream* trace = nullptr);

    /// steps happenings of anything; then, without faults, until all is quiet; then everybody meets and
    /// talks; then everybody leaves. Returns the rule that was broken, or nothing.
    [[nodiscard]] std::optional<std::string> run(std::size_t steps);

    [[nodiscard]] const Tally& tally() const { return m_ground.tally; }
    [[nodiscard]] const CoreUnderTest& core() const { return m_core; }
    [[nodiscard]] std::uint64_t happened() const { return m_happened; }
    [[nodiscard]] std::int64_t nowMs() const { return m_ground.clock.nowMs(); }
    /// The core's tables with other numbers of buckets, hence in another order. Before run().
    void shuffleTables();

private:
    void step();
    void operateOn();
    void operate();
    void pass(std::int64_t milliseconds);
    /// Time passes until nobody has anything to do; longer than everything that may take its time is a fault.
    void becomeQuiet();
    [[nodiscard]] const char* unrest() const;
    void everybodyMeets();
    void everybodyLeaves();
    /// Whoever is without a partner has blocked all the others who are, or was blocked by them.
    void requireAloneForAReason(const std::vector<const ModelClient*>& alone) const;

    Ground m_ground;
    Oracle m_oracle;
    CoreUnderTest m_core;
    Network m_network;
    std::vector<std::unique_ptr<ModelClient>> m_clients;
    std::uint64_t m_happened{0};
};

} // namespace chatmet::simulation
