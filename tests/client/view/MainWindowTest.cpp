// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window: shortcuts, menu, keyboard, small sizes, both themes, names for screen readers.
#include "client/view/MainWindow.h"

#include "client/model/ConversationListModel.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/HomePage.h"
#include "client/view/OperatorBar.h"
#include "client/view/Overlay.h"
#include "client/view/PictureViewer.h"
#include "client/view/PlainLabel.h"
#include "client/view/PrivacyPanel.h"
#include "client/view/ReadingPanel.h"
#include "client/view/SearchBar.h"
#include "client/view/SendPictureDialog.h"
#include "client/view/Sidebar.h"
#include "client/view/Theme.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>

#include <functional>

using namespace chatmet::client;

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void init()
    {
        m_window = std::make_unique<MainWindow>(*m_theme);
        m_window->chat()->setMessages(&m_model);
        m_window->sidebar()->setConversations(&m_conversations);
        m_window->welcome()->setServers({QStringLiteral("chat.example.org")});
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup()
    {
        m_window.reset();
        m_store.clear();
        m_conversations.setConversations({});
    }

    void narrow_howTheLineIs_isSaidBelowThePages()
    {
        m_window->places()->showHome();
        m_window->sidebar()->setLine(LineState::Online);
        auto* status = named<QWidget>(m_window.get(), "statusLine");
        QVERIFY(!status->isVisible()); // the sidebar says it
        for (const int width : {719, 480}) {
            m_window->resize(width, 420);
            QTRY_VERIFY(status->isVisible());
            QCOMPARE(named<PlainLabel>(status, "statusWords")->shown(),
                     QStringLiteral("connected · messages not stored"));
        }
        m_window->sidebar()->setLine(LineState::Reconnecting);
        QCOMPARE(named<PlainLabel>(status, "statusWords")->shown(), QStringLiteral("reconnecting"));
        m_window->resize(720, 640);
        QTRY_VERIFY(!status->isVisible());
    }

    void shortcuts_whereTheyFit_sayWhatIsWanted()
    {
        QSignalSpy meet(m_window.get(), &MainWindow::meetRequested);
        QSignalSpy next(m_window.get(), &MainWindow::nextRequested);
        QSignalSpy panic(m_window.get(), &MainWindow::panicRequested);
        keys(Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(meet.size(), 0); // not online
        m_window->places()->showHome();
        keys(Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(meet.size(), 1);
        keys(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(next.size(), 0); // nobody there
        pair();
        keys(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(next.size(), 1);
        keys(Qt::Key_N, Qt::ControlModifier); // shows first whom that leaves
        QCOMPARE(meet.size(), 1);
        QVERIFY(!m_window->places()->isChatShown());
        m_store.append(sample::picture(PictureState::Offered, false, 1, false));
        m_window->places()->showChat();
        QSignalSpy show(m_window->chat(), &ChatView::showPictureRequested);
        keys(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(show.size(), 1);
        m_window->chat()->composer()->setText(QStringLiteral("secret"));
        keys(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(panic.size(), 1);
        QVERIFY(m_window->chat()->composer()->text().isEmpty());
    }

    void title_unread_isCountedWhileNotActive()
    {
        m_window->setTitleState({QStringLiteral("otter"), QStringLiteral("fox"), Meeting::Paired, {}, 2});
        QCOMPARE(m_window->windowTitle(), QStringLiteral("otter with fox – ChatMet"));
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        QCOMPARE(m_window->windowTitle(), QStringLiteral("(2) otter with fox – ChatMet"));
    }

    void menu_firstPage_hasItsButton()
    {
        auto* button = named<QToolButton>(m_window.get(), "welcomeMenuButton");
        QVERIFY(button->isVisible());
        QCOMPARE(button->menu(), named<QMenu>(m_window.get(), "mainMenu"));
        // A window of usual size shows the whole page.
        QCOMPARE(named<QScrollArea>(m_window.get(), "welcomeScroll")->verticalScrollBar()->maximum(), 0);
        for (const char* entry : {"aboutAction", "shortcutsAction", "quitAction"})
            QVERIFY2(named<QAction>(m_window.get(), entry)->isEnabled(), entry);
    }

    void menu_everyAction_isReachable()
    {
        m_window->places()->showHome();
        press(m_window.get(), "homeButton");
        for (QToolButton* button : {m_window->sidebar()->menuButton(), m_window->home()->menuButton(),
                                    m_window->chat()->menuButton()})
            QCOMPARE(button->menu()->objectName(), QStringLiteral("mainMenu"));
        keys(Qt::Key_F1, Qt::NoModifier);
        QVERIFY(named<QWidget>(m_window.get(), "shortcutsPage")->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!named<QWidget>(m_window.get(), "shortcutsPage")->isVisible());
        named<QAction>(m_window.get(), "aboutAction")->trigger();
        QVERIFY(named<QWidget>(m_window.get(), "aboutPage")->isVisible());
    }

    void menu_F10_opensIt()
    {
        m_window->places()->showHome();
        QString opened;
        QTimer::singleShot(0, this, [&opened] { // while the menu is open, the key's own call waits
            if (QWidget* menu = QApplication::activePopupWidget()) {
                opened = menu->objectName();
                menu->close();
            }
        });
        keys(Qt::Key_F10, Qt::NoModifier);
        QCOMPARE(opened, QStringLiteral("mainMenu"));
    }

    void tab_everyPage_reachesEveryControl_data()
    {
        QTest::addColumn<int>("page");
        QTest::newRow("welcome") << 0;
        QTest::newRow("home") << 1;
        QTest::newRow("chat") << 2;
        QTest::newRow("ended") << 3;
    }

    void tab_everyPage_reachesEveryControl()
    {
        QFETCH(int, page);
        if (page == 1)
            m_window->places()->showHome();
        if (page >= 2)
            pair();
        m_window->chat()->composer()->setText(QStringLiteral("x"));
        if (page == 3)
            m_window->chat()->setEnded(EndCause::PartnerLeft);
        QApplication::processEvents();
        QSet<QWidget*> wanted;
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget) ||
                                 widget->objectName() == u"composerEdit" ||
                                 widget->objectName() == u"messageList";
            if (control && widget->isVisible() && widget->isEnabled())
                wanted.insert(widget);
        }
        QVERIFY(wanted.size() >= 4);
        QSet<QWidget*> reached;
        for (int step = 0; step < 60; ++step) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            reached.insert(QApplication::focusWidget());
            // A combo box and its field are one stop.
            if (auto* combo = qobject_cast<QComboBox*>(QApplication::focusWidget()))
                reached.insert(combo->lineEdit());
        }
        for (const QWidget* widget : wanted - reached)
            QFAIL(qPrintable(widget->objectName()));
    }

    void names_everyControl_isNamedForScreenReaders()
    {
        m_window->panels()->makeAll();
        QVERIFY(m_window->privacy() != nullptr); // made by this
        for (const QAbstractButton* button : m_window->findChildren<QAbstractButton*>()) {
            if (button->objectName().startsWith(u"qt_"))
                continue;
            QVERIFY2(!button->objectName().isEmpty(), qPrintable(button->text()));
            QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                     qPrintable(button->objectName()));
            if (qobject_cast<const QToolButton*>(button))
                QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->objectName()));
        }
        for (const QLineEdit* edit : m_window->findChildren<QLineEdit*>())
            QVERIFY2(!edit->accessibleName().isEmpty(), qPrintable(edit->objectName()));
        for (const QAbstractItemView* view : m_window->findChildren<QListView*>()) {
            if (view->isVisible())
                QVERIFY2(!view->accessibleName().isEmpty(), qPrintable(view->objectName()));
        }
    }

    void smallWindow_everyPage_fits()
    {
        m_window->resize(480, 420);
        for (int page = 0; page < 4; ++page) {
            if (page == 1)
                m_window->places()->showHome();
            if (page == 2)
                m_window->places()->showPrivacy();
            if (page == 3)
                pair();
            QApplication::processEvents();
            QCOMPARE(m_window->size(), QSize(480, 420));
            QVERIFY(!m_window->sidebar()->isVisible());
            for (const QAbstractButton* button : m_window->findChildren<QAbstractButton*>()) {
                if (!button->isVisible() || page == 0)
                    continue;
                for (QScrollArea* scroll : m_window->findChildren<QScrollArea*>()) {
                    if (scroll->isAncestorOf(button)) // what is below is scrolled to
                        scroll->ensureWidgetVisible(const_cast<QAbstractButton*>(button), 0, 0);
                }
                const QRect area(button->mapTo(m_window.get(), QPoint(0, 0)), button->size());
                QVERIFY2(m_window->rect().contains(area), qPrintable(button->objectName()));
            }
        }
        m_window->setSeal(SealState::Sealed);
        QApplication::processEvents();
        const auto* chip = named<QPushButton>(m_window.get(), "sealChip");
        QVERIFY2(chip->width() >= chip->sizeHint().width(), "its words are whole");
        QVERIFY(m_window->chat()->menuButton()->isVisible());
        m_window->resize(900, 600);
        QVERIFY(m_window->sidebar()->isVisible());
        QVERIFY(!m_window->chat()->menuButton()->isVisible());
    }

    void privacy_openedFromEverywhere_closesByEscape()
    {
        keys(Qt::Key_I, Qt::ControlModifier);
        QVERIFY(!m_window->privacy()->isVisible()); // nobody is online
        m_window->places()->showHome();
        const QList<std::function<void()>> ways{[this] { keys(Qt::Key_I, Qt::ControlModifier); },
                                                [this] { press(m_window.get(), "privacyButton"); },
                                                [this] { press(m_window.get(), "seeEverythingButton"); }};
        for (const auto& way : ways) {
            way();
            QVERIFY(m_window->privacy()->isVisible());
            QVERIFY(m_window->privacy()->isAncestorOf(QApplication::focusWidget()));
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
            QVERIFY(!m_window->privacy()->isVisible());
            QVERIFY(m_window->home()->isVisible());
        }
    }

    void privacy_open_staysUntilSomebodyIsMet()
    {
        QSignalSpy watched(m_window->privacy(), &PrivacyPanel::watchedChanged);
        m_window->places()->showHome();
        m_window->places()->showPrivacy();
        QCOMPARE(watched.size(), 1);
        m_window->places()->showHome(); // a page that erased itself below it
        QVERIFY(m_window->privacy()->isVisible());
        keys(Qt::Key_N, Qt::ControlModifier); // somebody is looked for already: nothing happens
        Q_EMIT m_window->operatorBar()->focusWanted();
        QVERIFY(m_window->privacy()->isAncestorOf(QApplication::focusWidget()));
        pair();
        QVERIFY(m_window->places()->isChatShown());
        QCOMPARE(watched.last().at(0).toBool(), false);
        m_window->places()->showPrivacy();
        QVERIFY(!m_window->places()->isChatShown());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(m_window->places()->isChatShown());
        m_window->places()->showPrivacy();
        QSignalSpy meet(m_window.get(), &MainWindow::meetRequested);
        keys(Qt::Key_N, Qt::ControlModifier); // shows first whom that leaves
        QVERIFY(m_window->home()->isVisible());
        QCOMPARE(meet.size(), 0);
        m_window->places()->showPrivacy();
        m_window->places()->showWelcome();
        m_window->places()->showHome();
        QVERIFY(m_window->home()->isVisible());
    }

    void panels_areMade_whenTheyAreFirstOpened()
    {
        QVERIFY(m_window->findChildren<Overlay*>().isEmpty());
        QVERIFY(m_window->madePrivacy() == nullptr);
        press(m_window.get(), "welcomeAnonymousButton");
        auto* page = named<ReadingPanel>(m_window.get(), "anonymousPage");
        QVERIFY(page->isVisible());
        QCOMPARE(m_window->findChildren<Overlay*>(), QList<Overlay*>{page});
        page->close();
        m_window->places()->showHome();
        press(m_window.get(), "operatorAnonymousButton");
        QVERIFY(page->isVisible()); // and not another one
        QCOMPARE(m_window->findChildren<Overlay*>().size(), 1);
    }

    void wordsOfTheServer_followWhatIsSo()
    {
        press(m_window.get(), "welcomeAnonymousButton");
        auto* page = named<ReadingPanel>(m_window.get(), "anonymousPage");
        const auto says = [page](const char* words) {
            for (const ReadingSection& section : page->sections()) {
                if (section.paragraphs.join(u'\n').contains(QLatin1String(words)))
                    return true;
            }
            return false;
        };
        QVERIFY(page->isVisible());
        QVERIFY(says("Once you are connected"));
        page->close();
        QVERIFY(!m_window->findChild<QAction*>(QStringLiteral("serverAction"))->isEnabled());
        m_window->setServer(ServerCard{QStringLiteral("Collective"), {}, {}, {}, 30, false, {}});
        m_window->places()->showHome();
        QVERIFY(says("deleted after 30 days"));
        QVERIFY(named<QWidget>(m_window.get(), "operatorCard")->isVisible());
        press(m_window.get(), "operatorAnonymousButton");
        QVERIFY(page->isVisible());
        page->close();
        pair();
        m_window->setSeal(SealState::Verified);
        QVERIFY(says("sealed and verified"));
        m_window->setSeal(SealState::Sealed);
        QVERIFY(!says("sealed and verified"));
        m_window->setServer({});
        QVERIFY(says("Once you are connected"));
    }

    void theme_changedWhileOpen_isFollowed()
    {
        pair();
        sample::fillTalk(&m_store);
        QApplication::processEvents();
        m_theme->setScheme(Scheme::Dark);
        QApplication::processEvents();
        const QImage dark = m_window->grab().toImage();
        m_theme->setScheme(Scheme::Light);
        QApplication::processEvents();
        const QImage light = m_window->grab().toImage();
        const QPoint ground(m_window->width() - 40, 400);
        QCOMPARE(dark.pixelColor(ground), ThemeColors::of(Scheme::Dark).ground);
        QCOMPARE(light.pixelColor(ground), ThemeColors::of(Scheme::Light).ground);
    }

    void search_ctrlF_opensOnThePageThatIsShown()
    {
        keys(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(!m_window->chat()->search()->isOpen()); // nobody is there
        m_window->chat()->setPartner(QStringLiteral("lantern-fox"), {});
        m_window->places()->showChat();
        m_store.append(sample::text(QStringLiteral("tea"), false, 1));
        keys(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(named<QWidget>(m_window.get(), "searchField")->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("tea"));
        QCOMPARE(named<PlainLabel>(m_window.get(), "searchCount")->shown(), QStringLiteral("1 of 1"));
        // Esc is the search's, and what had the focus has it again.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!m_window->chat()->search()->isOpen());
        QVERIFY(m_window->chat()->composer()->isAncestorOf(QApplication::focusWidget()));
        m_window->findChild<QAction*>(QStringLiteral("searchAction"))->trigger();
        QVERIFY(m_window->chat()->search()->isOpen());
    }

    void picturesAtOnce_menu_asksForTheConversationThatIsShown()
    {
        auto* entry = m_window->findChild<QAction*>(QStringLiteral("picturesAtOnceAction"));
        m_window->places()->showHome();
        QVERIFY(!entry->isEnabled());
        m_window->setTitleState(
            {QStringLiteral("quiet-otter"), QStringLiteral("lantern-fox"), Meeting::Paired, {}, 0});
        m_window->chat()->setPartner(QStringLiteral("lantern-fox"), {});
        m_window->places()->showChat();
        QVERIFY(entry->isEnabled() && !entry->isChecked());
        QSignalSpy asked(m_window->chat(), &ChatView::picturesAtOnceRequested);
        entry->trigger();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toBool(), true);
        auto* menu = named<QMenu>(m_window.get(), "mainMenu");
        m_window->chat()->setPicturesAtOnce(true);
        menu->popup({});
        QVERIFY(entry->isChecked());
        menu->close();
        // Somebody else: off again.
        m_window->chat()->setPartner(QStringLiteral("heron"), {});
        menu->popup({});
        QVERIFY(!entry->isChecked());
        menu->close();
    }

    void viewer_saving_goesThroughTheChooser()
    {
        pair();
        Message received = sample::picture(PictureState::Here, false, 1, true);
        received.file = QByteArray::fromHex("89504e470d0a1a0a0000000d49484452");
        m_store.append(received);
        const MessageKey second = m_store.append(received);
        m_window->panels()->showInViewer(second, sample::photo({400, 300}));
        QVERIFY(named<QWidget>(m_window.get(), "previousPicture")->isEnabled());
        QVERIFY(!named<QWidget>(m_window.get(), "nextPicture")->isEnabled());
        QSignalSpy view(m_window->panels(), &WindowPanels::viewPictureRequested);
        press(m_window.get(), "previousPicture");
        QCOMPARE(view.size(), 1);
        press(m_window.get(), "savePicture");
        press(m_window.get(), "saveAnyway");
        QVERIFY(named<QWidget>(m_window.get(), "fileChooser")->isVisible());
        QCOMPARE(named<QLineEdit>(m_window.get(), "chooserName")->text(), QStringLiteral("picture.png"));
        m_window->panels()->clear();
        QVERIFY(!m_window->panels()->viewer()->isVisible());
        QVERIFY(!named<QWidget>(m_window.get(), "fileChooser")->isVisible());
    }

    void viewer_ownPicture_cannotBeSaved()
    {
        pair();
        const MessageKey own = m_store.append(sample::picture(PictureState::Here, true, 1, true));
        m_window->panels()->showInViewer(own, sample::photo({400, 300}));
        QVERIFY(!named<QWidget>(m_window.get(), "savePicture")->isVisible());
    }

    void report_keys_workWhereThereIsSomebody()
    {
        QSignalSpy reported(m_window.get(), &MainWindow::reportRequested);
        QSignalSpy blocked(m_window.get(), &MainWindow::blockRequested);
        m_window->places()->showHome();
        keys(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(blocked.size(), 0);
        pair();
        m_window->places()->showHome();
        keys(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(m_window->places()->isChatShown());
        auto* menu = named<QMenu>(m_window.get(), "reportMenu");
        QVERIFY(menu->isVisible());
        QTest::keyClick(menu, Qt::Key_Return);
        QCOMPARE(reported.size(), 1);
        QCOMPARE(reported.first().first().value<chatmet::protocol::ReportReason>(),
                 chatmet::protocol::ReportReason::Harassment);
        keys(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(blocked.size(), 1);
        m_window->setTitleState({QStringLiteral("otter"), {}, Meeting::None, {}, 0});
        m_window->setFacts({true, false, false, true, 90}, {}, false);
        m_window->places()->showHome();
        keys(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(named<QMenu>(m_window.get(), "homeReportMenu")->isVisible());
        named<QMenu>(m_window.get(), "homeReportMenu")->close();
        keys(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(blocked.size(), 1);
    }

    void report_thePairBefore_standsInTheMenu()
    {
        pair();
        auto* report = named<QMenu>(m_window.get(), "mainMenu");
        auto* block = m_window->findChild<QAction*>(QStringLiteral("blockBeforeAction"));
        auto* reasons = m_window->findChild<QAction*>(QStringLiteral("reportBeforeAction"));
        QVERIFY(report->actions().contains(reasons));
        QVERIFY(!block->isVisible() && !reasons->isVisible());
        m_window->setFacts({true, true, false, false, 0}, {true, true, false, false, 80}, true);
        QVERIFY(block->isVisible() && reasons->isVisible());
        QSignalSpy reported(m_window.get(), &MainWindow::reportBeforeRequested);
        QSignalSpy blocked(m_window.get(), &MainWindow::blockBeforeRequested);
        reasons->menu()->actions().last()->trigger();
        block->trigger();
        QCOMPARE(reported.size() + blocked.size(), 2);
        QCOMPARE(reported.first().first().value<chatmet::protocol::ReportReason>(),
                 chatmet::protocol::ReportReason::Other);
    }

    void reply_ctrlR_answersTheNewest_notUnderAPanel()
    {
        pair();
        const MessageKey key =
            m_store.append(sample::numbered(sample::text(QStringLiteral("a question"), false, 1), 1));
        keys(Qt::Key_F1, Qt::NoModifier);
        keys(Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(m_window->chat()->replyTo(), MessageKey{});
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        keys(Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(m_window->chat()->replyTo(), key);
    }

    void keysPage_inASmallWindow_fitsAndScrolls()
    {
        m_window->resize(480, 420);
        m_window->places()->showHome();
        keys(Qt::Key_F1, Qt::NoModifier);
        QApplication::processEvents();
        auto* close = named<QWidget>(m_window.get(), "shortcutsPageClose");
        auto* scroll = named<QScrollArea>(m_window.get(), "shortcutsPageScroll");
        for (const QWidget* widget :
             {static_cast<const QWidget*>(scroll), static_cast<const QWidget*>(close)})
            QVERIFY(m_window->rect().contains(
                QRect(widget->mapTo(m_window.get(), QPoint(0, 0)), widget->size())));
        QVERIFY(scroll->verticalScrollBar()->maximum() > 0);
        for (const PlainLabel* label : scroll->findChildren<PlainLabel*>())
            QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->shown()));
    }

    void keysPage_listsWhatIsNew()
    {
        keys(Qt::Key_F1, Qt::NoModifier);
        QStringList shown;
        for (const QLabel* label : named<QWidget>(m_window.get(), "shortcutsPage")->findChildren<QLabel*>())
            shown.append(label->text());
        for (const char* one : {"Ctrl+R", "Delete", "Ctrl+Shift+R", "Ctrl+Shift+B"})
            QVERIFY2(shown.contains(QLatin1String(one)), one);
    }

    void viewer_itsPictureIsTakenBack_closes()
    {
        pair();
        const MessageKey one = m_store.append(sample::picture(PictureState::Here, false, 1, true));
        const MessageKey other = m_store.append(sample::picture(PictureState::Here, false, 1, true));
        m_window->panels()->showInViewer(one, sample::photo({400, 300}));
        m_window->panels()->closeOf(other);
        QVERIFY(m_window->panels()->viewer()->isVisible());
        m_window->panels()->closeOf(one);
        QVERIFY(!m_window->panels()->viewer()->isVisible());
        QCOMPARE(m_window->panels()->viewer()->key(), MessageKey{});
    }

    void panel_pageChangesBelow_keepsTheFocusThenGivesItOn()
    {
        m_window->places()->showHome();
        keys(Qt::Key_F1, Qt::NoModifier);
        auto* panel = named<QWidget>(m_window.get(), "shortcutsPage");
        QVERIFY(panel->isAncestorOf(QApplication::focusWidget()));
        pair();
        QVERIFY(panel->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(named<QWidget>(m_window.get(), "composerEdit")->hasFocus());
    }

    void meet_underAPanel_closesIt()
    {
        pair();
        keys(Qt::Key_F1, Qt::NoModifier);
        keys(Qt::Key_N, Qt::ControlModifier);
        QVERIFY(!named<QWidget>(m_window.get(), "shortcutsPage")->isVisible());
        QVERIFY(named<QWidget>(m_window.get(), "topicEdit")->hasFocus());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(m_window->places()->isChatShown());
    }

    void nextAndBlock_fromElsewhere_areDoneWhereTheyAreSeen_data()
    {
        QTest::addColumn<QString>("action");
        QTest::newRow("next") << QStringLiteral("nextAction");
        QTest::newRow("block") << QStringLiteral("blockAction");
    }

    void nextAndBlock_fromElsewhere_areDoneWhereTheyAreSeen()
    {
        QFETCH(const QString, action);
        pair();
        bool wasSeen = false;
        int wishes = 0;
        const auto look = [&] {
            ++wishes;
            wasSeen = m_window->places()->isChatShown() && !m_window->panels()->isOpen();
        };
        connect(m_window.get(), &MainWindow::nextRequested, this, look);
        connect(m_window.get(), &MainWindow::blockRequested, this, look);
        const QList<std::function<void()>> places{[this] { m_window->places()->showHome(); },
                                                  [this] { m_window->places()->showPrivacy(); },
                                                  [this] { keys(Qt::Key_F1, Qt::NoModifier); }};
        for (const auto& goElsewhere : places) {
            goElsewhere();
            wasSeen = false;
            m_window->findChild<QAction*>(action)->trigger();
            QVERIFY(wasSeen);
        }
        QCOMPARE(wishes, 3);
    }

    void block_afterTheConversation_isDoneAtHome()
    {
        pair();
        m_window->setTitleState({QStringLiteral("otter"), {}, Meeting::None, {}, 0});
        m_window->setFacts({true, true, false, false, 90}, {}, false);
        m_window->places()->showPrivacy();
        QSignalSpy block(m_window.get(), &MainWindow::blockRequested);
        named<QAction>(m_window.get(), "blockAction")->trigger();
        QCOMPARE(block.size(), 1);
        QVERIFY(m_window->home()->isVisible());
    }

private:
    void pair()
    {
        m_conversations.setConversations({{QStringLiteral("fox"), QStringLiteral("stranger"), 0, false}});
        m_window->chat()->setPartner(QStringLiteral("fox"), {});
        m_window->setTitleState({QStringLiteral("otter"), QStringLiteral("fox"), Meeting::Paired, {}, 0});
        m_window->setFacts({true, true, false, false, 0}, {}, true);
        m_window->places()->showChat();
    }

    void keys(Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        QTest::keyClick(m_window.get(), key, modifiers);
    }

    std::unique_ptr<Theme> m_theme;
    MessageStore m_store;
    MessageListModel m_model{&m_store};
    ConversationListModel m_conversations;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(MainWindowTest)
#include "MainWindowTest.moc"
