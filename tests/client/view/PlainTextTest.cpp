// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever peers, servers and operators say is shown as plain text, in every widget of the whole window.
#include "client/model/ConversationListModel.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/HomePage.h"
#include "client/view/MainWindow.h"
#include "client/view/MessageListView.h"
#include "client/view/PictureViewer.h"
#include "client/view/PrivacyPanel.h"
#include "client/view/Sidebar.h"
#include "client/view/Theme.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QMessageBox>
#include <QTextDocument>
#include <QTextEdit>

using namespace chatmet::client;

class PlainTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void init()
    {
        m_window = std::make_unique<MainWindow>(*m_theme);
        m_window->chat()->setMessages(&m_model);
        m_window->sidebar()->setConversations(&m_conversations);
        m_window->show();
    }

    void cleanup()
    {
        m_window.reset();
        m_store.clear();
    }

    void walk_markupEverywhere_isShownAsItStands_data()
    {
        QTest::addColumn<QString>("markup");
        QTest::newRow("image") << QStringLiteral("<img src=x onerror=alert(1)>");
        QTest::newRow("link") << QStringLiteral("<a href=\"https://example.org\">here</a>");
        QTest::newRow("bold") << QStringLiteral("<b>bold</b>");
        QTest::newRow("html") << QStringLiteral("<html><body bgcolor=red>x</body></html>");
        QTest::newRow("entity") << QStringLiteral("<p>&lt;&amp;nbsp;</p>");
    }

    void walk_markupEverywhere_isShownAsItStands()
    {
        QFETCH(QString, markup);
        m_window->panels()->makeAll();
        for (int page = 0; page < 6; ++page) {
            fill(markup, page);
            QApplication::processEvents();
            walk();
        }
        // It has been somewhere to be walked over.
        QVERIFY(m_window->windowTitle().contains(markup));
        QVERIFY(labelsWith(markup) >= 2);
    }

    void row_markup_paintsLikeItsCharacters()
    {
        // Rich text would draw the bold word alone: narrower than all the characters.
        m_store.append(sample::text(QStringLiteral("<b>word</b>"), false, 1));
        m_store.append(sample::text(QStringLiteral("word"), false, 20));
        m_window->places()->showChat();
        m_window->chat()->setPartner(QStringLiteral("fox"), {});
        QApplication::processEvents();
        auto* list = m_window->chat()->list();
        // The window as a whole: a viewport alone has no ground of its own.
        const QImage rows =
            m_window
                ->grab(QRect(list->viewport()->mapTo(m_window.get(), QPoint(0, 0)), list->viewport()->size()))
                .toImage();
        const auto inkIn = [&](int row) {
            const QRect area = list->visualRect(m_model.index(row));
            int ink = 0;
            for (int y = area.top(); y <= area.bottom(); ++y) {
                for (int x = area.left(); x <= area.right(); ++x)
                    ink += rows.pixelColor(x, y).lightness() < 90 ? 1 : 0;
            }
            return ink;
        };
        QVERIFY(inkIn(1) > 0);
        QVERIFY(inkIn(0) > inkIn(1) * 5 / 4);
    }

private:
    void fill(const QString& markup, int page)
    {
        m_window->welcome()->setUsername(markup);
        m_window->welcome()->setServers({markup});
        m_window->sidebar()->setUsername(markup);
        m_window->home()->setTopics({QStringLiteral("plain")});
        m_window->setServer(ServerCard{markup, markup, markup, markup, 30, false, markup});
        m_window->privacy()->setLeakFacts({{markup, false}});
        m_window->privacy()->setHoldings(HoldingsWatch::State::Heard,
                                         {{"session.username", markup.toStdString(), 1, "session", 0, 1}});
        m_window->home()->setLeaves(markup);
        m_window->home()->setTopics({markup});
        m_conversations.setConversations({{markup, markup, 3, false}});
        m_window->chat()->setPartner(markup, {markup, markup});
        m_window->chat()->setPartnerTyping(true);
        m_model.setPartnerName(markup);
        m_window->chat()->composer()->setText(markup);
        m_window->chat()->composer()->showProblem(markup);
        m_window->setTitleState({markup, markup, Meeting::Paired, {}, 1});
        m_store.clear();
        for (Message message :
             {sample::text(markup, false, 1), sample::text(markup, true, 1, DeliveryState::Failed),
              sample::notice(markup, 2), sample::picture(PictureState::Failed, false, 3, false)}) {
            message.pictureProblem = markup;
            message.text = markup;
            message.number = 1;
            m_store.append(message);
        }
        m_store.append(sample::answer(sample::text(markup, true, 3), m_store.at(0)));
        m_window->setFacts({true, true, true, true, 90}, {true, true, false, false, 80}, true);
        m_window->chat()->reply();
        if (page == 1)
            m_window->places()->showHome();
        if (page == 4)
            m_window->places()->showPrivacy();
        if (page == 5)
            m_window->findChild<QAction*>(QStringLiteral("serverAction"))->trigger();
        if (page == 2 || page == 3)
            m_window->places()->showChat();
        if (page == 3)
            m_window->chat()->setEnded(EndCause::PartnerLost);
    }

    // Nothing in the program may read markup: labels by their format, tooltips (which Qt examines) by holding
    // none.
    static void walk()
    {
        for (const QWidget* widget : QApplication::allWidgets()) {
            const QByteArray name = widget->objectName().toUtf8() + ' ' + widget->metaObject()->className();
            QVERIFY2(!qobject_cast<const QTextEdit*>(widget),
                     name); // QTextBrowser is one; QPlainTextEdit is not
            QVERIFY2(!qobject_cast<const QMessageBox*>(widget), name);
            if (const auto* label = qobject_cast<const QLabel*>(widget))
                QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), name);
            for (const QString& text : {widget->toolTip(), widget->whatsThis(), widget->statusTip()})
                QVERIFY2(!Qt::mightBeRichText(text), name);
            for (const QAction* action : widget->actions())
                QVERIFY2(!Qt::mightBeRichText(action->toolTip()), name);
            if (const auto* view = qobject_cast<const QAbstractItemView*>(widget))
                walkRows(view, name);
        }
    }

    static void walkRows(const QAbstractItemView* view, const QByteArray& name)
    {
        for (int row = 0; view->model() && row < view->model()->rowCount(view->rootIndex()); ++row) {
            const QModelIndex index = view->model()->index(row, 0, view->rootIndex());
            for (const int role : {int{Qt::ToolTipRole}, int{Qt::WhatsThisRole}, int{Qt::StatusTipRole}})
                QVERIFY2(!Qt::mightBeRichText(index.data(role).toString()), name);
        }
    }

    int labelsWith(const QString& markup)
    {
        int count = 0;
        for (const QLabel* label : m_window->findChildren<QLabel*>())
            count += label->text().contains(markup) || label->accessibleName().contains(markup) ? 1 : 0;
        return count;
    }

    std::unique_ptr<Theme> m_theme;
    MessageStore m_store;
    MessageListModel m_model{&m_store};
    ConversationListModel m_conversations;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(PlainTextTest)
#include "PlainTextTest.moc"
