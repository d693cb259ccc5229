// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/PairSealing.h"

#include "common/memory/Wipe.h"

#include <utility>

namespace chatmet::client {

namespace {

protocol::KeyStep wireStep(seal::ExchangeStep step)
{
    return static_cast<protocol::KeyStep>(step);
}
static_assert(static_cast<int>(protocol::KeyStep::Commit) == static_cast<int>(seal::ExchangeStep::Commit) &&
              static_cast<int>(protocol::KeyStep::Share) == static_cast<int>(seal::ExchangeStep::Share) &&
              static_cast<int>(protocol::KeyStep::Reveal) == static_cast<int>(seal::ExchangeStep::Reveal));

} // namespace

PairSealing::PairSealing(ChatConnection& line, const protocol::Paired& pair, int exchangeMs, QObject* parent)
    : Sealer(parent),
      m_line(line),
      m_conversation(pair.conversation),
      m_partner(pair.partnerMember),
      m_exchange(std::in_place,
                 seal::PairIds{pair.conversation, pair.ownMember, pair.partnerMember, pair.initiator})
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(exchangeMs);
    connect(&m_patience, &QTimer::timeout, this, [this] { fail(Errc::IdleTooLong); });
}

void PairSealing::begin()
{
    if (!m_exchange)
        return;
    m_patience.start();
    if (const auto first = m_exchange->begin())
        send(*first);
}

void PairSealing::send(const seal::PairExchange::Outgoing& step)
{
    // Where there is no session any more its end says so, and the conversation is over.
    if (m_line.send(protocol::KeyExchange{m_conversation, wireStep(step.step)},
                    SharedBytes::copyOf(step.body)))
        m_sentSequence = m_line.lastSentSequence();
}

void PairSealing::take(const protocol::KeyExchanged& step, const SharedBytes& body)
{
    if (!m_exchange || step.member != m_partner)
        return fail(Errc::ExchangeOrder);
    const auto answer = m_exchange->take(static_cast<seal::ExchangeStep>(step.step), body.span());
    if (!answer)
        return fail(answer.code());
    if (*answer)
        send(**answer);
    if (m_exchange && m_exchange->isDone()) // sending may have ended it
        useKeys();
}

bool PairSealing::refuse(std::uint64_t sequence)
{
    if (sequence == 0 || sequence != m_sentSequence)
        return false;
    fail(Errc::NotSupported);
    return true;
}

void PairSealing::useKeys()
{
    seal::PairKeys keys = m_exchange->takeKeys();
    m_exchange.reset();
    m_patience.stop();
    m_sealer = seal::MessageSealer(std::move(keys.sendChain), keys.sending);
    m_opener = seal::MessageOpener(std::move(keys.receiveChain), keys.receiving);
    m_sending = keys.sending;
    m_receiving = keys.receiving;
    m_emoji = keys.emoji;
    m_ready = true;
    Q_EMIT changed();
    Q_EMIT ready();
}

void PairSealing::fail(Errc code)
{
    forget();
    Q_EMIT failed(code);
}

Result<Sealer::Sealed> PairSealing::seal(std::span<const std::uint8_t> content)
{
    Q_ASSERT(m_ready);
    auto sealed = m_sealer.seal(content);
    if (!sealed)
        return sealed.error();
    return Sealed{std::move(sealed->body), {std::move(sealed->pictureKey), m_sending}};
}

void PairSealing::skip()
{
    m_opener.skip();
}

Result<seal::OpenedMessage> PairSealing::open(std::span<const std::uint8_t> body)
{
    Q_ASSERT(m_ready);
    return m_opener.open(body);
}

seal::PictureSeal PairSealing::openPartnersPicture(seal::SecretKey key) const
{
    return {std::move(key), m_receiving};
}

void PairSealing::setOwnWord(EmojiWord word)
{
    m_ownWord = word;
    Q_EMIT changed();
}

void PairSealing::setPartnerWord(EmojiWord word)
{
    m_partnerWord = word;
    Q_EMIT changed();
}

bool PairSealing::isVerified() const
{
    return m_ready && m_ownWord == EmojiWord::Match && m_partnerWord == EmojiWord::Match;
}

void PairSealing::forget()
{
    m_patience.stop();
    m_exchange.reset();
    m_sealer = {};
    m_opener = {};
    // No secrets, but they name this conversation and nothing else.
    for (seal::SealContext* context : {&m_sending, &m_receiving})
        *context = {};
    wipe(std::span(m_emoji));
    m_ownWord = m_partnerWord = EmojiWord::None;
    if (std::exchange(m_ready, false))
        Q_EMIT changed();
}

} // namespace chatmet::client
