// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Runs worlds from seeds; says which seed broke which rule, and how to see it again.
#include "tests/simulation/World.h"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace {

using namespace chatmet::simulation;

constexpr const char* usage =
    R"(usage: simulation [--seed N | --seeds FROM..TO] [--steps N] [--crowd PEOPLE] [--verbose]

  --seed N          one world
  --seeds FROM..TO  one after the other, both included; 1..100 if nothing is said
  --steps N         happenings of each before it calms down; 2000 if nothing is said
  --crowd PEOPLE    so many in each world, instead of the 2 to 40 that a seed chooses
  --verbose         of a world that breaks a rule: everything that happened
)";

struct Options
{
    std::uint64_t from{1};
    std::uint64_t to{100};
    std::size_t steps{2'000};
    std::size_t crowd{0};
    bool verbose{false};
};

std::array<char, 96> nowRunning{}; ///< for whoever reads that an assertion failed

extern "C" void sayWhichSeed(int)
{
    [[maybe_unused]] const auto written =
        write(STDERR_FILENO, nowRunning.data(), std::strlen(nowRunning.data()));
    std::_Exit(1);
}

std::optional<Options> parse(int count, char** words)
{
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string_view name = words[i];
        if (name == "--verbose") {
            options.verbose = true;
            continue;
        }
        if (i + 1 == count)
            return std::nullopt;
        std::istringstream value(words[++i]);
        if (name == "--seed" && value >> options.from) {
            options.to = options.from;
        } else if (name == "--seeds" && value >> options.from) {
            std::string dots(2, ' ');
            if (!value.read(dots.data(), 2) || dots != ".." || !(value >> options.to))
                return std::nullopt;
        } else if (!(name == "--steps" && value >> options.steps) &&
                   !(name == "--crowd" && value >> options.crowd)) {
            return std::nullopt;
        }
    }
    return options;
}

Plan planOf(const Options& options, std::uint64_t seed)
{
    return options.crowd > 0 ? Plan::crowd(seed, options.crowd) : Plan::dense(seed);
}

/// Whether the rules held.
bool runSeed(const Options& options, std::uint64_t seed, Tally& tally, std::uint64_t& happened)
{
    const std::string words = "simulation: seed " + std::to_string(seed) + " stopped the program\n";
    words.copy(nowRunning.data(), nowRunning.size() - 1);
    World world(planOf(options, seed));
    const auto broken = world.run(options.steps);
    happened += world.happened();
    for (const auto& [what, times] : world.tally())
        tally[what] += times;
    if (!broken)
        return true;
    std::cout << "seed " << seed << ", happening " << world.happened() << ", at " << world.nowMs()
              << " ms: broken: " << *broken << "\n  again: simulation --seed " << seed << " --steps "
              << options.steps;
    if (options.crowd > 0)
        std::cout << " --crowd " << options.crowd;
    std::cout << " --verbose\n";
    if (options.verbose) {
        World again(planOf(options, seed), std::nullopt, &std::cout);
        (void)again.run(options.steps);
    }
    std::cout << std::flush;
    return false;
}

} // namespace

int main(int count, char** words)
{
    const auto options = parse(count, words);
    if (!options) {
        std::cerr << usage;
        return 2;
    }
    std::signal(SIGABRT, sayWhichSeed);
    std::signal(SIGSEGV, sayWhichSeed);
    const auto begin = std::chrono::steady_clock::now();
    Tally tally;
    std::uint64_t happened = 0;
    std::uint64_t broken = 0;
    for (std::uint64_t seed = options->from; seed <= options->to; ++seed)
        broken += runSeed(*options, seed, tally, happened) ? 0 : 1;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    for (const auto& [what, times] : tally)
        std::cout << what << ": " << times << '\n';
    std::cout << (options->to - options->from + 1) << " seeds, " << happened << " happenings in "
              << took.count() << " s: " << broken << " broken\n";
    return broken == 0 ? 0 : 1;
}
