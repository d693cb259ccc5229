// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The primitives against their published vectors, and the whole of sealing against the vector of Protocol.md.
#include "common/seal/ChainKey.h"
#include "common/seal/RoomSealing.h"
#include "common/seal/SealedPicture.h"
#include "tests/common/seal/SealPair.h"

#include <gtest/gtest.h>
#include <sodium.h>

namespace chatmet {
namespace {

using namespace testing;

seal::SecretKey keyFrom(std::string_view hex)
{
    const WipedBytes bytes = fromHex(hex);
    return seal::SecretKey::copyOf(std::span(bytes).first<seal::keyBytes>());
}

TEST(SealVectorsTest, x25519_rfc7748)
{
    // Section 6.1.
    const WipedBytes bob = fromHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
    const WipedBytes alicePublic =
        fromHex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
    WipedBytes out(32);
    ASSERT_EQ(crypto_scalarmult_base(out.data(), bob.data()), 0);
    EXPECT_EQ(hexOf(out), "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    ASSERT_EQ(crypto_scalarmult(out.data(), bob.data(), alicePublic.data()), 0);
    EXPECT_EQ(hexOf(out), "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
}

TEST(SealVectorsTest, blake2b_rfc7693AndItsKeyedVector)
{
    WipedBytes out(64);
    const WipedBytes abc = bytesOf("abc");
    crypto_generichash(out.data(), out.size(), abc.data(), abc.size(), nullptr, 0);
    EXPECT_EQ(hexOf(out), "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                          "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"); // appendix A
    WipedBytes key(64);
    for (std::size_t i = 0; i < key.size(); ++i)
        key[i] = static_cast<std::uint8_t>(i);
    crypto_generichash(out.data(), out.size(), nullptr, 0, key.data(), key.size());
    EXPECT_EQ(hexOf(out), "10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786"
                          "b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568"); // BLAKE2's KAT
    EXPECT_EQ(hexOf(seal::hash("a", {bytesOf("b"), bytesOf("c")})),
              "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(SealVectorsTest, xchacha20Poly1305_irtfDraft)
{
    // draft-irtf-cfrg-xchacha-03, appendix A.3.1.
    const WipedBytes plain =
        bytesOf("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for "
                "the future, sunscreen would be it.");
    const WipedBytes associated = fromHex("50515253c0c1c2c3c4c5c6c7");
    const WipedBytes key = fromHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    const WipedBytes nonce = fromHex("404142434445464748494a4b4c4d4e4f5051525354555657");
    WipedBytes out(plain.size() + 16);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data(), nullptr, plain.data(), plain.size(),
                                               associated.data(), associated.size(), nullptr, nonce.data(),
                                               key.data());
    EXPECT_EQ(hexOf(out), "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
                          "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
                          "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
                          "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49");
}

TEST(SealVectorsTest, kdf_isBlake2bWithSaltAndContext)
{
    const seal::SecretKey parent =
        keyFrom("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    std::array<std::uint8_t, 16> salt{3};
    std::array<std::uint8_t, 16> personal{'c', 'h', 'm', '.', 'b', 'o', 'd', 'y'};
    std::array<std::uint8_t, 32> expected{};
    crypto_generichash_blake2b_salt_personal(expected.data(), expected.size(), nullptr, 0, parent.data(), 32,
                                             salt.data(), personal.data());
    EXPECT_EQ(hexOf(seal::derive(parent, seal::pictureOfMessage).bytes()), hexOf(expected));
}

TEST(SealVectorsTest, wholeSealing_givesTheVectorOfTheDocument)
{
    const auto [forInitiator, forResponder] = pairIds();
    seal::Hash nonce{};
    nonce.fill(0x33);
    seal::PairExchange initiator(forInitiator, keyFrom(std::string(64, '1')), nonce);
    seal::PairExchange responder(forResponder, keyFrom(std::string(64, '2')), {});
    const auto commit = initiator.begin();
    const auto share = responder.take(commit->step, commit->body);
    const auto reveal = initiator.take((*share)->step, (*share)->body);
    ASSERT_TRUE(responder.take((*reveal)->step, (*reveal)->body));
    EXPECT_EQ(hexOf(commit->body), "25bc259e7c2c39dd74392581c335d9d42daaa720ae9520f263e7299d8f013288");
    EXPECT_EQ(hexOf((*share)->body), "0faa684ed28867b97f4a6a2dee5df8ce974e76b7018e3f22a1c4cf2678570f20");
    EXPECT_EQ(hexOf((*reveal)->body),
              "7b4e909bbe7ffe44c465a220037d608ee35897d31ef972f07f74892cb0f73f133333333333333333"
              "333333333333333333333333333333333333333333333333");
    seal::PairKeys keys = initiator.takeKeys();
    EXPECT_EQ(hexOf(keys.sending.transcript),
              "2ed7c0b27751acf85359955b187df9ab063ebf2c6d0f274e8dd1481b0dc7fdef");
    EXPECT_EQ(hexOf(keys.emoji), "12260326362326");
    seal::MessageSealer sealer(std::move(keys.sendChain), keys.sending);
    const auto first = sealer.seal(bytesOf("hello"));
    EXPECT_EQ(hexOf(std::span(first->body).first(80)),
              "000000000000000093d2eab60b115659247e0454a4ed46e5dd44ed92d16e7dbd4200a943c0faed53"
              "e02043597cda6ebaff9ad822edccfa665904c32556c3a3ee0ff2445114792bd84a481e54dd57db6d");
    EXPECT_EQ(hexOf(seal::hash("", {first->body})),
              "6143ead70a79a17da532f3f13d271354146970795f32edb8aca119f1f7df850d");
    const auto second = sealer.seal(bytesOf("picture"));
    const seal::PictureSeal picture(seal::SecretKey::copyOf(second->pictureKey.bytes()), keys.sending);
    EXPECT_EQ(hexOf(picture.seal(bytesOf("chunk"), 0, false)), "5e65490279e11c4be0a72da84de9c568a001c3ce04");
    EXPECT_EQ(hexOf(picture.seal(bytesOf("last"), 1, true)), "ea1fddd905bd9ff5d11263f08659b32bb0690c85");
}

TEST(SealVectorsTest, ed25519_rfc8032)
{
    // Section 7.1, test 1: the key. Our digests are what is signed, so the signature is checked by its key.
    const seal::MemberKeys keys(seal::SecretKey::random(),
                                keyFrom("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    EXPECT_EQ(hexOf(keys.signingKey()), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    seal::Hash digest{};
    const seal::Signature signature = keys.sign(digest);
    EXPECT_TRUE(seal::isSigned(keys.signingKey(), digest, signature));
    digest[31] ^= 1;
    EXPECT_FALSE(seal::isSigned(keys.signingKey(), digest, signature));
}

TEST(SealVectorsTest, wholeSealingOfARoom_givesTheVectorOfTheDocument)
{
    const auto secret = [] {
        return seal::RoomSecret::copyOf(
            std::span<const std::uint8_t>(fromHex("07070707070707070707070707070707"))
                .first<seal::roomSecretBytes>());
    };
    EXPECT_EQ(hexOf(secret().proof().bytes()),
              "a1d08688302fbdb466b66ccb415e969f62a9306cf8f4b80043a3da02f32b9844");
    EXPECT_EQ(hexOf(secret().admission()),
              "b09a7a47c349855ec4c81425c9660572ea90739052b8710ceaf997c6d38ac1f7");
    const auto keysOf = [](char exchange, char signing) {
        return seal::MemberKeys(keyFrom(std::string(64, exchange)), keyFrom(std::string(64, signing)));
    };
    const seal::MemberKeys keysOfA = keysOf('1', '2');
    const WipedBytes packageOfA = keysOfA.package(secret(), "Asha");
    EXPECT_EQ(hexOf(packageOfA), "7b4e909bbe7ffe44c465a220037d608ee35897d31ef972f07f74892cb0f73f13"
                                 "a09aa5f47a6759802ff955f8dc2d2a14a5c99d23be97f864127ff9383455a4f0"
                                 "89965966c3cd59f510266493b19fe949b4ab1681712cbad3e77c67684ce450b0");

    const auto room = idOf<ConversationId>('c');
    const auto idOfA = idOf<MemberId>('a');
    const auto idOfB = idOf<MemberId>('b');
    const seal::MemberKeys keysOfB = keysOf('3', '4');
    const seal::ChainPlace place{room, idOfA, idOfB, keysOfA.identity("Asha"), keysOfB.identity("Boris")};
    const seal::ChainState state{1, 0, keyFrom(std::string(64, '5')),
                                 seal::presenceMac(secret().memberKey(), place)};
    seal::ChainNonce nonce;
    nonce.fill(0x66);
    const WipedBytes chain =
        seal::sealChain(place, *keysOfA.sharedWith(keysOfB.exchangeKey()), keysOfA, state, nonce);
    EXPECT_EQ(
        hexOf(chain),
        std::string(48, '6') +
            "08970488c0f0ed36522d12aa00d4fbbfe41fe0158765ba1519f580caa97c9609765ae9e0a28381340d7f82cdbe8f084a"
            "cd3fc4ae6904901465e41511af6fe5f0b60c0b3bb4d4f7541c5b4a2ddb3a45d0dafb62159d64c2b4e1e66d43bff99fe4"
            "bb17f33fd11a7fcace3cbdf4a10af5bf0e47e3d951683d155dd0d771b9137ef2f3e74215794369d19e47aaa334fd889d"
            "3cf4ab869ea06bfe49f7fa03");

    seal::RoomSealing a({room, idOfA}, keysOf('1', '2'), secret(), "Asha", keyFrom(std::string(64, '5')));
    seal::RoomSealing b({room, idOfB}, keysOf('3', '4'), secret(), "Boris");
    ASSERT_EQ(*b.memberJoined(idOfA, "Asha", packageOfA), seal::Standing::Proven);
    ASSERT_TRUE(b.takeChain(idOfA, chain));
    const auto first = a.seal(bytesOf("hello"));
    ASSERT_EQ(first->body.size(), 380U);
    EXPECT_EQ(hexOf(seal::hash("", {first->body})),
              "925562ef7eeb4f7615e48092c086b2b5d3d966a988e981ea6480ae29dcc8df28");
    EXPECT_EQ(b.open(idOfA, first->body)->content, bytesOf("hello"));
    auto second = a.seal(bytesOf("picture"));
    const seal::PictureSeal picture(std::move(second->pictureKey), second->context);
    EXPECT_EQ(hexOf(picture.seal(bytesOf("chunk"), 0, false)), "77353028713f1e0f21d6ea3928ab7b4fb4ed253f58");
    EXPECT_EQ(hexOf(picture.seal(bytesOf("last"), 1, true)), "67265c0534b2837e4a1513273ee0f8ac7f4d2358");
}

} // namespace
} // namespace chatmet
