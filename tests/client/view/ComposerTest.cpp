// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where messages are written: how much still fits, drafts that stay with their conversation and go with it,
// emoji found in the person's language.
#include "client/view/Composer.h"

#include "client/view/ChatView.h"
#include "client/view/ComposerEdit.h"
#include "client/view/EmojiTable.h"
#include "client/view/MainWindow.h"
#include "client/view/PlainLabel.h"
#include "client/view/RoomPage.h"
#include "client/view/Theme.h"
#include "client/view/WindowPlaces.h"
#include "common/protocol/Limits.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QScrollBar>

using namespace chatmet;
using namespace chatmet::client;

class ComposerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void init()
    {
        m_composer = std::make_unique<Composer>(*m_theme);
        m_composer->resize(600, 120);
        m_composer->show();
        m_edit = named<ComposerEdit>(m_composer.get(), "composerEdit");
        m_counter = named<PlainLabel>(m_composer.get(), "composerCounter");
    }

    void cleanup() { m_composer.reset(); }

    void counter_countsWhatIsSent()
    {
        const QString max = QLocale().toString(static_cast<qulonglong>(limits::textCharactersMax));
        m_composer->setText(QString(3'600, u'x'));
        QVERIFY(!m_counter->isVisible());
        m_composer->setText(QString(3'601, u'x'));
        QVERIFY(m_counter->isVisible());
        QCOMPARE(m_counter->shown(),
                 QStringLiteral("%1 of %2 characters").arg(QLocale().toString(3'601), max));
        // Decomposed as some systems paste it, with white space behind: sent, it is shorter.
        m_composer->setText(QStringLiteral("e\u0301").repeated(3'700) + QString(300, u' '));
        QVERIFY2(m_counter->shown().startsWith(QLocale().toString(3'700)), qPrintable(m_counter->shown()));
        QCOMPARE(m_counter->property("role").toString(), QStringLiteral("small"));
        m_composer->setText(QStringLiteral("😀").repeated(4'001));
        QVERIFY(m_counter->shown().startsWith(QLocale().toString(4'001)));
        QCOMPARE(m_counter->property("role").toString(), QStringLiteral("problem"));
        m_composer->clear();
        QVERIFY(!m_counter->isVisible());
    }

    void paste_moreThanAnyMessage_isRefusedWhole_andSaid()
    {
        auto* problem = named<PlainLabel>(m_composer.get(), "composerProblem");
        m_composer->setText(QStringLiteral("a draft"));
        m_edit->moveCursor(QTextCursor::End);
        paste(QString(50'000'000, u'x'));
        QCOMPARE(m_composer->text(), QStringLiteral("a draft"));
        QVERIFY(problem->isVisible());
        QVERIFY(problem->shown().contains(
            QLocale().toString(static_cast<qulonglong>(limits::textCharactersMax))));
        paste(QStringLiteral(" goes on"));
        QCOMPARE(m_composer->text(), QStringLiteral("a draft goes on"));
        QVERIFY(!problem->isVisible());
    }

    /// Too long for a message it may still be shortened.
    void paste_upToTheLimit_isTaken_alsoInThePlaceOfWhatIsSelected()
    {
        const QString most(ComposerEdit::pastedMax, u'x');
        paste(most);
        QCOMPARE(m_composer->text(), most);
        paste(QStringLiteral("y"));
        QCOMPARE(m_composer->text(), most);
        m_edit->selectAll();
        paste(QStringLiteral("y"));
        QCOMPARE(m_composer->text(), QStringLiteral("y"));
    }

    void field_inALowWindow_leavesRoomForTheConversation()
    {
        m_composer->resize(600, 440);
        m_composer->setText(QStringLiteral("1\n2\n3\n4"));
        QCOMPARE(m_edit->verticalScrollBar()->maximum(), 0);
        m_composer->setText(QStringLiteral("1\n2\n3\n4\n5"));
        QVERIFY(m_edit->verticalScrollBar()->maximum() > 0);
    }

    void field_moreThanSixLines_scrolls()
    {
        m_composer->resize(600, 480);
        m_composer->setText(QStringLiteral("1\n2\n3\n4\n5\n6"));
        QCOMPARE(m_edit->verticalScrollBar()->maximum(), 0);
        const int six = m_edit->height();
        m_composer->setText(QStringLiteral("1\n2\n3\n4\n5\n6\n7\n8"));
        QCOMPARE(m_edit->height(), six);
        QVERIFY(m_edit->verticalScrollBar()->maximum() > 0);
        QCOMPARE(m_edit->verticalScrollBarPolicy(), Qt::ScrollBarAsNeeded);
    }

    void up_inAnEmptyField_bringsNothingBack()
    {
        m_composer->setText(QStringLiteral("was sent"));
        m_composer->clear();
        QTest::keyClick(m_edit, Qt::Key_Up);
        QTest::keyClick(m_edit, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_composer->text().isEmpty());
    }

    void drafts_stayWithTheirConversation_andGoWithIt()
    {
        MessageStore pair;
        MessageStore room;
        MessageListModel model(&pair);
        MainWindow window(*m_theme);
        window.chat()->setMessages(&model);
        window.chat()->setPartner(QStringLiteral("lantern-fox"), {});
        window.show();
        window.places()->showChat();
        QTest::keyClicks(named<ComposerEdit>(window.chat(), "composerEdit"), QStringLiteral("to a fox"));
        RoomPage* page = window.addRoom(&room);
        page->setTitle(QStringLiteral("Tea"));
        window.places()->showRoom(page);
        QVERIFY(page->chat()->composer()->text().isEmpty());
        QTest::keyClicks(named<ComposerEdit>(page, "composerEdit"), QStringLiteral("to all"));
        window.places()->showHome();
        window.places()->showChat();
        QCOMPARE(window.chat()->composer()->text(), QStringLiteral("to a fox"));
        window.places()->showRoom(page);
        QCOMPARE(page->chat()->composer()->text(), QStringLiteral("to all"));
        auto* edit = named<ComposerEdit>(page, "composerEdit");
        window.removeRoom(page);
        QVERIFY(edit->toPlainText().isEmpty());
        edit->undo();
        QVERIFY(edit->toPlainText().isEmpty());
        window.places()->showChat();
        QCOMPARE(window.chat()->composer()->text(), QStringLiteral("to a fox"));
        window.chat()->setEnded(EndCause::PartnerLeft);
        auto* pairs = named<ComposerEdit>(window.chat(), "composerEdit");
        QVERIFY(pairs->toPlainText().isEmpty());
        pairs->undo();
        QVERIFY(pairs->toPlainText().isEmpty());
    }

    void emoji_everyOne_hasANameInEachLanguage()
    {
        const QList<EmojiGroup> english = EmojiTable::groups(QStringLiteral("en"));
        const QList<EmojiGroup> hindi = EmojiTable::groups(QStringLiteral("hi"));
        for (qsizetype group = 0; group < english.size(); ++group) {
            for (qsizetype i = 0; i < english[group].entries.size(); ++i) {
                const EmojiEntry& one = english[group].entries[i];
                const EmojiEntry& other = hindi[group].entries[i];
                QVERIFY2(!one.name.isEmpty() && one.name != other.name, qPrintable(one.words));
                QVERIFY(isFoundBy(one, one.name));
                QVERIFY(isFoundBy(other, other.name) && isFoundBy(other, one.name));
            }
        }
        QCOMPARE(EmojiTable::groups(QStringLiteral("xx")).first().entries.first().name,
                 english.first().entries.first().name);
    }

    void emoji_words_findIt_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("emoji");
        QTest::newRow("english") << QStringLiteral("en") << QStringLiteral("RED hea")
                                 << QStringLiteral("❤️");
        QTest::newRow("hindi") << QStringLiteral("hi") << QStringLiteral("लाल दिल")
                               << QStringLiteral("❤️");
        QTest::newRow("hindi, no nukta")
            << QStringLiteral("hi") << QStringLiteral("दाँत दिखाता चे") << QStringLiteral("😀");
        QTest::newRow("english in hindi")
            << QStringLiteral("hi") << QStringLiteral("cricket") << QStringLiteral("🏏");
    }

    void emoji_words_findIt()
    {
        QFETCH(QString, language);
        QFETCH(QString, typed);
        QFETCH(QString, emoji);
        QStringList found;
        for (const EmojiGroup& group : EmojiTable::groups(language)) {
            for (const EmojiEntry& entry : group.entries) {
                if (isFoundBy(entry, typed))
                    found.append(entry.emoji);
            }
        }
        QVERIFY2(found.contains(emoji), qPrintable(found.join(u' ')));
        QVERIFY(found.size() < 12);
    }

    void picker_byKeysAlone_opensFindsChoosesAndCloses()
    {
        press(m_composer.get(), "emojiButton");
        auto* picker = named<QWidget>(m_composer.get(), "emojiPicker");
        auto* search = named<QLineEdit>(picker, "emojiSearch");
        auto* list = named<QListWidget>(picker, "emojiList");
        QVERIFY(picker->isVisible());
        QTest::keyClicks(search, QStringLiteral("heart"));
        QVERIFY(list->count() > 3);
        QVERIFY(!list->item(0)->data(Qt::AccessibleTextRole).toString().isEmpty());
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Right);
        const QString second = list->item(1)->text();
        QCOMPARE(list->currentItem()->text(), second);
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(!picker->isVisible());
        QCOMPARE(m_composer->text(), second);
        press(m_composer.get(), "emojiButton");
        QVERIFY(search->text().isEmpty());
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(!picker->isVisible());
        QCOMPARE(m_composer->text(), second);
    }

    void picker_byMouse_showsEveryGroup_andFindsInAllOfThem()
    {
        press(m_composer.get(), "emojiButton");
        auto* picker = named<QWidget>(m_composer.get(), "emojiPicker");
        auto* search = named<QLineEdit>(picker, "emojiSearch");
        auto* group = named<QComboBox>(picker, "emojiGroup");
        auto* list = named<QListWidget>(picker, "emojiList");
        const QList<EmojiGroup> groups = EmojiTable::groups(QStringLiteral("en"));
        QCOMPARE(group->count(), groups.size());
        for (int one = group->count() - 1; one >= 0; --one) {
            group->setCurrentIndex(one);
            QCOMPARE(group->currentText(), groups[one].name);
            QCOMPARE(shown(list), emojiOf(groups[one]));
        }
        // In every group, whichever is chosen.
        QTest::keyClicks(search, QStringLiteral("cricket"));
        QCOMPARE(shown(list), QStringList{QStringLiteral("🏏")});
        QVERIFY(!emojiOf(groups[group->currentIndex()]).contains(QStringLiteral("🏏")));
        QTest::keyClicks(search, QStringLiteral("no such word"));
        QCOMPARE(list->count(), 0);
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(picker->isVisible());
        QVERIFY(m_composer->text().isEmpty());
        group->setCurrentIndex(2); // which is a way out of the search
        QVERIFY(search->text().isEmpty());
        QCOMPARE(shown(list), emojiOf(groups[2]));
        const QListWidgetItem* third = list->item(3);
        const QString chosen = third->text();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(third).center());
        QVERIFY(!picker->isVisible());
        QCOMPARE(m_composer->text(), chosen);
    }

private:
    static QStringList emojiOf(const EmojiGroup& group)
    {
        QStringList all;
        for (const EmojiEntry& entry : group.entries)
            all.append(entry.emoji);
        return all;
    }
    static QStringList shown(const QListWidget* list)
    {
        QStringList all;
        for (int row = 0; row < list->count(); ++row)
            all.append(list->item(row)->text());
        return all;
    }

    void paste(const QString& text)
    {
        QGuiApplication::clipboard()->setText(text);
        m_edit->paste();
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Composer> m_composer;
    ComposerEdit* m_edit{nullptr};
    PlainLabel* m_counter{nullptr};
};

QTEST_MAIN(ComposerTest)
#include "ComposerTest.moc"
