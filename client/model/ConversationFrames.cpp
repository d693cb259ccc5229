// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The other half of Conversation: what arrives.
#include "client/model/Conversation.h"
#include "client/model/TextRules.h"

#include <QDateTime>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace chatmet::client {

namespace {

template <class... Cases> struct Overloaded : Cases...
{
    using Cases::operator()...;
};

Message partnerRow(const protocol::Message& message, MessageKind kind)
{
    Message row;
    row.kind = kind;
    row.number = message.number;
    row.timeMs = message.timeMs;
    return row;
}

} // namespace

void Conversation::take(const protocol::ServerFrame& frame)
{
    if (m_ended)
        return;
    std::visit(Overloaded{
                   [&](const protocol::KeyExchanged& kind) { m_sealing.take(kind, frame.body); },
                   [&](const protocol::Accepted& kind) { takeAccepted(kind); },
                   [&](const protocol::Message& kind) { takeMessage(kind, frame.body); },
                   [&](const protocol::Unsent& kind) { takeUnsent(kind); },
                   [&](const protocol::MemberAway& kind) { setPartnerAway(kind.windowMs); },
                   [&](const protocol::MemberBack&) { setPartnerAway(std::nullopt); },
                   [&](const protocol::Typing& kind) { m_typing.setPartnerActive(kind.active); },
                   [&](const protocol::StreamAccept& kind) { m_sending.take(kind); },
                   [&](const protocol::StreamCredit& kind) { m_sending.take(kind); },
                   [&](const protocol::StreamOpen& kind) { m_receiving.take(kind); },
                   [&](const protocol::StreamChunk& kind) { m_receiving.take(kind, frame.body); },
                   [&](const protocol::StreamEnd& kind) {
                       m_sending.take(kind);
                       m_receiving.take(kind);
                   },
                   [](const auto&) {}, // the others are the state's
               },
               frame.kind);
}

bool Conversation::takeError(const protocol::ErrorAnswer& error)
{
    if (m_ended)
        return false;
    if (const auto lost = m_messages.refuse(error); lost.isOurs) {
        if (lost.goesAgain)
            return true; // "sending" is still true
        for (const MessageKey key : lost.keys)
            setDelivery(key, DeliveryState::Failed);
        // Not in it any more: the end is about to be told.
        if (!lost.keys.empty() && error.code != Errc::NotInConversation)
            Q_EMIT refused(Refusal::ServerSaidNo, error.code);
        return true;
    }
    if (error.code != Errc::NotInConversation && m_sealing.refuse(error.regarding))
        return true;
    if (!error.stream.isNull()) {
        // A stream that is over already: chunks and credits may still have been on their way.
        if (!m_sending.refuse(error.stream, error.code))
            static_cast<void>(m_receiving.refuse(error.stream, error.code));
        return true;
    }
    // What went out after a refused message is refused as well, message by message; and what went out while
    // the conversation ended, before the end is told.
    return error.code == Errc::SenderNumber || error.code == Errc::NotInConversation;
}

void Conversation::takeAccepted(const protocol::Accepted& accepted)
{
    const auto entry = m_messages.accept(accepted.senderNumber, accepted.number);
    if (m_receiptOwed && m_messages.isIdle()) {
        m_receiptOwed = false;
        m_receipts.again();
    }
    if (!entry || !entry->key)
        return;
    const MessageKey key = *entry->key;
    if (m_takenBack.erase(key) > 0) {
        m_messages.forget(key);
        m_store.change(key, [&](Message& row) { row.number = accepted.number; });
        return sayTakenBack(accepted.number);
    }
    m_store.change(key, [&](Message& row) {
        row.number = accepted.number;
        row.senderNumber = accepted.senderNumber;
        row.timeMs = accepted.timeMs;
        row.delivery = DeliveryState::Sent;
    });
    Q_EMIT sent(key);
}

void Conversation::takeMessage(const protocol::Message& message, const SharedBytes& body)
{
    // Numbers rise, with gaps for one's own and for erased ones; what does not rise is here already.
    if (message.number <= m_lastNumber)
        return;
    m_lastNumber = message.number;
    // A server that keeps to the protocol can't bring about anything else, so this is no accident to get
    // over.
    if (!m_sealing.isReady() || message.member != m_pair.partnerMember) {
        Q_EMIT broken(EndCause::NotIntact, Errc::SealBroken);
        return;
    }
    auto opened = m_sealing.open(body.span());
    if (!opened) {
        Q_EMIT broken(EndCause::NotIntact, opened.code());
        return;
    }
    const auto content = protocol::decodeContent(opened->content);
    if (content) {
        if (const auto* receipt = std::get_if<protocol::Receipt>(&*content))
            return takeReceipt(message, *receipt);
        if (const auto* check = std::get_if<protocol::EmojiCheck>(&*content))
            return takeEmojiCheck(*check);
        if (const auto* notice = std::get_if<protocol::UnsendNotice>(&*content))
            return takeUnsendNotice(*notice);
    }
    m_typing.setPartnerActive(false);
    m_receipts.arrived(message.number);
    if (content)
        showContent(message, *content, std::move(opened->pictureKey));
    else
        appendUnreadable(message);
}

/// The server's word alone: whether the author's follows is shown.
void Conversation::takeUnsent(const protocol::Unsent& unsent)
{
    if (unsent.number <= m_lastNumber)
        return;
    m_lastNumber = unsent.number;
    if (!m_sealing.isReady() || unsent.member != m_pair.partnerMember) {
        Q_EMIT broken(EndCause::NotIntact, Errc::SealBroken);
        return;
    }
    m_sealing.skip();
    Message row;
    row.kind = MessageKind::Missing;
    row.number = unsent.number;
    row.timeMs = QDateTime::currentMSecsSinceEpoch();
    m_store.append(std::move(row));
}

void Conversation::takeUnsendNotice(const protocol::UnsendNotice& notice)
{
    const Message* row = m_store.findNumber(notice.number);
    if (row == nullptr || row->own)
        return; // it went with the oldest rows, or was not shown; nobody takes back what others wrote
    const MessageKey key = row->key;
    m_receiving.drop(key);
    eraseRow(key);
}

void Conversation::takeEmojiCheck(const protocol::EmojiCheck& check)
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

void Conversation::showContent(const protocol::Message& message, const protocol::Content& content,
                               seal::SecretKey pictureKey)
{
    std::visit(
        Overloaded{
            [&](const protocol::Text& text) { showText(message, text); },
            [&](const protocol::PictureOffer& offer) { showOffer(message, offer, std::move(pictureKey)); },
            [](const protocol::Receipt&) {},
            [](const protocol::EmojiCheck&) {},
            [](const protocol::UnsendNotice&) {},
            [&](const protocol::NewSecret&) { appendArrived(partnerRow(message, MessageKind::Unsupported)); },
            [&](const protocol::UnknownContent&) {
                appendArrived(partnerRow(message, MessageKind::Unsupported));
            },
        },
        content);
}

void Conversation::showText(const protocol::Message& message, const protocol::Text& text)
{
    Message row = partnerRow(message, MessageKind::Text);
    row.text = cleanReceived(text.text);
    answer(row, text.replyTo);
    // Nothing but characters that are never shown.
    if (!hasSomethingToSee(row.text))
        return appendUnreadable(message);
    appendArrived(std::move(row));
}

void Conversation::showOffer(const protocol::Message& message, const protocol::PictureOffer& offer,
                             seal::SecretKey pictureKey)
{
    if (m_sending.has(offer.stream) || m_receiving.has(offer.stream))
        return appendUnreadable(message);
    Message row = partnerRow(message, MessageKind::Picture);
    row.text = cleanReceived(offer.caption);
    answer(row, offer.replyTo);
    row.picture = PictureState::Offered;
    row.stream = offer.stream;
    row.pictureSize = QSize(static_cast<int>(offer.width), static_cast<int>(offer.height));
    row.pictureBytes = offer.bytesCount;
    const MessageKey key = m_store.append(std::move(row));
    m_receiving.add(offer, key, m_sealing.openPartnersPicture(std::move(pictureKey)));
    Q_EMIT arrived(key);
}

void Conversation::takeReceipt(const protocol::Message& message, const protocol::Receipt& receipt)
{
    // Nobody has what comes after his own word.
    for (const MessageKey key : m_messages.deliver(std::min(receipt.upTo, message.number - 1))) {
        if (m_store.change(key, [](Message& row) { row.delivery = DeliveryState::Delivered; }))
            Q_EMIT delivered(key);
    }
}

void Conversation::appendArrived(Message row)
{
    Q_EMIT arrived(m_store.append(std::move(row)));
}

void Conversation::appendUnreadable(const protocol::Message& message)
{
    appendNotice(tr("A message came that could not be read."), message.timeMs);
}

void Conversation::appendNotice(const QString& text, qint64 timeMs)
{
    Message row;
    row.kind = MessageKind::Notice;
    row.timeMs = timeMs;
    row.text = text;
    m_store.append(std::move(row));
}

} // namespace chatmet::client
