// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Two windows in one room of the real server: opened, joined by its invite, talked in, left.
#include "client/model/Room.h"
#include "client/view/PlainLabel.h"
#include "client/view/RoomPage.h"
#include "client/view/WindowPlaces.h"
#include "tests/integration/TwoWindows.h"

#include <QLineEdit>

using namespace chatmet::client;

class RoomWindowsTest : public TwoWindows
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QVERIFY(open());
        for (const Person* person : {m_one.get(), m_other.get()}) {
            person->start();
            QTRY_COMPARE_WITH_TIMEOUT(person->app->state()->line(), LineState::Online, waitMs);
        }
    }
    void cleanup() { QCOMPARE(close(), 0); }

    void room_openedJoinedTalkedInAndLeft_isWhatBothSee()
    {
        meetInARoom();
        talk();
        leave();
    }

    void inviteThatIsWornOut_opensNothing_andSaysWhy()
    {
        meetInARoom();
        const QString invite = page(*m_one)->invite();
        press(page(*m_one), "leaveRoomButton");
        press(page(*m_other), "leaveRoomButton");
        join(invite); // nobody is in it any more
        auto* problem = named<PlainLabel>(m_other->window(), "joinRoomProblem");
        QTRY_VERIFY_WITH_TIMEOUT(!problem->shown().isEmpty(), waitMs);
        QVERIFY(problem->isVisible());
        QVERIFY(page(*m_other) == nullptr);
    }

private:
    static RoomPage* page(const Person& person) { return person.window()->places()->shownRoom(); }
    static QString about(const Person& person)
    {
        return named<PlainLabel>(page(person), "roomAbout")->shown();
    }
    static const MessageStore& rows(const Person& person)
    {
        return *person.app->state()->rooms().first()->messages();
    }
    static const Message* find(const Person& person, const QString& text)
    {
        return rows(person).findLast(
            [&text](const Message& row) { return row.kind == MessageKind::Text && row.text == text; });
    }
    static void write(const Person& person, const QString& text)
    {
        auto* edit = named<QPlainTextEdit>(page(person), "composerEdit");
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(edit->toPlainText().isEmpty());
    }

    void join(const QString& invite)
    {
        m_other->window()->places()->showHome();
        named<QLineEdit>(m_other->window(), "inviteField")->setText(invite);
        press(m_other->window(), "joinRoomButton");
    }

    void meetInARoom()
    {
        named<QLineEdit>(m_one->window(), "roomTitleField")->setText(QStringLiteral("Tea"));
        press(m_one->window(), "openRoomButton");
        QTRY_VERIFY_WITH_TIMEOUT(page(*m_one) != nullptr, waitMs);
        join(page(*m_one)->invite());
        QTRY_VERIFY_WITH_TIMEOUT(page(*m_other) != nullptr, waitMs);
        for (const Person* person : {m_one.get(), m_other.get()}) {
            QTRY_VERIFY_WITH_TIMEOUT(about(*person).contains(QStringLiteral("2 people")), waitMs);
            QCOMPARE(named<PlainLabel>(page(*person), "roomTitle")->shown(), QStringLiteral("Tea"));
            QVERIFY(person->window()->windowTitle().endsWith(QStringLiteral(" in Tea – ChatMet")));
        }
    }

    void talk()
    {
        write(*m_one, QStringLiteral("kettle is on"));
        QTRY_VERIFY_WITH_TIMEOUT(find(*m_other, QStringLiteral("kettle is on")) != nullptr, waitMs);
        QCOMPARE(find(*m_other, QStringLiteral("kettle is on"))->authorName, QStringLiteral("lantern-fox"));
        write(*m_other, QStringLiteral("coming, with cake"));
        QTRY_VERIFY_WITH_TIMEOUT(find(*m_one, QStringLiteral("coming, with cake")) != nullptr, waitMs);
        QTRY_COMPARE_WITH_TIMEOUT(find(*m_one, QStringLiteral("kettle is on"))->delivery, DeliveryState::Sent,
                                  waitMs);

        // What is typed there, and what is taken back.
        QTest::keyClicks(named<QPlainTextEdit>(page(*m_other), "composerEdit"), QStringLiteral("h"));
        QTRY_VERIFY_WITH_TIMEOUT(m_one->app->state()->rooms().first()->typingNames() ==
                                     QStringList{QStringLiteral("quiet-otter")},
                                 waitMs);
        write(*m_one, QStringLiteral("too much said"));
        QTRY_VERIFY_WITH_TIMEOUT(find(*m_other, QStringLiteral("too much said")) != nullptr, waitMs);
        auto* list = page(*m_one)->chat()->list();
        QTRY_VERIFY_WITH_TIMEOUT(list->mayTakeBack(find(*m_one, QStringLiteral("too much said"))->key),
                                 waitMs);
        list->goTo(find(*m_one, QStringLiteral("too much said"))->key);
        QTest::keyClick(list, Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(find(*m_other, QStringLiteral("too much said")) == nullptr, waitMs);
        QVERIFY(find(*m_one, QStringLiteral("too much said")) == nullptr);
    }

    /// What the leaver wrote goes with them, everywhere.
    void leave()
    {
        press(page(*m_one), "leaveRoomButton");
        QVERIFY(page(*m_one) == nullptr);
        QVERIFY(m_one->app->state()->rooms().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(about(*m_other).contains(QStringLiteral("nobody else is here")), waitMs);
        QVERIFY(find(*m_other, QStringLiteral("kettle is on")) == nullptr);
        QVERIFY(find(*m_other, QStringLiteral("coming, with cake")) != nullptr);
    }
};

QTEST_MAIN(RoomWindowsTest)
#include "RoomWindowsTest.moc"
