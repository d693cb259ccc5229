// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Colours that can be read, and a style sheet without gaps.
#include "client/view/Theme.h"

#include "client/view/MainWindow.h"
#include "client/view/StyleSheet.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QSignalSpy>

#include <algorithm>
#include <memory>

using namespace chatmet::client;

Q_DECLARE_METATYPE(ThemeColors)

class ThemeTest : public QObject
{
    Q_OBJECT

    /// A system's palette that is none of high contrast.
    static QPalette usual()
    {
        QPalette palette;
        palette.setColor(QPalette::Window, QColor(0xEFEFEF));
        palette.setColor(QPalette::WindowText, QColor(0x202020));
        return palette;
    }

private Q_SLOTS:
    // Qt 6.4 keeps pointers to what it has styled, and looks through them at the next style sheet.
    void windowThatIsGone_isNotStyledAgain()
    {
        Theme theme(qApp);
        for (const Scheme scheme : {Scheme::Dark, Scheme::Light, Scheme::Dark}) {
            auto window = std::make_unique<MainWindow>(theme);
            window->show();
            QApplication::processEvents();
            window.reset();
            theme.setScheme(scheme);
        }
    }

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
        for (const bool dark : {false, true}) { // by choice, where the system has no such palette
            const ThemeColors own = ThemeColors::of(Scheme::HighContrast, usual(), {.dark = dark});
            for (const ThemeColors::Pair& pair : own.textPairs())
                QTest::addRow("own contrast %s, %s", dark ? "dark" : "light", qPrintable(pair.name))
                    << pair.text << pair.ground;
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
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::HighContrast}) {
            const ThemeColors colors = ThemeColors::of(scheme);
            QVERIFY(contrastRatio(colors.outline, colors.surface) >= 3.0);
        }
    }

    void foundWords_onEveryBubble_standOut_data()
    {
        QTest::addColumn<ThemeColors>("colors");
        QPalette contrast(Qt::white, Qt::black);
        contrast.setColor(QPalette::Window, Qt::black);
        contrast.setColor(QPalette::WindowText, Qt::white);
        contrast.setColor(QPalette::Highlight, Qt::yellow);
        contrast.setColor(QPalette::HighlightedText, Qt::black);
        QTest::newRow("light") << ThemeColors::of(Scheme::Light);
        QTest::newRow("dark") << ThemeColors::of(Scheme::Dark);
        QTest::newRow("contrast") << ThemeColors::of(Scheme::HighContrast, contrast);
    }

    /// By their ground or by the line around it, 3:1 (WCAG 1.4.11); the place that is looked at from others.
    void foundWords_onEveryBubble_standOut()
    {
        QFETCH(ThemeColors, colors);
        for (const QColor& bubble : {colors.ownBubble, colors.otherBubble}) {
            for (const auto& [mark, edge] :
                 {std::pair{colors.mark, colors.markEdge}, std::pair{colors.markHere, colors.markHereEdge}}) {
                const double ratio = std::max(contrastRatio(mark, bubble), contrastRatio(edge, bubble));
                QVERIFY2(
                    ratio >= 3.0,
                    qPrintable(QStringLiteral("%1 on %2: %3").arg(mark.name(), bubble.name()).arg(ratio)));
            }
        }
        QVERIFY(contrastRatio(colors.mark, colors.markHere) >= 1.5);
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

    void highContrast_byChoice_isBlackAndWhite()
    {
        const ThemeColors light = ThemeColors::of(Scheme::HighContrast, usual());
        QCOMPARE(light.ground, QColor(Qt::white));
        QCOMPARE(light.ink, QColor(Qt::black));
        const ThemeColors dark = ThemeColors::of(Scheme::HighContrast, usual(), {.dark = true});
        QCOMPARE(dark.ground, QColor(Qt::black));
        QVERIFY(contrastRatio(dark.ink, dark.ground) > 20.9);
        Theme theme(qApp);
        theme.setScheme(Scheme::HighContrast);
        QCOMPARE(theme.edge(), 2);
        QVERIFY(styleSheet(theme).contains(QLatin1String("border: 2px solid #000000")));
    }

    void palette_ofTheSystem_isFollowed_untilThePersonChooses()
    {
        Theme theme(qApp);
        QSignalSpy changed(&theme, &Theme::changed);
        QCOMPARE(theme.scheme(), Scheme::Light);
        theme.setScheme({}); // nothing is another
        QCOMPARE(changed.size(), 0);
        theme.setSystemWish({.dark = true});
        QCOMPARE(theme.scheme(), Scheme::Dark);
        theme.setSystemWish({.dark = true, .contrast = true});
        QCOMPARE(theme.scheme(), Scheme::HighContrast);
        QCOMPARE(theme.colors().ground, QColor(Qt::black));
        theme.setScheme(Scheme::Light);
        QCOMPARE(theme.scheme(), Scheme::Light);
        theme.setScheme({});
        QCOMPARE(theme.scheme(), Scheme::HighContrast);
        theme.setSystemWish({});
        QCOMPARE(theme.scheme(), Scheme::Light);
        QCOMPARE(changed.size(), 5);
    }

    /// As where the desktop's own plugin gives another palette; ours goes on top again.
    void palette_thatChanges_isReadAnew()
    {
        Theme theme(qApp);
        QSignalSpy changed(&theme, &Theme::changed);
        qApp->setPalette(QPalette(Qt::darkGray)); // from outside: takes ours away
        QCOMPARE(qApp->palette().color(QPalette::Window), theme.colors().ground);
        QEvent event(QEvent::ThemeChange);
        QApplication::sendEvent(qApp, &event);
        QCOMPARE(changed.size(), 0); // the system's is as before
        QCOMPARE(qApp->palette().color(QPalette::Window), theme.colors().ground);
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
