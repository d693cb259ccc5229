// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The other half of Conversation: what arrives.
#include "client/model/Conversation.h"
#include "client/model/TextRules.h"

#include <algorithm>
#include <type_traits>

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
                   [&](const protocol::Accepted& kind) { takeAccepted(kind); },
                   [&](const protocol::Message& kind) { takeMessage(kind, frame.body); },
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
    const auto lost = error.regarding == 0 ? std::vector<Outbox::Entry>() : m_outbox.refuse(error.regarding);
    for (const Outbox::Entry& entry : lost)
        fail(entry);
    if (!lost.empty()) {
        // A receipt that was lost with a message is said again, and one that came while the partner had too
        // much to read already; one that was refused itself for another reason waits for the next.
        const bool again = error.code == Errc::RateLimited && !lost.front().key;
        if (again || std::any_of(lost.begin() + 1, lost.end(), [](const auto& entry) { return !entry.key; }))
            m_receipts.again();
        const bool own =
            std::any_of(lost.begin(), lost.end(), [](const auto& entry) { return entry.key.has_value(); });
        // Not in it any more: the end is about to be told.
        if (own && error.code != Errc::NotInConversation)
            Q_EMIT refused(Refusal::ServerSaidNo, error.code);
        return true;
    }
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
    const auto entry = m_outbox.accept(accepted.senderNumber, accepted.number);
    if (!entry || !entry->key)
        return;
    const MessageKey key = *entry->key;
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
    const auto content = protocol::decodeContent(body.span());
    if (content && message.member == m_pair.partnerMember) {
        if (const auto* receipt = std::get_if<protocol::Receipt>(&*content))
            return takeReceipt(message, *receipt);
    }
    m_typing.setPartnerActive(false);
    m_receipts.arrived(message.number);
    if (content && message.member == m_pair.partnerMember)
        showContent(message, *content);
    else
        appendUnreadable(message);
}

void Conversation::showContent(const protocol::Message& message, const protocol::Content& content)
{
    std::visit(Overloaded{
                   [&](const protocol::Text& text) { showText(message, text.text); },
                   [&](const protocol::PictureOffer& offer) { showOffer(message, offer); },
                   [](const protocol::Receipt&) {},
                   [&](const protocol::UnknownContent&) {
                       appendArrived(partnerRow(message, MessageKind::Unsupported));
                   },
               },
               content);
}

void Conversation::showText(const protocol::Message& message, const std::string& text)
{
    Message row = partnerRow(message, MessageKind::Text);
    row.text = cleanReceived(text);
    // Nothing but characters that are never shown.
    if (!hasSomethingToSee(row.text))
        return appendUnreadable(message);
    appendArrived(std::move(row));
}

void Conversation::showOffer(const protocol::Message& message, const protocol::PictureOffer& offer)
{
    if (m_sending.has(offer.stream) || m_receiving.has(offer.stream))
        return appendUnreadable(message);
    Message row = partnerRow(message, MessageKind::Picture);
    row.text = cleanReceived(offer.caption);
    row.picture = PictureState::Offered;
    row.stream = offer.stream;
    row.pictureSize = QSize(static_cast<int>(offer.width), static_cast<int>(offer.height));
    row.pictureBytes = offer.bytesCount;
    const MessageKey key = m_store.append(std::move(row));
    m_receiving.add(offer, key);
    Q_EMIT arrived(key);
}

void Conversation::takeReceipt(const protocol::Message& message, const protocol::Receipt& receipt)
{
    // Nobody has what comes after his own word.
    for (const MessageKey key : m_outbox.deliver(std::min(receipt.upTo, message.number - 1))) {
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
