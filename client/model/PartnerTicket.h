// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Whom the person may report and block: the partner of now, and for two minutes the one before.

#include "client/model/SaidWord.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

namespace chatmet::client {

/// One partner. Holds two random ids and what was said, no name and nothing of the conversation. GUI thread.
class PartnerTicket : public QObject
{
    Q_OBJECT

public:
    /// line: outlives it.
    explicit PartnerTicket(ChatConnection& line, QObject* parent = nullptr);

    /// A pair begins: it can be reported as long as it lasts. What was here is forgotten.
    void begin(const ConversationId& conversation, const MemberId& partner);
    /// The pair has ended; leftMs: how long the server still takes a word about it.
    void end(int leftMs);
    /// Takes over what another one holds, and leaves it empty.
    void takeFrom(PartnerTicket& other);
    void clear();

    [[nodiscard]] const ConversationId& conversation() const { return m_conversation; }
    [[nodiscard]] bool isEmpty() const { return m_conversation.isNull(); }
    [[nodiscard]] bool mayReport() const { return !isEmpty() && m_report.isUnsaid(); }
    [[nodiscard]] bool mayBlock() const { return !isEmpty() && m_block.isUnsaid(); }
    /// The server has taken it.
    [[nodiscard]] bool isReported() const { return m_report.isTaken(); }
    [[nodiscard]] bool isBlocked() const { return m_block.isTaken(); }
    /// After the end: how long it is still there, at least 1; else 0.
    [[nodiscard]] int leftMs() const;

    /// False where it may not, or the line is down.
    bool report(protocol::ReportReason reason);
    bool block();

    // What the server says; true where it is about this partner.
    bool take(const protocol::Reported& reported);
    bool take(const protocol::Blocked& blocked);
    bool takeError(const protocol::ErrorAnswer& error);

Q_SIGNALS:
    /// Anything of the above is another now.
    void changed();

private:
    bool say(SaidWord& word, protocol::ClientKind kind);

    ChatConnection& m_line;
    ConversationId m_conversation;
    MemberId m_partner;
    SaidWord m_report;
    SaidWord m_block;
    QTimer m_time; ///< runs after the end
};

} // namespace chatmet::client
