// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The partner's half of sealing, for tests in which the test is the partner: it begins the key exchange.

#include "common/protocol/Content.h"
#include "common/seal/PairExchange.h"
#include "common/seal/SealedMessage.h"
#include "tests/client/net/FakeTransport.h"

#include <optional>

namespace chatmet::testing {

class SealedPartner
{
public:
    SealedPartner() = default;
    /// pairing: as the state under test was told.
    explicit SealedPartner(const protocol::Paired& pairing)
        : m_exchange(std::in_place, seal::PairIds{pairing.conversation, pairing.partnerMember,
                                                  pairing.ownMember, !pairing.initiator})
    {
    }

    [[nodiscard]] seal::PairExchange& exchange() { return *m_exchange; }

    /// The whole exchange with a state that is the responder.
    void exchangeKeys(FakeServer& server, const protocol::Paired& pairing)
    {
        say(server, pairing, *m_exchange->begin());
        const auto share = server->take<protocol::KeyExchange>();
        if (!share)
            return;
        const auto reveal = m_exchange->take(seal::ExchangeStep::Share, server->last.body.span());
        say(server, pairing, **reveal);
        takeKeys();
    }
    void takeKeys()
    {
        keys = m_exchange->takeKeys();
        sealer = seal::MessageSealer(std::move(keys.sendChain), keys.sending);
        opener = seal::MessageOpener(std::move(keys.receiveChain), keys.receiving);
    }
    static void say(FakeServer& server, const protocol::Paired& pairing,
                    const seal::PairExchange::Outgoing& step)
    {
        server->say(protocol::KeyExchanged{pairing.conversation, pairing.partnerMember,
                                           static_cast<protocol::KeyStep>(step.step)},
                    SharedBytes::copyOf(step.body));
    }

    [[nodiscard]] SharedBytes seal(std::span<const std::uint8_t> content)
    {
        auto sealed = sealer.seal(content);
        lastPictureKey = std::move(sealed->pictureKey);
        return SharedBytes(std::move(sealed->body));
    }
    [[nodiscard]] SharedBytes seal(const protocol::Content& content)
    {
        return seal(*protocol::encodeContent(content));
    }
    /// What the state under test sealed; UnknownContent where it does not open.
    [[nodiscard]] protocol::Content open(const SharedBytes& body)
    {
        auto opened = opener.open(body.span());
        if (!opened)
            return {};
        lastPictureKey = std::move(opened->pictureKey);
        const auto content = protocol::decodeContent(opened->content);
        return content ? *content : protocol::Content{};
    }

    seal::MessageSealer sealer;
    seal::MessageOpener opener;
    seal::PairKeys keys;
    seal::SecretKey lastPictureKey;

private:
    std::optional<seal::PairExchange> m_exchange;
};

} // namespace chatmet::testing
