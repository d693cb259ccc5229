// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One membership of a room: whose keys are known, who may read what is written next, and what opens from
// whom. The rules alone; what is to be sent when is the client model's business.

#include "common/base/Ids.h"
#include "common/base/Result.h"
#include "common/memory/WipedBytes.h"
#include "common/seal/ChainKey.h"
#include "common/seal/MemberKeys.h"
#include "common/seal/RoomSecret.h"
#include "common/seal/SealedMessage.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chatmet::seal {

/// epoch (4, big endian) | counter, commitment and ciphertext as of a pair | signature (64).
inline constexpr std::size_t roomOverheadBytes = epochBytes + sealedOverheadBytes + signatureBytes;

/// The room and oneself, as the server told.
struct RoomIds
{
    ConversationId room;
    MemberId own;
};

enum class Standing : std::uint8_t
{
    /// Was not invited by the secret that is known here, or not yet as far as can be told: a member from
    /// before the secret was replaced proves itself by its chain. Nothing is sealed for it, nothing of it
    /// opens.
    Unproven = 0,
    Proven = 1
};

struct SealedRoomMessage
{
    WipedBytes body;
    SecretKey pictureKey; ///< with context: a PictureSeal of the picture that the content offers
    SealContext context;
};

struct OpenedRoomMessage
{
    WipedBytes content;
    SecretKey pictureKey; ///< as SealedRoomMessage::pictureKey
    SealContext context;
};

/// All keys of the others, and the own ones, die with it. After an error nothing has changed. One thread.
class RoomSealing
{
public:
    /// keys: those whose package the server got. username: the own one, as it stands in that package.
    RoomSealing(const RoomIds& ids, MemberKeys keys, RoomSecret secret, std::string_view username);
    /// With a first chain that a test chose.
    RoomSealing(const RoomIds& ids, MemberKeys keys, RoomSecret secret, std::string_view username,
                SecretKey chain);

    /// Who was there already, or came. username and package: as the server told. Errc::SealSize for what is
    /// no package, RoomMember for an id or a key that is in the room already (the own ones too), ExchangeKey
    /// for a key that gives no secret. A name other than the one the member joined with leaves it unproven.
    [[nodiscard]] Result<Standing> memberJoined(const MemberId& member, std::string_view username,
                                                std::span<const std::uint8_t> package);
    /// Forgets its keys and chain. If it was proven, the own chain is due to be made anew.
    void memberLeft(const MemberId& member);
    [[nodiscard]] bool isProven(const MemberId& member) const;

    /// After somebody was removed, the secret of the new invite. Who is proven stays so; who was not may be
    /// now.
    void secretReplaced(RoomSecret secret);
    /// For the invite.
    [[nodiscard]] const RoomSecret& secret() const { return m_secret; }

    /// Somebody has left since the own chain was made: nothing is sealed before renewChain().
    [[nodiscard]] bool needsNewChain() const { return m_chainDue; }
    /// A fresh chain of the next epoch, which everybody who is proven is owed.
    void renewChain();
    /// Proven members for whom chainFor() was not called since they came or the chain was made: each is to
    /// get it before the next message. Sorted.
    [[nodiscard]] std::vector<MemberId> membersOwedChain() const;
    /// The body of a ChainKey: the own chain from where it stands. Errc::RoomMember, RoomUnproven,
    /// SealChainDue.
    [[nodiscard]] Result<WipedBytes> chainFor(const MemberId& member);
    /// Somebody's chain for us. Errc::RoomMember, SealSize, SealSignature, SealBroken, SealReplay where its
    /// epoch was here, RoomUnproven where its member does not show that it knows the secret that we know.
    /// A member that was unproven is proven after it, and owed our chain.
    [[nodiscard]] Result<Done> takeChain(const MemberId& member, std::span<const std::uint8_t> body);

    /// Seals content once for everybody who has the chain. Errc::SealChainDue, BodyTooLong.
    [[nodiscard]] Result<SealedRoomMessage> seal(std::span<const std::uint8_t> content);
    /// Errc::RoomUnproven; SealNoChain where no chain of the member has come yet: it was written before its
    /// author knew of us. Both are passed over. Any other is a fault: RoomMember, SealSignature, SealReplay
    /// (an older epoch too), SealGap (a chain that was withheld too), SealSize and the others of
    /// MessageOpener.
    [[nodiscard]] Result<OpenedRoomMessage> open(const MemberId& member, std::span<const std::uint8_t> body);
    /// MessageOpener::skip for the chain that we have of it. Errc::RoomMember, SealNoChain where there is
    /// nothing to skip.
    [[nodiscard]] Result<Done> skip(const MemberId& member);

private:
    struct Member
    {
        KeyPackage package;
        Hash identity{};
        bool proven{false};
        bool owedChain{false};
        std::uint32_t epoch{0}; ///< of the chain; 0: none yet
        MessageOpener opener;
    };

    [[nodiscard]] ChainPlace placeBetween(const MemberId& from, const Hash& fromIdentity, const MemberId& to,
                                          const Hash& toIdentity) const
    {
        return {m_ids.room, from, to, fromIdentity, toIdentity};
    }
    [[nodiscard]] SealContext contextOf(const MemberId& member, const Hash& identity,
                                        std::uint32_t epoch) const;
    [[nodiscard]] bool hasKey(const KeyPackage& package) const;
    [[nodiscard]] bool fitsSecret(const Member& member) const;
    void setChain(SecretKey chain);

    RoomIds m_ids;
    MemberKeys m_keys;
    Hash m_identity{};
    RoomSecret m_secret;
    std::uint32_t m_epoch{0};
    MessageSealer m_sealer;
    bool m_chainDue{false};
    std::unordered_map<MemberId, Member> m_members;
};

} // namespace chatmet::seal
