// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Swap: none, in memory, encrypted, or on a disk that can be read later.
#include "client/app/SwapShelter_linux.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace chatmet::client;

class SwapShelterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_places = {m_folder->filePath(QStringLiteral("swaps")),
                    m_folder->filePath(QStringLiteral("devices")),
                    m_folder->filePath(QStringLiteral("resume")), [](const QString& path) {
                        return path == u"/dev/dm-1" || path == u"/with space" ? QStringLiteral("253:1")
                               : path == u"/dev/sda2"                         ? QStringLiteral("8:2")
                                                                              : QString();
                    }};
        write(QStringLiteral("devices/8:2/size"), "1");
    }

    void swap_asListed_isJudged_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<int>("shelter");
        const auto row = [](const char* name, const QByteArray& lines, SwapShelter shelter) {
            QTest::newRow(name) << "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n" + lines
                                << int(shelter);
        };
        row("none", "", SwapShelter::NoSwap);
        row("zram", "/dev/zram0                              partition\t99\t0\t100\n", SwapShelter::InMemory);
        row("encrypted", "/dev/dm-1                               partition\t99\t0\t-2\n",
            SwapShelter::Encrypted);
        row("file on an encrypted device", "/with\\040space\tfile\t99\t0\t-2\n", SwapShelter::Encrypted);
        row("encrypted and zram",
            "/dev/zram0                              partition\t9\t0\t100\n/dev/dm-1 partition\t9\t0\t1\n",
            SwapShelter::Encrypted);
        row("plain partition", "/dev/sda2                               partition\t99\t0\t-2\n",
            SwapShelter::Open);
        row("one of two", "/dev/dm-1 partition\t9\t0\t1\n/dev/sda2 partition\t9\t0\t1\n", SwapShelter::Open);
        row("of no device", "/elsewhere file\t9\t0\t1\n", SwapShelter::Open);
        QTest::newRow("no list") << QByteArray() << int(SwapShelter::Open);
    }

    void swap_asListed_isJudged()
    {
        QFETCH(QByteArray, list);
        QFETCH(int, shelter);
        // A logical volume upon an encrypted device.
        write(QStringLiteral("devices/253:1/dm/uuid"), "LVM-abc\n");
        write(QStringLiteral("devices/253:1/slaves/dm-0/dm/uuid"), "CRYPT-LUKS2-abc-name\n");
        write(QStringLiteral("swaps"), list);
        QCOMPARE(int(swapShelter(m_places)), shelter);
    }

    void swap_uponTwoDevices_needsBothEncrypted()
    {
        write(QStringLiteral("swaps"), "Filename\n/dev/dm-1 partition\n");
        write(QStringLiteral("devices/253:1/slaves/dm-0/dm/uuid"), "CRYPT-LUKS2-abc-name\n");
        QCOMPARE(swapShelter(m_places), SwapShelter::Encrypted);
        write(QStringLiteral("devices/253:1/slaves/sdb1/size"), "1");
        QCOMPARE(swapShelter(m_places), SwapShelter::Open);
    }

    void hibernation_device_isJudged()
    {
        QCOMPARE(hibernationShelter(m_places), SwapShelter::NoSwap);
        write(QStringLiteral("resume"), "0:0\n");
        QCOMPARE(hibernationShelter(m_places), SwapShelter::NoSwap);
        write(QStringLiteral("resume"), "8:2\n");
        QCOMPARE(hibernationShelter(m_places), SwapShelter::Open);
        write(QStringLiteral("devices/8:2/dm/uuid"), "CRYPT-PLAIN-x");
        QCOMPARE(hibernationShelter(m_places), SwapShelter::Encrypted);
    }

private:
    void write(const QString& name, const QByteArray& content)
    {
        const QString path = m_folder->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    SwapPlaces m_places;
};

QTEST_GUILESS_MAIN(SwapShelterTest)
#include "SwapShelterTest.moc"
