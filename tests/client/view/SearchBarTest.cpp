// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Search on the page of a conversation, by keys and by mouse: opens, counts, marks, goes on, closes, forgets.
#include "client/view/SearchBar.h"

#include "client/model/SearchFolding.h"
#include "client/view/ChatView.h"
#include "client/view/ComposerEdit.h"
#include "client/view/MessageDelegate.h"
#include "client/view/MessageListView.h"
#include "client/view/PlainLabel.h"
#include "client/view/SearchMarks.h"
#include "client/view/Theme.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

using namespace chatmet::client;

class SearchBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void init()
    {
        m_view = std::make_unique<ChatView>(*m_theme);
        m_view->setMessages(&m_model);
        m_view->setPartner(QStringLiteral("lantern-fox"), {});
        m_view->resize(700, 500);
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
        m_view->focusFirst();
        m_bar = named<SearchBar>(m_view.get(), "searchBar");
        m_field = named<QLineEdit>(m_view.get(), "searchField");
        m_edit = named<ComposerEdit>(m_view.get(), "composerEdit");
    }

    void cleanup()
    {
        m_view.reset();
        m_store.clear();
    }

    /// Each mark is drawn by itself: a partner's wall of one letter would keep the window from answering.
    void marks_thousandsInOneMessage_areFew_aroundTheOneThatIsLookedAt()
    {
        Message message = sample::text(QString(4'000, u'a'), false, 1);
        message.key = MessageKey{7};
        SearchMarks marks;
        marks.folded = foldedForSearch(QStringLiteral("a"));
        marks.key = message.key;
        for (const int looked : {0, 2'000, 3'999}) {
            marks.match = looked;
            const QList<TextMark> shown = marks.in(message, *m_theme);
            QCOMPARE(shown.size(), 200);
            const auto here = std::find_if(shown.cbegin(), shown.cend(),
                                           [](const TextMark& mark) { return mark.edgeWidth == 2; });
            QVERIFY(here != shown.cend());
            QCOMPARE(here->range.from, looked);
        }
    }

    void open_isEmptyAndFocused_escGivesTheFocusBack()
    {
        QVERIFY(!m_bar->isVisible());
        m_bar->open();
        QVERIFY(m_bar->isVisible());
        QVERIFY(m_field->hasFocus());
        QTest::keyClicks(m_field, QStringLiteral("tea"));
        QTest::keyClick(m_field, Qt::Key_Escape);
        QVERIFY(!m_bar->isVisible());
        QVERIFY(m_edit->hasFocus());
        expectForgotten();
    }

    void words_areCountedAndMarked_andGoneThrough()
    {
        say({"tea", "coffee", "more Tea, please", "तुम चाय पीते हो?"});
        find("tea");
        QCOMPARE(words(), QStringLiteral("1 of 2"));
        QCOMPARE(m_field->accessibleDescription(), QStringLiteral("1 of 2"));
        QCOMPARE(marksIn(0).size(), 1);
        QCOMPARE(marksIn(1).size(), 0);
        const QList<TextMark> here = marksIn(2);
        QCOMPARE(here.size(), 1);
        QCOMPARE(here.first().range, (TextRange{5, 8}));
        QCOMPARE(here.first().ground, m_theme->colors().markHere);
        QCOMPARE(marksIn(0).first().ground, m_theme->colors().mark);
        QTest::keyClick(m_field, Qt::Key_Return);
        QCOMPARE(words(), QStringLiteral("2 of 2"));
        QCOMPARE(marksIn(0).first().ground, m_theme->colors().markHere);
        QTest::keyClick(m_field, Qt::Key_Return);
        QCOMPARE(words(), QStringLiteral("1 of 2"));
        QTest::keyClick(m_field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(words(), QStringLiteral("2 of 2"));
        QTest::keyClick(m_field, Qt::Key_F3);
        QCOMPARE(words(), QStringLiteral("1 of 2"));
        QTest::keyClick(m_field, Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(words(), QStringLiteral("2 of 2"));
        press(m_view.get(), "searchEarlier");
        press(m_view.get(), "searchLater");
        QCOMPARE(words(), QStringLiteral("2 of 2"));
        find("चाय");
        QCOMPARE(words(), QStringLiteral("1 of 1"));
        QVERIFY(!named<QWidget>(m_view.get(), "searchEarlier")->isEnabled());
    }

    void words_painted_haveTheirColour()
    {
        say({"tea"});
        find("tea");
        QApplication::processEvents();
        const QImage shown = m_view->list()->viewport()->grab().toImage();
        int marked = 0;
        for (int y = 0; y < shown.height(); ++y) {
            for (int x = 0; x < shown.width(); ++x)
                marked += shown.pixelColor(x, y) == m_theme->colors().markHere ? 1 : 0;
        }
        QVERIFY2(marked > 50, qPrintable(QString::number(marked)));
    }

    void words_nothingFound_isSaid()
    {
        say({"tea"});
        find("coffee");
        QCOMPARE(words(), QStringLiteral("Nothing found"));
        QCOMPARE(m_field->accessibleDescription(), QStringLiteral("Nothing found"));
        QVERIFY(!named<QWidget>(m_view.get(), "searchEarlier")->isEnabled());
        say({"coffee"});
        QCOMPARE(words(), QStringLiteral("1 of 1"));
    }

    void place_farAway_comesIntoView_alsoWithinALongMessage()
    {
        m_store.append(sample::text(QStringLiteral("line\n").repeated(80) + QStringLiteral("needle\n") +
                                        QStringLiteral("line\n").repeated(80),
                                    false, 0));
        for (int row = 0; row < 200; ++row)
            m_store.append(sample::text(QStringLiteral("word ").repeated(1 + row * 7 % 60), row % 3 == 0, 1));
        QApplication::processEvents();
        QVERIFY(m_view->list()->isAtBottom());
        find("needle");
        const QModelIndex index = m_model.index(0);
        const auto& row = delegate()->layoutOf(index);
        const QRect line =
            row.text.cursorAt(delegate()->marks().placeIn(m_store.at(0)))
                .translated(m_view->list()->visualRect(index).topLeft() + row.textRect.topLeft());
        QVERIFY(m_view->list()->viewport()->rect().contains(line));
        QCOMPARE(m_view->list()->currentIndex(), index);
        QVERIFY2(m_view->list()->selectedText().isEmpty(), "what was found is not chosen");
    }

    void keys_elsewhere_openAndClose()
    {
        say({"tea"});
        m_view->list()->setFocus();
        QTest::keyClick(m_view->list(), Qt::Key_F3);
        QVERIFY(m_field->hasFocus());
        m_edit->setFocus();
        QTest::keyClick(m_edit, Qt::Key_Escape);
        QVERIFY(!m_bar->isVisible());
        QVERIFY(m_edit->hasFocus());
        m_view->list()->setFocus();
        m_bar->open();
        m_bar->open();
        press(m_view.get(), "searchClose");
        QVERIFY(m_view->list()->hasFocus());
    }

    void contextMenu_offersIt()
    {
        say({"tea"});
        m_view->list()->setCurrentIndex(m_model.index(0));
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(m_view->list()->viewport(), &event);
        auto* menu = named<QMenu>(m_view.get(), "messageMenu");
        menu->findChild<QAction*>(QStringLiteral("searchFromMessage"))->trigger();
        menu->close();
        QVERIFY(m_bar->isVisible());
    }

    void conversation_endsOrGoes_isForgotten_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("erased") << 0;
        QTest::newRow("ended") << 1;
        QTest::newRow("somebody else") << 2;
        QTest::newRow("page cleared") << 3;
    }

    void conversation_endsOrGoes_isForgotten()
    {
        QFETCH(int, how);
        say({"tea"});
        find("tea");
        switch (how) {
        case 0: m_store.clear(); break;
        case 1: m_view->setEnded(EndCause::PartnerLeft); break;
        case 2: m_view->setPartner(QStringLiteral("heron"), {}); break;
        default: m_view->clear();
        }
        QVERIFY(!m_bar->isVisible());
        QVERIFY2(QApplication::focusWidget() && QApplication::focusWidget()->isVisible(),
                 "the next key goes somewhere");
        expectForgotten();
    }

private:
    void say(std::initializer_list<const char*> texts)
    {
        for (const char* text : texts)
            m_store.append(sample::text(QString::fromUtf8(text), false, 1));
        QApplication::processEvents();
    }

    void find(const char* text)
    {
        m_bar->open();
        m_field->clear();
        m_field->insert(QString::fromUtf8(text));
        QApplication::processEvents();
    }

    void expectForgotten()
    {
        QVERIFY(m_field->text().isEmpty());
        QVERIFY(!m_field->isUndoAvailable());
        m_field->undo();
        QVERIFY(m_field->text().isEmpty());
        QVERIFY(words().isEmpty());
        QVERIFY(m_field->accessibleDescription().isEmpty());
        QVERIFY(delegate()->marks().folded.isEmpty());
    }

    [[nodiscard]] MessageDelegate* delegate() const
    {
        return static_cast<MessageDelegate*>(m_view->list()->itemDelegate());
    }
    [[nodiscard]] QList<TextMark> marksIn(int row) const
    {
        return delegate()->marks().in(m_store.at(row), *m_theme);
    }
    [[nodiscard]] QString words() const { return named<PlainLabel>(m_view.get(), "searchCount")->shown(); }

    std::unique_ptr<Theme> m_theme;
    MessageStore m_store;
    MessageListModel m_model{&m_store};
    std::unique_ptr<ChatView> m_view;
    SearchBar* m_bar{nullptr};
    QLineEdit* m_field{nullptr};
    ComposerEdit* m_edit{nullptr};
};

QTEST_MAIN(SearchBarTest)
#include "SearchBarTest.moc"
