// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/net/BackOff.h"

#include <QTest>

using chatmet::client::BackOff;

class BackOffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void next_doublesUpToTheMost();
    void next_isJittered();
    void next_neverBelowTheServersWish();
    void reset_beginsAgain();
};

void BackOffTest::next_doublesUpToTheMost()
{
    BackOff backOff(1'000, 30'000);
    QList<int> waits;
    for (int i = 0; i < 8; ++i)
        waits.append(backOff.nextMs(1.0, 0));
    QCOMPARE(waits, (QList<int>{1'000, 2'000, 4'000, 8'000, 16'000, 30'000, 30'000, 30'000}));
}

void BackOffTest::next_isJittered()
{
    QCOMPARE(BackOff(1'000, 30'000).nextMs(0.0, 0), 500);
    QCOMPARE(BackOff(1'000, 30'000).nextMs(0.5, 0), 750);
}

void BackOffTest::next_neverBelowTheServersWish()
{
    QCOMPARE(BackOff(1'000, 30'000).nextMs(1.0, 45'000), 45'000);
    QCOMPARE(BackOff(1'000, 30'000).nextMs(1.0, 0xffffffffu), 24 * 3'600 * 1'000);
}

void BackOffTest::reset_beginsAgain()
{
    BackOff backOff(1'000, 30'000);
    QCOMPARE(backOff.nextMs(1.0, 0), 1'000);
    QCOMPARE(backOff.nextMs(1.0, 0), 2'000);
    backOff.reset();
    QCOMPARE(backOff.nextMs(1.0, 0), 1'000);
}

QTEST_GUILESS_MAIN(BackOffTest)
#include "BackOffTest.moc"
