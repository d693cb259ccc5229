// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Two people at two windows of the client, driven by object name, with the real server between them.

#include "client/app/ClientApp.h"
#include "client/model/Pairs.h"
#include "client/view/ChatView.h"
#include "client/view/MessageListView.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QCheckBox>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include <memory>
#include <utility>

namespace chatmet::client {

inline constexpr int waitMs = 20'000;

/// chatmet-server on a free port, ended with the test.
class ServerProcess
{
public:
    bool start()
    {
        m_process.start(QStringLiteral(CHATMET_SERVER_PATH),
                        {QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(waitMs)) {
        }
        const QRegularExpression ready(QStringLiteral("^ready (wss://[^ ]+) sha256:([0-9a-f]{64})\n$"));
        const auto match = ready.match(QString::fromLatin1(m_process.readLine()));
        url = match.captured(1);
        fingerprint = match.captured(2).toLatin1();
        return match.hasMatch();
    }
    ~ServerProcess() { stop(); }
    int stop()
    {
        if (m_process.state() == QProcess::NotRunning)
            return m_process.exitCode();
        m_process.terminate();
        if (!m_process.waitForFinished(waitMs)) {
            m_process.kill();
            m_process.waitForFinished();
            return -1;
        }
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

    QString url;
    QByteArray fingerprint;

private:
    QProcess m_process;
};

/// One person at one window.
struct Person
{
    Person(const ServerProcess& server, const QString& username, Surroundings surroundings = {})
    {
        CommandLine commandLine;
        commandLine.server = {QUrl(server.url), server.fingerprint};
        commandLine.username = username;
        app = std::make_unique<ClientApp>(qApp, commandLine, std::move(surroundings));
        window()->resize(900, 700);
        app->show();
    }

    [[nodiscard]] MainWindow* window() const { return app->window(); }
    [[nodiscard]] MessageStore* rows() const { return app->state()->pairs()->messages(); }
    [[nodiscard]] QString label(const char* name) const { return named<QLabel>(window(), name)->text(); }

    void start() const
    {
        named<QCheckBox>(window(), "adultTick")->setChecked(true);
        press(window(), "startButton");
    }
    void meet() const { press(window(), "meetButton"); }
    void write(const QString& text) const
    {
        auto* edit = named<QPlainTextEdit>(window(), "composerEdit");
        edit->setFocus();
        edit->insertPlainText(text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    [[nodiscard]] const Message* last(MessageKind kind) const
    {
        return rows()->findLast([kind](const Message& row) { return row.kind == kind; });
    }
    [[nodiscard]] bool lastTextIs(const QString& text, DeliveryState state) const
    {
        const Message* row = last(MessageKind::Text);
        return row != nullptr && row->text == text && row->delivery == state;
    }
    [[nodiscard]] bool pictureIs(PictureState state) const
    {
        const Message* row = last(MessageKind::Picture);
        return row != nullptr && row->picture == state;
    }

    std::unique_ptr<ClientApp> app;
};

inline void dropFile(ChatView* chat, const QString& path)
{
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(chat, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(20, 20), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(chat, &drop);
    QVERIFY(drop.isAccepted());
}

/// Both start and meet each other.
inline void meetEachOther(const Person& one, const Person& other)
{
    for (const Person* person : {&one, &other}) {
        person->start();
        QTRY_COMPARE_WITH_TIMEOUT(person->app->state()->line(), LineState::Online, waitMs);
        person->meet();
    }
    for (const Person* person : {&one, &other})
        QTRY_COMPARE_WITH_TIMEOUT(person->app->state()->pairs()->meeting(), Meeting::Paired, waitMs);
}

/// A test with the two of them, between open() and close().
class TwoWindows : public QObject
{
protected:
    /// Both windows shown, with nobody online yet. False where there is no server. surroundings: of the
    /// other.
    [[nodiscard]] bool open(Surroundings surroundings = {})
    {
        m_server = std::make_unique<ServerProcess>();
        if (!m_server->start())
            return false;
        m_one = std::make_unique<Person>(*m_server, QStringLiteral("lantern-fox"));
        m_other = std::make_unique<Person>(*m_server, QStringLiteral("quiet-otter"), std::move(surroundings));
        return true;
    }
    /// In a conversation whose keys are there.
    void meetSealed() const
    {
        meetEachOther(*m_one, *m_other);
        QTRY_COMPARE_WITH_TIMEOUT(m_one->app->state()->pairs()->pair()->sealState(), SealState::Sealed,
                                  waitMs);
    }
    /// The windows first; the server's exit code, which has had its limit.
    int close()
    {
        m_one.reset();
        m_other.reset();
        return m_server->stop();
    }

    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<Person> m_one;
    std::unique_ptr<Person> m_other;
};

} // namespace chatmet::client
