// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One pair from the meeting to the erasure. When it is destroyed, everything of it but the rows is gone.

#include "client/model/PairSealing.h"
#include "client/model/ReceiptTimer.h"
#include "client/model/Talk.h"

#include <QDeadlineTimer>
#include <QStringList>

#include <optional>

namespace chatmet::client {

/// GUI thread.
class Pair : public Talk
{
    Q_OBJECT

public:
    /// Appends the notice of the meeting.
    Pair(const TalkParts& parts, const protocol::Paired& paired, const StateSettings& settings,
         QObject* parent = nullptr);

    /// Checked again, or a neutral word where the server gave none that is allowed.
    [[nodiscard]] const QString& partnerName() const { return m_partnerName; }
    [[nodiscard]] const QStringList& sharedTopics() const { return m_sharedTopics; }
    [[nodiscard]] qint64 metAtMs() const { return m_paired.timeMs; }

    [[nodiscard]] SealState sealState() const;
    /// What the two may compare; nothing while there are no keys.
    [[nodiscard]] std::optional<seal::EmojiIndices> checkEmoji() const;
    [[nodiscard]] EmojiWord ownEmojiWord() const { return m_sealing.ownWord(); }
    [[nodiscard]] EmojiWord partnerEmojiWord() const { return m_sealing.partnerWord(); }

    void lineLost() override;
    /// How long the server still waits for the partner's line, at least 1; 0: it is there.
    [[nodiscard]] int partnerAwayForMs() const;

    /// The pair was shown: the key exchange may begin.
    void begin();
    /// Next was pressed, and can still be taken back: nothing new is said.
    void setLeaving(bool leaving) { m_leaving = leaving; }
    /// The person compared the seven emoji; only where they are there, and once.
    void sayEmoji(bool match);

    void take(const protocol::ServerFrame& frame) override;
    bool takeError(const protocol::ErrorAnswer& error) override;
    bool end() override;
    void forget() override;

Q_SIGNALS:
    void partnerAwayChanged(bool away);
    /// sealState() or a word about the emoji is another now.
    void sealChanged();
    /// It can't go on: NotSealed or NotIntact. Whoever owns it leaves the pair.
    void broken(chatmet::client::EndCause cause, chatmet::Errc code);

protected:
    [[nodiscard]] bool maySay() override;
    [[nodiscard]] std::optional<Opened> open(const protocol::Message& message,
                                             std::span<const std::uint8_t> body) override;
    bool takeAside(const protocol::Message& message, const protocol::Content& content) override;
    void heard(const protocol::Message& message) override;
    void sign(Message&, const MemberId&) const override {} // there is one other
    bool skip(const MemberId& author) override;
    void accepted() override;

private:
    void setPartnerAway(std::optional<std::uint32_t> windowMs);
    void takeEmojiCheck(const protocol::EmojiCheck& check);
    void takeReceipt(const protocol::Message& message, const protocol::Receipt& receipt);
    void sendReceipt(quint64 upTo);

    protocol::Paired m_paired;
    QString m_partnerName;
    QStringList m_sharedTopics;
    std::optional<QDeadlineTimer> m_partnerAwayUntil;
    bool m_leaving{false};
    bool m_receiptOwed{false}; ///< one became due while messages were held up
    ReceiptTimer m_receipts;
    PairSealing& m_sealing; ///< the sealer of Talk
};

} // namespace chatmet::client
