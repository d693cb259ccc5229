// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Whether what the system moves out of memory reaches a disk that can be read later. Linux only.

#include <QString>

#include <functional>

namespace chatmet::client {

enum class SwapShelter
{
    NoSwap,
    InMemory,  ///< compressed in memory (zram), never on a disk
    Encrypted, ///< every place is on an encrypted device
    Open       ///< at least one is not, as far as the system tells
};

/// Where the answer is read, and how a path's device is found: "MAJOR:MINOR" of the device that it is, or
/// that holds the file; empty where there is none. Tests put their own in place.
struct SwapPlaces
{
    QString swaps{QStringLiteral("/proc/swaps")};
    QString devices{QStringLiteral("/sys/dev/block")};
    QString hibernation{
        QStringLiteral("/sys/power/resume")}; ///< the device that memory is written to before sleep
    std::function<QString(const QString& path)> deviceOf; ///< without one: as stat(2) says
};

/// Open where the list can't be read.
[[nodiscard]] SwapShelter swapShelter(const SwapPlaces& places = {});

/// The same of what hibernating would write; NoSwap where the system does not hibernate to a device.
[[nodiscard]] SwapShelter hibernationShelter(const SwapPlaces& places = {});

} // namespace chatmet::client
