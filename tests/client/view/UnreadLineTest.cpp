// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The line "New messages" as a person meets it: back at the window, back on the page, scrolled up, by keys.
#include "client/view/UnreadLine.h"

#include "client/view/MessageDelegate.h"
#include "client/view/MessageListView.h"
#include "client/view/Theme.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedWidget>

using namespace chatmet::client;

class UnreadLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void init()
    {
        m_store = std::make_unique<MessageStore>();
        m_model = std::make_unique<MessageListModel>(m_store.get());
        m_window = std::make_unique<QStackedWidget>();
        m_list = new MessageListView(*m_theme);
        m_list->setMessages(m_model.get());
        m_window->addWidget(m_list);
        m_window->addWidget(m_elsewhere = new QWidget);
        m_window->resize(600, 400);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_button = named<QPushButton>(m_list, "newMessagesButton");
    }

    void cleanup()
    {
        m_window.reset();
        m_model.reset();
        m_store.reset();
    }

    void watched_noLine()
    {
        come(40);
        QCOMPARE(m_model->unreadFrom(), MessageKey{});
        QVERIFY(m_list->isAtBottom());
        QVERIFY(!m_button->isVisible());
    }

    void minimised_isNotLookedAt_evenWhereItIsActive()
    {
        come(3);
        m_window->setWindowState(Qt::WindowMinimized);
        settle();
        const MessageKey first = come(2);
        QEvent activate(QEvent::WindowActivate); // some desktops say so first
        QApplication::sendEvent(m_list, &activate);
        QCOMPARE(m_model->unreadFrom(), first);
        QCOMPARE(m_list->unreadLine()->count(), 2);
        m_window->setWindowState(Qt::WindowNoState);
        settle();
        QTRY_COMPARE(m_list->unreadLine()->count(), 0);
    }

    void anotherPage_lineIsInView_andTheButtonCounts()
    {
        come(20);
        m_window->setCurrentWidget(m_elsewhere);
        const MessageKey first = come(60);
        m_window->setCurrentWidget(m_list);
        settle();
        QCOMPARE(m_model->unreadFrom(), first);
        const QRect row = m_list->visualRect(m_model->index(m_model->rowOf(first)));
        QVERIFY2(row.top() >= 0 && row.top() < 60, qPrintable(QString::number(row.top())));
        const auto& layout = delegate()->layoutOf(m_model->index(m_model->rowOf(first)));
        QVERIFY(!layout.unread.isNull());
        QVERIFY(layout.unread.bottom() < layout.bubble.top());
        QVERIFY(!m_list->isAtBottom());
        QVERIFY(m_button->isVisible());
        QCOMPARE(m_button->text(), QStringLiteral("%1 new").arg(m_list->unreadLine()->count()));
        QVERIFY(m_list->unreadLine()->count() < 60 && m_list->unreadLine()->count() > 30);
        press(m_list, "newMessagesButton");
        settle();
        QVERIFY(m_list->isAtBottom());
        QVERIFY(!m_button->isVisible());
        QCOMPARE(m_list->unreadLine()->count(), 0);
        QCOMPARE(m_model->unreadFrom(), first);
        m_window->setCurrentWidget(m_elsewhere);
        QCOMPARE(m_model->unreadFrom(), MessageKey{});
    }

    void anotherWindow_fewMessages_areSeenOnComingBack()
    {
        come(20);
        QWidget other;
        other.show();
        other.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&other));
        const MessageKey first = come(2);
        QCOMPARE(m_list->unreadLine()->count(), 2);
        QVERIFY(m_list->isAtBottom());
        const int before = m_list->verticalScrollBar()->value();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        settle();
        QCOMPARE(m_list->unreadLine()->count(), 0);
        QVERIFY2(m_model->unreadFrom() == first, "the eyes have not found it yet");
        QCOMPARE(m_list->verticalScrollBar()->value(), before);
        m_store->append(sample::text(QStringLiteral("mine"), true, 30));
        settle();
        QCOMPARE(m_model->unreadFrom(), MessageKey{});
        QVERIFY(m_list->isAtBottom());
    }

    void scrolledUp_oneNew_staysThere()
    {
        come(60);
        m_list->verticalScrollBar()->setValue(200);
        const QModelIndex seen = m_list->indexAt({5, 5});
        const int top = m_list->visualRect(seen).top();
        const MessageKey first = come(1);
        QCOMPARE(m_list->visualRect(seen).top(), top);
        QCOMPARE(m_model->unreadFrom(), first);
        QCOMPARE(m_button->text(), QStringLiteral("1 new"));
        QVERIFY(m_button->accessibleName().contains(QStringLiteral("new message")));
        m_store->append(sample::notice(QStringLiteral("boris has come in."), 30));
        settle();
        QCOMPARE(m_button->text(), QStringLiteral("1 new"));
    }

    void keys_endHomeAndPages_moveThroughTheList()
    {
        come(100);
        m_list->setFocus();
        const auto* bar = m_list->verticalScrollBar();
        QTest::keyClick(m_list, Qt::Key_Home);
        settle();
        QCOMPARE(bar->value(), 0);
        QCOMPARE(m_list->currentIndex().row(), 0);
        // The first goes to the last row in view, each further one a page on, and back the same way.
        int page = 0;
        for (int press = 0; press < 3; ++press) {
            QTest::keyClick(m_list, Qt::Key_PageDown);
            settle();
            QVERIFY(bar->value() - page <= m_list->viewport()->height());
            QVERIFY2(press == 0 || bar->value() - page > m_list->viewport()->height() / 3,
                     qPrintable(QString::number(bar->value() - page)));
            page = bar->value();
        }
        for (int press = 0; press < 2; ++press)
            QTest::keyClick(m_list, Qt::Key_PageUp);
        settle();
        QVERIFY(bar->value() < page);
        come(3);
        QCOMPARE(m_button->text(), QStringLiteral("3 new"));
        QTest::keyClick(m_list, Qt::Key_End);
        settle();
        QVERIFY(m_list->isAtBottom());
        QCOMPARE(m_list->currentIndex().row(), 102);
        QCOMPARE(m_list->unreadLine()->count(), 0);
        come(1);
        QVERIFY2(m_list->isAtBottom(), "it stays at the newest from then on");
    }

    void erased_lineAndCountGo()
    {
        m_window->setCurrentWidget(m_elsewhere);
        come(60);
        m_store->clear();
        m_window->setCurrentWidget(m_list);
        settle();
        QCOMPARE(m_list->unreadLine()->count(), 0);
        QVERIFY(!m_button->isVisible());
    }

private:
    static void settle()
    {
        for (int round = 0; round < 3; ++round)
            QApplication::processEvents();
    }

    /// The first of them.
    MessageKey come(int count)
    {
        MessageKey first{};
        for (int row = 0; row < count; ++row) {
            const MessageKey key =
                m_store->append(sample::text(QStringLiteral("word ").repeated(1 + row * 7 % 40), false, 2));
            first = row == 0 ? key : first;
        }
        settle();
        return first;
    }

    [[nodiscard]] MessageDelegate* delegate() const
    {
        return static_cast<MessageDelegate*>(m_list->itemDelegate());
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MessageStore> m_store;
    std::unique_ptr<MessageListModel> m_model;
    std::unique_ptr<QStackedWidget> m_window;
    MessageListView* m_list{nullptr};
    QWidget* m_elsewhere{nullptr};
    QPushButton* m_button{nullptr};
};

QTEST_MAIN(UnreadLineTest)
#include "UnreadLineTest.moc"
