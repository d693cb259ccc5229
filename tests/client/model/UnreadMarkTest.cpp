// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the line "New messages" stands, how many are unread, and when the line goes.
#include "client/model/UnreadMark.h"

#include <QSignalSpy>
#include <QTest>

using namespace chatmet::client;

class UnreadMarkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<MessageStore>();
        m_model = std::make_unique<MessageListModel>(m_store.get());
        m_mark = std::make_unique<UnreadMark>();
        m_mark->setMessages(m_model.get());
    }

    void cleanup()
    {
        m_mark.reset();
        m_model.reset();
        m_store.reset();
    }

    void watchedEnd_isSeenAtOnce()
    {
        m_mark->setWatched(true);
        comes();
        comes();
        QCOMPARE(m_mark->count(), 0);
        QCOMPARE(line(), MessageKey{});
    }

    void unwatched_firstTakesTheLine_andMoreAreCounted()
    {
        m_mark->setWatched(true);
        comes();
        m_mark->setWatched(false);
        QSignalSpy told(m_mark.get(), &UnreadMark::countChanged);
        notice();
        const MessageKey first = comes();
        comes();
        notice();
        QCOMPARE(line(), first);
        QCOMPARE(m_mark->count(), 2);
        QCOMPARE(told.size(), 2);
    }

    void scrolledUp_isUnreadUntilSeen()
    {
        m_mark->setWatched(true);
        comes();
        m_mark->setAtEnd(false);
        const MessageKey first = comes();
        comes();
        QCOMPARE(m_mark->count(), 2);
        m_mark->sawUpTo(1);
        QCOMPARE(m_mark->count(), 1);
        m_mark->sawUpTo(0);
        QCOMPARE(m_mark->count(), 1);
        m_mark->sawUpTo(2);
        QCOMPARE(m_mark->count(), 0);
        QVERIFY2(line() == first, "who reads still sees where it began");
    }

    void unwatched_nothingIsSeen()
    {
        comes();
        m_mark->sawUpTo(0);
        QCOMPARE(m_mark->count(), 1);
    }

    void back_lineStaysWhileReading_andGoesOnLeaving()
    {
        const MessageKey first = comes();
        comes();
        m_mark->setWatched(true);
        QCOMPARE(line(), first);
        m_mark->sawUpTo(0);
        m_mark->setWatched(false);
        QVERIFY2(line() == first, "not all was seen");
        m_mark->setWatched(true);
        m_mark->sawUpTo(1);
        comes();
        QVERIFY2(line() == first, "more comes under the eyes of who reads");
        QCOMPARE(m_mark->count(), 0);
        m_mark->setWatched(false);
        QCOMPARE(line(), MessageKey{});
    }

    void allSeen_nextUnreadTakesTheLine()
    {
        comes();
        m_mark->setWatched(true);
        m_mark->sawUpTo(0);
        m_mark->setAtEnd(false);
        const MessageKey next = comes();
        QCOMPARE(line(), next);
        QCOMPARE(m_mark->count(), 1);
    }

    void own_takesTheLineAway()
    {
        comes();
        m_mark->setWatched(true);
        Message own;
        own.own = true;
        m_store->append(own);
        QCOMPARE(line(), MessageKey{});
        QCOMPARE(m_mark->count(), 0);
    }

    void takenBack_countsNoMore()
    {
        const MessageKey first = comes();
        m_store->change(first, [](Message& message) { message.kind = MessageKind::TakenBack; });
        QCOMPARE(m_mark->count(), 0);
    }

    void removed_lineGoesToTheNext()
    {
        const MessageKey first = comes();
        const MessageKey second = comes();
        m_store->remove([first](const Message& message) { return message.key == first; });
        QCOMPARE(line(), second);
        QCOMPARE(m_mark->count(), 1);
        m_store->remove([](const Message&) { return true; });
        QCOMPARE(line(), MessageKey{});
        QCOMPARE(m_mark->count(), 0);
    }

    void erased_isForgotten()
    {
        comes();
        m_store->clear();
        QCOMPARE(line(), MessageKey{});
        QCOMPARE(m_mark->count(), 0);
    }

    void line_isReadOutWithItsRow()
    {
        comes();
        comes();
        const auto spoken = [this](int row) {
            return m_model->data(m_model->index(row), Qt::AccessibleTextRole).toString();
        };
        QVERIFY2(spoken(0).startsWith(QStringLiteral("New messages. ")), qPrintable(spoken(0)));
        QVERIFY(!spoken(1).contains(QStringLiteral("New messages")));
    }

private:
    MessageKey comes()
    {
        Message message;
        message.text = QStringLiteral("hello");
        return m_store->append(message);
    }

    void notice()
    {
        Message message;
        message.kind = MessageKind::Notice;
        m_store->append(message);
    }

    [[nodiscard]] MessageKey line() const { return m_model->unreadFrom(); }

    std::unique_ptr<MessageStore> m_store;
    std::unique_ptr<MessageListModel> m_model;
    std::unique_ptr<UnreadMark> m_mark;
};

QTEST_GUILESS_MAIN(UnreadMarkTest)
#include "UnreadMarkTest.moc"
