// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// ChatState: rooms, with several people in them and a server of a few lines.
#include "tests/client/model/RoomRelay.h"

#include <QSignalSpy>
#include <QTest>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;

namespace {

protocol::Invite inviteTo(const RoomPeer& peer)
{
    return *protocol::parseInvite(peer.room().inviteText().toStdString());
}

CleanPicture picture(qsizetype bytes)
{
    CleanPicture made;
    made.bytes = QByteArray(bytes, 'x');
    made.size = QSize(100, 50);
    made.preview = QImage(10, 5, QImage::Format_RGB32);
    return made;
}

/// Three people in one room.
struct Three
{
    explicit Three(PictureReader* reader = nullptr) : relay(reader)
    {
        relay.fill(asha, {&boris, &chen}, QStringLiteral("Tea"));
    }

    RoomRelay relay;
    RoomPeer& asha{relay.come(QStringLiteral("asha"))};
    RoomPeer& boris{relay.come(QStringLiteral("boris"))};
    RoomPeer& chen{relay.come(QStringLiteral("chen"))};
};

} // namespace

class ChatStateRoomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void open_join_talk_leave();
    void invite_saysWhereAndWhat();
    void join_readsNothingEarlier();
    void join_twice_orElsewhere_isRefusedInWords();
    void join_wrongSecret_isRefused();
    void open_tooMany_isRefused();
    void names_thatLookAlike_areToldApart();
    void leave_erasesEverythingOfTheLeaver();
    void leave_severalInARow_areOneLine();
    void leave_rightAfterJoining_isTheSameLine();
    void leave_thenTalk_usesANewChain();
    void joinAndLeaveWhileOnTheWay_keepTheOrder();
    void lock_keepsOthersOut();
    void remove_makesANewInviteAndEndsTheirPage();
    void remove_whoCameBeforeAndAfter_talk();
    void remove_notByOthers();
    void host_passesOn();
    void secret_fromAnyoneElse_isIgnored();
    void unproven_isNeitherHeardNorTold();
    void fault_isSaidOnceAndTheRoomGoesOn();
    void takeBack_erasesForEverybody();
    void takeBack_ofAnothersMessage_isIgnored();
    void picture_isFetchedByEachForItself();
    void picture_ofALeaver_vanishesWhileItMoves();
    void typing_namesWhoWrites();
    void away_isTheMembersState();
    void sessionOver_endsRoomsWithAPage();
    void serverShutsDown_endsRoomsAsThat();
    void resume_goesOn();
    void stop_erasesAll();
    void roomAndPair_areApart();
    void chainRefusedForTheMoment_goesAgain();
    void refusal_saysHowLongToWait();
    void saidAtOnce_reachesWhoIsKnownByTheChainOnly();
    void saidAtOnce_doesNotWaitForeverForAChain();
};

void ChatStateRoomTest::open_join_talk_leave()
{
    RoomRelay relay;
    RoomPeer& asha = relay.come(QStringLiteral("asha"));
    RoomPeer& boris = relay.come(QStringLiteral("boris"));
    asha.state.openRoom(QStringLiteral("  Tea  "));
    relay.settle();
    QCOMPARE(asha.rooms.size(), 1);
    QCOMPARE(asha.room().title(), QStringLiteral("Tea"));
    QVERIFY(asha.room().isHost());
    QCOMPARE(asha.memberNames(), QStringList{QStringLiteral("asha")});

    boris.state.joinRoom(inviteTo(asha));
    relay.settle();
    QCOMPARE(boris.rooms.size(), 1);
    QCOMPARE(boris.room().title(), QStringLiteral("Tea"));
    QVERIFY(!boris.room().isHost());
    const QStringList both{QStringLiteral("asha"), QStringLiteral("boris")};
    QCOMPARE(asha.memberNames(), both);
    QCOMPARE(boris.memberNames(), both);
    QVERIFY(asha.member(QStringLiteral("boris")).proven);
    QVERIFY(boris.member(QStringLiteral("asha")).proven);
    QVERIFY(boris.member(QStringLiteral("asha")).host);

    QVERIFY(asha.room().sendText(QStringLiteral("hello")));
    relay.settle();
    QCOMPARE(asha.last().delivery, DeliveryState::Sent);
    QCOMPARE(boris.last().text, QStringLiteral("hello"));
    QCOMPARE(boris.last().authorName, QStringLiteral("asha"));
    QVERIFY(!boris.last().own);
    QVERIFY(boris.room().sendText(QStringLiteral("hello yourself")));
    relay.settle();
    QCOMPARE(asha.texts(), (QStringList{QStringLiteral("hello"), QStringLiteral("hello yourself")}));

    boris.room().leave();
    QCOMPARE(boris.removals, 1);
    QCOMPARE(boris.rowsAtRemoval, 0);
    QVERIFY(boris.state.rooms().isEmpty());
    relay.settle();
    QCOMPARE(asha.texts(), QStringList{QStringLiteral("hello")});
    QCOMPARE(asha.notices().last(), QStringLiteral("boris has left."));
    QCOMPARE(asha.memberNames(), QStringList{QStringLiteral("asha")});
}

void ChatStateRoomTest::invite_saysWhereAndWhat()
{
    RoomRelay relay;
    RoomPeer& asha = relay.come(QStringLiteral("asha"));
    asha.state.openRoom(QStringLiteral("Tea at 5"));
    relay.settle();
    QVERIFY(asha.room().inviteText().startsWith(QStringLiteral("chatmet://chat.example/")));
    const protocol::Invite invite = inviteTo(asha);
    QCOMPARE(invite.host, "chat.example");
    QCOMPARE(invite.port, 443);
    QVERIFY(invite.room == asha.room().id());
    QCOMPARE(invite.title, "Tea at 5");
    QVERIFY(invite.fingerprint.empty());
}

void ChatStateRoomTest::join_readsNothingEarlier()
{
    RoomRelay relay;
    RoomPeer& asha = relay.come(QStringLiteral("asha"));
    RoomPeer& boris = relay.come(QStringLiteral("boris"));
    relay.fill(asha, {});
    asha.room().sendText(QStringLiteral("before"));
    relay.settle();
    boris.state.joinRoom(inviteTo(asha));
    relay.settle();
    QVERIFY(boris.texts().isEmpty());
    asha.room().sendText(QStringLiteral("after"));
    relay.settle();
    QCOMPARE(boris.texts(), QStringList{QStringLiteral("after")});
}

void ChatStateRoomTest::join_twice_orElsewhere_isRefusedInWords()
{
    RoomRelay relay;
    RoomPeer& asha = relay.come(QStringLiteral("asha"));
    relay.fill(asha, {});
    protocol::Invite invite = inviteTo(asha);
    asha.state.joinRoom(invite);
    QCOMPARE(asha.roomRefusals.last().first, Refusal::InRoomAlready);
    invite.room = ConversationId::random(systemRandom());
    invite.port = 8443;
    asha.state.joinRoom(invite);
    QCOMPARE(asha.roomRefusals.last().first, Refusal::InviteElsewhere);
    invite.port = 443;
    invite.host = "other.example";
    asha.state.joinRoom(invite);
    QCOMPARE(asha.roomRefusals.last().first, Refusal::InviteElsewhere);
    asha.state.openRoom(QStringLiteral("x").repeated(49));
    QCOMPARE(asha.roomRefusals.last().first, Refusal::TitleInvalid);
    QCOMPARE(asha.refusedJoins, (QList<bool>{true, true, true, false}));
    QVERIFY(asha.server->sent.isEmpty());
}

void ChatStateRoomTest::join_wrongSecret_isRefused()
{
    RoomRelay relay;
    RoomPeer& asha = relay.come(QStringLiteral("asha"));
    RoomPeer& boris = relay.come(QStringLiteral("boris"));
    relay.fill(asha, {});
    protocol::Invite invite = inviteTo(asha);
    invite.secret[3] ^= 1;
    boris.state.joinRoom(invite);
    relay.settle();
    QCOMPARE(boris.roomRefusals.last().first, Refusal::RoomRefused);
    QVERIFY(boris.state.rooms().isEmpty());
    invite.secret[3] ^= 1;
    boris.state.joinRoom(invite); // nothing is left of the first try
    relay.settle();
    QCOMPARE(boris.state.rooms().size(), 1);
}

void ChatStateRoomTest::open_tooMany_isRefused()
{
    RoomRelay relay;
    RoomPeer& asha = relay.come(QStringLiteral("asha"));
    for (std::size_t i = 0; i <= limits::roomsPerSessionMax; ++i)
        asha.state.openRoom({});
    relay.settle();
    QCOMPARE(asha.rooms.size(), qsizetype{limits::roomsPerSessionMax});
    QCOMPARE(asha.roomRefusals.size(), 1);
    QCOMPARE(asha.roomRefusals.last().first, Refusal::RoomsTooMany);
}

void ChatStateRoomTest::names_thatLookAlike_areToldApart()
{
    RoomRelay relay;
    RoomPeer& asha = relay.come(QStringLiteral("asha"));
    RoomPeer& other = relay.come(QStringLiteral("аshа")); // Cyrillic а
    RoomPeer& third = relay.come(QStringLiteral("Asha"));
    relay.fill(asha, {&other, &third});
    const QStringList names = asha.memberNames();
    QCOMPARE(names.at(0), QStringLiteral("asha"));
    QCOMPARE(names.at(1), QStringLiteral("аshа (2)"));
    QCOMPARE(names.at(2), QStringLiteral("Asha (3)"));
    QCOMPARE(third.memberNames(), names);
    other.room().leave();
    relay.settle();
    third.room().sendText(QStringLiteral("still the third"));
    relay.settle();
    QCOMPARE(asha.last().authorName, QStringLiteral("Asha (3)"));
}

void ChatStateRoomTest::leave_erasesEverythingOfTheLeaver()
{
    Three room;
    for (int i = 0; i < 3; ++i) {
        for (RoomPeer* peer : {&room.asha, &room.boris, &room.chen})
            peer->room().sendText(peer->name + QString::number(i));
        room.relay.settle();
    }
    room.boris.room().sendText(QStringLiteral("quoted"));
    room.relay.settle();
    const MessageKey quoted = room.asha.last().key;
    room.asha.room().sendText(QStringLiteral("an answer"), quoted);
    room.relay.settle();
    const MessageKey answer = room.asha.last().key;
    QCOMPARE(room.asha.last().replyKey, quoted);

    room.boris.room().leave();
    room.relay.settle();
    for (const RoomPeer* peer : {&room.asha, &room.chen}) {
        QCOMPARE(peer->texts().filter(QStringLiteral("boris")).size(), 0);
        QCOMPARE(peer->texts().filter(QStringLiteral("asha")).size(), 3);
        QCOMPARE(peer->texts().filter(QStringLiteral("chen")).size(), 3);
        QVERIFY(!peer->texts().contains(QStringLiteral("quoted")));
    }
    // The answer is there; what it answers is not, and keys find what is left.
    QCOMPARE(room.asha.room().messages()->find(quoted), nullptr);
    QCOMPARE(room.asha.room().messages()->find(answer)->text, QStringLiteral("an answer"));
}

void ChatStateRoomTest::leave_severalInARow_areOneLine()
{
    Three room;
    const qsizetype before = room.asha.notices().size();
    room.asha.room().sendText(QStringLiteral("stand between coming and leaving"));
    room.boris.room().leave();
    room.relay.settle();
    room.chen.room().leave();
    room.relay.settle();
    QCOMPARE(room.asha.notices().size(), before + 1);
    QVERIFY(room.asha.notices().last().contains(QStringLiteral("boris")));
    QVERIFY(room.asha.notices().last().endsWith(QStringLiteral("chen have left.")));
}

void ChatStateRoomTest::leave_rightAfterJoining_isTheSameLine()
{
    Three room;
    const qsizetype before = room.asha.notices().size();
    QVERIFY(room.asha.notices().last().endsWith(QStringLiteral("have come in.")));
    room.boris.room().leave();
    room.relay.settle();
    QCOMPARE(room.asha.notices().size(), before);
    QVERIFY(room.asha.notices().last().endsWith(QStringLiteral("chen came in, boris left.")));
}

void ChatStateRoomTest::leave_thenTalk_usesANewChain()
{
    Three room;
    room.asha.room().sendText(QStringLiteral("one"));
    room.relay.settle();
    const int before = room.relay.chains;
    room.asha.room().sendText(QStringLiteral("two"));
    room.relay.settle();
    QCOMPARE(room.relay.chains, before); // everybody has it
    room.boris.room().leave();
    room.relay.settle();
    room.asha.room().sendText(QStringLiteral("three"));
    room.relay.settle();
    QCOMPARE(room.relay.chains, before + 1); // to chen alone
    QCOMPARE(room.chen.texts().last(), QStringLiteral("three"));
}

/// With a new secret, a newcomer knows those who were there before by their chains, which come later.
void ChatStateRoomTest::saidAtOnce_reachesWhoIsKnownByTheChainOnly()
{
    Three room;
    RoomPeer& dora = room.relay.come(QStringLiteral("dora"));
    room.asha.room().removeMember(room.asha.member(QStringLiteral("boris")).id);
    room.relay.settle();
    dora.state.joinRoom(inviteTo(room.asha));
    QVERIFY(room.relay.step(dora));
    QCOMPARE(dora.room().members().size(), 3);
    QVERIFY(dora.room().sendText(QStringLiteral("hello all")));
    room.relay.settle();
    QCOMPARE(room.asha.texts(), QStringList{QStringLiteral("hello all")});
    QCOMPARE(room.chen.texts(), QStringList{QStringLiteral("hello all")});
}

void ChatStateRoomTest::saidAtOnce_doesNotWaitForeverForAChain()
{
    Three room;
    StateSettings settings = quickState();
    settings.membersAwaitedMs = 20;
    RoomPeer& dora = room.relay.come(QStringLiteral("dora"), settings);
    room.asha.room().removeMember(room.asha.member(QStringLiteral("boris")).id);
    room.relay.settle();
    room.relay.intercept = [&](const protocol::ClientFrame& frame, RoomPeer& from) {
        return &from == &room.chen && std::holds_alternative<protocol::KeyExchange>(frame.kind);
    };
    dora.state.joinRoom(inviteTo(room.asha));
    room.relay.settle();
    QVERIFY(dora.room().sendText(QStringLiteral("hello asha")));
    QTRY_COMPARE((room.relay.settle(), room.asha.texts()), QStringList{QStringLiteral("hello asha")});
}

void ChatStateRoomTest::refusal_saysHowLongToWait()
{
    Three room;
    QSignalSpy refusals(&room.asha.room(), &Room::refused);
    protocol::ErrorAnswer answer;
    answer.code = Errc::RateLimited;
    answer.retryAfterMs = 7'000;
    answer.conversation = room.asha.room().id();
    room.asha.server->say(answer);
    QTRY_COMPARE(refusals.size(), 1);
    QCOMPARE(refusals.first().at(2).toInt(), 7'000);
}

/// A message that may still be refused must not be overtaken by a chain that does not open it.
void ChatStateRoomTest::joinAndLeaveWhileOnTheWay_keepTheOrder()
{
    Three room;
    room.asha.room().sendText(QStringLiteral("first"));
    room.relay.settle();
    // The server has no space for "second" at first; boris leaves meanwhile.
    bool refused = false;
    room.relay.intercept = [&](const protocol::ClientFrame& frame, RoomPeer& from) {
        if (refused || &from != &room.asha || !std::holds_alternative<protocol::Send>(frame.kind))
            return false;
        refused = true;
        protocol::ErrorAnswer answer;
        answer.code = Errc::RateLimited;
        answer.retryAfterMs = 10;
        answer.regarding = frame.sequence;
        answer.conversation = room.asha.room().id();
        from.server->say(answer);
        return true;
    };
    room.asha.room().sendText(QStringLiteral("second"));
    room.relay.settle();
    QVERIFY(refused);
    room.boris.room().leave();
    room.relay.settle();
    room.asha.room().sendText(QStringLiteral("third"));
    QTRY_VERIFY_WITH_TIMEOUT((room.relay.settle(), room.chen.texts().size() == 3), 5'000);
    QCOMPARE(room.chen.texts(),
             (QStringList{QStringLiteral("first"), QStringLiteral("second"), QStringLiteral("third")}));
    QVERIFY(room.chen.notices().filter(QStringLiteral("could not be opened")).isEmpty());
}

void ChatStateRoomTest::lock_keepsOthersOut()
{
    Three room;
    RoomPeer& dora = room.relay.come(QStringLiteral("dora"));
    room.boris.room().setLocked(true); // not his to do
    room.relay.settle();
    QVERIFY(!room.asha.room().isLocked());
    room.asha.room().setLocked(true);
    room.relay.settle();
    QVERIFY(room.boris.room().isLocked());
    dora.state.joinRoom(inviteTo(room.asha));
    room.relay.settle();
    QCOMPARE(dora.roomRefusals.last().first, Refusal::RoomRefused);
    room.asha.room().setLocked(false);
    room.relay.settle();
    QVERIFY(!room.boris.room().isLocked());
    dora.state.joinRoom(inviteTo(room.asha));
    room.relay.settle();
    QCOMPARE(dora.rooms.size(), 1);
}

void ChatStateRoomTest::remove_makesANewInviteAndEndsTheirPage()
{
    Three room;
    RoomPeer& dora = room.relay.come(QStringLiteral("dora"));
    room.boris.room().sendText(QStringLiteral("rude"));
    room.chen.room().sendText(QStringLiteral("kind"));
    room.relay.settle();
    const protocol::Invite old = inviteTo(room.asha);
    QVERIFY(room.asha.room().mayRemove(room.asha.member(QStringLiteral("boris")).id));
    room.asha.room().removeMember(room.asha.member(QStringLiteral("boris")).id);
    room.relay.settle();

    QVERIFY(room.boris.room().hasEnded());
    QCOMPARE(room.boris.room().endCause(), EndCause::Removed);
    QVERIFY(room.boris.room().erasesInSeconds() > 0);
    QVERIFY(room.boris.room().inviteText().isEmpty());
    QVERIFY(!room.chen.texts().contains(QStringLiteral("rude")));
    QVERIFY(room.chen.texts().contains(QStringLiteral("kind")));
    const QString fresh = room.asha.room().inviteText();
    QVERIFY(fresh != QString::fromStdString(*protocol::writeInvite(old)));
    QCOMPARE(room.chen.room().inviteText(), fresh); // told by the host, sealed

    dora.state.joinRoom(old);
    room.relay.settle();
    QCOMPARE(dora.roomRefusals.last().first, Refusal::RoomRefused);
    dora.state.joinRoom(inviteTo(room.chen));
    room.relay.settle();
    QCOMPARE(dora.rooms.size(), 1);
    room.boris.room().leave(); // erases the page
    QCOMPARE(room.boris.removals, 1);
    QVERIFY(room.boris.server->sent.isEmpty() || room.boris.server->count<protocol::Leave>() == 0);
}

/// Chen came by the first invite, dora by the second: they know each other by their chains.
void ChatStateRoomTest::remove_whoCameBeforeAndAfter_talk()
{
    Three room;
    RoomPeer& dora = room.relay.come(QStringLiteral("dora"));
    room.asha.room().removeMember(room.asha.member(QStringLiteral("boris")).id);
    room.relay.settle();
    dora.state.joinRoom(inviteTo(room.asha));
    room.relay.settle();
    for (const RoomMember& member : dora.room().members())
        QVERIFY2(member.proven, qPrintable(member.name));
    dora.room().sendText(QStringLiteral("from dora"));
    room.relay.settle();
    QCOMPARE(room.chen.texts(), QStringList{QStringLiteral("from dora")});
    QCOMPARE(room.asha.texts(), QStringList{QStringLiteral("from dora")});
    room.chen.room().sendText(QStringLiteral("from chen"));
    room.relay.settle();
    QCOMPARE(dora.texts().last(), QStringLiteral("from chen"));
}

void ChatStateRoomTest::remove_notByOthers()
{
    Three room;
    const MemberId chen = room.boris.member(QStringLiteral("chen")).id;
    QVERIFY(!room.boris.room().mayRemove(chen));
    room.boris.room().removeMember(chen);
    QVERIFY(room.boris.server->sent.isEmpty());
    QVERIFY(!room.asha.room().mayRemove(room.asha.member(QStringLiteral("asha")).id));
}

void ChatStateRoomTest::host_passesOn()
{
    Three room;
    room.asha.room().leave();
    room.relay.settle();
    QVERIFY(room.boris.room().isHost());
    QVERIFY(room.boris.member(QStringLiteral("boris")).host);
    QVERIFY(room.chen.member(QStringLiteral("boris")).host);
    QVERIFY(room.boris.notices().join(u' ').contains(QStringLiteral("You are the host now")));
    room.boris.room().setLocked(true);
    room.relay.settle();
    QVERIFY(room.chen.room().isLocked());
    room.chen.room().sendText(QStringLiteral("on we go"));
    room.relay.settle();
    QCOMPARE(room.boris.texts(), QStringList{QStringLiteral("on we go")});
}

void ChatStateRoomTest::secret_fromAnyoneElse_isIgnored()
{
    Three room;
    const QString before = room.chen.room().inviteText();
    // Boris says what only a host says: the host leaves for him alone, so he thinks that he is.
    protocol::RoomChanged change{room.asha.room().id(), room.boris.member(QStringLiteral("boris")).id, false};
    room.boris.server->say(change);
    QVERIFY(room.boris.room().isHost());
    bool taken = false;
    room.boris.room().removeMember(room.boris.member(QStringLiteral("asha")).id);
    static_cast<void>(room.boris.server->take<protocol::RemoveMember>());
    room.boris.server->say(protocol::MemberLeft{
        room.asha.room().id(), room.boris.member(QStringLiteral("asha")).id, protocol::EndReason::Removed});
    room.relay.intercept = [&taken](const protocol::ClientFrame& frame, RoomPeer&) {
        taken = taken || std::holds_alternative<protocol::Send>(frame.kind);
        return false;
    };
    room.relay.settle();
    QVERIFY(taken);
    QVERIFY(room.boris.room().inviteText() != before);
    QCOMPARE(room.chen.room().inviteText(), before);
}

void ChatStateRoomTest::unproven_isNeitherHeardNorTold()
{
    Three room;
    // The server brings in somebody of its own: a package whose MAC nobody's secret makes.
    const MemberId spy = MemberId::random(systemRandom());
    const seal::MemberKeys keys;
    const WipedBytes package = keys.package(seal::RoomSecret::random(), "spy");
    room.asha.server->say(protocol::MemberJoined{room.asha.room().id(), spy, "spy", false, false},
                          SharedBytes::copyOf(package));
    QVERIFY(!room.asha.member(QStringLiteral("spy")).proven);
    room.asha.room().sendText(QStringLiteral("not for the spy"));
    for (const protocol::ClientFrame& frame : room.asha.server->sent) {
        if (const auto* chain = std::get_if<protocol::KeyExchange>(&frame.kind))
            QVERIFY(chain->member != spy);
    }
    const int before = room.asha.room().messages()->count();
    room.asha.server->say(protocol::Message{room.asha.room().id(), spy, 1'000, 1},
                          SharedBytes::copyOf(WipedBytes(400)));
    QCOMPARE(room.asha.room().messages()->count(), before);
}

void ChatStateRoomTest::fault_isSaidOnceAndTheRoomGoesOn()
{
    Three room;
    room.asha.room().sendText(QStringLiteral("good"));
    room.relay.settle();
    room.relay.tamper = [](const SharedBytes& body) {
        WipedBytes changed(body.span().begin(), body.span().end());
        changed.back() ^= 1;
        return SharedBytes(std::move(changed));
    };
    room.asha.room().sendText(QStringLiteral("changed on its way"));
    room.relay.settle();
    room.relay.tamper = nullptr;
    QCOMPARE(room.boris.texts(), QStringList{QStringLiteral("good")});
    const auto faults = [](const RoomPeer& peer) {
        return peer.notices().filter(QStringLiteral("could not be opened"));
    };
    QCOMPARE(faults(room.boris).size(), 1);
    QVERIFY(faults(room.boris).first().contains(QStringLiteral("asha")));
    room.asha.room().sendText(QStringLiteral("behind a gap"));
    room.relay.settle();
    QCOMPARE(faults(room.boris).size(), 1);
    QVERIFY(!room.boris.room().hasEnded());
    // Others are heard, and the author as well once there is a new chain.
    room.chen.room().sendText(QStringLiteral("from chen"));
    room.relay.settle();
    QCOMPARE(room.boris.texts().last(), QStringLiteral("from chen"));
    room.chen.room().leave();
    room.relay.settle();
    room.asha.room().sendText(QStringLiteral("heard again"));
    room.relay.settle();
    QCOMPARE(room.boris.texts().last(), QStringLiteral("heard again"));
}

void ChatStateRoomTest::takeBack_erasesForEverybody()
{
    Three room;
    room.asha.room().sendText(QStringLiteral("said too soon"));
    room.relay.settle();
    room.asha.room().takeBack(room.asha.last().key);
    room.relay.settle();
    for (const RoomPeer* peer : {&room.asha, &room.boris, &room.chen}) {
        QCOMPARE(peer->last().kind, MessageKind::TakenBack);
        QVERIFY(peer->last().text.isEmpty());
    }
    QCOMPARE(room.boris.last().authorName, QStringLiteral("asha"));
}

void ChatStateRoomTest::takeBack_ofAnothersMessage_isIgnored()
{
    Three room;
    // Boris's own first message gets the number of asha's second by a server that lies.
    room.asha.room().sendText(QStringLiteral("mine to keep"));
    room.relay.settle();
    const std::uint64_t number = room.chen.last().number;
    room.boris.room().sendText(QStringLiteral("mine"));
    room.boris.server->say(protocol::Accepted{room.boris.room().id(), 1, number, 1});
    room.boris.room().takeBack(room.boris.last().key);
    room.relay.settle();
    QVERIFY(room.chen.texts().contains(QStringLiteral("mine to keep")));
}

void ChatStateRoomTest::picture_isFetchedByEachForItself()
{
    Three room;
    const CleanPicture sent = picture(3 * limits::chunkContentBytes + 17);
    QVERIFY(room.asha.room().sendPicture(sent, QStringLiteral("look")));
    const MessageKey own = room.asha.last().key;
    room.relay.settle();
    for (RoomPeer* peer : {&room.boris, &room.chen}) {
        QCOMPARE(peer->last().picture, PictureState::Offered);
        QCOMPARE(peer->last().text, QStringLiteral("look"));
        peer->room().acceptPicture(peer->last().key);
    }
    room.relay.settle();
    QCOMPARE(room.relay.streams, 2);
    // No decoder here: it is all there, and no picture.
    for (RoomPeer* peer : {&room.boris, &room.chen}) {
        QTRY_VERIFY(peer->last().picture != PictureState::Moving);
        QCOMPARE(peer->last().pictureProgress, 1'000);
    }
    QCOMPARE(room.asha.room().messages()->find(own)->picture, PictureState::Here);
    // Who comes to it later gets it as well.
    QVERIFY(!room.asha.room().messages()->find(own)->file.isEmpty());
    room.asha.room().takeBack(own);
    QCOMPARE(room.asha.room().messages()->find(own)->kind, MessageKind::TakenBack);
}

void ChatStateRoomTest::picture_ofALeaver_vanishesWhileItMoves()
{
    Three room;
    room.asha.room().sendPicture(picture(12 * limits::chunkContentBytes), {});
    room.relay.settle();
    room.boris.room().acceptPicture(room.boris.last().key);
    for (int i = 0; i < 6; ++i) {
        room.relay.step(room.boris);
        room.relay.step(room.asha);
    }
    QCOMPARE(room.boris.last().picture, PictureState::Moving);
    room.asha.room().leave();
    room.relay.settle();
    QVERIFY(room.boris.texts().isEmpty());
    // Room for others: nothing of it counts any more.
    room.chen.room().sendPicture(picture(100), {});
    room.relay.settle();
    room.boris.room().acceptPicture(room.boris.last().key);
    room.relay.settle();
    QCOMPARE(room.boris.last().pictureProgress, 1'000);
}

void ChatStateRoomTest::typing_namesWhoWrites()
{
    Three room;
    room.boris.room().setComposing(true);
    room.chen.room().setComposing(true);
    room.relay.settle();
    QCOMPARE(room.asha.room().typingNames(), (QStringList{QStringLiteral("boris"), QStringLiteral("chen")}));
    room.boris.room().sendText(QStringLiteral("done"));
    room.relay.settle();
    QCOMPARE(room.asha.room().typingNames(), QStringList{QStringLiteral("chen")});
    QTRY_VERIFY(room.asha.room().typingNames().isEmpty()); // it is not believed for ever
}

void ChatStateRoomTest::away_isTheMembersState()
{
    Three room;
    const int rows = room.asha.room().messages()->count();
    const ConversationId id = room.asha.room().id();
    const MemberId boris = room.asha.member(QStringLiteral("boris")).id;
    room.asha.server->hint(protocol::MemberAway{id, boris, 20'000});
    QVERIFY(room.asha.member(QStringLiteral("boris")).away);
    room.asha.server->hint(protocol::MemberBack{id, boris});
    QVERIFY(!room.asha.member(QStringLiteral("boris")).away);
    QCOMPARE(room.asha.room().messages()->count(), rows);
}

void ChatStateRoomTest::sessionOver_endsRoomsWithAPage()
{
    Three room;
    room.asha.room().sendText(QStringLiteral("still here to read"));
    room.relay.settle();
    QVERIFY(room.boris.room().sendText(QStringLiteral("on its way")));
    const MessageKey unfinished = room.boris.last().key;
    room.boris.state.dropLine(); // resume_window_ms is 0: the session is over
    QTRY_VERIFY(room.boris.room().hasEnded());
    QCOMPARE(room.boris.rooms.size(), 1);
    QCOMPARE(room.boris.room().endCause(), EndCause::OwnLineLost);
    QCOMPARE(room.boris.texts(),
             (QStringList{QStringLiteral("still here to read"), QStringLiteral("on its way")}));
    QCOMPARE(room.boris.room().messages()->find(unfinished)->delivery, DeliveryState::Failed);
    QSignalSpy refused(&room.boris.room(), &Talk::refused);
    room.boris.room().retry(unfinished);
    QVERIFY(!room.boris.room().sendText(QStringLiteral("too late")));
    QCOMPARE(refused.size(), 2);
    for (const QList<QVariant>& one : std::as_const(refused))
        QCOMPARE(one.first().value<Refusal>(), Refusal::NotPaired);
    QCOMPARE(room.boris.room().messages()->find(unfinished)->delivery, DeliveryState::Failed);
    room.boris.room().leave();
    QCOMPARE(room.boris.rowsAtRemoval, 0);
}

void ChatStateRoomTest::serverShutsDown_endsRoomsAsThat()
{
    Three room;
    room.boris.server->hint(protocol::Farewell{Errc::ShuttingDown, 1'000});
    Q_EMIT room.boris.server->closed();
    QTRY_VERIFY(room.boris.room().hasEnded());
    QCOMPARE(room.boris.room().endCause(), EndCause::ServerEnded);
}

void ChatStateRoomTest::resume_goesOn()
{
    RoomRelay relay;
    RoomPeer& asha = relay.come(QStringLiteral("asha"));
    asha.state.dropLine();
    QTRY_VERIFY(asha.server.attempts > 1);
    asha.server.welcome(20'000);
    asha.server->sent.clear();
    relay.fill(asha, {});
    const std::uint64_t sequence = asha.server->sequence;
    asha.server->acknowledged = 1;
    Q_EMIT asha.server.newest->closed();
    QVERIFY(!asha.room().hasEnded());
    QTRY_VERIFY(asha.server.attempts > 2);
    asha.server.resume(sequence, 1);
    QVERIFY(asha.room().sendText(QStringLiteral("back again")));
    relay.settle();
    QCOMPARE(asha.last().delivery, DeliveryState::Sent);
}

void ChatStateRoomTest::stop_erasesAll()
{
    Three room;
    RoomPeer& asha = room.asha;
    asha.state.openRoom({});
    room.relay.settle();
    QCOMPARE(asha.rooms.size(), 2);
    asha.state.stop();
    QCOMPARE(asha.removals, 2);
    QCOMPARE(asha.rowsAtRemoval, 0);
    QVERIFY(asha.state.rooms().isEmpty());
}

void ChatStateRoomTest::roomAndPair_areApart()
{
    Three room;
    RoomPeer& asha = room.asha;
    asha.pair("heron");
    asha.hear(protocol::Text{"in private"});
    room.boris.room().sendText(QStringLiteral("in the room"));
    room.relay.settle();
    QCOMPARE(asha.row().text, QStringLiteral("in private"));
    QCOMPARE(asha.texts(), QStringList{QStringLiteral("in the room")});
    // The end of a room is not the end of a search, nor of the pair.
    asha.room().leave();
    room.relay.settle();
    QCOMPARE(asha.pairs.meeting(), Meeting::Paired);
    QVERIFY(asha.now().sendText(QStringLiteral("only you")));
}

void ChatStateRoomTest::chainRefusedForTheMoment_goesAgain()
{
    Three room;
    bool refused = false;
    room.relay.intercept = [&](const protocol::ClientFrame& frame, RoomPeer& from) {
        if (refused || !std::holds_alternative<protocol::KeyExchange>(frame.kind))
            return false;
        refused = true;
        protocol::ErrorAnswer answer;
        answer.code = Errc::RateLimited;
        answer.retryAfterMs = 5;
        answer.regarding = frame.sequence;
        answer.conversation = room.asha.room().id();
        from.server->say(answer);
        return true;
    };
    room.boris.room().leave();
    room.relay.settle();
    const int before = room.relay.chains;
    // Chen has no chain for this one, which the server took all the same.
    room.asha.room().sendText(QStringLiteral("lost on chen"));
    room.relay.settle();
    QVERIFY(refused);
    QVERIFY(room.asha.refusals.isEmpty());
    QTRY_VERIFY((room.relay.settle(), room.relay.chains > before));
    room.asha.room().sendText(QStringLiteral("heard"));
    room.relay.settle();
    QCOMPARE(room.chen.texts(), QStringList{QStringLiteral("heard")});
}

QTEST_GUILESS_MAIN(ChatStateRoomTest)
#include "ChatStateRoomTest.moc"
