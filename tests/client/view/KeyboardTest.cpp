// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Everything by keys: from part to part, to another conversation, the list of the keys, where the focus is.
#include "client/model/ConversationListModel.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/HomePage.h"
#include "client/view/MainWindow.h"
#include "client/view/PrivacyPanel.h"
#include "client/view/Sidebar.h"
#include "client/view/Theme.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollArea>
#include <QShortcut>
#include <QSignalSpy>
#include <QTimer>

#include <algorithm>

using namespace chatmet::client;

namespace {

QString focusName()
{
    return QApplication::focusWidget() == nullptr ? QString() : QApplication::focusWidget()->objectName();
}

/// What of a page is one step for the eye, although it has several controls.
const QWidget* unitOf(const QWidget* widget)
{
    for (const QWidget* one = widget; one != nullptr; one = one->parentWidget()) {
        if (one->objectName() == u"composer" || one->objectName() == u"topicField" ||
            one->objectName() == u"serverField")
            return one;
    }
    return widget;
}

} // namespace

class KeyboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void init()
    {
        QApplication::setLayoutDirection(Qt::LeftToRight);
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

    void f6_inAChat_goesRoundThePanes()
    {
        pair();
        sample::fillTalk(&m_store);
        QCOMPARE(focusName(), QStringLiteral("composerEdit"));
        QStringList there;
        for (int step = 0; step < 4; ++step) {
            key(Qt::Key_F6);
            there.append(focusName());
        }
        QCOMPARE(there.at(0), QStringLiteral("conversationList"));
        QVERIFY(named<QWidget>(m_window.get(), "chatHeader")->isAncestorOf(widget(there.at(1))));
        QCOMPARE(there.at(2), QStringLiteral("messageList"));
        QCOMPARE(there.at(3), QStringLiteral("composerEdit"));
        key(Qt::Key_F6, Qt::ShiftModifier);
        QCOMPARE(focusName(), QStringLiteral("messageList"));
    }

    void f6_toTheMessages_standsAtTheNewest()
    {
        pair();
        sample::fillTalk(&m_store);
        key(Qt::Key_F6, Qt::ShiftModifier);
        const auto* list = named<QListView>(m_window.get(), "messageList");
        QCOMPARE(list->currentIndex().row(), m_model.rowCount() - 1);
    }

    void f6_everyPage_movesAndComesBack_data()
    {
        QTest::addColumn<QString>("page");
        for (const char* page : {"home", "waiting", "privacy", "chat", "ended"})
            QTest::newRow(page) << QString::fromLatin1(page);
    }

    void f6_everyPage_movesAndComesBack()
    {
        QFETCH(QString, page);
        show(page);
        const QString before = focusName();
        QStringList there;
        do {
            key(Qt::Key_F6);
            there.append(focusName());
        } while (there.last() != before && there.size() < 9);
        QVERIFY2(there.size() > 1 && there.size() < 9, qPrintable(there.join(u' ')));
    }

    void f6_underAPanel_staysInIt()
    {
        m_window->places()->showHome();
        key(Qt::Key_F1);
        key(Qt::Key_F6);
        QVERIFY(named<QWidget>(m_window.get(), "shortcutsPage")->isAncestorOf(QApplication::focusWidget()));
    }

    void ctrlK_typedName_goesThere()
    {
        pair();
        QSignalSpy gone(named<QMenu>(m_window.get(), "mainMenu"), SIGNAL(conversationRequested(int)));
        m_conversations.setConversations(
            {{QStringLiteral("fox"), QStringLiteral("stranger"), 0, false},
             {QStringLiteral("Tea & Cake"), QStringLiteral("3 people"), 2, false}});
        key(Qt::Key_K, Qt::ControlModifier); // from the composer, which has that key for itself otherwise
        auto* panel = named<QWidget>(m_window.get(), "quickSwitcher");
        QVERIFY(panel->isVisible());
        QCOMPARE(focusName(), QStringLiteral("switcherField"));
        const auto* list = named<QListView>(m_window.get(), "switcherList");
        QCOMPARE(list->model()->rowCount(), 4);
        QCOMPARE(list->model()->index(1, 0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Tea & Cake, 3 people, 2 unread"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("tea"));
        QCOMPARE(list->model()->rowCount(), 1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(!panel->isVisible());
        QCOMPARE(gone.size(), 1);
        QCOMPARE(gone.first().first().toInt(), 1);
        QCOMPARE(list->model()->rowCount(), 0); // names are not kept
        QVERIFY(named<QLineEdit>(m_window.get(), "switcherField")->text().isEmpty());
    }

    void ctrlK_arrows_goHomeAndToPrivacy()
    {
        pair();
        key(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(m_window->home()->isVisible());
        key(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("held"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Enter);
        QVERIFY(m_window->privacy()->isVisible());
    }

    void ctrlK_escapeOrNothingFound_changesNothing()
    {
        pair();
        key(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("nobody"));
        QVERIFY(named<QWidget>(m_window.get(), "switcherNothing")->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(named<QWidget>(m_window.get(), "quickSwitcher")->isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!named<QWidget>(m_window.get(), "quickSwitcher")->isVisible());
        QVERIFY(m_window->places()->isChatShown());
        QCOMPARE(focusName(), QStringLiteral("composerEdit"));
    }

    void ctrlK_oneOfTwoEndsMeanwhile_theOtherIsOffered_andStaysMarked()
    {
        pair();
        const ConversationSummary tea{QStringLiteral("Tea"), QStringLiteral("3 people"), 0, false};
        const ConversationSummary cake{QStringLiteral("Cake"), QStringLiteral("2 people"), 0, false};
        m_conversations.setConversations({tea, cake});
        key(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        const auto* list = named<QListView>(m_window.get(), "switcherList");
        QCOMPARE(list->currentIndex().data().toString(), cake.title);
        m_conversations.setConversations({cake});
        QCOMPARE(list->model()->index(0, 0).data().toString(), cake.title);
        QCOMPARE(list->currentIndex().data().toString(), cake.title);
        m_conversations.setConversations({tea}); // as many as before
        QCOMPARE(list->model()->index(0, 0).data().toString(), tea.title);
    }

    void ctrlK_whatWasTyped_isNotUndone()
    {
        pair();
        key(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("fox"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        key(Qt::Key_K, Qt::ControlModifier);
        auto* field = named<QLineEdit>(m_window.get(), "switcherField");
        QVERIFY(!field->isUndoAvailable());
    }

    void closeQuestion_keysOfTheWindow_doNothingBelowIt()
    {
        pair();
        m_window->setLeaves({QStringLiteral("fox"), 0});
        m_window->close();
        const auto* question = named<QWidget>(m_window.get(), "closeQuestion");
        QVERIFY(question->isVisible());
        QSignalSpy nexts(m_window.get(), &MainWindow::nextRequested);
        key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(nexts.size(), 0);
        for (const auto& [pressed, modifiers] :
             {std::pair<Qt::Key, Qt::KeyboardModifiers>{Qt::Key_F, Qt::ControlModifier},
              {Qt::Key_F6, Qt::NoModifier},
              {Qt::Key_K, Qt::ControlModifier},
              {Qt::Key_R, Qt::ControlModifier},
              {Qt::Key_1, Qt::ControlModifier},
              {Qt::Key_I, Qt::ControlModifier},
              {Qt::Key_F1, Qt::NoModifier}}) {
            key(pressed, modifiers);
            QVERIFY2(question->isAncestorOf(QApplication::focusWidget()), qPrintable(focusName()));
        }
        QSignalSpy panics(m_window.get(), &MainWindow::panicRequested);
        key(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(panics.size(), 1); // this one ends more than the question does
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!question->isVisible());
        QVERIFY(question->accessibleDescription().isEmpty()); // it had the name
    }

    void partnerLeaves_belowAPanel_focusStaysInIt()
    {
        pair();
        QCOMPARE(focusName(), QStringLiteral("composerEdit"));
        key(Qt::Key_F1, Qt::NoModifier);
        const QWidget* page = named<QWidget>(m_window.get(), "shortcutsPage");
        QVERIFY(page->isAncestorOf(QApplication::focusWidget()));
        m_window->chat()->setEnded(EndCause::PartnerLeft);
        QVERIFY(page->isAncestorOf(QApplication::focusWidget()));
    }

    void ctrlK_conversationEndsMeanwhile_isOfferedNoMore()
    {
        pair();
        key(Qt::Key_K, Qt::ControlModifier);
        const auto* list = named<QListView>(m_window.get(), "switcherList");
        QCOMPARE(list->model()->rowCount(), 3);
        m_conversations.setConversations({});
        QCOMPARE(list->model()->rowCount(), 2);
    }

    void ctrlK_notOnline_doesNothing()
    {
        key(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!m_window->panels()->isOpen());
    }

    void menu_everyShortcut_standsOnTheKeysPageOnce()
    {
        pair();
        key(Qt::Key_F1);
        QStringList shown;
        for (const QLabel* label : named<QWidget>(m_window.get(), "shortcutsPage")->findChildren<QLabel*>())
            shown.append(label->text());
        m_window->panels()->makeAll();
        QHash<QString, QString> ownerOf;
        for (const QAction* action : m_window->findChildren<QAction*>()) {
            for (const QKeySequence& keys : action->shortcuts())
                check(keys, action->objectName(), shown, ownerOf);
        }
        for (const QShortcut* shortcut : m_window->findChildren<QShortcut*>())
            check(shortcut->key(), shortcut->objectName(), shown, ownerOf);
        QVERIFY(ownerOf.size() > 20);
        for (const char* keys : {"Left, Right", "Up, Down"}) // the viewer's own
            QVERIFY2(shown.contains(QLatin1String(keys)), keys);
        // Nor may the list say one key twice.
        const QStringList words = shown.filter(QRegularExpression(QStringLiteral("^(Ctrl|Shift|F[0-9])")));
        QCOMPARE(QSet<QString>(words.cbegin(), words.cend()).size(), words.size());
    }

    void menu_everyEntry_hasALetterOfItsOwn()
    {
        pair();
        auto* menu = named<QMenu>(m_window.get(), "mainMenu");
        Q_EMIT menu->aboutToShow();
        QSet<QString> letters;
        int entries = 0;
        for (const QAction* action : menu->actions()) {
            if (action->isSeparator() || !action->isVisible())
                continue;
            ++entries;
            const QString letter = QKeySequence::mnemonic(action->text()).toString();
            QVERIFY2(!letter.isEmpty(), qPrintable(action->text()));
            QVERIFY2(!letters.contains(letter), qPrintable(action->text()));
            letters.insert(letter);
        }
        QVERIFY(entries > 15);
    }

    void menu_leaveAndSendAPicture_areThereWhereTheyFit()
    {
        auto* leave = named<QAction>(m_window.get(), "leaveAction");
        auto* picture = named<QAction>(m_window.get(), "sendPictureAction");
        m_window->places()->showHome();
        QVERIFY(!leave->isEnabled() && !picture->isEnabled());
        pair();
        QSignalSpy left(m_window->chat(), &ChatView::leaveRequested);
        QSignalSpy chosen(m_window->chat(), &ChatView::choosePictureRequested);
        leave->trigger();
        picture->trigger();
        QCOMPARE(left.size(), 1);
        QCOMPARE(chosen.size(), 1);
        m_window->places()->showPrivacy();
        QVERIFY(!leave->isEnabled());
    }

    void focus_everyStep_isWhereOneGoesOn()
    {
        QCOMPARE(focusName(), QStringLiteral("usernameEdit"));
        m_window->welcome()->setBusy(true);
        QCOMPARE(focusName(), QStringLiteral("cancelStartButton"));
        m_window->welcome()->setBusy(false);
        m_window->places()->showHome();
        QCOMPARE(focusName(), QStringLiteral("topicEdit"));
        m_window->home()->setWaiting(true);
        QCOMPARE(focusName(), QStringLiteral("cancelMeetButton"));
        m_window->home()->setWaiting(false);
        pair();
        QCOMPARE(focusName(), QStringLiteral("composerEdit"));
        key(Qt::Key_F1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(focusName(), QStringLiteral("composerEdit"));
        m_window->chat()->setEnded(EndCause::PartnerLeft);
        QCOMPARE(focusName(), QStringLiteral("endedCard"));
        key(Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(focusName(), QStringLiteral("privacyScroll"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(focusName(), QStringLiteral("endedCard"));
        m_window->places()->showWelcome();
        QCOMPARE(focusName(), QStringLiteral("usernameEdit"));
    }

    void tab_everyPage_followsTheEyeAndLeavesNoTrap_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<bool>("mirrored");
        for (const char* page : {"welcome", "home", "waiting", "privacy", "chat", "ended"}) {
            QTest::addRow("%s", page) << QString::fromLatin1(page) << false;
            QTest::addRow("%s, mirrored", page) << QString::fromLatin1(page) << true;
        }
    }

    void tab_everyPage_followsTheEyeAndLeavesNoTrap()
    {
        QFETCH(QString, page);
        QFETCH(bool, mirrored);
        QApplication::setLayoutDirection(mirrored ? Qt::RightToLeft : Qt::LeftToRight);
        m_window->resize(960, 1400); // all of a page at once
        show(page);
        QApplication::processEvents();
        const QWidget* area = page == u"welcome"   ? static_cast<QWidget*>(m_window->welcome())
                              : page == u"privacy" ? m_window->privacy()
                              : page == u"chat" || page == u"ended" ? static_cast<QWidget*>(m_window->chat())
                                                                    : m_window->home();
        QList<const QWidget*> stops;
        qsizetype begin = -1;
        const QWidget* first = QApplication::focusWidget();
        for (int step = 0; step < 60; ++step) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            const QWidget* stop = unitOf(QApplication::focusWidget());
            if (!area->isAncestorOf(stop))
                begin = stops.size();
            else if (stops.isEmpty() || stops.last() != stop)
                stops.append(stop);
            if (QApplication::focusWidget() == first)
                break;
        }
        QCOMPARE(QApplication::focusWidget(), first); // no trap
        // It comes round: from where it came into the page, each stop lies below or beside the one before.
        if (begin < 0) // nothing but the page takes it
            begin = std::min_element(stops.cbegin(), stops.cend(),
                                     [area](const QWidget* one, const QWidget* other) {
                                         return one->mapTo(area, QPoint(0, 0)).y() <
                                                other->mapTo(area, QPoint(0, 0)).y();
                                     }) -
                    stops.cbegin();
        std::rotate(stops.begin(), stops.begin() + begin % stops.size(), stops.end());
        for (qsizetype at = 1; at < stops.size(); ++at)
            QVERIFY2(isAfter(stops.at(at), stops.at(at - 1), area, mirrored),
                     qPrintable(QStringLiteral("%1 then %2")
                                    .arg(stops.at(at - 1)->objectName(), stops.at(at)->objectName())));
    }

    void labels_ofFields_haveThemAsBuddies()
    {
        for (const char* name : {"usernameEdit", "serverField"}) {
            const auto* field = named<QWidget>(m_window.get(), name);
            const QList<QLabel*> labels = m_window->findChildren<QLabel*>();
            QVERIFY2(std::any_of(labels.cbegin(), labels.cend(),
                                 [field](const QLabel* label) { return label->buddy() == field; }),
                     name);
        }
    }

private:
    static bool isAfter(const QWidget* later, const QWidget* earlier, const QWidget* area, bool mirrored)
    {
        const QRect one(earlier->mapTo(area, QPoint(0, 0)), earlier->size());
        const QRect two(later->mapTo(area, QPoint(0, 0)), later->size());
        if (two.contains(one) || one.contains(two))
            return true; // a frame that scrolls, and what is in it
        if (two.top() >= one.bottom() - 4)
            return true;
        const bool besides = two.bottom() > one.top() + 4;
        return besides && (mirrored ? two.right() <= one.left() + 4 : two.left() >= one.right() - 4);
    }

    void check(const QKeySequence& keys, const QString& owner, const QStringList& shown,
               QHash<QString, QString>& ownerOf)
    {
        const QString words = keys.toString(QKeySequence::NativeText);
        if (words.isEmpty())
            return;
        static const QRegularExpression places(QStringLiteral("^Ctrl\\+[1-9]$"));
        const bool isListed =
            shown.contains(places.match(words).hasMatch() ? QStringLiteral("Ctrl+1 to Ctrl+9") : words);
        QVERIFY2(isListed, qPrintable(QStringLiteral("%1 of %2").arg(words, owner)));
        QVERIFY2(!ownerOf.contains(words),
                 qPrintable(QStringLiteral("%1: %2 and %3").arg(words, owner, ownerOf.value(words))));
        ownerOf.insert(words, owner);
    }

    void show(const QString& page)
    {
        if (page == u"welcome")
            return;
        m_window->places()->showHome();
        if (page == u"waiting")
            m_window->home()->setWaiting(true);
        if (page == u"chat" || page == u"ended") {
            sample::fillTalk(&m_store);
            pair();
            m_window->chat()->composer()->setText(QStringLiteral("x"));
        }
        if (page == u"ended")
            m_window->chat()->setEnded(EndCause::PartnerLeft);
        if (page == u"privacy")
            m_window->places()->showPrivacy();
    }

    void pair()
    {
        m_conversations.setConversations({{QStringLiteral("fox"), QStringLiteral("stranger"), 0, false}});
        m_window->chat()->setPartner(QStringLiteral("fox"), {});
        m_window->setSeal(SealState::Sealed);
        m_window->setTitleState({QStringLiteral("otter"), QStringLiteral("fox"), Meeting::Paired, {}, 0});
        m_window->setFacts({true, true, false, false, 0}, {}, true);
        m_window->places()->showChat();
    }

    [[nodiscard]] const QWidget* widget(const QString& name) const
    {
        return m_window->findChild<QWidget*>(name);
    }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get(), key,
                        modifiers);
    }

    std::unique_ptr<Theme> m_theme;
    MessageStore m_store;
    MessageListModel m_model{&m_store};
    ConversationListModel m_conversations;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(KeyboardTest)
#include "KeyboardTest.moc"
