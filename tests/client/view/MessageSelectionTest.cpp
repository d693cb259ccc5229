// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Characters are selected by mouse over several messages, and copied as they are read; what is erased is
// selected no more.
#include "client/view/MessageActs.h"
#include "client/view/MessageListView.h"
#include "client/view/SecretText.h"
#include "client/view/Theme.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>

using namespace chatmet::client;

class MessageSelectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void init()
    {
        m_store = std::make_unique<MessageStore>();
        m_model = std::make_unique<MessageListModel>(m_store.get());
        m_model->setPartnerName(QStringLiteral("heron"));
        m_view = std::make_unique<MessageListView>(*m_theme);
        m_view->setMessages(m_model.get());
        m_view->resize(600, 400);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void cleanup()
    {
        m_view.reset();
        m_model.reset();
        m_store.reset();
    }

    void drag_inOneMessage_copiesItsCharacters()
    {
        add(QStringLiteral("say <b>it</b> then it is gone"), false);
        drag({0, 4}, {0, 13});
        QCOMPARE(selected(), QStringLiteral("<b>it</b>"));
        QVERIFY(!m_view->selectionModel()->hasSelection());
        QGuiApplication::clipboard()->clear();
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
        const QMimeData* data = QGuiApplication::clipboard()->mimeData();
        QCOMPARE(data->text(), QStringLiteral("<b>it</b>"));
        QVERIFY(!data->hasHtml());
        QVERIFY(isMarkedSecret(*data));
        // Backwards, and past the end.
        drag({0, 13}, {0, 4});
        QCOMPARE(selected(), QStringLiteral("<b>it</b>"));
        dragTo({0, 25}, pointOf(0, 25) + QPoint(300, 0));
        QCOMPARE(selected(), QStringLiteral("gone"));
    }

    void drag_overSeveral_copiesNamesAndWords()
    {
        add(QStringLiteral("one two"), false);
        add(QStringLiteral("three\nfour"), true);
        m_store->append(sample::notice(QStringLiteral("You have both said that the emoji match."), 2));
        m_store->append(sample::picture(PictureState::Offered, false, 2, false));
        add(QStringLiteral("नमस्ते दोस्त"), false);
        m_view->resize(600, 800);
        settle();
        const QString expected = QStringLiteral("heron: two\nYou: three\nfour\nheron: नमस्ते");
        drag({0, 4}, {4, 6});
        QCOMPARE(selected(), expected);
        drag({4, 6}, {0, 4});
        QCOMPARE(selected(), expected);
        // Nothing of a message that is only touched.
        drag({0, 4}, {1, 0});
        QCOMPARE(selected(), QStringLiteral("two"));
        // Where the pointer is over a row without text it is as good as above it.
        dragTo({1, 6}, m_view->visualRect(m_model->index(2)).center());
        QCOMPARE(selected(), QStringLiteral("four"));
    }

    void drag_inARoom_copiesNamesOfItsMembers()
    {
        sample::fillRoom(m_store.get());
        settle();
        drag({2, 6}, {4, 2});
        QCOMPARE(selected(), QStringLiteral("boris: the small cups, the others are all in the sink.\n"
                                            "chen: Coming! Five minutes.\nYou: Is"));
    }

    void drag_rightToLeft_selectsInReadingOrder()
    {
        add(QStringLiteral("שלום לכולם"), false);
        add(QStringLiteral("abc שלום def"), false);
        settle();
        QVERIFY(pointOf(0, 5).x() < pointOf(0, 0).x());
        drag({0, 0}, {0, 4});
        QCOMPARE(selected(), QStringLiteral("שלום"));
        drag({1, 0}, {1, 12});
        QCOMPARE(selected(), QStringLiteral("abc שלום def"));
        m_view->setLayoutDirection(Qt::RightToLeft);
        settle();
        drag({0, 5}, {1, 3});
        QCOMPARE(selected(), QStringLiteral("heron: לכולם\nheron: abc"));
    }

    void drag_anywhere_neverDividesACharacter()
    {
        const QString words = QStringLiteral("a👨‍👩‍👧‍👦b❤️क्षत्रिय "
                                             "नमस्ते🇮🇳👋🏽1️⃣e\u0301z");
        add(words, false);
        settle();
        QSet<QString> seen;
        for (int x = pointOf(0, 0).x(); x <= pointOf(0, static_cast<int>(words.size())).x() + 2; ++x) {
            dragTo({0, 0}, {x, pointOf(0, 0).y()});
            seen.insert(selected());
        }
        // Every beginning of the text that ends where a reader's character does, and no other.
        const QStringList characters{QStringLiteral("a"),        QStringLiteral("👨‍👩‍👧‍👦"),
                                     QStringLiteral("b"),        QStringLiteral("❤️"),
                                     QStringLiteral("क्ष"),       QStringLiteral("त्रि"),
                                     QStringLiteral("य"),        QStringLiteral(" "),
                                     QStringLiteral("न"),        QStringLiteral("म"),
                                     QStringLiteral("स्ते"),       QStringLiteral("🇮🇳"),
                                     QStringLiteral("👋🏽"), QStringLiteral("1️⃣"),
                                     QStringLiteral("e\u0301"),  QStringLiteral("z")};
        QCOMPARE(characters.join(QString()), words);
        QSet<QString> allowed{QString()};
        QString beginning;
        for (const QString& character : characters)
            allowed.insert(beginning += character);
        for (const QString& one : seen)
            QVERIFY2(allowed.contains(one), qPrintable(one));
        QVERIFY(seen.contains(words));
        QVERIFY2(seen.size() > 10, qPrintable(QString::number(seen.size())));
    }

    void doubleClick_onText_selectsAWord_onTheGround_answers()
    {
        m_store->append(sample::numbered(sample::text(QStringLiteral("one, नमस्ते three"), false, 1), 1));
        settle();
        QSignalSpy asked(m_view.get(), &MessageListView::replyRequested);
        doubleClick(pointOf(0, 7));
        QCOMPARE(selected(), QStringLiteral("नमस्ते"));
        QCOMPARE(asked.size(), 0);
        // Held, it goes on by words.
        doubleClickAndDrag(pointOf(0, 1), pointOf(0, 14));
        QCOMPARE(selected(), QStringLiteral("one, नमस्ते three"));
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {},
                           origin(0) + m_view->layoutOf(m_model->index(0)).bubble.topLeft() + QPoint(9, 5));
        QCOMPARE(asked.size(), 1);
    }

    void tripleClick_selectsTheMessage()
    {
        add(QStringLiteral("one two\nthree four"), false);
        settle();
        doubleClick(pointOf(0, 1));
        QCOMPARE(selected(), QStringLiteral("one"));
        send(QEvent::MouseButtonPress, pointOf(0, 1), Qt::LeftButton, Qt::LeftButton);
        send(QEvent::MouseButtonRelease, pointOf(0, 1), Qt::LeftButton, Qt::NoButton);
        QCOMPARE(selected(), QStringLiteral("one two\nthree four"));
    }

    void click_onText_selectsItsRow_andShiftExtendsFromThere()
    {
        add(QStringLiteral("one two"), false);
        add(QStringLiteral("three four"), false);
        settle();
        click(pointOf(0, 4));
        QVERIFY(m_view->selectionModel()->isSelected(m_model->index(0)));
        QCOMPARE(selected(), QStringLiteral("one two"));
        click(pointOf(1, 5), Qt::ShiftModifier);
        QVERIFY(!m_view->selectionModel()->hasSelection());
        QCOMPARE(selected(), QStringLiteral("heron: two\nheron: three"));
        click(pointOf(0, 7), Qt::ShiftModifier);
        QCOMPARE(selected(), QStringLiteral("two"));
    }

    void rows_byKeyboard_areSelectedAsAWhole()
    {
        for (const char* words : {"one", "two", "three"})
            add(QLatin1String(words), false);
        add(QStringLiteral("mine"), true);
        m_store->append(sample::notice(QStringLiteral("The room is locked."), 2));
        settle();
        drag({0, 0}, {0, 2});
        m_view->setFocus();
        m_view->setCurrentIndex(m_model->index(1));
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(selected(), QStringLiteral("heron: two\nheron: three\nYou: mine"));
        drag({0, 0}, {0, 2});
        QCOMPARE(selected(), QStringLiteral("on"));
        QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(selected(), QStringLiteral("heron: one\nheron: two\nheron: three\nYou: mine"));
        drag({0, 0}, {0, 2});
        QTest::keyClick(m_view.get(), Qt::Key_Escape);
        QCOMPARE(selected(), QString());
    }

    void append_whileSelected_keepsIt()
    {
        add(QStringLiteral("one two"), false);
        settle();
        drag({0, 0}, {0, 3});
        for (int i = 0; i < 30; ++i)
            add(QStringLiteral("more"), true);
        settle();
        QCOMPARE(selected(), QStringLiteral("one"));
        // What becomes of a message is no matter either.
        const MessageKey key = m_store->at(0).key;
        m_store->change(key, [](Message& row) { row.delivery = DeliveryState::Delivered; });
        QCOMPARE(selected(), QStringLiteral("one"));
    }

    void press_onARowThatIsCut_scrollsNothing()
    {
        for (int row = 0; row < 40; ++row)
            add(QStringLiteral("word ").repeated(30), false);
        settle();
        const QModelIndex cut = m_view->indexAt({100, 3});
        QScrollBar* bar = m_view->verticalScrollBar();
        bar->setValue(bar->value() + m_view->visualRect(cut).bottom() - 30); // its last line is seen
        const int before = bar->value();
        drag({cut.row(), 145}, {cut.row(), 149});
        QCOMPARE(selected(), QStringLiteral("word"));
        click(pointOf(cut.row(), 147));
        QCOMPARE(bar->value(), before);
    }

    void erased_partOfIt_dropsItAll_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("taken back") << 0;
        QTest::newRow("its author left") << 1;
        QTest::newRow("conversation erased") << 2;
        QTest::newRow("conversation ended") << 3;
        QTest::newRow("pushed out") << 4;
    }

    void erased_partOfIt_dropsItAll()
    {
        QFETCH(int, how);
        for (const char* words : {"one", "two", "three", "four"})
            add(QLatin1String(words), false);
        settle();
        drag({0, 1}, {2, 1}, true); // still held
        QVERIFY(!selected().isEmpty());
        const MessageKey key = m_store->at(1).key;
        const MessageKey other = m_store->at(3).key;
        const auto gone = [](Message& row) {
            row.kind = MessageKind::TakenBack;
            row.text.clear();
        };
        if (how < 2) {
            m_store->change(other, gone);
            QVERIFY2(!selected().isEmpty(), "another row's");
        }
        switch (how) {
        case 0: m_store->change(key, gone); break;
        case 1: m_store->remove([key](const Message& row) { return row.key == key; }); break;
        case 2: m_store->clear(); break;
        case 3: m_view->setOffersReply(false); break;
        case 4:
            while (m_store->count() < MessageStore::rowsMax)
                add(QStringLiteral("x"), false);
            QVERIFY(!selected().isEmpty());
            add(QStringLiteral("x"), false);
            break;
        }
        QCOMPARE(selected(), QString());
        send(QEvent::MouseMove, {200, 200}, Qt::NoButton, Qt::LeftButton);
        send(QEvent::MouseButtonRelease, {200, 200}, Qt::LeftButton, Qt::NoButton);
        settle();
        QCOMPARE(selected(), QString());
    }

    void link_pressed_isClicked_draggedIsSelected()
    {
        add(QStringLiteral("see https://example.org/a there"), false);
        settle();
        dragTo({0, 10}, pointOf(0, 31));
        QVERIFY(m_view->findChild<QMenu*>() == nullptr);
        QCOMPARE(selected(), QStringLiteral("//example.org/a there"));
        click(pointOf(0, 10));
        QVERIFY(m_view->findChild<QMenu*>(QStringLiteral("linkMenu")) != nullptr);
    }

    void pointer_beyondTheEdge_scrollsAndSelects()
    {
        for (int row = 0; row < 60; ++row)
            add(QStringLiteral("word ").repeated(1 + row * 7 % 40), false);
        settle();
        QScrollBar* bar = m_view->verticalScrollBar();
        const int last = m_model->rowCount() - 1;
        send(QEvent::MouseButtonPress, pointOf(last, 3), Qt::LeftButton, Qt::LeftButton);
        send(QEvent::MouseMove, {100, -200}, Qt::NoButton, Qt::LeftButton);
        QTRY_COMPARE(bar->value(), 0);
        QVERIFY(selected().startsWith(QStringLiteral("heron: word")));
        QCOMPARE(selected().count(QStringLiteral("heron: ")), m_model->rowCount());
        send(QEvent::MouseMove, {100, 100}, Qt::NoButton, Qt::LeftButton);
        send(QEvent::MouseButtonRelease, {100, 100}, Qt::LeftButton, Qt::NoButton);
        QVERIFY(selected().count(QStringLiteral("heron: ")) < m_model->rowCount());
    }

    void menu_onSelectedText_copiesIt()
    {
        add(QStringLiteral("one two"), false);
        add(QStringLiteral("three"), false);
        settle();
        drag({0, 4}, {0, 7});
        click(pointOf(0, 1), {}, Qt::RightButton);
        QContextMenuEvent event(QContextMenuEvent::Mouse, pointOf(0, 1), {});
        QApplication::sendEvent(m_view->viewport(), &event);
        auto* menu = named<QMenu>(m_view.get(), "messageMenu");
        for (QAction* action : menu->actions()) {
            if (action->shortcut() == QKeySequence(QKeySequence::Copy))
                action->trigger();
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("two"));
        delete menu;
        // On another message it is that one's.
        click(pointOf(1, 1), {}, Qt::RightButton);
        QCOMPARE(selected(), QStringLiteral("three"));
    }

    void cursor_overText_isABeam()
    {
        add(QStringLiteral("see https://example.org/a there"), false);
        settle();
        const auto shapeAt = [this](const QPoint& point) {
            send(QEvent::MouseMove, point, Qt::NoButton, Qt::NoButton);
            return m_view->viewport()->cursor().shape();
        };
        QCOMPARE(shapeAt(pointOf(0, 1)), Qt::IBeamCursor);
        QCOMPARE(shapeAt(pointOf(0, 10)), Qt::PointingHandCursor);
        QCOMPARE(shapeAt({590, 390}), Qt::ArrowCursor);
    }

    void selected_text_isSeen()
    {
        add(QStringLiteral("MMMM"), false);
        add(QStringLiteral("MMMM"), true);
        settle();
        const auto shown = [this](int row, const QColor& color) {
            const QImage image = m_view->viewport()->grab().toImage();
            const QRect text = m_view->layoutOf(m_model->index(row)).textRect.translated(origin(row));
            int count = 0;
            for (int x = text.left(); x < text.right(); ++x)
                count += image.pixelColor(x, text.top() + 2) == color ? 1 : 0;
            return count;
        };
        const ThemeColors& colors = m_theme->colors();
        QCOMPARE(shown(0, colors.accent), 0);
        drag({0, 1}, {1, 3});
        QVERIFY(shown(0, colors.accent) > 10);
        QVERIFY(shown(1, colors.ownText) > 10);
        QVERIFY(shown(1, colors.ownBubble) > 3); // the last letter
    }

private:
    struct At
    {
        int row;
        int position;
    };

    static void settle()
    {
        for (int round = 0; round < 3; ++round)
            QApplication::processEvents();
    }

    void add(const QString& words, bool own) { m_store->append(sample::text(words, own, 1)); }

    QString selected() const { return m_view->selectedText(); }

    QPoint origin(int row) const { return m_view->visualRect(m_model->index(row)).topLeft(); }

    QPoint pointOf(int row, int position) const
    {
        const MessageLayout& layout = m_view->layoutOf(m_model->index(row));
        return origin(row) + layout.textRect.topLeft() + layout.text.cursorAt(position).center();
    }

    void send(QEvent::Type type, const QPoint& at, Qt::MouseButton button, Qt::MouseButtons buttons,
              Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* area = m_view->viewport();
        QMouseEvent event(type, at, area->mapToGlobal(at), button, buttons, modifiers);
        QApplication::sendEvent(area, &event);
    }

    void click(const QPoint& at, Qt::KeyboardModifiers modifiers = {},
               Qt::MouseButton button = Qt::LeftButton)
    {
        send(QEvent::MouseButtonPress, at, button, button, modifiers);
        send(QEvent::MouseButtonRelease, at, button, Qt::NoButton, modifiers);
    }

    void dragTo(At from, const QPoint& to, bool hold = false)
    {
        const QPoint start = pointOf(from.row, from.position);
        send(QEvent::MouseButtonPress, start, Qt::LeftButton, Qt::LeftButton);
        send(QEvent::MouseMove, (start + to) / 2, Qt::NoButton, Qt::LeftButton);
        send(QEvent::MouseMove, to, Qt::NoButton, Qt::LeftButton);
        if (!hold)
            send(QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
    }

    void drag(At from, At to, bool hold = false)
    {
        settle();
        dragTo(from, pointOf(to.row, to.position), hold);
    }

    void doubleClickAndDrag(const QPoint& at, const QPoint& to)
    {
        click(at);
        send(QEvent::MouseButtonDblClick, at, Qt::LeftButton, Qt::LeftButton);
        send(QEvent::MouseMove, to, Qt::NoButton, Qt::LeftButton);
        send(QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
    }

    void doubleClick(const QPoint& at) { doubleClickAndDrag(at, at); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MessageStore> m_store;
    std::unique_ptr<MessageListModel> m_model;
    std::unique_ptr<MessageListView> m_view;
};

QTEST_MAIN(MessageSelectionTest)
#include "MessageSelectionTest.moc"
