// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever somebody is called, the sentences around the name stay as they are.
#include "client/view/ChatBanner.h"
#include "client/view/CloseQuestion.h"
#include "client/view/EmojiCheckPanel.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>

using namespace chatmet::client;

class NamesInSentencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void sentence_anyName_keepsItsWords_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("shown");
        QTest::newRow("usual") << QStringLiteral("fox") << QStringLiteral("fox");
        QTest::newRow("place") << QStringLiteral("%1") << QStringLiteral("%1");
        QTest::newRow("second place") << QStringLiteral("%2") << QStringLiteral("%2");
        QTest::newRow("plural") << QStringLiteral("%n") << QStringLiteral("%n");
        const QString hebrew = QStringLiteral("שועל");
        QTest::newRow("right to left") << hebrew << QChar(0x2068) + hebrew + QChar(0x2069);
    }

    void sentence_anyName_keepsItsWords()
    {
        QFETCH(QString, name);
        QFETCH(QString, shown);
        ChatBanner banner(*m_theme);
        banner.setPartner(name, 12);
        QCOMPARE(label(&banner, "reconnectingLabel"),
                 QStringLiteral("The line of ") + shown +
                     QStringLiteral(" has dropped. Reconnecting, 12 s."));
        banner.setLeaving(name, 3);
        QCOMPARE(label(&banner, "reconnectingLabel"),
                 QStringLiteral("Leaving ") + shown + QStringLiteral(" in 3 s."));

        QWidget window;
        CloseQuestion question(*m_theme, &window, {});
        question.setLeaves({name, 0});
        QVERIFY(label(&question, "closeWords").startsWith(shown + QStringLiteral(" is told")));
        question.setLeaves({name, 2});
        QVERIFY(label(&question, "closeWords")
                    .startsWith(shown + QStringLiteral(" and whoever is in your 2 rooms")));

        EmojiCheckPanel panel(*m_theme, &window);
        panel.setCheck(name, {}, EmojiWord::None, EmojiWord::Match);
        QVERIFY(label(&panel, "emojiSaid").startsWith(shown + QStringLiteral(" has said")));
        panel.setCheck(name, {}, EmojiWord::Match, EmojiWord::None);
        QVERIFY(label(&panel, "emojiSaid").contains(shown + QStringLiteral(" has not said")));
    }

private:
    static QString label(const QWidget* parent, const char* name)
    {
        return named<PlainLabel>(parent, name)->shown();
    }

    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(NamesInSentencesTest)
#include "NamesInSentencesTest.moc"
