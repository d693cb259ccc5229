// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reports and blocks in a room: what the server is told, what of a blocked one is shown, what stays as it
// was.
#include "tests/client/model/RoomRelay.h"

#include <QSignalSpy>
#include <QTest>

using namespace chatmet;
using namespace chatmet::client;
using namespace chatmet::testing;
using protocol::ReportReason;

namespace {

struct Three
{
    Three()
    {
        relay.fill(asha, {&boris, &chen});
        borisId = asha.member(QStringLiteral("boris")).id;
    }
    void say(RoomPeer& who, const QString& text)
    {
        who.room().sendText(text);
        relay.settle();
    }
    /// The next frame that the filter wants is refused, without a word of the room, as the server does where
    /// a limit is reached.
    template <class Kind> void refuseNext(Errc code, int retryAfterMs = 0)
    {
        relay.intercept = [code, retryAfterMs](const protocol::ClientFrame& frame, RoomPeer& from) {
            if (!std::holds_alternative<Kind>(frame.kind))
                return false;
            protocol::ErrorAnswer answer;
            answer.code = code;
            answer.retryAfterMs = static_cast<std::uint32_t>(retryAfterMs);
            answer.regarding = frame.sequence;
            from.server->say(answer);
            return true;
        };
    }

    RoomRelay relay;
    RoomPeer& asha{relay.come(QStringLiteral("asha"))};
    RoomPeer& boris{relay.come(QStringLiteral("boris"))};
    RoomPeer& chen{relay.come(QStringLiteral("chen"))};
    MemberId borisId; ///< as asha knows him
};

} // namespace

class RoomWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void report_isSaidOnce_andTheServerHasIt()
    {
        Three room;
        QList<protocol::Report> said;
        room.relay.intercept = [&said](const protocol::ClientFrame& frame, RoomPeer&) {
            if (const auto* report = std::get_if<protocol::Report>(&frame.kind))
                said.append(*report);
            return false;
        };
        room.asha.room().report(room.borisId, ReportReason::Spam);
        QCOMPARE(room.asha.member(QStringLiteral("boris")).reported, WordStep::Said);
        room.asha.room().report(room.borisId, ReportReason::Other);
        room.relay.settle();
        QCOMPARE(room.asha.member(QStringLiteral("boris")).reported, WordStep::Taken);
        room.asha.room().report(room.borisId, ReportReason::Other);
        room.relay.settle();
        QCOMPARE(said.size(), 1);
        QVERIFY(said.first().reason == ReportReason::Spam && said.first().member == room.borisId &&
                said.first().conversation == room.asha.room().id());
        QCOMPARE(room.asha.member(QStringLiteral("chen")).reported, WordStep::Unsaid);
        room.say(room.boris, QStringLiteral("still here"));
        QCOMPARE(room.asha.texts().last(), QStringLiteral("still here")); // a report hides nobody
    }

    void block_hidesWhatIsWrittenFromThen()
    {
        Three room;
        room.say(room.boris, QStringLiteral("before"));
        room.boris.room().setComposing(true);
        room.relay.settle();
        QSignalSpy arrived(&room.asha.room(), &Room::arrived);
        room.asha.room().block(room.borisId);
        QVERIFY(room.asha.room().typingNames().isEmpty());
        room.say(room.boris, QStringLiteral("one"));
        QCOMPARE(room.asha.member(QStringLiteral("boris")).blocked, WordStep::Taken);
        CleanPicture picture;
        picture.bytes = QByteArray("\xFF\xD8\xFF\xE0 a picture", 14);
        picture.size = QSize(4, 4);
        room.boris.room().sendPicture(picture, QStringLiteral("look"));
        room.boris.room().setComposing(true);
        room.relay.settle();
        QCOMPARE(room.asha.texts(), QStringList{QStringLiteral("before")});
        QVERIFY(arrived.isEmpty());
        QVERIFY(room.asha.room().typingNames().isEmpty());
        QCOMPARE(room.chen.texts().size(), 3);
        room.say(room.chen, QStringLiteral("hello"));
        room.say(room.asha, QStringLiteral("all read this"));
        QCOMPARE(room.asha.texts().mid(1),
                 (QStringList{QStringLiteral("hello"), QStringLiteral("all read this")}));
        QCOMPARE(room.boris.texts().last(), QStringLiteral("all read this"));
        QVERIFY(room.asha.notices().filter(QStringLiteral("could not be opened")).isEmpty());
    }

    /// What was written before the block can still be taken back, and nothing stands for what could not be
    /// shown.
    void block_takesBackWhatWasShown()
    {
        Three room;
        room.say(room.boris, QStringLiteral("before"));
        const MessageKey shown = room.asha.last().key;
        room.asha.room().block(room.borisId);
        room.say(room.boris, QStringLiteral("hidden"));
        const int rows = room.asha.room().messages()->count();
        for (int back = 0; back < 2; ++back) {
            room.boris.room().takeBack(room.boris.last(back).key);
            room.relay.settle();
        }
        QCOMPARE(room.asha.room().messages()->find(shown)->kind, MessageKind::TakenBack);
        QCOMPARE(room.asha.room().messages()->count(), rows);
    }

    /// The host's word counts for all, read or not.
    void block_ofTheHost_itsNewSecretCounts()
    {
        Three room;
        room.boris.room().block(room.boris.member(QStringLiteral("asha")).id);
        room.relay.settle();
        room.asha.room().removeMember(room.asha.member(QStringLiteral("chen")).id);
        room.relay.settle();
        QCOMPARE(room.boris.room().inviteText(), room.asha.room().inviteText());
        RoomPeer& dora = room.relay.come(QStringLiteral("dora"));
        dora.state.joinRoom(*protocol::parseInvite(room.asha.room().inviteText().toStdString()));
        room.relay.settle();
        QVERIFY(room.boris.member(QStringLiteral("dora")).proven);
        room.say(dora, QStringLiteral("let in"));
        QCOMPARE(room.boris.texts().last(), QStringLiteral("let in"));
    }

    void block_refusedForTheMoment_isUndone()
    {
        Three room;
        room.refuseNext<protocol::Block>(Errc::RateLimited, 7'000);
        QSignalSpy refused(&room.asha.room(), &Room::refused);
        room.asha.room().block(room.borisId);
        room.relay.settle();
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused.first().at(1).value<Errc>(), Errc::RateLimited);
        QCOMPARE(refused.first().at(2).toInt(), 7'000);
        QCOMPARE(room.asha.member(QStringLiteral("boris")).blocked, WordStep::Unsaid);
        room.say(room.boris, QStringLiteral("read again"));
        QCOMPARE(room.asha.texts(), QStringList{QStringLiteral("read again")});
        room.relay.intercept = {};
        room.asha.room().block(room.borisId);
        room.relay.settle();
        QCOMPARE(room.asha.member(QStringLiteral("boris")).blocked, WordStep::Taken);
    }

    /// The server says first that the member has left, then that it does not know it.
    void report_whoHasLeft_isSaidInWords()
    {
        Three room;
        QSignalSpy refused(&room.asha.room(), &Room::refused);
        room.boris.room().leave();
        room.relay.step(room.boris);
        QCOMPARE(room.asha.room().members().size(), 2);
        room.asha.room().report(room.borisId, ReportReason::Spam); // not here any more: nothing is said
        QVERIFY(room.asha.server->sent.isEmpty());

        const MemberId chen = room.asha.member(QStringLiteral("chen")).id;
        room.asha.room().report(chen, ReportReason::Spam);
        room.chen.room().leave();
        room.relay.step(room.chen);
        room.relay.settle();
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused.first().at(0).value<Refusal>(), Refusal::MemberHasLeft);
    }

    void ownMember_orAnEndedRoom_isNotTold()
    {
        Three room;
        room.asha.room().block(room.asha.member(QStringLiteral("asha")).id);
        QVERIFY(room.asha.server->sent.isEmpty());
        room.asha.room().endWith(EndCause::OwnLineLost, 60'000);
        room.asha.room().report(room.borisId, ReportReason::Spam);
        room.asha.room().block(room.borisId);
        QVERIFY(room.asha.server->sent.isEmpty());
    }

    /// An answer without a room: it is known by the frame alone.
    void removal_refusedForTheMoment_canBeAskedAgain()
    {
        Three room;
        protocol::ErrorAnswer answer;
        answer.code = Errc::RateLimited;
        room.asha.room().removeMember(room.borisId);
        answer.regarding = room.asha.server->sent.takeLast().sequence;
        QVERIFY(!room.asha.room().mayRemove(room.borisId));
        room.asha.server->say(answer);
        QVERIFY(room.asha.room().mayRemove(room.borisId));
    }
};

QTEST_GUILESS_MAIN(RoomWordsTest)
#include "RoomWordsTest.moc"
