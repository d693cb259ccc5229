// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Inputs that a fuzzer starts from, made by code, so that they follow the code: at least one of every kind.

#include "common/memory/WipedBytes.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace chatmet::fuzz {

/// Told each seed with the target that it is for.
using SeedSink = std::function<void(std::string_view target, std::span<const std::uint8_t> seed)>;

void makeProtocolSeeds(const SeedSink& sink);
void makeSealSeeds(const SeedSink& sink);
void makeServerSeeds(const SeedSink& sink);
/// Needs a QGuiApplication.
void makePictureSeeds(const SeedSink& sink);

[[nodiscard]] inline std::span<const std::uint8_t> seedOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace chatmet::fuzz
