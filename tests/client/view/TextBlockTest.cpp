// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Positions in laid out text, whatever its script; emoji that stand alone.
#include "client/view/TextBlock.h"

#include "client/view/EmojiFinder.h"
#include "client/view/Theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace chatmet::client;

class TextBlockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void position_ofEveryCharacter_isFoundAgain_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("latin") << QStringLiteral("one two three");
        QTest::newRow("wrapped") << QStringLiteral("all work and no play ").repeated(9);
        QTest::newRow("lines") << QStringLiteral("one\n\ntwo\nthree");
        QTest::newRow("hebrew") << QStringLiteral("שלום לכולם\nעוד שורה");
        QTest::newRow("selectors") << QStringLiteral("a❤️b❤️\nc1️⃣d");
    }

    void position_ofEveryCharacter_isFoundAgain()
    {
        QFETCH(QString, text);
        const TextBlock block(text, m_theme->font(), 260);
        QCOMPARE(block.length(), static_cast<int>(text.size()));
        for (int at = 0; at < block.length(); ++at) {
            const QRect cursor = block.cursorAt(at);
            QVERIFY(!cursor.isNull());
            const int found = block.positionAt(cursor.center());
            if (found == at)
                continue;
            // Where two characters meet that are one to a reader, or a line is broken, both ends are right.
            const QRect again = block.cursorAt(found);
            const bool isInside = text.at(at) == QChar(0xFE0F) || text.at(at) == QChar(0x20E3);
            QVERIFY2(isInside || again.topLeft() == cursor.topLeft() || text.at(at - 1) == u' ',
                     qPrintable(QStringLiteral("%1 for %2").arg(found).arg(at)));
        }
        QCOMPARE(block.positionAt({10, -1}), 0);
        QCOMPARE(block.positionAt({10, block.size().height()}), block.length());
    }

    void word_atAPoint_isWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("at");
        QTest::addColumn<QString>("word");
        QTest::newRow("first") << QStringLiteral("one two") << 1 << QStringLiteral("one");
        QTest::newRow("last") << QStringLiteral("one two") << 5 << QStringLiteral("two");
        QTest::newRow("second line") << QStringLiteral("one\ntwo, three") << 5 << QStringLiteral("two");
        QTest::newRow("hindi") << QStringLiteral("आज सुबह से") << 4 << QStringLiteral("सुबह");
        QTest::newRow("hebrew") << QStringLiteral("שלום לכולם") << 6 << QStringLiteral("לכולם");
        QTest::newRow("behind a selector")
            << QStringLiteral("❤️❤️ one") << 6 << QStringLiteral("one");
        QTest::newRow("family") << QStringLiteral("a 👨‍👩‍👧‍👦 b") << 2
                                << QStringLiteral("👨‍👩‍👧‍👦");
        QTest::newRow("empty") << QString() << 0 << QString();
    }

    void word_atAPoint_isWhole()
    {
        QFETCH(QString, text);
        QFETCH(int, at);
        QFETCH(QString, word);
        const TextBlock block(text, m_theme->font(), 400);
        const QRect cursor = block.cursorAt(at);
        const bool isRight = text.isRightToLeft();
        const TextRange range = block.wordAt(cursor.center() + QPoint(isRight ? -2 : 2, 0));
        QCOMPARE(text.mid(range.from, range.to - range.from), word);
    }

    void mark_ofARange_paintsItAlone()
    {
        const TextBlock block(QStringLiteral("MMMM\nMMMM"), m_theme->font(), 400);
        QImage image(block.size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        block.draw(&painter, {}, Qt::black, Qt::black, {{{2, 7}, Qt::blue, Qt::yellow}});
        painter.end();
        const int lower = image.height() / 2 + 3;
        const QRect inside = block.cursorAt(2);
        const QRect behind = block.cursorAt(7);
        QCOMPARE(image.pixelColor(inside.left() + 4, 1), QColor(Qt::blue));
        QVERIFY(image.pixelColor(inside.left() - 4, 1) != QColor(Qt::blue));
        QCOMPARE(image.pixelColor(behind.left() - 4, lower), QColor(Qt::blue));
        QVERIFY(image.pixelColor(behind.left() + 4, lower) != QColor(Qt::blue));
    }

    void loneEmoji_areCountedAsTheyAreSeen_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("count");
        const auto row = [](const char* name, const QString& text, int count) {
            QTest::newRow(name) << text << count;
        };
        row("one", QStringLiteral("😀"), 1);
        row("three", QStringLiteral("😀😀 🎉"), 3);
        row("four", QStringLiteral("😀😀😀😀"), 0);
        row("words", QStringLiteral("😀 ok"), 0);
        row("words first", QStringLiteral("ok 😀"), 0);
        row("nothing", QString(), 0);
        row("white space", QStringLiteral(" \n"), 0);
        row("lines", QStringLiteral("😀\n😀"), 2);
        row("family", QStringLiteral("👨‍👩‍👧‍👦"), 1);
        row("families",
            QStringLiteral("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦"), 3);
        row("skin tones", QStringLiteral("👋🏽🤚🏿"), 2);
        row("flags", QStringLiteral("🇮🇳🇩🇪🇫🇷"), 3);
        row("half a flag", QStringLiteral("🇮🇳🇩"), 0);
        row("region", QStringLiteral("🏴󠁧󠁢󠁳󠁣󠁴󠁿"), 1);
        row("keycaps", QStringLiteral("1️⃣2️⃣#️⃣"), 3);
        row("digits", QStringLiteral("123"), 0);
        row("heart", QStringLiteral("❤️"), 1);
        row("heart as text", QStringLiteral("❤"), 0);
        row("text selector", QStringLiteral("⭐\uFE0E"), 0);
        row("star", QStringLiteral("⭐"), 1);
        row("pilot", QStringLiteral("👩🏽‍✈️"), 1);
        row("rainbow flag", QStringLiteral("🏳️‍🌈"), 1);
        row("newest", QString::fromUcs4(U"\U0001FAE8"), 1);
        row("arrow", QStringLiteral("→"), 0);
        row("copyright", QStringLiteral("©"), 0);
        row("hindi", QStringLiteral("क"), 0);
        row("joiner alone", QStringLiteral("\u200D"), 0);
        row("broken", QString(QChar(0xD83D)), 0);
    }

    void loneEmoji_areCountedAsTheyAreSeen()
    {
        QFETCH(QString, text);
        QFETCH(int, count);
        QCOMPARE(countLoneEmoji(text, 3), count);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TextBlockTest)
#include "TextBlockTest.moc"
