// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/Pair.h"

#include "client/model/TextRules.h"
#include "common/base/Overloaded.h"
#include "common/protocol/Names.h"

#include <QDateTime>

#include <algorithm>
#include <utility>
#include <vector>

namespace chatmet::client {

namespace {

QString checkedName(const std::string& utf8)
{
    const auto name = protocol::normaliseUsername(utf8);
    return name ? QString::fromStdString(*name) : QString();
}

QStringList checkedTopics(const std::vector<std::string>& topics)
{
    QStringList checked;
    for (const std::string& topic : topics) {
        const auto good = protocol::normaliseTopic(topic);
        if (good && checked.size() < static_cast<qsizetype>(limits::topicsMax))
            checked.append(QString::fromStdString(*good));
    }
    return checked;
}

/// What the server has of ours, and nobody has said that he has it. Oldest row first.
std::vector<MessageKey> sentUpTo(const MessageStore& rows, std::uint64_t number)
{
    std::vector<MessageKey> keys;
    for (int row = 0; row < rows.count(); ++row) {
        const Message& one = rows.at(row);
        if (one.delivery == DeliveryState::Sent && one.number <= number && isSaid(one.kind))
            keys.push_back(one.key);
    }
    return keys;
}

} // namespace

Pair::Pair(const TalkParts& parts, const protocol::Paired& paired, const StateSettings& settings,
           QObject* parent)
    : Talk(parts, paired.conversation, ConversationKind::Pair,
           std::make_unique<PairSealing>(parts.line, paired, settings.keyExchangeMs), settings, parent),
      m_paired(paired),
      m_partnerName(checkedName(paired.partnerUsername)),
      m_sharedTopics(checkedTopics(paired.sharedTopics)),
      m_receipts(settings.receiptMs),
      m_sealing(static_cast<PairSealing&>(sealer()))
{
    if (m_partnerName.isEmpty())
        m_partnerName = tr("stranger");
    connect(&m_receipts, &ReceiptTimer::due, this, &Pair::sendReceipt);
    connect(&m_sealing, &PairSealing::changed, this, &Pair::sealChanged);
    connect(&m_sealing, &PairSealing::failed, this,
            [this](Errc code) { Q_EMIT broken(EndCause::NotSealed, code); });
    appendNotice(tr("You met %1.").arg(isolated(m_partnerName)), m_paired.timeMs);
}

void Pair::begin()
{
    m_sealing.begin();
}

void Pair::lineLost()
{
    Talk::lineLost();
    setPartnerAway(std::nullopt); // who is away is told anew
}

int Pair::partnerAwayForMs() const
{
    if (hasEnded() || !m_partnerAwayUntil)
        return 0;
    return static_cast<int>(std::max<qint64>(m_partnerAwayUntil->remainingTime(), 1));
}

void Pair::setPartnerAway(std::optional<std::uint32_t> windowMs)
{
    const bool was = m_partnerAwayUntil.has_value();
    m_partnerAwayUntil.reset();
    if (windowMs)
        m_partnerAwayUntil.emplace(std::min<qint64>(*windowMs, limits::resumeWindowMsMax));
    if (windowMs)
        typing().setPartnerActive(false);
    if (was != m_partnerAwayUntil.has_value())
        Q_EMIT partnerAwayChanged(m_partnerAwayUntil.has_value());
}

SealState Pair::sealState() const
{
    if (hasEnded() || !m_sealing.isReady())
        return SealState::NotSealed;
    return m_sealing.isVerified() ? SealState::Verified : SealState::Sealed;
}

std::optional<seal::EmojiIndices> Pair::checkEmoji() const
{
    if (sealState() == SealState::NotSealed)
        return std::nullopt;
    return m_sealing.emoji();
}

bool Pair::maySay()
{
    if (!m_leaving)
        return Talk::maySay();
    Q_EMIT refused(Refusal::Leaving, Errc::Ok);
    return false;
}

void Pair::sayEmoji(bool match)
{
    if (!maySay() || !m_sealing.isReady() || m_sealing.ownWord() != EmojiWord::None)
        return;
    outgoing().send(protocol::EmojiCheck{match}, std::nullopt);
    m_sealing.setOwnWord(match ? EmojiWord::Match : EmojiWord::Differ);
    if (m_sealing.isVerified())
        appendNotice(tr("You have both said that the emoji match."), QDateTime::currentMSecsSinceEpoch());
}

void Pair::sendReceipt(quint64 upTo)
{
    if (hasEnded())
        return;
    // What is held up may be a receipt already, and would be followed by another each time.
    if (outgoing().isHeldUp())
        m_receiptOwed = true;
    else
        outgoing().send(protocol::Receipt{upTo}, std::nullopt);
}

bool Pair::end()
{
    if (!Talk::end())
        return false;
    m_receipts.stop();
    m_sealing.forget();
    return true;
}

void Pair::forget()
{
    Talk::forget();
    m_receipts.stop();
    m_sealing.forget();
    m_paired = {};
    m_partnerName = QString();
    m_sharedTopics = QStringList();
}

void Pair::take(const protocol::ServerFrame& frame)
{
    if (hasEnded())
        return;
    std::visit(Overloaded{
                   [&](const protocol::KeyExchanged& kind) { m_sealing.take(kind, frame.body); },
                   [&](const protocol::MemberAway& kind) { setPartnerAway(kind.windowMs); },
                   [&](const protocol::MemberBack&) { setPartnerAway(std::nullopt); },
                   [&](const protocol::Typing& kind) { typing().setPartnerActive(kind.active); },
                   [&](const auto&) { Talk::take(frame); },
               },
               frame.kind);
}

bool Pair::takeError(const protocol::ErrorAnswer& error)
{
    if (!hasEnded() && error.code != Errc::NotInConversation && m_sealing.refuse(error.regarding))
        return true;
    return Talk::takeError(error);
}

void Pair::accepted()
{
    if (m_receiptOwed && outgoing().isIdle()) {
        m_receiptOwed = false;
        m_receipts.again();
    }
}

std::optional<Talk::Opened> Pair::open(const protocol::Message& message, std::span<const std::uint8_t> body)
{
    // A server that keeps to the protocol can't bring about anything else, so this is no accident to get
    // over.
    if (!m_sealing.isReady() || message.member != m_paired.partnerMember) {
        Q_EMIT broken(EndCause::NotIntact, Errc::SealBroken);
        return std::nullopt;
    }
    auto opened = m_sealing.open(body);
    if (!opened) {
        Q_EMIT broken(EndCause::NotIntact, opened.code());
        return std::nullopt;
    }
    return Opened{std::move(opened->content), m_sealing.openPartnersPicture(std::move(opened->pictureKey))};
}

bool Pair::skip(const MemberId& author)
{
    if (!m_sealing.isReady() || author != m_paired.partnerMember) {
        Q_EMIT broken(EndCause::NotIntact, Errc::SealBroken);
        return false;
    }
    m_sealing.skip();
    return true;
}

bool Pair::takeAside(const protocol::Message& message, const protocol::Content& content)
{
    if (const auto* receipt = std::get_if<protocol::Receipt>(&content))
        takeReceipt(message, *receipt);
    else if (const auto* check = std::get_if<protocol::EmojiCheck>(&content))
        takeEmojiCheck(*check);
    else
        return false;
    return true;
}

void Pair::heard(const protocol::Message& message)
{
    typing().setPartnerActive(false);
    m_receipts.arrived(message.number);
}

void Pair::takeEmojiCheck(const protocol::EmojiCheck& check)
{
    if (m_sealing.partnerWord() != EmojiWord::None)
        return; // said once; nothing takes it back
    m_sealing.setPartnerWord(check.match ? EmojiWord::Match : EmojiWord::Differ);
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    if (!check.match)
        appendNotice(
            tr("%1 says that the emoji differ: somebody may be reading along. Leave this conversation.")
                .arg(isolated(m_partnerName)),
            nowMs);
    else if (m_sealing.isVerified())
        appendNotice(tr("You have both said that the emoji match."), nowMs);
    else
        appendNotice(tr("%1 says that the emoji match. Compare them as well.").arg(isolated(m_partnerName)),
                     nowMs);
}

void Pair::takeReceipt(const protocol::Message& message, const protocol::Receipt& receipt)
{
    // Nobody has what comes after his own word.
    for (const MessageKey key : sentUpTo(*messages(), std::min(receipt.upTo, message.number - 1))) {
        if (messages()->change(key, [](Message& row) { row.delivery = DeliveryState::Delivered; }))
            Q_EMIT delivered(key);
    }
}

} // namespace chatmet::client
