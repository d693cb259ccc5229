// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/PartnerSearch.h"

#include "client/model/TextRules.h"
#include "common/protocol/Limits.h"
#include "common/protocol/Names.h"

#include <algorithm>
#include <utility>

namespace chatmet::client {

namespace {

constexpr std::size_t leavingMax = 16; ///< pairs that the server has not ended yet

Refusal refusalOf(Errc code)
{
    switch (code) {
    case Errc::TooManyTopics: return Refusal::TooManyTopics;
    case Errc::TopicInvalid: return Refusal::TopicInvalid;
    default: return Refusal::ServerSaidNo;
    }
}

} // namespace

bool PartnerSearch::isValid(const QStringList& typed)
{
    std::vector<std::string> good;
    return readTopics(typed, good);
}

bool PartnerSearch::want(const QStringList& typed)
{
    std::vector<std::string> good;
    if (!readTopics(typed, good))
        return false;
    if (isOn() && !m_cancelling)
        return false;
    m_typed = typed;
    m_topics = std::move(good);
    m_step = Step::Wanted;
    return true;
}

/// False after a refusal.
bool PartnerSearch::readTopics(const QStringList& typed, std::vector<std::string>& good)
{
    for (const QString& one : typed) {
        if (one.trimmed().isEmpty())
            continue;
        auto topic = protocol::normaliseTopic(utf8Of(one));
        if (!topic) {
            Q_EMIT refused(Refusal::TopicInvalid, topic.code());
            return false;
        }
        if (std::find(good.begin(), good.end(), *topic) == good.end())
            good.push_back(std::move(topic).value());
    }
    if (good.size() <= limits::topicsMax)
        return true;
    Q_EMIT refused(Refusal::TooManyTopics, Errc::TooManyTopics);
    return false;
}

void PartnerSearch::askIfFree()
{
    if (m_step == Step::Wanted && m_leaving.empty() && !m_cancelling)
        ask();
}

void PartnerSearch::ask()
{
    if (m_line.send(protocol::Meet{m_topics})) {
        m_step = Step::Asked;
        m_meetSequence = m_line.lastSentSequence();
        return;
    }
    end();
    Q_EMIT refused(Refusal::NotConnected, Errc::Ok);
}

void PartnerSearch::end()
{
    if (std::exchange(m_step, Step::Off) != Step::Off)
        Q_EMIT over();
}

void PartnerSearch::cancel()
{
    if (m_step == Step::Asked && m_line.send(protocol::CancelMeet{})) {
        m_cancelSequence = m_line.lastSentSequence();
        m_cancelling = true;
    } else if (m_cancelling) {
        m_step = Step::Asked; // not once more, then
    } else {
        end(); // the server doesn't know of it
    }
}

void PartnerSearch::leave(const ConversationId& pair)
{
    // Refused only where there is no session, and with it no pair.
    if (m_line.send(protocol::Leave{pair}))
        m_leaving.emplace(pair, m_line.lastSentSequence());
}

void PartnerSearch::clear()
{
    m_step = Step::Off;
    m_cancelling = false;
    m_meetSequence = 0;
    m_cancelSequence = 0;
    m_leaving.clear();
    m_typed.clear();
    std::vector<std::string>().swap(m_topics); // clear() would keep the block, and short texts in it
}

void PartnerSearch::lineWelcomed()
{
    if (isOn())
        ask();
}

void PartnerSearch::sessionEnded()
{
    m_leaving.clear();
    m_meetSequence = 0;
    m_cancelSequence = 0;
    if (std::exchange(m_cancelling, false))
        end();
    else if (isOn())
        m_step = Step::Wanted;
}

bool PartnerSearch::takePaired(const ConversationId& pair)
{
    m_cancelling = false;
    m_meetSequence = 0;
    if (m_step == Step::Asked) {
        m_step = Step::Off;
        return true;
    }
    // Not (any more) wanted. One can cross a cancel; a server that goes on pairing is none of ours.
    if (m_leaving.size() >= leavingMax)
        m_line.drop();
    else
        leave(pair);
    return false;
}

void PartnerSearch::takeEnded(const ConversationId& conversation)
{
    // A pair that ended before this client was told of it took the search with it (Protocol.md, "Ends").
    const bool searchIsOver = m_leaving.erase(conversation) == 0 && isOn();
    if (searchIsOver && m_cancelling) {
        m_cancelSequence = 0; // the cancel crossed with the pair, and gets no other answer
        return takeCancelled();
    }
    if (searchIsOver)
        m_step = Step::Wanted;
    askIfFree();
}

void PartnerSearch::takeCancelled()
{
    m_cancelling = false;
    if (m_step == Step::Asked)
        end();
    else
        askIfFree();
}

bool PartnerSearch::takeError(const protocol::ErrorAnswer& error)
{
    const auto isAbout = [&](std::uint64_t sequence) { return sequence != 0 && error.regarding == sequence; };
    if (isAbout(m_cancelSequence)) {
        m_cancelSequence = 0;
        takeCancelled(); // not waiting (any more): as good as cancelled
        return true;
    }
    if (isAbout(m_meetSequence)) {
        m_meetSequence = 0;
        end();
        Q_EMIT refused(refusalOf(error.code), error.code, static_cast<int>(error.retryAfterMs));
        return true;
    }
    const auto left = m_leaving.find(error.conversation);
    if (left != m_leaving.end() && error.code == Errc::NotInConversation && isAbout(left->second)) {
        takeEnded(error.conversation); // it was over before it was left
        return true;
    }
    return false;
}

} // namespace chatmet::client
