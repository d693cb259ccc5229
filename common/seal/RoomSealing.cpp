// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/seal/RoomSealing.h"

#include "common/base/Random.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

namespace chatmet::seal {

namespace {

bool isSame(const Hash& a, const Hash& b)
{
    return sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

/// sealed: epoch, counter, commitment and ciphertext.
Hash signedDigest(const SealContext& context, std::uint64_t counter, std::span<const std::uint8_t> sealed)
{
    return hash("chatmet.1 room message", {context.associatedData(SealedKind::Message, counter), sealed});
}

} // namespace

RoomSealing::RoomSealing(const RoomIds& ids, MemberKeys keys, RoomSecret secret, std::string_view username)
    : RoomSealing(ids, std::move(keys), std::move(secret), username, SecretKey::random())
{
}

RoomSealing::RoomSealing(const RoomIds& ids, MemberKeys keys, RoomSecret secret, std::string_view username,
                         SecretKey chain)
    : m_ids(ids), m_keys(std::move(keys)), m_identity(m_keys.identity(username)), m_secret(std::move(secret))
{
    setChain(std::move(chain));
}

SealContext RoomSealing::contextOf(const MemberId& member, const Hash& identity, std::uint32_t epoch) const
{
    return {hash("chatmet.1 room chain", {m_ids.room.bytes(), member.bytes(), identity, epochInBytes(epoch)}),
            member};
}

bool RoomSealing::hasKey(const KeyPackage& package) const
{
    const auto shares = [&package](const PublicKey& exchange, const PublicKey& signing) {
        return package.exchange == exchange || package.signing == signing;
    };
    return shares(m_keys.exchangeKey(), m_keys.signingKey()) ||
           std::ranges::any_of(m_members, [&shares](const auto& entry) {
               return shares(entry.second.package.exchange, entry.second.package.signing);
           });
}

bool RoomSealing::fitsSecret(const Member& member) const
{
    return isSame(packageMac(m_secret.memberKey(), member.identity), member.package.mac);
}

Result<Standing> RoomSealing::memberJoined(const MemberId& member, std::string_view username,
                                           std::span<const std::uint8_t> package)
{
    const auto parsed = parseKeyPackage(package);
    if (!parsed)
        return parsed.error();
    if (member == m_ids.own || m_members.contains(member) || hasKey(*parsed))
        return Errc::RoomMember;
    if (const auto shared = m_keys.sharedWith(parsed->exchange); !shared)
        return shared.error();
    Member joined;
    joined.package = *parsed;
    joined.identity = identityOf(parsed->exchange, parsed->signing, username);
    joined.proven = joined.owedChain = fitsSecret(joined);
    const Standing standing = joined.proven ? Standing::Proven : Standing::Unproven;
    m_members.emplace(member, std::move(joined));
    return standing;
}

void RoomSealing::memberLeft(const MemberId& member)
{
    const auto found = m_members.find(member);
    if (found == m_members.end())
        return;                                      // one whose package was refused
    m_chainDue = m_chainDue || found->second.proven; // nobody else ever gets the chain
    m_members.erase(found);
}

bool RoomSealing::isProven(const MemberId& member) const
{
    const auto found = m_members.find(member);
    return found != m_members.end() && found->second.proven;
}

void RoomSealing::secretReplaced(RoomSecret secret)
{
    m_secret = std::move(secret);
    for (auto& [id, member] : m_members) {
        if (!member.proven)
            member.proven = member.owedChain = fitsSecret(member);
    }
}

void RoomSealing::setChain(SecretKey chain)
{
    ++m_epoch; // 32 bits: more departures than a room lives to see
    m_sealer = MessageSealer(std::move(chain), contextOf(m_ids.own, m_identity, m_epoch));
    m_chainDue = false;
    for (auto& [id, member] : m_members)
        member.owedChain = member.proven;
}

void RoomSealing::renewChain()
{
    setChain(SecretKey::random());
}

std::vector<MemberId> RoomSealing::membersOwedChain() const
{
    std::vector<MemberId> owed;
    for (const auto& [id, member] : m_members) {
        if (member.owedChain)
            owed.push_back(id);
    }
    std::ranges::sort(owed);
    return owed;
}

Result<WipedBytes> RoomSealing::chainFor(const MemberId& member)
{
    const auto found = m_members.find(member);
    if (found == m_members.end())
        return Errc::RoomMember;
    Member& to = found->second;
    if (!to.proven)
        return Errc::RoomUnproven;
    if (m_chainDue)
        return Errc::SealChainDue;
    const auto shared = m_keys.sharedWith(to.package.exchange);
    if (!shared)
        return shared.error();
    const ChainPlace place = placeBetween(m_ids.own, m_identity, member, to.identity);
    const ChainState chain{m_epoch, m_sealer.counter(), SecretKey::copyOf(m_sealer.chain().bytes()),
                           presenceMac(m_secret.memberKey(), place)};
    ChainNonce nonce;
    systemRandom().fill(nonce);
    to.owedChain = false;
    return sealChain(place, *shared, m_keys, chain, nonce);
}

Result<Done> RoomSealing::takeChain(const MemberId& member, std::span<const std::uint8_t> body)
{
    const auto found = m_members.find(member);
    if (found == m_members.end())
        return Errc::RoomMember;
    Member& from = found->second;
    const auto shared = m_keys.sharedWith(from.package.exchange);
    if (!shared)
        return shared.error();
    const ChainPlace place = placeBetween(member, from.identity, m_ids.own, m_identity);
    auto chain = openChain(place, *shared, from.package.signing, body);
    if (!chain)
        return chain.error();
    if (chain->epoch <= from.epoch)
        return Errc::SealReplay;
    if (!from.proven) {
        if (!isSame(presenceMac(m_secret.memberKey(), place), chain->presence))
            return Errc::RoomUnproven;
        from.proven = from.owedChain = true;
    }
    from.epoch = chain->epoch;
    from.opener =
        MessageOpener(std::move(chain->key), contextOf(member, from.identity, from.epoch), chain->counter);
    return Done{};
}

Result<SealedRoomMessage> RoomSealing::seal(std::span<const std::uint8_t> content)
{
    if (m_chainDue)
        return Errc::SealChainDue;
    const std::uint64_t counter = m_sealer.counter();
    auto sealed = m_sealer.seal(content);
    if (!sealed)
        return sealed.error();
    SealedRoomMessage message{WipedBytes(epochBytes + sealed->body.size() + signatureBytes),
                              std::move(sealed->pictureKey), m_sealer.context()};
    const std::span<std::uint8_t> body(message.body);
    std::ranges::copy(epochInBytes(m_epoch), body.begin());
    std::ranges::copy(sealed->body, body.begin() + epochBytes);
    const Hash digest = signedDigest(message.context, counter, body.first(body.size() - signatureBytes));
    std::ranges::copy(m_keys.sign(digest), body.end() - signatureBytes);
    return message;
}

Result<OpenedRoomMessage> RoomSealing::open(const MemberId& member, std::span<const std::uint8_t> body)
{
    if (body.size() < roomOverheadBytes)
        return Errc::SealSize;
    const auto found = m_members.find(member);
    if (found == m_members.end())
        return Errc::RoomMember;
    Member& from = found->second;
    if (!from.proven)
        return Errc::RoomUnproven;
    const std::uint32_t epoch = epochFromBytes(body.first<epochBytes>());
    // The signature first: only then it is the member's own word, and not a server's, which chain it means.
    const SealContext context = contextOf(member, from.identity, epoch);
    const auto sealed = body.first(body.size() - signatureBytes);
    const std::uint64_t counter = fromBigEndian(body.subspan<epochBytes, counterBytes>());
    if (!isSigned(from.package.signing, signedDigest(context, counter, sealed), body.last<signatureBytes>()))
        return Errc::SealSignature;
    if (from.epoch == 0)
        return Errc::SealNoChain;
    if (epoch != from.epoch)
        return epoch < from.epoch ? Errc::SealReplay : Errc::SealGap;
    auto opened = from.opener.open(sealed.subspan(epochBytes));
    if (!opened)
        return opened.error();
    return OpenedRoomMessage{std::move(opened->content), std::move(opened->pictureKey), context};
}

Result<Done> RoomSealing::skip(const MemberId& member)
{
    const auto found = m_members.find(member);
    if (found == m_members.end())
        return Errc::RoomMember;
    if (found->second.epoch == 0)
        return Errc::SealNoChain;
    found->second.opener.skip();
    return Done{};
}

} // namespace chatmet::seal
