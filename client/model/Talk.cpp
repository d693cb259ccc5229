// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/Talk.h"

#include "client/model/PictureStream.h"
#include "client/model/TextRules.h"
#include "client/picture/PictureGate.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace chatmet::client {

Talk::Talk(const TalkParts& parts, ConversationId id, ConversationKind kind, std::unique_ptr<Sealer> sealer,
           const StateSettings& settings, QObject* parent)
    : QObject(parent),
      m_line(parts.line),
      m_store(parts.store),
      m_id(id),
      m_typing(settings.typingRepeatMs, settings.typingShownMs),
      m_sealer(std::move(sealer)),
      m_sending(parts.line, parts.store, parts.window, id, kind),
      m_receiving(parts.line, parts.store, parts.reader, id, kind),
      m_atOnce(parts.store, [this](MessageKey key) { return askForPicture(key); }),
      m_messages(parts.line, *m_sealer, m_sending, id, settings.receiptMs)
{
    wire();
}

void Talk::wire()
{
    connect(&m_typing, &TypingHints::say, this, [this](bool active) {
        if (!m_ended)
            static_cast<void>(m_line.send(protocol::Typing{id(), {}, active})); // a hint, worth nothing later
    });
    connect(&m_receiving, &PictureReceiving::shown, this, &Talk::pictureShown);
    connect(&m_receiving, &PictureReceiving::refused, this, &Talk::refused);
    connect(&m_sending, &PictureSending::refused, this, &Talk::refused);
    connect(&m_atOnce, &PicturesAtOnce::full, this, [this] {
        appendNotice(tr("Pictures wait for a click again: more of them are not fetched by themselves."),
                     QDateTime::currentMSecsSinceEpoch());
    });
    connect(&m_messages, &MessageSending::goesAgain, this,
            [this](MessageKey key) { setDelivery(key, DeliveryState::Sending); });
    connect(&m_messages, &MessageSending::failed, this,
            [this](MessageKey key) { setDelivery(key, DeliveryState::Failed); });
}

void Talk::lineLost()
{
    m_typing.setPartnerActive(false);
    m_sending.lineLost();
}

void Talk::lineResumed(std::uint64_t acknowledged)
{
    m_sending.lineResumed(acknowledged);
    m_receiving.lineResumed();
    m_atOnce.tryAgain();
}

bool Talk::maySay()
{
    if (m_ended)
        Q_EMIT refused(Refusal::NotPaired, Errc::Ok); // also without a line, which would not bring it back
    return !m_ended;
}

bool Talk::sendText(const QString& typed, MessageKey replyTo)
{
    if (!maySay())
        return false;
    const CheckedText checked = checkTyped(typed);
    if (checked.fault != TextFault::None) {
        Q_EMIT refused(checked.fault == TextFault::Empty ? Refusal::TextEmpty : Refusal::TextTooLong,
                       Errc::Ok);
        return false;
    }
    if (!m_line.hasSession()) {
        Q_EMIT refused(Refusal::NotConnected, Errc::Ok);
        return false;
    }
    Message row;
    row.own = true;
    row.timeMs = QDateTime::currentMSecsSinceEpoch();
    row.text = checked.text;
    row.delivery = DeliveryState::Sending;
    const Message* answered = m_store.find(replyTo);
    answer(row, answered == nullptr ? 0 : answered->number);
    const MessageKey key = m_store.append(row);
    m_typing.messageSent();
    retry(key);
    return true;
}

bool Talk::mayAddPicture()
{
    if (m_sending.makeRoom())
        return true;
    Q_EMIT refused(Refusal::TooManyPictures, Errc::Ok);
    return false;
}

bool Talk::sendPicture(const CleanPicture& picture, const QString& caption, MessageKey replyTo)
{
    if (!maySay())
        return false;
    const CheckedText checked = checkTyped(caption);
    if (checked.fault == TextFault::TooLong) {
        Q_EMIT refused(Refusal::TextTooLong, Errc::Ok);
        return false;
    }
    if (!m_line.hasSession()) {
        Q_EMIT refused(Refusal::NotConnected, Errc::Ok);
        return false;
    }
    const bool fits = !picture.bytes.isEmpty() && !picture.size.isEmpty() &&
                      picture.bytes.size() <= static_cast<qsizetype>(limits::pictureBytesMax);
    if (!fits) {
        Q_EMIT refused(Refusal::PictureRefused, Errc::StreamTooLarge);
        return false;
    }
    if (!mayAddPicture())
        return false;
    Message row;
    row.kind = MessageKind::Picture;
    row.own = true;
    row.timeMs = QDateTime::currentMSecsSinceEpoch();
    row.text = checked.text;
    row.delivery = DeliveryState::Sending;
    row.picture = PictureState::Offered;
    row.pictureSize = picture.size;
    row.pictureBytes = picture.bytes.size();
    row.preview = picture.preview;
    row.file = picture.bytes;
    const Message* answered = m_store.find(replyTo);
    answer(row, answered == nullptr ? 0 : answered->number);
    m_typing.messageSent();
    offerPicture(m_store.append(row));
    return true;
}

/// Under a fresh stream id each time: one that the server knows already would be refused.
bool Talk::offerPicture(MessageKey key)
{
    const Message* row = m_store.find(key);
    if (row == nullptr || row->file.isEmpty())
        return false;
    const std::uint64_t before = row->number; // of an offer that came to nothing; 0: this is the first
    protocol::PictureOffer offer;
    offer.stream = StreamId::random(systemRandom(), id().node());
    offer.bytesCount = static_cast<std::uint32_t>(row->file.size());
    offer.width = static_cast<std::uint32_t>(row->pictureSize.width());
    offer.height = static_cast<std::uint32_t>(row->pictureSize.height());
    offer.format = wireFormat(PictureGate::formatOf(row->file).value_or(PictureFormat::Jpeg));
    offer.caption = row->text.toStdString();
    offer.replyTo = row->replyTo;
    m_sending.add(offer.stream, key, row->file);
    const bool went = m_messages.send(offer, key);
    if (!went)
        m_sending.forget(key);
    m_store.change(key, [&](Message& changed) {
        changed.stream = offer.stream;
        if (went)
            changed.number = 0; // until this one is accepted
        changed.delivery = went ? DeliveryState::Sending : DeliveryState::Failed;
        changed.picture = PictureState::Offered;
        changed.pictureProblem.clear();
        changed.pictureProgress = 0;
    });
    if (went && before != 0)
        sayTakenBack(before); // with its caption
    return went;
}

bool Talk::mayRetry(const Message& row) const
{
    if (!row.own)
        return false;
    if (row.kind == MessageKind::Picture)
        return !row.file.isEmpty() &&
               (row.picture == PictureState::Failed || row.delivery == DeliveryState::Failed);
    return row.kind == MessageKind::Text &&
           (row.delivery == DeliveryState::Failed || row.delivery == DeliveryState::Sending);
}

void Talk::retry(MessageKey key)
{
    if (!maySay())
        return;
    const Message* row = m_store.find(key);
    if (row == nullptr || !mayRetry(*row))
        return;
    if (m_messages.has(key))
        return m_messages.resend();
    if (row->kind == MessageKind::Picture) {
        m_sending.forget(key);
        if (mayAddPicture())
            offerPicture(key);
        return;
    }
    const bool went = m_messages.send(protocol::Text{row->text.toStdString(), row->replyTo}, key);
    setDelivery(key, went ? DeliveryState::Sending : DeliveryState::Failed);
}

bool Talk::mayTakeBack(MessageKey key) const
{
    const Message* row = m_store.find(key);
    return row != nullptr && !m_ended && row->own && row->delivery != DeliveryState::Failed &&
           (row->kind == MessageKind::Text || row->kind == MessageKind::Picture);
}

void Talk::takeBack(MessageKey key)
{
    if (!mayTakeBack(key))
        return;
    const std::uint64_t number = m_store.find(key)->number;
    m_sending.cancel(key);
    eraseRow(key);
    if (m_messages.dropWaiting(key))
        return; // nobody has heard of it
    if (number == 0)
        m_takenBack.insert(key); // once it has a number
    else
        sayTakenBack(number);
}

void Talk::sayTakenBack(std::uint64_t number)
{
    m_messages.send(protocol::UnsendNotice{number}, std::nullopt);
}

/// What was in it is overwritten as it is freed.
void Talk::eraseRow(MessageKey key)
{
    m_store.change(key, [](Message& row) {
        Message gone;
        gone.key = row.key;
        gone.kind = MessageKind::TakenBack;
        gone.own = row.own;
        gone.author = row.author;
        gone.authorName = row.authorName;
        gone.number = row.number;
        gone.senderNumber = row.senderNumber;
        gone.timeMs = row.timeMs;
        gone.delivery = row.delivery;
        row = std::move(gone);
    });
    m_line.overwriteBuffers();
}

/// number: of the message that is answered, 0 for none.
void Talk::answer(Message& row, std::uint64_t number) const
{
    const Message* answered = m_store.findNumber(number);
    row.replyTo = number;
    row.replyKey = answered == nullptr ? MessageKey{} : answered->key;
}

void Talk::acceptPicture(MessageKey key)
{
    if (m_ended)
        return;
    if (m_sending.moving() + m_receiving.moving() >= limits::streamsPerSessionMax)
        Q_EMIT refused(Refusal::TooManyPictures, Errc::Ok);
    else
        m_receiving.accept(key);
}

/// As a click does, but where there is no room it waits without a word.
bool Talk::askForPicture(MessageKey key)
{
    if (m_ended || !m_line.hasSession() ||
        m_sending.moving() + m_receiving.moving() >= limits::streamsPerSessionMax)
        return false;
    m_receiving.accept(key);
    const Message* row = m_store.find(key);
    return row != nullptr && row->picture != PictureState::Offered;
}

void Talk::setPicturesAtOnce(bool on)
{
    if (m_ended || on == m_atOnce.isOn())
        return;
    m_atOnce.setOn(on);
    appendNotice(on ? tr("Pictures are shown here at once from now on.")
                    : tr("Pictures wait for a click here from now on."),
                 QDateTime::currentMSecsSinceEpoch());
    Q_EMIT picturesAtOnceChanged(on);
}

void Talk::declinePicture(MessageKey key)
{
    m_receiving.decline(key);
}

void Talk::cancelPicture(MessageKey key)
{
    m_sending.cancel(key);
    m_receiving.cancel(key);
}

void Talk::setDelivery(MessageKey key, DeliveryState delivery)
{
    m_store.change(key, [delivery](Message& row) { row.delivery = delivery; });
}

bool Talk::end()
{
    if (std::exchange(m_ended, true))
        return false;
    m_typing.setPartnerActive(false);
    for (const MessageKey key : m_messages.end())
        setDelivery(key, DeliveryState::Failed);
    m_atOnce.setOn(false);
    m_sending.endAll();
    m_receiving.endAll();
    forgetOwnFiles();
    return true;
}

/// What was kept for another try.
void Talk::forgetOwnFiles()
{
    for (int row = 0; row < m_store.count(); ++row) {
        const Message& message = m_store.at(row);
        if (message.own && !message.file.isEmpty())
            m_store.change(message.key, [](Message& own) { own.file.clear(); });
    }
}

void Talk::forget()
{
    m_ended = true;
    m_typing.setPartnerActive(false);
    static_cast<void>(m_messages.end());
    m_atOnce.setOn(false);
    m_sending.endAll();
    m_receiving.forget();
}

} // namespace chatmet::client
