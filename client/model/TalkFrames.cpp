// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The other half of Talk: what arrives.
#include "client/model/Talk.h"
#include "client/model/TextRules.h"
#include "common/base/Overloaded.h"

#include <QDateTime>

#include <utility>

namespace chatmet::client {

void Talk::take(const protocol::ServerFrame& frame)
{
    if (m_ended)
        return;
    std::visit(Overloaded{
                   [&](const protocol::Accepted& kind) { takeAccepted(kind); },
                   [&](const protocol::Message& kind) { takeMessage(kind, frame.body); },
                   [&](const protocol::Unsent& kind) { takeUnsent(kind); },
                   [&](const protocol::StreamAccept& kind) { m_sending.take(kind); },
                   [&](const protocol::StreamCredit& kind) { m_sending.take(kind); },
                   [&](const protocol::StreamOpen& kind) { m_receiving.take(kind); },
                   [&](const protocol::StreamChunk& kind) { m_receiving.take(kind, frame.body); },
                   [&](const protocol::StreamEnd& kind) {
                       m_sending.take(kind);
                       m_receiving.take(kind);
                   },
                   [](const auto&) {}, // of a pair or a room alone
               },
               frame.kind);
}

void Talk::takeMessage(const protocol::Message& message, const SharedBytes& body)
{
    // Numbers rise, with gaps for one's own and for erased ones; what does not rise is here already.
    if (message.number <= m_lastNumber)
        return;
    m_lastNumber = message.number;
    auto opened = open(message, body.span());
    if (!opened)
        return;
    const auto content = protocol::decodeContent(opened->content);
    if (content) {
        if (takeAside(message, *content))
            return;
        if (const auto* notice = std::get_if<protocol::UnsendNotice>(&*content))
            return takeUnsendNotice(message.member, *notice);
    }
    if (isHidden(message.member))
        return;
    heard(message);
    if (content)
        showContent(message, *content, std::move(opened->picture));
    else
        appendUnreadable(message);
}

Message Talk::rowOf(const protocol::Message& message, MessageKind kind) const
{
    Message row;
    row.kind = kind;
    row.number = message.number;
    row.timeMs = message.timeMs;
    sign(row, message.member);
    return row;
}

bool Talk::takeError(const protocol::ErrorAnswer& error)
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
            Q_EMIT refused(Refusal::ServerSaidNo, error.code, static_cast<int>(error.retryAfterMs));
        return true;
    }
    if (!error.stream.isNull()) {
        // A stream that is over already: chunks and credits may still have been on their way.
        if (!m_sending.refuse(error))
            static_cast<void>(m_receiving.refuse(error));
        return true;
    }
    // What went out after a refused message is refused as well, message by message; and what went out while
    // the conversation ended, before the end is told.
    return error.code == Errc::SenderNumber || error.code == Errc::NotInConversation;
}

void Talk::takeAccepted(const protocol::Accepted& accepted)
{
    const auto entry = m_messages.accept(accepted.senderNumber);
    this->accepted();
    if (!entry || !entry->key)
        return;
    const MessageKey key = *entry->key;
    if (m_takenBack.erase(key) > 0) {
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

/// The server's word alone: whether the author's follows is shown.
void Talk::takeUnsent(const protocol::Unsent& unsent)
{
    if (unsent.number <= m_lastNumber)
        return;
    m_lastNumber = unsent.number;
    if (!skip(unsent.member))
        return;
    Message row;
    row.kind = MessageKind::Missing;
    row.number = unsent.number;
    sign(row, unsent.member);
    row.timeMs = QDateTime::currentMSecsSinceEpoch();
    m_store.append(std::move(row));
}

void Talk::takeUnsendNotice(const MemberId& author, const protocol::UnsendNotice& notice)
{
    const Message* row = m_store.findNumber(notice.number);
    Message signedRow;
    sign(signedRow, author);
    if (row == nullptr || row->own || row->author != signedRow.author)
        return; // it went with the oldest rows, or was not shown; nobody takes back what others wrote
    const MessageKey key = row->key;
    m_receiving.drop(key);
    eraseRow(key);
}

void Talk::showContent(const protocol::Message& message, const protocol::Content& content,
                       seal::PictureSeal picture)
{
    std::visit(
        Overloaded{
            [&](const protocol::Text& text) { showText(message, text); },
            [&](const protocol::PictureOffer& offer) { showOffer(message, offer, std::move(picture)); },
            [](const protocol::Receipt&) {},
            [](const protocol::EmojiCheck&) {},
            [](const protocol::UnsendNotice&) {},
            [&](const protocol::NewSecret&) { appendArrived(rowOf(message, MessageKind::Unsupported)); },
            [&](const protocol::UnknownContent&) { appendArrived(rowOf(message, MessageKind::Unsupported)); },
        },
        content);
}

void Talk::showText(const protocol::Message& message, const protocol::Text& text)
{
    Message row = rowOf(message, MessageKind::Text);
    row.text = cleanReceived(text.text);
    answer(row, text.replyTo);
    // Nothing but characters that are never shown.
    if (!hasSomethingToSee(row.text))
        return appendUnreadable(message);
    appendArrived(std::move(row));
}

void Talk::showOffer(const protocol::Message& message, const protocol::PictureOffer& offer,
                     seal::PictureSeal picture)
{
    if (m_sending.has(offer.stream) || m_receiving.has(offer.stream))
        return appendUnreadable(message);
    Message row = rowOf(message, MessageKind::Picture);
    row.text = cleanReceived(offer.caption);
    answer(row, offer.replyTo);
    row.picture = PictureState::Offered;
    row.stream = offer.stream;
    row.pictureSize = QSize(static_cast<int>(offer.width), static_cast<int>(offer.height));
    row.pictureBytes = offer.bytesCount;
    const MessageKey key = m_store.append(std::move(row));
    m_receiving.add(offer, key, message.member, std::move(picture));
    m_atOnce.offered(key);
    Q_EMIT arrived(key);
}

void Talk::appendArrived(Message row)
{
    Q_EMIT arrived(m_store.append(std::move(row)));
}

void Talk::appendUnreadable(const protocol::Message& message)
{
    appendNotice(tr("A message came that could not be read."), message.timeMs);
}

MessageKey Talk::appendNotice(const QString& text, qint64 timeMs)
{
    Message row;
    row.kind = MessageKind::Notice;
    row.timeMs = timeMs;
    row.text = text;
    return m_store.append(std::move(row));
}

} // namespace chatmet::client
