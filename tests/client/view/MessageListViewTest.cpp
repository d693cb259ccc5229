// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The list stays at the newest message, acts on clicks and keys, copies plain text.
#include "client/view/MessageListView.h"

#include "client/view/DayWatch.h"
#include "client/view/MessageDelegate.h"
#include "client/view/Theme.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QScrollBar>
#include <QSignalSpy>

using namespace chatmet::client;

class MessageListViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void init() { begin(MessageStore::rowsMax); }

    void cleanup()
    {
        m_view.reset();
        m_model.reset();
        m_store.reset();
    }

    void append_whileAtTheBottom_follows()
    {
        fill(60);
        QVERIFY(m_view->verticalScrollBar()->maximum() > 0);
        QVERIFY(m_view->isAtBottom());
        const QRect last = m_view->visualRect(m_model->index(m_model->rowCount() - 1));
        QVERIFY(m_view->viewport()->rect().contains(last));
    }

    void append_whileScrolledUp_staysAndOffersTheButton()
    {
        fill(60);
        m_view->verticalScrollBar()->setValue(200);
        const QModelIndex seen = m_view->indexAt({5, 5});
        const int top = m_view->visualRect(seen).top();
        m_store->append(sample::text(QStringLiteral("news"), false, 30));
        settle();
        QVERIFY(!m_view->isAtBottom());
        QCOMPARE(m_view->visualRect(seen).top(), top);
        auto* button = named<QWidget>(m_view.get(), "newMessagesButton");
        QVERIFY(button->isVisible());
        press(m_view.get(), "newMessagesButton");
        settle();
        QVERIFY(m_view->isAtBottom());
        QVERIFY(!button->isVisible());
    }

    void remove_aboveWhatIsRead_keepsThePlace_data()
    {
        QTest::addColumn<int>("every");
        QTest::newRow("all") << 1;
        QTest::newRow("here and there") << 3;
    }

    void remove_aboveWhatIsRead_keepsThePlace()
    {
        QFETCH(const int, every);
        fill(60);
        m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2);
        settle();
        const QPersistentModelIndex seen = m_view->indexAt({5, 100});
        const int top = m_view->visualRect(seen).top();
        // The neighbour of what is seen stays: without it that row would begin a group, and be higher.
        const MessageKey before = m_model->message(m_view->indexAt({5, 0}).row() - 1).key;
        const int removed = m_store->remove(
            [&](const Message& row) { return row.key < before && static_cast<int>(row.key) % every == 0; });
        QVERIFY(removed > 5);
        settle();
        QCOMPARE(m_view->visualRect(seen).top(), top);
        QVERIFY(!m_view->isAtBottom());
        expectSeenExact();
    }

    void remove_currentRowAboveWhatIsRead_keepsThePlace()
    {
        fill(60);
        m_view->setCurrentIndex(m_model->index(3));
        m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2);
        settle();
        const QPersistentModelIndex seen = m_view->indexAt({5, 100});
        const int top = m_view->visualRect(seen).top();
        const MessageKey current = m_view->currentKey();
        QCOMPARE(m_store->remove([current](const Message& row) { return row.key == current; }), 1);
        settle();
        QVERIFY(m_view->currentKey() != current);
        QCOMPARE(m_view->visualRect(seen).top(), top);
        QTest::keyClick(m_view.get(), Qt::Key_Down); // whoever goes on by keys sees where that is
        QVERIFY(m_view->viewport()->rect().intersects(m_view->visualRect(m_view->currentIndex())));
    }

    void midnight_passesWhileOpen_daysAreSaidAnew()
    {
        m_now = QDateTime(QDate(2026, 3, 10), QTime(23, 59, 59, 800));
        m_view->days()->setClock([this] { return m_now; });
        say(QStringLiteral("late"));
        QVERIFY(dayAbove(0).isEmpty());
        m_now = m_now.addMSecs(500); // by the time its timer looks
        QTRY_COMPARE(dayAbove(0), QStringLiteral("Yesterday"));
        say(QStringLiteral("early"));
        QCOMPARE(dayAbove(1), QStringLiteral("Today"));
        expectSeenExact(2);
        m_now = m_now.addDays(1); // slept through: nothing tells it
        say(QStringLiteral("next morning"));
        QCOMPARE(dayAbove(1), QStringLiteral("Yesterday"));
        QCOMPARE(dayAbove(2), QStringLiteral("Today"));
        expectSeenExact(3);
    }

    void append_atTheLimitWhileScrolledUp_keepsThePlace()
    {
        begin(60);
        fill(60);
        m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2);
        settle();
        const QPersistentModelIndex seen = m_view->indexAt({5, 100});
        const int top = m_view->visualRect(seen).top();
        for (int more = 0; more < 10; ++more) {
            m_store->append(sample::text(QStringLiteral("news"), false, 30));
            if (more % 3 == 0)
                settle();
        }
        settle();
        QCOMPARE(m_model->rowCount(), 60);
        QCOMPARE(m_view->visualRect(seen).top(), top);
        QVERIFY(!m_view->isAtBottom());
    }

    void remove_whileAtTheBottom_staysThere()
    {
        fill(60);
        m_store->remove([](const Message& row) { return row.key < MessageKey{20}; });
        settle();
        QVERIFY(m_view->isAtBottom());
    }

    void append_ownWhileScrolledUp_goesToTheBottom()
    {
        fill(60);
        m_view->verticalScrollBar()->setValue(100);
        m_store->append(sample::text(QStringLiteral("mine"), true, 30));
        settle();
        QVERIFY(m_view->isAtBottom());
    }

    void resize_manyRows_seenHeightsAreExact()
    {
        fill(300);
        m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2);
        m_view->resize(420, 380);
        settle();
        expectSeenExact();
    }

    void change_seenRowGrows_theRestMakesRoom()
    {
        fill(60);
        grow(58);
        expectSeenExact();
        QVERIFY(m_view->isAtBottom());
    }

    void change_unseenRowGrows_isExactOnceSeen()
    {
        fill(200);
        grow(20);
        expectSeenExact();
        QVERIFY(m_view->isAtBottom());
        m_view->scrollTo(m_model->index(20), QAbstractItemView::PositionAtTop);
        settle();
        expectSeenExact();
    }

    void append_thousandsOfRows_measuresOnlyWhatIsSeen()
    {
        fill(1'000);
        auto* delegate = static_cast<MessageDelegate*>(m_view->itemDelegate());
        int guesses = 0;
        for (int row = 0; row < m_model->rowCount(); ++row)
            guesses += delegate->isExact(m_model->index(row)) ? 0 : 1;
        QVERIFY2(guesses > 900, qPrintable(QString::number(guesses)));
        expectSeenExact();
    }

    void state_changedRow_isLaidOutAgain()
    {
        const MessageKey key =
            m_store->append(sample::text(QStringLiteral("x"), true, 1, DeliveryState::Sending));
        settle();
        QVERIFY(m_view->rectOf(key, RowPart::Retry).isNull());
        m_store->change(key, [](Message& message) { message.delivery = DeliveryState::Failed; });
        settle();
        QVERIFY(!m_view->rectOf(key, RowPart::Retry).isNull());
    }

    void click_onEveryPart_saysWhatIsWanted()
    {
        const MessageKey failed =
            m_store->append(sample::text(QStringLiteral("x"), true, 1, DeliveryState::Failed));
        expectClick(failed, RowPart::Retry, &MessageListView::retryRequested);
        const MessageKey offer = m_store->append(sample::picture(PictureState::Offered, false, 2, false));
        expectClick(offer, RowPart::Show, &MessageListView::showRequested);
        expectClick(offer, RowPart::NotNow, &MessageListView::notNowRequested);
        m_store->change(offer, [](Message& message) { message.picture = PictureState::Moving; });
        expectClick(offer, RowPart::Cancel, &MessageListView::cancelRequested);
        m_store->change(offer, [](Message& message) {
            message.picture = PictureState::Here;
            message.preview = sample::photo({320, 213});
        });
        expectClick(offer, RowPart::Picture, &MessageListView::viewRequested);
    }

    void enter_onAnOffer_shows()
    {
        const MessageKey offer = m_store->append(sample::picture(PictureState::Offered, false, 2, false));
        settle();
        QSignalSpy shown(m_view.get(), &MessageListView::showRequested);
        m_view->setFocus();
        m_view->setCurrentIndex(m_model->index(0));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown.first().first().value<MessageKey>(), offer);
    }

    void copy_selectedRows_givesPlainTextMarkedSecret()
    {
        m_store->append(sample::notice(QStringLiteral("You met"), 1));
        m_store->append(sample::text(QStringLiteral("<b>one</b>"), false, 1));
        m_store->append(sample::text(QStringLiteral("दो"), true, 1));
        settle();
        m_view->selectAll();
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("heron: <b>one</b>\nYou: दो"));
        QVERIFY(!QGuiApplication::clipboard()->mimeData()->hasHtml());
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("x-kde-passwordManagerHint")),
                 QByteArrayLiteral("secret"));
    }

    void link_clicked_offersCopyOnly()
    {
        m_store->append(sample::text(QStringLiteral("https://example.org/a"), false, 1));
        settle();
        QGuiApplication::clipboard()->setText(QStringLiteral("before"));
        const auto* delegate = static_cast<MessageDelegate*>(m_view->itemDelegate());
        const QPoint at = delegate->layoutOf(m_model->index(0)).textRect.center() +
                          m_view->visualRect(m_model->index(0)).topLeft();
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, at);
        auto* menu = named<QMenu>(m_view.get(), "linkMenu");
        QCOMPARE(menu->actions().size(), 1);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
        menu->actions().first()->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("https://example.org/a"));
        menu->close();
    }

    void link_browserMayBeStarted_isOfferedWithWhatItMeans()
    {
        m_view->setOffersBrowser(true);
        m_store->append(sample::text(QStringLiteral("https://example.org/a www.example.org"), false, 1));
        settle();
        QSignalSpy wanted(m_view.get(), &MessageListView::openLinkRequested);
        m_view->setCurrentIndex(m_model->index(0));
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(m_view->viewport(), &event);
        QList<QAction*> opening;
        for (QAction* action : named<QMenu>(m_view.get(), "messageMenu")->actions()) {
            if (action->text().contains(QLatin1String("browser")))
                opening.append(action);
        }
        QCOMPARE(opening.size(), 2);
        QVERIFY(opening[0]->text().contains(QLatin1String("address")));
        QVERIFY(wanted.isEmpty()); // not before it was chosen
        opening[1]->trigger();
        QCOMPARE(wanted.value(0).value(0).toString(), QStringLiteral("www.example.org"));
    }

    void clear_menuOpen_closesIt()
    {
        m_store->append(sample::text(QStringLiteral("https://example.org/a"), false, 1));
        settle();
        m_view->setCurrentIndex(m_model->index(0));
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(m_view->viewport(), &event);
        const QPointer<QMenu> menu = named<QMenu>(m_view.get(), "messageMenu");
        QVERIFY(menu->isVisible());
        m_store->clear();
        QTRY_VERIFY(menu.isNull());
    }

    void reply_everyWay_isAskedForWhereThereIsANumber()
    {
        const MessageKey key =
            m_store->append(sample::numbered(sample::text(QStringLiteral("a question"), false, 1), 1));
        const MessageKey sending =
            m_store->append(sample::text(QStringLiteral("not there yet"), true, 2, DeliveryState::Sending));
        m_store->append(sample::notice(QStringLiteral("You met"), 3));
        m_store->append(sample::numbered(sample::takenBack(false, 3), 3));
        settle();
        QSignalSpy asked(m_view.get(), &MessageListView::replyRequested);
        QVERIFY(m_view->mayReplyTo(key));
        QVERIFY(!m_view->mayReplyTo(sending));
        openMenu(0)->findChild<QAction*>(QStringLiteral("replyToMessage"))->trigger();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<MessageKey>(), key);
        for (const int row : {1, 2, 3})
            QVERIFY(openMenu(row)->findChild<QAction*>(QStringLiteral("replyToMessage")) == nullptr);
        const QRect bubble = bubbleOf(0);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, bubble.topLeft() + QPoint(9, 5));
        QCOMPARE(asked.size(), 2);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, bubble.topRight() + QPoint(60, 5));
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, bubbleOf(1).center());
        QCOMPARE(asked.size(), 2);
        m_view->setOffersReply(false);
        QVERIFY(openMenu(0)->findChild<QAction*>(QStringLiteral("replyToMessage")) == nullptr);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, bubble.topLeft() + QPoint(9, 5));
        QCOMPARE(asked.size(), 2);
    }

    void takeBack_deleteAndMenu_whereTheStateSaysSo()
    {
        const MessageKey own =
            m_store->append(sample::numbered(sample::text(QStringLiteral("mine"), true, 1), 1));
        m_store->append(sample::numbered(sample::text(QStringLiteral("not mine"), false, 2), 2));
        settle();
        m_view->setMayTakeBack([own](MessageKey key) { return key == own; });
        QSignalSpy asked(m_view.get(), &MessageListView::takeBackRequested);
        m_view->setFocus();
        m_view->setCurrentIndex(m_model->index(1));
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QVERIFY(openMenu(1)->findChild<QAction*>(QStringLiteral("takeBackMessage")) == nullptr);
        QCOMPARE(asked.size(), 0);
        m_view->setCurrentIndex(m_model->index(0));
        QTest::keyClick(m_view.get(), Qt::Key_Delete);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<MessageKey>(), own);
        QTest::keyClick(m_view.get(), Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier); // panic's
        QCOMPARE(asked.size(), 1);
        auto* action = openMenu(0)->findChild<QAction*>(QStringLiteral("takeBackMessage"));
        QVERIFY(action->text().contains(QLatin1String("erases it for both")));
        action->trigger();
        QCOMPARE(asked.size(), 2);
    }

    void takenBack_row_closesItsMenuAndIsNotCopied()
    {
        const MessageKey key = m_store->append(
            sample::numbered(sample::text(QStringLiteral("see https://example.org/a"), false, 1), 1));
        m_store->append(sample::text(QStringLiteral("stays"), false, 1));
        settle();
        QPointer<QMenu> menu = openMenu(1);
        takeBack(key);
        QVERIFY2(menu && menu->isVisible(), "another row's");
        menu = openMenu(0);
        m_store->change(key, [](Message& message) {
            message.kind = MessageKind::Text;
            message.text = QStringLiteral("see https://example.org/a");
        });
        takeBack(key);
        QTRY_VERIFY(menu.isNull());
        m_view->selectAll();
        QCOMPARE(m_view->selectedText(), QStringLiteral("stays"));
    }

    void quote_clicked_goesToTheAnsweredRow()
    {
        const MessageKey question =
            m_store->append(sample::numbered(sample::text(QStringLiteral("a question"), false, 0), 1));
        fill(60);
        const MessageKey answer = m_store->append(
            sample::answer(sample::text(QStringLiteral("an answer"), true, 30), *m_store->find(question)));
        settle();
        QVERIFY(m_view->isAtBottom());
        const QRect quote = m_view->rectOf(answer, RowPart::Quote);
        QVERIFY(m_view->viewport()->rect().contains(quote));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, quote.center());
        settle();
        QVERIFY(m_view->viewport()->rect().contains(m_view->visualRect(m_model->index(0))));
        QVERIFY(m_view->selectionModel()->isSelected(m_model->index(0)));
        QCOMPARE(m_view->currentKey(), question);
        expectSeenExact();
    }

    void quote_sourceIsTakenBack_itsWordsVanishToo()
    {
        const MessageKey question =
            m_store->append(sample::numbered(sample::text(QStringLiteral("a question"), false, 0), 1));
        m_store->append(
            sample::answer(sample::text(QStringLiteral("an answer"), true, 1), *m_store->find(question)));
        settle();
        const auto* delegate = static_cast<MessageDelegate*>(m_view->itemDelegate());
        QCOMPARE(delegate->layoutOf(m_model->index(1)).quoteText, QStringLiteral("a question"));
        takeBack(question);
        QCOMPARE(delegate->layoutOf(m_model->index(1)).quoteText,
                 QStringLiteral("a message that was taken back"));
        settle();
        expectSeenExact(2);
    }

    void events_clickedAndEnter_openAndClose()
    {
        const MessageKey key = m_store->append(sample::roomEvents(1));
        m_store->append(sample::notice(QStringLiteral("The room is locked: nobody else comes in."), 1));
        settle();
        const QModelIndex index = m_model->index(0);
        const int closed = m_view->visualRect(index).height();
        QVERIFY(m_view->rectOf(m_store->at(1).key, RowPart::Details).isNull());
        const auto click = [&] {
            QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {},
                              m_view->layoutOf(index).textRect.center() +
                                  m_view->visualRect(index).topLeft());
            settle();
        };
        click();
        const int open = m_view->visualRect(index).height();
        QVERIFY2(open > 4 * closed, qPrintable(QString::number(open)));
        expectSeenExact(2);
        // One more comes: it stays open.
        m_store->change(key, [](Message& row) { row.text += QStringLiteral("\neva has come in."); });
        settle();
        QVERIFY(m_view->visualRect(index).height() > open);
        click();
        QCOMPARE(m_view->visualRect(index).height(), closed);
        m_view->setFocus();
        m_view->setCurrentIndex(index);
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        settle();
        QVERIFY(m_view->visualRect(index).height() > open);
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        settle();
        QCOMPARE(m_view->visualRect(index).height(), closed);
        QAction* action = openMenu(0)->findChild<QAction*>(QStringLiteral("showDetails"));
        QCOMPARE(action->text(), QStringLiteral("Show all"));
        action->trigger();
        settle();
        QCOMPARE(openMenu(0)->findChild<QAction*>(QStringLiteral("showDetails"))->text(),
                 QStringLiteral("Show less"));
        m_view->selectAll();
        QCOMPARE(m_view->selectedText(), QString());
        // Screen readers get the whole of it, open or closed.
        QVERIFY(index.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("dora has left.")));
    }

    void clear_manyRows_leavesNothing()
    {
        fill(30);
        m_store->clear();
        settle();
        QCOMPARE(m_view->verticalScrollBar()->maximum(), 0);
        QVERIFY(!m_view->indexAt({5, 5}).isValid());
    }

private:
    void begin(int rowsMax)
    {
        cleanup();
        m_store = std::make_unique<MessageStore>(nullptr, rowsMax);
        m_model = std::make_unique<MessageListModel>(m_store.get());
        m_model->setPartnerName(QStringLiteral("heron"));
        m_view = std::make_unique<MessageListView>(*m_theme);
        m_view->setMessages(m_model.get());
        m_view->resize(600, 400);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void say(const QString& words)
    {
        Message message = sample::text(words, false, 0);
        message.timeMs = m_now.toMSecsSinceEpoch();
        m_store->append(message);
        settle();
    }
    QString dayAbove(int row) { return m_view->layoutOf(m_model->index(row)).dayText; }

    static void settle()
    {
        for (int round = 0; round < 3; ++round)
            QApplication::processEvents();
    }

    void fill(int rows)
    {
        for (int row = 0; row < rows; ++row)
            m_store->append(
                sample::text(QStringLiteral("word ").repeated(1 + row * 7 % 60), row % 3 == 0, row / 4));
        settle();
    }

    void grow(int row)
    {
        m_store->change(m_store->at(row).key, [](Message& message) {
            message.text = QStringLiteral("many more words ").repeated(60);
        });
        settle();
    }

    QMenu* openMenu(int row)
    {
        for (QMenu* open : m_view->findChildren<QMenu*>())
            delete open;
        m_view->setCurrentIndex(m_model->index(row));
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(m_view->viewport(), &event);
        return named<QMenu>(m_view.get(), "messageMenu");
    }

    QRect bubbleOf(int row)
    {
        const auto* delegate = static_cast<MessageDelegate*>(m_view->itemDelegate());
        return delegate->layoutOf(m_model->index(row))
            .bubble.translated(m_view->visualRect(m_model->index(row)).topLeft());
    }

    void takeBack(MessageKey key)
    {
        m_store->change(key, [](Message& message) {
            message.kind = MessageKind::TakenBack;
            message.text.clear();
        });
    }

    void expectSeenExact(int rows)
    {
        const auto* delegate = static_cast<MessageDelegate*>(m_view->itemDelegate());
        for (int row = 0; row < rows; ++row)
            QCOMPARE(m_view->visualRect(m_model->index(row)).height(),
                     delegate->layoutOf(m_model->index(row)).height);
    }

    void expectSeenExact()
    {
        const auto* delegate = static_cast<MessageDelegate*>(m_view->itemDelegate());
        for (int y = 0; y < m_view->viewport()->height(); y += 10) {
            const QModelIndex index = m_view->indexAt({5, y});
            QVERIFY(index.isValid());
            QCOMPARE(m_view->visualRect(index).height(), delegate->layoutOf(index).height);
        }
    }

    template <typename Signal> void expectClick(MessageKey key, RowPart part, Signal signal)
    {
        settle();
        QSignalSpy spy(m_view.get(), signal);
        const QRect rect = m_view->rectOf(key, part);
        QVERIFY(m_view->viewport()->rect().contains(rect.center()));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, rect.center());
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.first().first().template value<MessageKey>(), key);
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MessageStore> m_store;
    std::unique_ptr<MessageListModel> m_model;
    std::unique_ptr<MessageListView> m_view;
    QDateTime m_now;
};

QTEST_MAIN(MessageListViewTest)
#include "MessageListViewTest.moc"
