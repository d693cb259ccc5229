// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison of emoji, and what the header says of a conversation's sealing.
#include "client/view/EmojiCheckPanel.h"

#include "client/view/ChatHeader.h"
#include "client/view/CheckEmojiNames.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"
#include "common/seal/CheckEmoji.h"
#include "tests/client/view/ViewTesting.h"

#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace chatmet;
using namespace chatmet::client;

class EmojiCheckPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_theme = std::make_unique<Theme>(qApp);
        m_window = std::make_unique<QWidget>();
        m_window->resize(700, 500);
        m_panel = new EmojiCheckPanel(*m_theme, m_window.get());
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        m_theme.reset();
    }

    void check_showsSevenEmojiWithTheirNames()
    {
        m_panel->setCheck(QStringLiteral("heron"), {0, 1, 2, 3, 63, 62, 61}, EmojiWord::None,
                          EmojiWord::None);
        m_panel->open();
        QCOMPARE(label("checkEmoji0")->shown(), QStringLiteral("🐶"));
        QCOMPARE(label("checkEmojiName0")->shown(), QStringLiteral("dog"));
        QCOMPARE(label("checkEmoji4")->shown(), QStringLiteral("🧭"));
        QCOMPARE(label("checkEmojiName6")->shown(), QStringLiteral("ball"));
    }

    void window_low_wordsScroll_andTheButtonsStay()
    {
        m_panel->setCheck(QStringLiteral("heron"), {}, EmojiWord::None, EmojiWord::Match);
        m_panel->open();
        auto* scroll = named<QScrollArea>(m_panel, "emojiScroll");
        QTRY_COMPARE(scroll->verticalScrollBar()->maximum(), 0);
        QCOMPARE(scroll->focusPolicy(), Qt::NoFocus);
        QTRY_VERIFY(isSeen(label("emojiSaid")));
        m_window->resize(480, 260);
        QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 0);
        QCOMPARE(scroll->focusPolicy(), Qt::StrongFocus); // so that arrow keys scroll it
        for (const char* name : {"emojiMatchButton", "emojiDifferButton", "emojiCloseButton"})
            QTRY_VERIFY2(isSeen(button(name)), name);
        QVERIFY(!isSeen(label("emojiSaid")));
    }

    void names_everyEmojiHasOne()
    {
        for (std::uint8_t i = 0; i < seal::checkEmojiTableSize; ++i)
            QVERIFY(!checkEmojiName(i).isEmpty());
    }

    void open_enterSaysNothing()
    {
        const QSignalSpy said(m_panel, &EmojiCheckPanel::said);
        m_panel->setCheck(QStringLiteral("heron"), {}, EmojiWord::None, EmojiWord::None);
        m_panel->open();
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Space);
        QCOMPARE(said.count(), 0);
        QVERIFY(m_panel->isHidden());
    }

    void buttons_saySo_andOnlyOnce()
    {
        QSignalSpy said(m_panel, &EmojiCheckPanel::said);
        m_panel->setCheck(QStringLiteral("heron"), {}, EmojiWord::None, EmojiWord::None);
        m_panel->open();
        button("emojiMatchButton")->click();
        button("emojiDifferButton")->click();
        QCOMPARE(said.count(), 2);
        QCOMPARE(said[0][0].toBool(), true);
        QCOMPARE(said[1][0].toBool(), false);
        m_panel->setCheck(QStringLiteral("heron"), {}, EmojiWord::Match, EmojiWord::None);
        QVERIFY(!button("emojiMatchButton")->isEnabled());
        QVERIFY(!button("emojiDifferButton")->isEnabled());
    }

    void words_followWhatWasSaid()
    {
        const auto words = [this](EmojiWord own, EmojiWord partners) {
            m_panel->setCheck(QStringLiteral("<b>heron</b>"), {}, own, partners);
            return label("emojiSaid")->shown();
        };
        QVERIFY(words(EmojiWord::Match, EmojiWord::Match).contains(QStringLiteral("verified")));
        for (const EmojiWord own : {EmojiWord::None, EmojiWord::Match, EmojiWord::Differ})
            QVERIFY(words(own, EmojiWord::Differ).contains(QStringLiteral("Leave")));
        QVERIFY(words(EmojiWord::Differ, EmojiWord::Match).contains(QStringLiteral("Leave")));
        QVERIFY(!words(EmojiWord::Match, EmojiWord::None).contains(QStringLiteral("verified")));
        QVERIFY(words(EmojiWord::None, EmojiWord::Match).contains(QStringLiteral("<b>heron</b>")));
        QCOMPARE(label("emojiSaid")->textFormat(), Qt::PlainText);
    }

    void clear_forgetsTheEmoji()
    {
        m_panel->setCheck(QStringLiteral("heron"), {1, 2, 3, 4, 5, 6, 7}, EmojiWord::None, EmojiWord::None);
        m_panel->open();
        m_panel->clear();
        QVERIFY(m_panel->isHidden());
        QVERIFY(label("checkEmoji3")->shown().isEmpty());
        QVERIFY(label("checkEmojiName3")->shown().isEmpty());
    }

    void header_saysTheStateAsItIs()
    {
        ChatHeader header(*m_theme);
        auto* chip = header.findChild<QPushButton*>(QStringLiteral("sealChip"));
        QCOMPARE(chip->text(), QStringLiteral("not sealed"));
        QVERIFY(!chip->isEnabled());
        header.setSeal(SealState::Sealed);
        QCOMPARE(chip->text(), QStringLiteral("sealed, partner not verified"));
        QSignalSpy wanted(&header, &ChatHeader::compareRequested);
        chip->click();
        QCOMPARE(wanted.count(), 1);
        header.setSeal(SealState::Verified);
        QCOMPARE(chip->text(), QStringLiteral("verified"));
        header.setEnded(true);
        QCOMPARE(chip->text(), QStringLiteral("ended"));
        QVERIFY(!chip->isEnabled());
        QVERIFY(chip->toolTip().isEmpty());
    }

    void header_narrow_keepsItsWordsWhole()
    {
        ChatHeader header(*m_theme);
        header.setSeal(SealState::Sealed);
        auto* chip = header.findChild<QPushButton*>(QStringLiteral("sealChip"));
        auto* name = header.findChild<PlainLabel*>(QStringLiteral("partnerName"));
        header.setPartner(QStringLiteral("heron"), {});
        header.show();
        for (const int width : {m_theme->px(480), m_theme->px(900), m_theme->px(480)}) {
            header.resize(width, header.sizeHint().height());
            QTest::qWait(0);
            QVERIFY(chip->width() >= chip->sizeHint().width());
            QCOMPARE(chip->y() > name->geometry().bottom(), width < m_theme->px(600));
        }
    }

private:
    /// All of it.
    static bool isSeen(const QWidget* widget)
    {
        return widget->visibleRegion().boundingRect() == widget->rect();
    }
    PlainLabel* label(const char* name) { return named<PlainLabel>(m_window.get(), name); }
    QPushButton* button(const char* name) { return named<QPushButton>(m_window.get(), name); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    EmojiCheckPanel* m_panel{nullptr};
};

QTEST_MAIN(EmojiCheckPanelTest)
#include "EmojiCheckPanelTest.moc"
