// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A ChatState whose server is the test.

#include "client/model/ChatState.h"
#include "client/model/MessageListModel.h"
#include "common/protocol/Content.h"
#include "tests/client/model/SealedPartner.h"
#include "tests/client/net/FakeTransport.h"

#include <QAbstractItemModelTester>
#include <QList>

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
        : state(server.factory(), reader, nullptr, settings), model(state.messages()), tester(&model)
    {
        using client::ChatState;
        QObject::connect(&state, &ChatState::meetingChanged, &model,
                         [this](client::Meeting meeting) { meetings.append(meeting); });
        const auto refused = [this](client::Refusal refusal, Errc code) { refusals.append({refusal, code}); };
        QObject::connect(&state, &ChatState::refused, &model, refused);
        QObject::connect(&state, &ChatState::meetRefused, &model, refused);
        QObject::connect(&state, &ChatState::arrived, &model,
                         [this](client::MessageKey key) { arrived.append(key); });
        QObject::connect(&state, &ChatState::sent, &model,
                         [this](client::MessageKey key) { sent.append(key); });
        QObject::connect(&state, &ChatState::delivered, &model,
                         [this](client::MessageKey key) { delivered.append(key); });
        QObject::connect(&state, &ChatState::pictureShown, &model,
                         [this](client::MessageKey key) { shown.append(key); });
        QObject::connect(&state, &ChatState::erased, &model, [this] {
            ++erasures;
            rowsAtErasure = state.messages()->count();
        });
        QObject::connect(&state, &ChatState::partnerTypingChanged, &model,
                         [this](bool on) { typing.append(on); });
        QObject::connect(&state, &ChatState::erasesInChanged, &model,
                         [this](int left) { seconds.append(left); });
    }

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
        state.meet({});
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
        return state.messages()->at(state.messages()->count() - 1 - fromLast);
    }
    [[nodiscard]] const client::Message& row(client::MessageKey key) const
    {
        return *state.messages()->find(key);
    }

    FakeServer server;
    client::ChatState state;
    client::MessageListModel model;
    QAbstractItemModelTester tester;
    protocol::Paired pairing;
    SealedPartner partner;
    std::uint64_t number{0}; ///< of the conversation

    QList<client::Meeting> meetings;
    QList<std::pair<client::Refusal, Errc>> refusals;
    QList<client::MessageKey> arrived, sent, delivered, shown;
    QList<bool> typing;
    QList<int> seconds;
    int erasures{0};
    int rowsAtErasure{-1};
};

} // namespace chatmet::testing
