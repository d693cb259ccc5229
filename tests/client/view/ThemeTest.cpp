// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Colours that can be read, and a style sheet without gaps.
#include "client/view/Theme.h"

#include "client/view/StyleSheet.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>

using namespace chatmet::client;

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textPairs_everyScheme_haveFourAndAHalfToOne_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        const QPalette contrast = highContrastPalette();
        for (const auto& [scheme, name] : {std::pair{Scheme::Light, "light"},
                                           {Scheme::Dark, "dark"},
                                           {Scheme::HighContrast, "contrast"}}) {
            for (const ThemeColors::Pair& pair : ThemeColors::of(scheme, contrast).textPairs())
                QTest::addRow("%s, %s", name, qPrintable(pair.name)) << pair.text << pair.ground;
        }
    }

    void textPairs_everyScheme_haveFourAndAHalfToOne()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, ground);
        const double ratio = contrastRatio(text, ground);
        QVERIFY2(ratio >= 4.5, qPrintable(QString::number(ratio)));
    }

    void outline_ofFieldsAndButtons_hasThreeToOne()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const ThemeColors colors = ThemeColors::of(scheme);
            QVERIFY(contrastRatio(colors.outline, colors.surface) >= 3.0);
        }
    }

    void contrastRatio_knownValues_areThoseOfWcag()
    {
        QCOMPARE(qRound(contrastRatio(Qt::black, Qt::white)), 21);
        QCOMPARE(contrastRatio(Qt::red, Qt::red), 1.0);
        QVERIFY(qAbs(contrastRatio(QColor(0x777777), Qt::white) - 4.48) < 0.01);
    }

    void schemeOf_systemPalette_followsItsLightness()
    {
        QPalette palette;
        palette.setColor(QPalette::Window, QColor(0xEFEFEF));
        palette.setColor(QPalette::WindowText, Qt::black);
        QCOMPARE(schemeOf(palette), Scheme::Light);
        palette.setColor(QPalette::Window, QColor(0x202020));
        palette.setColor(QPalette::WindowText, Qt::white);
        QCOMPARE(schemeOf(palette), Scheme::Dark);
        palette.setColor(QPalette::Window, Qt::black);
        palette.setColor(QPalette::Base, Qt::black);
        QCOMPARE(schemeOf(palette), Scheme::HighContrast);
    }

    void styleSheet_everyScheme_hasNoTokenLeft()
    {
        Theme theme(qApp);
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::HighContrast}) {
            theme.setScheme(scheme);
            const QString sheet = styleSheet(theme);
            QVERIFY(!sheet.contains(u'@'));
            QVERIFY(!sheet.contains(u"#000000;") ||
                    scheme == Scheme::HighContrast); // an unknown name gives black
        }
        QCOMPARE(theme.edge(), 2);
    }

    void font_anySystem_fallsBackToColourEmoji()
    {
        const Theme theme(qApp);
        QCOMPARE(theme.font().families().last(), QStringLiteral("Noto Color Emoji"));
        QVERIFY(theme.font().pointSizeF() >= 10.0);
    }
};

QTEST_MAIN(ThemeTest)
#include "ThemeTest.moc"
