// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/base/RoomAdmission.h"

#include <sodium.h>

#include <string_view>

namespace chatmet {

Admission admissionOf(std::span<const std::uint8_t, admissionBytes> proof)
{
    constexpr std::string_view label = "chatmet.1 admission";
    Admission admission;
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, admission.size());
    crypto_generichash_update(&state, reinterpret_cast<const std::uint8_t*>(label.data()), label.size());
    crypto_generichash_update(&state, proof.data(), proof.size());
    crypto_generichash_final(&state, admission.data(), admission.size());
    sodium_memzero(&state, sizeof state); // holds the proof
    return admission;
}

bool admits(const Admission& admission, std::span<const std::uint8_t> proof)
{
    if (proof.size() != admissionBytes)
        return false;
    const Admission shown = admissionOf(proof.first<admissionBytes>());
    return sodium_memcmp(shown.data(), admission.data(), shown.size()) == 0;
}

} // namespace chatmet
