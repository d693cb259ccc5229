// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A ChatState whose server is the test.

#include "client/model/ChatState.h"
#include "client/model/MessageListModel.h"
#include "client/model/Pairs.h"
#include "common/protocol/Content.h"
#include "tests/client/model/SealedPartner.h"
#include "tests/client/net/FakeTransport.h"

#include <QAbstractItemModelTester>
#include <QList>

#include <functional>

namespace chatmet::testing {

[[nodiscard]] inline client::StateSettings quickState()
{
    client::StateSettings settings;
    settings.line.acknowledgeAfterMs = 10'000; // out of the way
    settings.line.closeMs = 50;
    settings.line.retryFirstMs = settings.line.retryMaxMs = 4;
    settings.typingRepeatMs = 80;
    settings.typingShownMs = 80;
    settings.receiptMs = 40;
    settings.nextUndoMs = 0; // but where it is the subject
    return settings;
}

/// Every signal is kept, and every change of the rows passes Qt's model tester.
struct StatePeer
{
    explicit StatePeer(client::PictureReader* reader = nullptr,
                       const client::StateSettings& settings = quickState())
        : state(server.factory(), reader, nullptr, settings),
          pairs(*state.pairs()),
          model(pairs.messages()),
          tester(&model)
    {
        using client::Pairs;
        QObject::connect(&pairs, &Pairs::met, &model, [this](client::Pair* met) { watch(met); });
        QObject::connect(&pairs, &Pairs::meetingChanged, &model,
                         [this](client::Meeting meeting) { meetings.append(meeting); });
        QObject::connect(&pairs, &Pairs::refused, &model, keepRefusal);
        QObject::connect(&pairs, &Pairs::meetRefused, &model, keepRefusal);
        QObject::connect(&pairs, &Pairs::erased, &model, [this] {
            ++erasures;
            rowsAtErasure = pairs.messages()->count();
        });
        QObject::connect(&pairs, &Pairs::erasesInChanged, &model, [this](int left) { seconds.append(left); });
    }
    void watch(client::Pair* met)
    {
        using client::Pair;
        using Key = client::MessageKey;
        QObject::connect(met, &Pair::refused, &model, keepRefusal);
        QObject::connect(met, &Pair::arrived, &model, [this](Key key) { arrived.append(key); });
        QObject::connect(met, &Pair::sent, &model, [this](Key key) { sent.append(key); });
        QObject::connect(met, &Pair::delivered, &model, [this](Key key) { delivered.append(key); });
        QObject::connect(met, &Pair::pictureShown, &model, [this](Key key) { shown.append(key); });
        QObject::connect(&met->typing(), &client::TypingHints::partnerChanged, &model,
                         [this](bool on) { typing.append(on); });
    }
    /// The pair of now.
    [[nodiscard]] client::Pair& now() const { return *pairs.pair(); }

    void goOnline()
    {
        state.start(requestFor(QStringLiteral("otter")));
        server.welcome();
        server->sent.clear();
    }
    /// Meets somebody of this name, and agrees on keys.
    void pair(const std::string& name = "heron", const std::vector<std::string>& topics = {})
    {
        pairWithoutKeys(name, topics);
        partner.exchangeKeys(server, pairing);
        server->sent.clear();
    }
    void pairWithoutKeys(const std::string& name = "heron", const std::vector<std::string>& topics = {})
    {
        pairs.meet({});
        server->say(protocol::Waiting{});
        server->say(paired(name, topics));
        partner = SealedPartner(pairing);
    }
    [[nodiscard]] protocol::Paired paired(const std::string& name,
                                          const std::vector<std::string>& topics = {})
    {
        pairing.conversation = ConversationId::random(systemRandom());
        pairing.ownMember = MemberId::random(systemRandom());
        pairing.partnerMember = MemberId::random(systemRandom());
        pairing.partnerUsername = name;
        pairing.sharedTopics = topics;
        pairing.timeMs = 1'700'000'000'000;
        number = 0;
        return pairing;
    }
    void goPaired(const std::string& name = "heron")
    {
        goOnline();
        pair(name);
    }

    /// The partner's message, as the server relays it.
    void hear(const protocol::Content& content) { hearBody(partner.seal(content)); }
    /// Well sealed, whatever it is.
    void hearBytes(std::span<const std::uint8_t> content) { hearBody(partner.seal(content)); }
    void hearBody(const SharedBytes& body)
    {
        server->say(
            protocol::Message{pairing.conversation, pairing.partnerMember, ++number, 1'700'000'000'500},
            body);
    }
    /// Takes the oldest Send and accepts it; what was in it.
    protocol::Content acceptSend()
    {
        const auto send = server->take<protocol::Send>();
        if (!send)
            return {};
        const protocol::Content content = partner.open(server->last.body);
        server->say(
            protocol::Accepted{pairing.conversation, send->senderNumber, ++number, 1'700'000'000'700});
        return content;
    }
    void end(protocol::EndReason reason = protocol::EndReason::Left)
    {
        server->say(protocol::Ended{pairing.conversation, reason});
    }
    void refuse(std::uint64_t sequence, Errc code)
    {
        protocol::ErrorAnswer answer;
        answer.code = code;
        answer.regarding = sequence;
        answer.conversation = pairing.conversation;
        server->hint(answer);
    }

    [[nodiscard]] const client::Message& row(int fromLast = 0) const
    {
        return pairs.messages()->at(pairs.messages()->count() - 1 - fromLast);
    }
    [[nodiscard]] const client::Message& row(client::MessageKey key) const
    {
        return *pairs.messages()->find(key);
    }

    FakeServer server;
    client::ChatState state;
    client::Pairs& pairs;
    client::MessageListModel model;
    QAbstractItemModelTester tester;
    protocol::Paired pairing;
    SealedPartner partner;
    std::uint64_t number{0}; ///< of the conversation

    QList<client::Meeting> meetings;
    QList<std::pair<client::Refusal, Errc>> refusals;
    const std::function<void(client::Refusal, Errc)> keepRefusal = [this](client::Refusal refusal,
                                                                          Errc code) {
        refusals.append({refusal, code});
    };
    QList<client::MessageKey> arrived, sent, delivered, shown;
    QList<bool> typing;
    QList<int> seconds;
    int erasures{0};
    int rowsAtErasure{-1};
};

} // namespace chatmet::testing
