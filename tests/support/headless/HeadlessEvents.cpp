// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The other half of HeadlessClient: what the state says, as events.
#include "client/model/HoldingsWatch.h"
#include "client/model/Pairs.h"
#include "client/model/PartnerTicket.h"
#include "tests/support/headless/HeadlessClient.h"
#include "tests/support/headless/Names.h"

#include <QCryptographicHash>
#include <QJsonArray>

namespace chatmet::testing {

using namespace client;

namespace {

QJsonValue jsonOf(MessageKey key)
{
    return static_cast<qint64>(key);
}

QJsonArray jsonOf(QSize size)
{
    return {size.width(), size.height()};
}

} // namespace

void HeadlessClient::tell(const char* event, QJsonObject fields)
{
    fields.insert(QLatin1String("client"), m_name);
    fields.insert(QLatin1String("event"), QLatin1String(event));
    m_tools.write(fields);
}

void HeadlessClient::fault(const QString& text)
{
    tell("error", {{QStringLiteral("text"), text}});
}

void HeadlessClient::wire()
{
    wirePairs();
    connect(&m_state, &ChatState::lineChanged, this, [this](LineState line) {
        tell("line", {{QStringLiteral("state"), nameOf(line)}});
        if (m_quitting && line == LineState::Closed)
            Q_EMIT closed();
    });
    connect(&m_state, &ChatState::solvingPuzzleChanged, this, [this](bool solving) {
        tell("puzzle", {{QStringLiteral("solving"), solving}});
    });
    connect(&m_state, &ChatState::lineProblem, this,
            [this](LineProblem problem, Errc code, const QByteArray& seen) {
                tell("problem", {{QStringLiteral("problem"), nameOf(problem)},
                                 {QStringLiteral("code"), static_cast<int>(code)},
                                 {QStringLiteral("fingerprint"), QString::fromLatin1(seen)}});
            });
    connect(&m_state, &ChatState::welcomed, this, [this] {
        const protocol::Welcome& said = m_state.welcome();
        tell("welcomed", {{QStringLiteral("username"), m_state.username()},
                          {QStringLiteral("operator"), QString::fromStdString(said.operatorName)},
                          {QStringLiteral("contact"), QString::fromStdString(said.operatorContact)},
                          {QStringLiteral("rules"), QString::fromStdString(said.operatorRules)},
                          {QStringLiteral("country"), QString::fromStdString(said.operatorCountry)},
                          {QStringLiteral("log_days"), said.logRetentionDays},
                          {QStringLiteral("legal_basis"), QString::fromStdString(said.legalBasis)},
                          {QStringLiteral("log_truncated"), said.logTruncated}});
    });
    connect(&m_state, &ChatState::operatorNoticeChanged, this, [this] {
        tell("operator-notice", {{QStringLiteral("text"), m_state.operatorNotice()}});
    });
    connect(&m_state, &ChatState::onlineAboutChanged, this, [this](int people) {
        tell("counts", {{QStringLiteral("online_about"), people}});
    });
    connect(m_state.holdings(), &HoldingsWatch::changed, this, &HeadlessClient::tellHoldings);
}

void HeadlessClient::wirePairs()
{
    Pairs* pairs = m_state.pairs();
    connect(pairs, &Pairs::met, this, &HeadlessClient::wirePair);
    connect(pairs, &Pairs::meetingChanged, this, [this, pairs](Meeting meeting) {
        tell("meeting", {{QStringLiteral("state"), nameOf(meeting)}});
        if (meeting == Meeting::Paired)
            tell("paired",
                 {{QStringLiteral("partner"), pairs->partnerName()},
                  {QStringLiteral("topics"), QJsonArray::fromStringList(pairs->pair()->sharedTopics())}});
        else if (meeting == Meeting::Ended)
            tell("ended", {{QStringLiteral("cause"), nameOf(pairs->endCause())}});
    });
    connect(pairs, &Pairs::erased, this, [this] {
        m_seen.clear();
        tell("erased");
    });
    connect(pairs, &Pairs::refused, this, &HeadlessClient::tellRefused);
    connect(pairs, &Pairs::meetRefused, this, &HeadlessClient::tellRefused);
    for (const bool before : {false, true}) {
        PartnerTicket* ticket = before ? pairs->ticketBefore() : pairs->partnerTicket();
        connect(ticket, &PartnerTicket::changed, this, [this, ticket, before] {
            tell("ticket", {{QStringLiteral("before"), before},
                            {QStringLiteral("reported"), ticket->isReported()},
                            {QStringLiteral("blocked"), ticket->isBlocked()},
                            {QStringLiteral("left_ms"), ticket->leftMs()}});
        });
    }
    connect(pairs->messages(), &MessageStore::appended, this, &HeadlessClient::tellRow);
    connect(pairs->messages(), &MessageStore::changed, this, &HeadlessClient::tellChange);
}

void HeadlessClient::wirePair(Pair* pair)
{
    connect(pair, &Pair::sealChanged, this, [this, pair] {
        QJsonArray emoji;
        if (const auto indices = pair->checkEmoji()) {
            for (const std::uint8_t index : *indices)
                emoji.append(index);
        }
        tell("seal",
             {{QStringLiteral("state"), nameOf(pair->sealState())}, {QStringLiteral("emoji"), emoji}});
    });
    connect(&pair->typing(), &TypingHints::partnerChanged, this, [this](bool active) {
        tell("typing", {{QStringLiteral("active"), active}});
    });
    connect(pair, &Pair::partnerAwayChanged, this, [this, pair](bool away) {
        tell("partner-line",
             {{QStringLiteral("away"), away}, {QStringLiteral("for_ms"), pair->partnerAwayForMs()}});
    });
    connect(pair, &Pair::sent, this, [this, pair](MessageKey key) {
        const client::Message* row = pair->messages()->find(key);
        tell("sent", {{QStringLiteral("key"), jsonOf(key)},
                      {QStringLiteral("number"), static_cast<qint64>(row == nullptr ? 0 : row->number)}});
    });
    connect(pair, &Pair::delivered, this, [this](MessageKey key) {
        tell("delivered", {{QStringLiteral("key"), jsonOf(key)}});
    });
    connect(pair, &Pair::refused, this, &HeadlessClient::tellRefused);
    // After the state has done with the row: an automatic accept needs the stream to be known.
    connect(pair, &Pair::arrived, this, [this, pair](MessageKey key) {
        const client::Message* row = pair->messages()->find(key);
        if (m_autoAccept && row != nullptr && row->kind == MessageKind::Picture)
            pair->acceptPicture(key);
    });
}

void HeadlessClient::tellRefused(Refusal refusal, Errc code)
{
    tell("refused",
         {{QStringLiteral("refusal"), nameOf(refusal)}, {QStringLiteral("code"), static_cast<int>(code)}});
}

void HeadlessClient::tellHoldings()
{
    const HoldingsWatch* watch = m_state.holdings();
    QJsonArray rows;
    for (const protocol::Holding& row : watch->rows())
        rows.append(QJsonObject{{QStringLiteral("field"), QString::fromStdString(row.field)},
                                {QStringLiteral("value"), QString::fromStdString(row.value)},
                                {QStringLiteral("age_ms"), static_cast<qint64>(row.ageMs)},
                                {QStringLiteral("gone"), QString::fromStdString(row.gone)},
                                {QStringLiteral("bytes"), static_cast<qint64>(row.bytesCount)},
                                {QStringLiteral("count"), static_cast<qint64>(row.count)}});
    tell("holdings", {{QStringLiteral("state"), nameOf(watch->state())}, {QStringLiteral("rows"), rows}});
}

void HeadlessClient::tellRow(int index)
{
    const client::Message& row = m_state.pairs()->messages()->at(index);
    QJsonObject fields{{QStringLiteral("key"), jsonOf(row.key)},
                       {QStringLiteral("own"), row.own},
                       {QStringLiteral("number"), static_cast<qint64>(row.number)},
                       {QStringLiteral("text"), row.text},
                       {QStringLiteral("reply"), static_cast<qint64>(row.replyTo)}};
    switch (row.kind) {
    case MessageKind::Text: return tell("message", fields);
    case MessageKind::Notice: return tell("notice", fields);
    case MessageKind::TakenBack: return tell("taken-back", fields);
    case MessageKind::Missing: return tell("missing", fields);
    case MessageKind::Unsupported: return tell("unsupported", fields);
    case MessageKind::Picture: break;
    }
    m_seen.insert(static_cast<quint64>(row.key), {row.picture, -1});
    fields.insert(QLatin1String("size"), jsonOf(row.pictureSize));
    fields.insert(QLatin1String("bytes"), row.pictureBytes);
    tell(row.own ? "picture-sending" : "picture-offered", fields);
}

void HeadlessClient::tellChange(int index)
{
    const client::Message& row = m_state.pairs()->messages()->at(index);
    if (row.kind == MessageKind::Text && row.delivery == DeliveryState::Failed)
        tell("failed", {{QStringLiteral("key"), jsonOf(row.key)}});
    if (row.kind == MessageKind::TakenBack)
        tell("taken-back", {{QStringLiteral("key"), jsonOf(row.key)}, {QStringLiteral("own"), row.own}});
    if (row.kind != MessageKind::Picture)
        return;
    Seen& seen = m_seen[static_cast<quint64>(row.key)];
    if (seen.state == row.picture)
        return tellProgress(row);
    seen.state = row.picture;
    QJsonObject fields{{QStringLiteral("key"), jsonOf(row.key)}, {QStringLiteral("own"), row.own}};
    if (row.picture == PictureState::Here && !row.own) {
        fields.insert(QLatin1String("bytes"), row.file.size());
        fields.insert(QLatin1String("size"), jsonOf(row.pictureSize));
        fields.insert(
            QLatin1String("sha256"),
            QString::fromLatin1(QCryptographicHash::hash(row.file, QCryptographicHash::Sha256).toHex()));
        return tell("picture-here", fields);
    }
    fields.insert(QLatin1String("state"), nameOf(row.picture));
    fields.insert(QLatin1String("problem"), row.pictureProblem);
    tell("picture-state", fields);
    tellProgress(row);
}

/// Coarse: ten events for a picture at most.
void HeadlessClient::tellProgress(const client::Message& row)
{
    if (row.picture != PictureState::Moving)
        return;
    Seen& seen = m_seen[static_cast<quint64>(row.key)];
    if (seen.tenths == row.pictureProgress / 100)
        return;
    seen.tenths = row.pictureProgress / 100;
    tell("picture-progress", {{QStringLiteral("key"), jsonOf(row.key)},
                              {QStringLiteral("own"), row.own},
                              {QStringLiteral("progress"), row.pictureProgress}});
}

} // namespace chatmet::testing
