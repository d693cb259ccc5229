// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that are asked for without a click: only where that is wanted, one after another, within a bound.
#include "client/model/PicturesAtOnce.h"

#include "client/picture/PictureLimits.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

using namespace chatmet::client;

class PicturesAtOnceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_asked.clear();
        m_possible = true;
        m_store = std::make_unique<MessageStore>();
        m_atOnce = std::make_unique<PicturesAtOnce>(*m_store, [this](MessageKey key) {
            if (m_possible) {
                m_asked.append(key);
                set(key, PictureState::Waiting);
            }
            return m_possible;
        });
    }

    void cleanup()
    {
        m_atOnce.reset();
        m_store.reset();
    }

    void off_nothingIsAskedFor()
    {
        offer();
        settle();
        QVERIFY(m_asked.isEmpty());
    }

    void on_whatWaitsAndWhatComes_oneAtATime()
    {
        const MessageKey first = offer();
        const MessageKey declined = offer();
        set(declined, PictureState::Declined);
        m_atOnce->setOn(true);
        const MessageKey last = offer();
        settle();
        QCOMPARE(m_asked, QList<MessageKey>{first});
        set(first, PictureState::Moving);
        set(first, PictureState::Decoding);
        settle();
        QCOMPARE(m_asked.size(), 1);
        set(first, PictureState::Here);
        settle();
        QCOMPARE(m_asked, (QList<MessageKey>{first, last}));
    }

    void off_again_nothingMoreIsAskedFor()
    {
        m_atOnce->setOn(true);
        const MessageKey first = offer();
        offer();
        settle();
        m_atOnce->setOn(false);
        set(first, PictureState::Here);
        settle();
        QCOMPARE(m_asked.size(), 1);
        m_atOnce->setOn(true);
        settle();
        QCOMPARE(m_asked.size(), 2);
    }

    void cancelledFailedOrTakenBack_theNextIsAskedFor()
    {
        m_atOnce->setOn(true);
        for (int picture = 0; picture < 4; ++picture)
            offer();
        settle();
        set(m_asked.last(), PictureState::Cancelled);
        settle();
        set(m_asked.last(), PictureState::Failed);
        settle();
        QCOMPARE(m_asked.size(), 3);
        const MessageKey third = m_asked.last();
        m_store->remove([third](const Message& message) { return message.key == third; });
        offer();
        settle();
        QCOMPARE(m_asked.size(), 4);
        QVERIFY(m_asked.last() > third);
    }

    void impossibleNow_isTriedAgain()
    {
        m_possible = false;
        m_atOnce->setOn(true);
        offer();
        settle();
        QVERIFY(m_asked.isEmpty());
        m_possible = true;
        m_atOnce->tryAgain();
        settle();
        QCOMPARE(m_asked.size(), 1);
    }

    void refusedByTheServer_waitsForAClick()
    {
        m_atOnce->setOn(true);
        const MessageKey first = offer();
        offer();
        settle();
        set(first, PictureState::Offered);
        settle();
        QCOMPARE(m_asked, QList<MessageKey>{first});
        const MessageKey next = offer();
        settle();
        QCOMPARE(m_asked, (QList<MessageKey>{first, next}));
    }

    void flood_ofLargeOnes_staysBelowTheBound()
    {
        QSignalSpy full(m_atOnce.get(), &PicturesAtOnce::full);
        m_atOnce->setOn(true);
        const qint64 size = 19'000'000;
        for (int picture = 0; picture < 200; ++picture)
            offer(size);
        arriveAll(size);
        QCOMPARE(m_asked.size(), 5);
        QCOMPARE(full.size(), 1);
        // A small one still fits; and once there is room again, so does what comes then.
        offer(1'000'000);
        arriveAll(1'000'000);
        QCOMPARE(m_asked.size(), 6);
        QCOMPARE(full.size(), 1);
        m_store->remove([](const Message& message) { return message.picture == PictureState::Here; });
        offer(size);
        settle();
        QCOMPARE(m_asked.size(), 7);
    }

    void flood_ofSmallOnes_isBoundByTheirPreviews()
    {
        m_atOnce->setOn(true);
        for (int picture = 0; picture < 1'000; ++picture)
            offer(1'000);
        arriveAll(1'000);
        const auto preview = static_cast<qint64>(picturePreviewSide) * picturePreviewSide * 4;
        QVERIFY(m_asked.size() * preview <= PicturesAtOnce::heldBytesMax);
        QVERIFY(m_asked.size() > 200);
    }

private:
    MessageKey offer(qint64 bytes = 1'000)
    {
        Message row;
        row.kind = MessageKind::Picture;
        row.picture = PictureState::Offered;
        row.pictureBytes = bytes;
        const MessageKey key = m_store->append(row);
        m_atOnce->offered(key);
        return key;
    }

    void set(MessageKey key, PictureState state)
    {
        m_store->change(key, [state](Message& row) { row.picture = state; });
    }

    /// Whatever is asked for comes, until nothing more is.
    void arriveAll(qint64 bytes)
    {
        settle();
        for (qsizetype asked = 0; asked != m_asked.size();) {
            asked = m_asked.size();
            m_store->change(m_asked.last(), [bytes](Message& row) {
                row.picture = PictureState::Here;
                row.file = QByteArray(static_cast<qsizetype>(bytes), 'x');
                row.preview = QImage(picturePreviewSide, picturePreviewSide, QImage::Format_RGB32);
            });
            settle();
        }
    }

    static void settle()
    {
        for (int round = 0; round < 3; ++round)
            QCoreApplication::processEvents();
    }

    QList<MessageKey> m_asked;
    bool m_possible{true};
    std::unique_ptr<MessageStore> m_store;
    std::unique_ptr<PicturesAtOnce> m_atOnce;
};

QTEST_GUILESS_MAIN(PicturesAtOnceTest)
#include "PicturesAtOnceTest.moc"
