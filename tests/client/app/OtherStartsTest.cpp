// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A second start finds the first one, hands over what it was started with, and nobody else is listened to.
#include "client/app/OtherStarts.h"

#include <QSignalSpy>
#include <QTest>

#include <array>
#include <chrono>
#include <cstdint>
#include <future>
#include <memory>
#include <span>
#include <unistd.h>

using namespace chatmet;
using namespace chatmet::client;

class OtherStartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("XDG_ACTIVATION_TOKEN", "token-7"); }

    void nobodyListens_isNotTaken() { QVERIFY(!handToRunning(m_place, {})); }

    void link_isHandedOver()
    {
        OtherStarts first(m_place);
        QVERIFY(first.isListening());
        QSignalSpy heard(&first, &OtherStarts::startedAgain);
        QVERIFY(handFromElsewhere(m_place, m_link));
        QCOMPARE(heard.size(), 1);
        QCOMPARE(heard[0][0].toString(), m_link);
        QCOMPARE(heard[0][1].toByteArray(), QByteArray("token-7"));
        QVERIFY(handFromElsewhere(m_place, {}));
        QCOMPARE(heard.size(), 2);
        QVERIFY(heard[1][0].toString().isEmpty());
    }

    void first_ended_itsPlaceIsFree()
    {
        std::make_unique<OtherStarts>(m_place);
        QVERIFY(!handToRunning(m_place, m_link));
        QVERIFY(OtherStarts(m_place).isListening());
    }

    void place_taken_secondHearsNothing_untilTheFirstHasEnded()
    {
        auto first = std::make_unique<OtherStarts>(m_place);
        OtherStarts second(m_place);
        QSignalSpy heard(&second, &OtherStarts::startedAgain);
        QVERIFY(!second.isListening());
        QVERIFY(handFromElsewhere(m_place, m_link));
        QCOMPARE(heard.size(), 0);
        first.reset();
        QTRY_VERIFY(second.isListening());
        QVERIFY(handFromElsewhere(m_place, m_link));
        QCOMPARE(heard.size(), 1);
    }

    void linkBeyondTheLimit_isNotSent_norRead()
    {
        OtherStarts first(m_place);
        QSignalSpy heard(&first, &OtherStarts::startedAgain);
        QVERIFY(!handFromElsewhere(m_place, QString(3'000, u'x')));
        ChildSocket other = m_place.reach();
        const std::array<std::uint32_t, 3> head{0x434d5331, 3'000, 0}; // as the other side would write it
        QVERIFY(other.send(std::as_bytes(std::span(head)), soon()));
        QTRY_VERIFY(isCutOff(other));
        QCOMPARE(heard.size(), 0);
    }

    void garbage_isCutOff_andTheNextIsHeard()
    {
        OtherStarts first(m_place);
        QSignalSpy heard(&first, &OtherStarts::startedAgain);
        ChildSocket other = m_place.reach();
        const std::array<std::byte, 64> garbage{std::byte{7}};
        QVERIFY(other.send(garbage, soon()));
        QTRY_VERIFY(isCutOff(other));
        QVERIFY(handFromElsewhere(m_place, m_link));
        QCOMPARE(heard.size(), 1);
    }

    void silence_isCutOffInTime()
    {
        const OtherStarts first(m_place);
        ChildSocket other = m_place.reach();
        QTRY_VERIFY_WITH_TIMEOUT(isCutOff(other), 3 * OtherStarts::otherStartMsMax);
    }

private:
    static ChildSocket::Deadline soon() { return ChildSocket::Clock::now() + std::chrono::seconds(5); }

    static bool isCutOff(ChildSocket& socket)
    {
        std::byte one{};
        return socket.waitForBytes(ChildSocket::Clock::now()) && !socket.receive(std::span(&one, 1), soon());
    }

    /// As another process would: this one's event loop answers meanwhile.
    static bool handFromElsewhere(const InstancePlace& place, const QString& link)
    {
        auto taken = std::async(std::launch::async, [&] { return handToRunning(place, link); });
        const auto isDone = [&] {
            return taken.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
        };
        return QTest::qWaitFor(isDone, 10'000) && taken.get();
    }

    /// No program's own: others may run beside this test.
    const InstancePlace m_place{"org.chatmet.OtherStartsTest." + std::to_string(::getpid())};
    const QString m_link =
        QStringLiteral("chatmet://room.example/AQEBAQEBAQEBAQEBAQEBAQ#v1.AgICAgICAgICAgICAgICAg");
};

QTEST_GUILESS_MAIN(OtherStartsTest)
#include "OtherStartsTest.moc"
