// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What Qt keeps by itself of what was written and seen, after the page was erased. (Selections of X11:
// tests/integration/clipboard_test.py; glyphs and pixels in memory: tests/promises.)
#include "client/model/Pairs.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/PicturesToSend.h"
#include "client/view/SendPictureDialog.h"
#include "client/view/WindowPanels.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/app/StartedApp.h"
#include "tests/client/model/SealedPartner.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMetaMethod>
#include <QPixmapCache>
#include <QPlainTextEdit>
#include <QSessionManager>
#include <QTest>
#include <QTextDocument>

using namespace chatmet;
using namespace chatmet::client;

namespace {

/// Lets the test see who listens to a session manager.
class TestApplication : public QApplication
{
public:
    using QApplication::QApplication;
    [[nodiscard]] bool answersSessionManager() const
    {
        return isSignalConnected(QMetaMethod::fromSignal(&QGuiApplication::saveStateRequest));
    }
};

/// Everything that a screen reader could ask for, in one text.
void collect(QAccessibleInterface* one, QString& words, int depth = 0)
{
    if (one == nullptr || !one->isValid() || depth > 20)
        return;
    for (const auto kind :
         {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
        words += one->text(kind) + u'\n';
    for (int i = 0; i < one->childCount(); ++i)
        collect(one->child(i), words, depth + 1);
}

QString spokenWords(QWidget* window)
{
    QString words;
    collect(QAccessible::queryAccessibleInterface(window), words);
    return words;
}

} // namespace

class BehindQtTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<testing::FakeServer>();
        m_app = testing::startedApp(*m_server);
        QVERIFY(m_app != nullptr);
        pair();
    }
    void cleanup()
    {
        m_app.reset();
        m_server.reset();
    }

    void screenReaders_areToldNothingOfAnErasedPage()
    {
        composer()->setPlainText(QStringLiteral("unsent-words"));
        hear("heard-words");
        QString words = spokenWords(window());
        for (const char* control : {"heron-name", "heard-words", "unsent-words"})
            QVERIFY2(words.contains(QLatin1String(control)), control);
        named<QAction>(window(), "nextAction")->trigger();
        named<QAction>(window(), "nextAction")->trigger(); // does not wait for an undo
        QTRY_VERIFY(!window()->places()->isChatShown());
        words = spokenWords(window());
        for (const char* gone : {"heron-name", "heard-words", "unsent-words"})
            QVERIFY2(!words.contains(QLatin1String(gone)), gone);
    }

    void undo_bringsNothingBack()
    {
        QTest::keyClicks(composer(), QStringLiteral("unsent-words"));
        QVERIFY(composer()->document()->isUndoAvailable());
        Q_EMIT window()->chat()->pictureImageGiven(testing::redImage());
        auto* caption =
            named<QLineEdit>(window()->panels()->picturesToSend()->of(window()->chat()), "captionEdit");
        QTRY_VERIFY(caption->isEnabled());
        caption->insert(QStringLiteral("unsent-caption"));
        QVERIFY(caption->isUndoAvailable());
        named<QAction>(window(), "nextAction")->trigger();
        named<QAction>(window(), "nextAction")->trigger(); // does not wait for an undo
        QTRY_VERIFY(!window()->places()->isChatShown());
        for (int steps = 0; steps < 100; ++steps) { // of the fresh document's own
            composer()->undo();
            QVERIFY(composer()->toPlainText().isEmpty());
        }
        QVERIFY(!caption->isUndoAvailable() && caption->text().isEmpty());
    }

    void pixmapCache_isEmptied()
    {
        QPixmap pixmap(8, 8);
        pixmap.fill(Qt::red);
        const QPixmapCache::Key key = QPixmapCache::insert(pixmap);
        QVERIFY(QPixmapCache::find(key, &pixmap));
        named<QAction>(window(), "nextAction")->trigger();
        named<QAction>(window(), "nextAction")->trigger(); // does not wait for an undo
        QTRY_VERIFY(!window()->places()->isChatShown());
        QVERIFY(!QPixmapCache::find(key, &pixmap));
    }

    void sessionManager_isAnswered()
    {
        QVERIFY(static_cast<TestApplication*>(qApp)->answersSessionManager());
    }

    void inputMethods_areToldToLearnNothing()
    {
        window()->panels()->makeAll();
        for (const char* field : {"composerEdit", "captionEdit", "usernameEdit"}) {
            const auto hints = named<QWidget>(window(), field)->inputMethodHints();
            QVERIFY2(hints.testFlag(Qt::ImhSensitiveData), field);
        }
    }

    void drags_takeNothingOut()
    {
        hear("heard-words");
        QVERIFY(!named<QAbstractItemView>(window(), "messageList")->dragEnabled());
    }

private:
    [[nodiscard]] MainWindow* window() const { return m_app->window(); }
    [[nodiscard]] QPlainTextEdit* composer() const { return named<QPlainTextEdit>(window(), "composerEdit"); }

    void pair()
    {
        m_server->welcome();
        m_app->state()->pairs()->meet({});
        const protocol::Paired paired = testing::somebody("heron-name");
        m_conversation = paired.conversation;
        (*m_server)->say(paired);
        m_partner = testing::SealedPartner(paired);
        m_partner.exchangeKeys(*m_server, paired);
        QVERIFY(window()->places()->isChatShown());
    }
    void hear(const std::string& text)
    {
        (*m_server)->say(protocol::Message{m_conversation, m_partner.keys.sending.sender, 1, 1},
                         m_partner.seal(protocol::Text{text}));
    }

    std::unique_ptr<testing::FakeServer> m_server;
    std::unique_ptr<ClientApp> m_app;
    ConversationId m_conversation;
    testing::SealedPartner m_partner;
};

int main(int argc, char** argv)
{
    TestApplication application(argc, argv);
    BehindQtTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "BehindQtTest.moc"
