// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/MessageSending.h"

#include "common/protocol/Limits.h"

#include <algorithm>
#include <utility>

namespace chatmet::client {

namespace {

constexpr int fullMs = 500;             ///< until what the line had no room for is tried again
constexpr int resendMaxMs = 10'000;     ///< longest wait that a server's word is taken for
constexpr std::size_t refusedMax = 256; ///< then nothing new is sealed

} // namespace

MessageSending::MessageSending(ChatConnection& line, Sealer& sealer, PictureSending& pictures,
                               ConversationId conversation, int resendMinMs, QObject* parent)
    : QObject(parent),
      m_line(line),
      m_sealer(sealer),
      m_pictures(pictures),
      m_conversation(conversation),
      m_resendMinMs(resendMinMs)
{
    m_resendTimer.setSingleShot(true);
    connect(&m_resendTimer, &QTimer::timeout, this, &MessageSending::resend);
    connect(&m_sealer, &Sealer::ready, this, &MessageSending::sendWaiting);
}

bool MessageSending::send(const protocol::Content& content, std::optional<MessageKey> key)
{
    if (mustWait() || !m_waiting.empty()) {
        if (m_waiting.size() >= limits::messagesBeforeKeysMax)
            return false;
        m_waiting.push_back({content, key});
        return true;
    }
    if (m_refused.size() >= refusedMax)
        return false;
    return sealAndSend(content, key);
}

bool MessageSending::mustWait() const
{
    const bool isQuiet = m_refused.empty() && m_outbox.unconfirmed().empty();
    return !m_sealer.isReady() || (m_sealer.owes() && !isQuiet);
}

void MessageSending::sendWaiting()
{
    if (m_giveOwed && !mustWait()) {
        m_giveOwed = false;
        m_sealer.giveOwed();
    }
    while (!m_waiting.empty() && !mustWait()) {
        const Waiting one = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!sealAndSend(one.content, one.key) && one.key)
            Q_EMIT failed(*one.key);
    }
}

void MessageSending::giveOwed()
{
    m_giveOwed = true;
    sendWaiting();
}

bool MessageSending::sealAndSend(const protocol::Content& content, std::optional<MessageKey> key)
{
    const auto plain = protocol::encodeContent(content);
    if (!plain)
        return false;
    if (m_refused.empty())
        m_sealer.remake();
    auto sealed = m_sealer.seal(*plain);
    // Texts and captions are within limits::textBytesMax, which fits.
    if (!sealed)
        return false;
    if (const auto* offer = std::get_if<protocol::PictureOffer>(&content))
        m_pictures.setSeal(offer->stream, std::move(sealed->picture));
    const auto* notice = std::get_if<protocol::UnsendNotice>(&content);
    sendSealed(key, SharedBytes(std::move(sealed->body)), notice == nullptr ? 0 : notice->number);
    return true;
}

bool MessageSending::dropWaiting(MessageKey key)
{
    return std::erase_if(m_waiting, [key](const Waiting& one) { return one.key == key; }) > 0;
}

/// Behind what was refused, if there is any: that has to go first.
void MessageSending::sendSealed(std::optional<MessageKey> key, SharedBytes body, std::uint64_t takesBack)
{
    const bool went =
        m_refused.empty() && m_sealer.flush() &&
        m_line.send(protocol::Send{m_conversation, m_outbox.nextSenderNumber(), takesBack}, body);
    if (went)
        return m_outbox.add(m_line.lastSentSequence(), key, std::move(body), takesBack);
    // Too much is on its way already: what the server takes makes room.
    if (m_refused.empty())
        m_resendTimer.start(std::max(fullMs, m_resendMinMs));
    m_refused.push_back({0, 0, key, std::move(body), takesBack});
}

bool MessageSending::has(MessageKey key) const
{
    const auto isIt = [key](const auto& entry) { return entry.key == key; };
    return std::any_of(m_waiting.begin(), m_waiting.end(), isIt) ||
           std::any_of(m_refused.begin(), m_refused.end(), isIt) ||
           std::any_of(m_outbox.unconfirmed().begin(), m_outbox.unconfirmed().end(), isIt);
}

bool MessageSending::isIdle() const
{
    return m_waiting.empty() && m_refused.empty() && m_outbox.unconfirmed().empty();
}

void MessageSending::resend()
{
    m_resendTimer.stop();
    if (m_refused.empty())
        m_sealer.remake();
    static_cast<void>(m_sealer.flush()); // what has no room is tried with the next message
    for (Outbox::Entry& entry : std::exchange(m_refused, {})) {
        const auto key = entry.key;
        sendSealed(key, std::move(entry.body), entry.takesBack);
        if (key && m_refused.empty())
            Q_EMIT goesAgain(*key);
    }
}

std::optional<Outbox::Entry> MessageSending::accept(std::uint64_t senderNumber)
{
    auto accepted = m_outbox.accept(senderNumber);
    sendWaiting();
    return accepted;
}

MessageSending::Refused MessageSending::refuse(const protocol::ErrorAnswer& error)
{
    Refused refused;
    auto lost = error.regarding == 0 ? std::vector<Outbox::Entry>() : m_outbox.refuse(error.regarding);
    if (lost.empty())
        return refused;
    refused.isOurs = true;
    // The partner has too much to read at the moment. Anything else doesn't get better by itself.
    refused.goesAgain = error.code == Errc::RateLimited;
    for (const Outbox::Entry& entry : lost) {
        if (entry.key)
            refused.keys.push_back(*entry.key);
    }
    m_refused.insert(m_refused.begin(), std::make_move_iterator(lost.begin()),
                     std::make_move_iterator(lost.end()));
    if (refused.goesAgain)
        tryAgainIn(error.retryAfterMs);
    return refused;
}

void MessageSending::tryAgainIn(std::uint32_t milliseconds)
{
    const auto wait = std::min<std::uint32_t>(milliseconds, resendMaxMs);
    m_resendTimer.start(std::max(static_cast<int>(wait), m_resendMinMs));
}

std::vector<MessageKey> MessageSending::end()
{
    m_resendTimer.stop();
    std::vector<MessageKey> keys;
    const auto collect = [&keys](const auto& entries) {
        for (const auto& entry : entries) {
            if (entry.key)
                keys.push_back(*entry.key);
        }
    };
    collect(m_outbox.unconfirmed());
    collect(m_refused);
    collect(m_waiting);
    m_outbox = {};
    m_refused = {};
    m_waiting = {};
    return keys;
}

} // namespace chatmet::client
