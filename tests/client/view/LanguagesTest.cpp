// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What every language needs: Qt's own words are among ours, and from right to left all is mirrored.
#include "client/view/Buttons.h"
#include "client/view/ChatView.h"
#include "client/view/Icons.h"
#include "client/view/MainWindow.h"
#include "client/view/MessageListView.h"
#include "client/view/Mnemonics.h"
#include "client/view/PictureViewer.h"
#include "client/view/Sidebar.h"
#include "client/view/Theme.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/view/PseudoTranslator.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>

#include "resources/QtWords.h"
#include "resources/Translations.h"

using namespace chatmet::client;

class LanguagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void cleanup() { QApplication::setLayoutDirection(Qt::LeftToRight); }

    void qtsMenus_everyEntry_isAmongOurWords()
    {
        PseudoTranslator pseudo;
        QApplication::installTranslator(&pseudo);
        QLineEdit edit;
        QPlainTextEdit text;
        QList<QMenu*> menus{edit.createStandardContextMenu(), text.createStandardContextMenu()};
        int entries = 0;
        for (QMenu* menu : menus) {
            for (const QAction* action : menu->actions()) {
                if (action->isSeparator())
                    continue;
                ++entries;
                QVERIFY2(action->text().contains(PseudoTranslator::begins), qPrintable(action->text()));
            }
            delete menu;
        }
        QVERIFY(entries >= 14);
        QScrollBar bar;
        QStringList shown;
        QTimer::singleShot(0, &bar, [&shown] { // its menu waits in a loop of its own
            if (auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) {
                for (const QAction* action : menu->actions())
                    shown.append(action->text());
                menu->close();
            }
        });
        bar.show();
        QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(1, 1), bar.mapToGlobal(QPoint(1, 1)));
        QApplication::sendEvent(&bar, &asked);
        shown.removeAll(QString());
        QVERIFY(shown.size() >= 7);
        for (const QString& words : shown)
            QVERIFY2(words.contains(PseudoTranslator::begins), qPrintable(words));
    }

    void mirrored_partsOfTheWindow_standOnTheOtherSide()
    {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        MessageStore store;
        MessageListModel model(&store);
        MainWindow window(*m_theme);
        window.chat()->setMessages(&model);
        window.resize(960, 640);
        window.show();
        sample::fillTalk(&store);
        window.places()->showChat();
        QApplication::processEvents();
        const auto leftOf = [&window](const QWidget* widget) {
            return widget->mapTo(&window, QPoint(0, 0)).x();
        };
        QVERIFY(leftOf(window.sidebar()) > leftOf(window.chat()));
        QVERIFY(leftOf(named<QWidget>(&window, "sendButton")) <
                leftOf(named<QWidget>(&window, "composerEdit")));
        QVERIFY(leftOf(named<QWidget>(&window, "nextButton")) <
                leftOf(named<QWidget>(&window, "partnerName")));
        // Own words at the end of the line, which is on the left now.
        const QImage seen = window.chat()->list()->grab().toImage();
        const QRgb own = m_theme->colors().ownBubble.rgb();
        qint64 sum = 0;
        qint64 count = 0;
        for (int y = 0; y < seen.height(); ++y) {
            for (int x = 0; x < seen.width(); ++x) {
                if (seen.pixel(x, y) == own) {
                    sum += x;
                    ++count;
                }
            }
        }
        QVERIFY(count > 1'000);
        QVERIFY(sum / count < seen.width() / 2);
        window.panels()->showInViewer(MessageKey{6}, sample::photo({64, 48}));
        QApplication::processEvents();
        QVERIFY(leftOf(named<QWidget>(&window, "previousPicture")) >
                leftOf(named<QWidget>(&window, "nextPicture")));
    }

    void mirrored_arrowsAlongTheLine_pointTheOtherWay()
    {
        const auto drawn = [](const char* name) {
            return iconPixmap(QLatin1String(name), Qt::black, {40, 40}, 1.0).toImage();
        };
        for (const char* name : {"previous", "next"}) {
            QApplication::setLayoutDirection(Qt::LeftToRight);
            const QImage before = drawn(name);
            QApplication::setLayoutDirection(Qt::RightToLeft);
            QVERIFY(drawn(name) != before);
            QVERIFY(qAbs(middleOf(drawn(name)) - middleOf(before.mirrored(true, false))) < 0.5);
            QVERIFY(qAbs(middleOf(drawn(name)) - middleOf(before)) > 1.0);
        }
        QApplication::setLayoutDirection(Qt::LeftToRight);
        const QImage dice = drawn("dice");
        QApplication::setLayoutDirection(Qt::RightToLeft);
        QCOMPARE(drawn("dice"), dice);
    }

    /// An underline inside a syllable tears it apart: "क◌िसी".
    void hindi_lettersOfTheMenu_areLatinOnes_behindTheWords()
    {
        const Translations hindi(QLocale(QLocale::Hindi));
        MainWindow window(*m_theme);
        QList<QMenu*> menus = window.findChildren<QMenu*>(QStringLiteral("helpMenu"));
        menus.append(named<QMenu>(&window, "mainMenu"));
        int entries = 0;
        for (QMenu* menu : std::as_const(menus)) {
            Q_EMIT menu->aboutToShow();
            Q_EMIT menu->aboutToShow(); // nothing is added the next time
            QSet<QChar> letters;
            for (const QAction* action : menu->actions()) {
                if (action->isSeparator() || !action->isVisible())
                    continue;
                ++entries;
                QCOMPARE(action->text().count(u'&'), 1);
                const QChar letter = action->text().at(action->text().indexOf(u'&') + 1);
                QVERIFY2(letter.toLatin1() != 0 && letter.isLetter(), qPrintable(action->text()));
                QVERIFY2(!letters.contains(letter.toUpper()), qPrintable(action->text()));
                letters.insert(letter.toUpper());
            }
        }
        QVERIFY(entries > 20);
        static const QRegularExpression report(QStringLiteral("^शिकायत करें \\(&[A-Z]\\)…$"));
        QVERIFY(report.match(named<QAction>(&window, "reportAction")->text()).hasMatch());
        window.show();
        named<QAction>(&window, "shortcutsAction")->trigger();
        for (const QLabel* label : named<QWidget>(&window, "shortcutsPage")->findChildren<QLabel*>())
            QVERIFY2(!label->text().endsWith(u')'), qPrintable(label->text()));
    }

    void lettersOfAMenu_namesOfOthers_stayAsTheyAre()
    {
        QMenu menu;
        for (const QString& name :
             {QStringLiteral("हिन्दी साहित्य"), QStringLiteral("قهوة"), QStringLiteral("☕")})
            menu.addAction(asButtonText(name));
        menu.addAction(asButtonText(QStringLiteral("Tea & Cake")));
        menu.addAction(asButtonText(QStringLiteral("Tea")));
        giveMnemonics(&menu);
        QStringList shown;
        for (const QAction* action : menu.actions())
            shown.append(action->text());
        QCOMPARE(shown,
                 QStringList({QStringLiteral("हिन्दी साहित्य"), QStringLiteral("قهوة"), QStringLiteral("☕"),
                              QStringLiteral("Tea && Cake"), QStringLiteral("&Tea")}));
    }

private:
    /// Of what is drawn, in pixels from the left.
    static double middleOf(const QImage& image)
    {
        double sum = 0;
        double weight = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                sum += x * qAlpha(image.pixel(x, y));
                weight += qAlpha(image.pixel(x, y));
            }
        }
        return sum / weight;
    }

    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(LanguagesTest)
#include "LanguagesTest.moc"
