// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/RoomSecret.h"

#include "common/base/Random.h"
#include "common/seal/KeyDerivation.h"

#include <algorithm>

namespace chatmet::seal {

namespace {

SecretKey inviteKey(const RoomSecret& secret)
{
    return hashToKey("chatmet.1 invite", {}, secret.bytes());
}

} // namespace

RoomSecret RoomSecret::random()
{
    RoomSecret secret;
    secret.m_bytes = SecretKey::create();
    systemRandom().fill(secret.m_bytes.bytes().first<roomSecretBytes>());
    return secret;
}

RoomSecret RoomSecret::copyOf(std::span<const std::uint8_t, roomSecretBytes> bytes)
{
    RoomSecret secret;
    secret.m_bytes = SecretKey::create();
    std::ranges::copy(bytes, secret.m_bytes.bytes().begin());
    return secret;
}

SecretKey RoomSecret::proof() const
{
    return derive(inviteKey(*this), proofOfInvite);
}

Admission RoomSecret::admission() const
{
    return admissionOf(proof().bytes());
}

SecretKey RoomSecret::memberKey() const
{
    return derive(inviteKey(*this), membersOfInvite);
}

} // namespace chatmet::seal
