// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How a server tells who holds a room's invite without knowing what is in it: it keeps a hash of what a
// joiner shows.

#include <array>
#include <cstdint>
#include <span>

namespace chatmet {

inline constexpr std::size_t admissionBytes = 32; ///< of a proof and of an admission

/// What a room's opener gives the server.
using Admission = std::array<std::uint8_t, admissionBytes>;

/// BLAKE2b-256 of "chatmet.1 admission" and proof (Protocol.md, "Sealing of rooms"). Any thread.
[[nodiscard]] Admission admissionOf(std::span<const std::uint8_t, admissionBytes> proof);

/// True where proof is the one that admission was made of; takes the same time wherever they differ.
/// proof: what a joiner sent; false for any size but admissionBytes.
[[nodiscard]] bool admits(const Admission& admission, std::span<const std::uint8_t> proof);

} // namespace chatmet
