// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The search for a partner as the server is asked for it: one at a time, and none before the server has ended
// the last pair and the last search.

#include "client/model/ChatTypes.h"
#include "client/net/ChatConnection.h"

#include <QObject>
#include <QStringList>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace chatmet::client {

/// GUI thread.
class PartnerSearch : public QObject
{
    Q_OBJECT

public:
    /// line: outlives it.
    explicit PartnerSearch(ChatConnection& line) : m_line(line) {}

    /// Whether topics as typed are valid; if not, refused() said why. Begins nothing.
    [[nodiscard]] bool isValid(const QStringList& typed);
    /// Somebody is wanted from now on; askIfFree() asks. typed: topics as typed. False where that changes
    /// nothing: they are not valid, and refused() said why, or the server is searching already.
    bool want(const QStringList& typed);
    /// Asks the server for whom is wanted, unless it has to end something first; then that asks.
    void askIfFree();
    void cancel();
    /// Tells the server that a pair is over.
    void leave(const ConversationId& pair);
    /// Forgets everything, the topics too.
    void clear();

    /// Somebody is wanted, and not found yet.
    [[nodiscard]] bool isOn() const { return m_step != Step::Off; }
    /// Of the last want(); as typed.
    [[nodiscard]] const QStringList& lastTopics() const { return m_typed; }

    /// A new session: who was looked for still is.
    void lineWelcomed();
    /// What the next line begins is a new session.
    void sessionEnded();

    // What the server says.
    /// Whether it is the one that was wanted; if not, it is left again.
    [[nodiscard]] bool takePaired(const ConversationId& pair);
    /// Of a conversation that is none here (any more).
    void takeEnded(const ConversationId& conversation);
    void takeCancelled();
    /// True where it was about a search or its end.
    bool takeError(const protocol::ErrorAnswer& error);

Q_SIGNALS:
    /// Nobody is wanted any more.
    void over();
    void refused(chatmet::client::Refusal refusal, chatmet::Errc code, int retryAfterMs = 0);

private:
    enum class Step : std::uint8_t
    {
        Off,
        Wanted, ///< the server is asked as soon as it has ended the last pair or search
        Asked
    };
    [[nodiscard]] bool readTopics(const QStringList& typed, std::vector<std::string>& good);
    void ask();
    void end();

    ChatConnection& m_line;
    Step m_step{Step::Off};
    bool m_cancelling{false}; ///< a cancel is on its way
    QStringList m_typed;
    std::vector<std::string> m_topics; ///< normalised
    std::uint64_t m_meetSequence{0};   ///< of the frame that may still be refused; 0: none
    std::uint64_t m_cancelSequence{0};
    /// Left, not yet ended by the server; with the number of the Leave.
    std::map<ConversationId, std::uint64_t> m_leaving;
};

} // namespace chatmet::client
