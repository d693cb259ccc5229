// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/SecretKey.h"

#include "common/base/Random.h"

#include <sodium.h>

#include <algorithm>
#include <new>

namespace chatmet::seal {

void SecretKey::Free::operator()(Bytes* bytes) const noexcept
{
    sodium_free(bytes);
}

SecretKey SecretKey::create()
{
    static_cast<void>(systemRandom()); // sodium_init, which sodium_malloc needs
    void* memory = sodium_malloc(sizeof(Bytes));
    if (memory == nullptr)
        throw std::bad_alloc();
    SecretKey key;
    key.m_bytes.reset(new (memory) Bytes{});
    return key;
}

SecretKey SecretKey::random()
{
    SecretKey key = create();
    systemRandom().fill(key.bytes());
    return key;
}

SecretKey SecretKey::copyOf(std::span<const std::uint8_t, keyBytes> bytes)
{
    SecretKey key = create();
    std::copy(bytes.begin(), bytes.end(), key.bytes().begin());
    return key;
}

} // namespace chatmet::seal
