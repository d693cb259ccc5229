// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who came and left, in one notice: its first line says all of it.
#include "client/model/RoomEvents.h"

#include <QLocale>
#include <QTest>

using namespace chatmet::client;

class RoomEventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void text_fewPeople_namesThemAll();
    void text_manyPeople_countsThemAndTellsOfEach();
    void full_takesNoMore();
    void name_rightToLeft_turnsNothingAround();

private:
    static RoomEvents events(const QStringList& joined, const QStringList& left)
    {
        RoomEvents events;
        for (const QString& name : joined)
            events.add(RoomEvents::Event::Joined, name);
        for (const QString& name : left)
            events.add(RoomEvents::Event::Left, name);
        return events;
    }
};

void RoomEventsTest::text_fewPeople_namesThemAll()
{
    const QString a = QStringLiteral("anna");
    const QString b = QStringLiteral("boris");
    const QString c = QStringLiteral("chen");
    QCOMPARE(events({a}, {}).text(), QStringLiteral("anna has come in."));
    QCOMPARE(events({a, b, c}, {}).text(), QStringLiteral("anna, boris and chen have come in."));
    QCOMPARE(events({}, {a, b}).text(), QStringLiteral("anna and boris have left."));
    QCOMPARE(events({a, b}, {c}).text(), QStringLiteral("anna and boris came in, chen left."));
    QCOMPARE(events({a}, {a}).text(), QStringLiteral("anna came in, anna left."));
}

void RoomEventsTest::text_manyPeople_countsThemAndTellsOfEach()
{
    const QStringList four{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"),
                           QStringLiteral("d")};
    QCOMPARE(events(four, {}).text(),
             QStringLiteral("a, b and c and 1 more have come in.\na has come in.\nb has come in.\nc has come "
                            "in.\nd has come in."));
    const QStringList lines = events(four, {QStringLiteral("%1"), QStringLiteral("%2")}).text().split(u'\n');
    QCOMPARE(lines.first(), QStringLiteral("4 people came in, %1 and %2 left."));
    QCOMPARE(lines.size(), 7);
    QCOMPARE(lines.last(), QStringLiteral("%2 has left."));
    QCOMPARE(events(four, four).text().section(u'\n', 0, 0),
             QStringLiteral("4 people came in, 4 people left."));
}

void RoomEventsTest::full_takesNoMore()
{
    RoomEvents events;
    for (int i = 0; i < RoomEvents::linesMax; ++i) {
        QVERIFY(!events.isFull());
        events.add(RoomEvents::Event::Joined, QStringLiteral("anna"));
    }
    QVERIFY(events.isFull());
    events.clear();
    QVERIFY(!events.isFull());
}

void RoomEventsTest::name_rightToLeft_turnsNothingAround()
{
    const QString text = events({QStringLiteral("שלום")}, {}).text();
    QCOMPARE(text, QStringLiteral("\u2068שלום\u2069 has come in."));
}

QTEST_GUILESS_MAIN(RoomEventsTest)
#include "RoomEventsTest.moc"
