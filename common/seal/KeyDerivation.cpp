// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/KeyDerivation.h"

#include "common/memory/Wipe.h"

#include <sodium.h>

namespace chatmet::seal {

static_assert(crypto_kdf_KEYBYTES == keyBytes && crypto_kdf_CONTEXTBYTES == 8);

SecretKey derive(const SecretKey& parent, const Purpose& purpose)
{
    SecretKey key = SecretKey::create();
    crypto_kdf_derive_from_key(key.data(), keyBytes, purpose.number, purpose.context.data(), parent.data());
    return key;
}

namespace {

void hashInto(std::span<std::uint8_t, keyBytes> digest, std::string_view label,
              std::initializer_list<std::span<const std::uint8_t>> parts, std::span<const std::uint8_t> key)
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, key.empty() ? nullptr : key.data(), key.size(), digest.size());
    crypto_generichash_update(&state, reinterpret_cast<const std::uint8_t*>(label.data()), label.size());
    for (const auto& part : parts)
        crypto_generichash_update(&state, part.data(), part.size());
    crypto_generichash_final(&state, digest.data(), digest.size());
    wipe(&state, sizeof state); // holds the key and the last block
}

} // namespace

Hash hash(std::string_view label, std::initializer_list<std::span<const std::uint8_t>> parts,
          std::span<const std::uint8_t> key)
{
    Hash digest;
    hashInto(digest, label, parts, key);
    return digest;
}

SecretKey hashToKey(std::string_view label, std::initializer_list<std::span<const std::uint8_t>> parts,
                    std::span<const std::uint8_t> key)
{
    SecretKey digest = SecretKey::create();
    hashInto(digest.bytes(), label, parts, key);
    return digest;
}

} // namespace chatmet::seal
