// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the person is stands out in the sidebar, in every look, without the focus being there.
#include "client/model/ConversationListModel.h"
#include "client/view/Sidebar.h"
#include "client/view/Theme.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>

using namespace chatmet::client;

class ChosenLookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void place_everyLook_standsOut_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
        QTest::newRow("high contrast") << Scheme::HighContrast;
    }

    void place_everyLook_standsOut()
    {
        QFETCH(Scheme, scheme);
        QApplication::setPalette(highContrastPalette()); // as the system's: what high contrast takes
        Theme theme(qApp);
        theme.setScheme(scheme);
        ConversationListModel conversations;
        conversations.setConversations(
            {{QStringLiteral("lantern-fox"), QStringLiteral("stranger"), 0, false}});
        Sidebar sidebar(theme);
        sidebar.setConversations(&conversations);
        sidebar.resize(sidebar.width(), 480);
        sidebar.show();
        sidebar.setPlace(Sidebar::Place::Home, 0);
        const QImage rowElsewhere = picture(&sidebar, "conversationList");
        const QImage homeHere = picture(&sidebar, "homeButton");
        sidebar.setPlace(Sidebar::Place::Conversation, 0);
        const QImage rowHere = picture(&sidebar, "conversationList");
        QCOMPARE(rowHere.size(), rowElsewhere.size());
        QVERIFY(rowHere != rowElsewhere);
        QVERIFY(picture(&sidebar, "homeButton") != homeHere);
    }

private:
    /// On the ground of the sidebar, once the layout has settled: two pictures are told apart by what is
    /// seen.
    static QImage picture(Sidebar* sidebar, const char* name)
    {
        QCoreApplication::processEvents();
        auto* widget = named<QWidget>(sidebar, name);
        widget->clearFocus();
        return sidebar->grab({widget->mapTo(sidebar, QPoint()), widget->size()}).toImage();
    }
};

QTEST_MAIN(ChosenLookTest)
#include "ChosenLookTest.moc"
