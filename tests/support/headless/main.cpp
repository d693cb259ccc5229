// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// chatmet-headless: any number of clients in one process, driven by JSON lines. README.md says how.
#include "common/memory/ProcessHardening.h"
#include "common/memory/StackWipe.h"
#include "tests/support/headless/HeadlessClient.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <cstdio>
#include <map>
#include <memory>
#include <thread>

namespace {

using chatmet::testing::HeadlessClient;
using chatmet::testing::HeadlessTools;

constexpr int picturesWaitingMax = 4'096; ///< one person's queue would be too short for hundreds of clients

void writeLine(const QJsonObject& event)
{
    const QByteArray line = QJsonDocument(event).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stdout);
}

void writeError(const QString& text)
{
    writeLine({{QStringLiteral("client"), QString()},
               {QStringLiteral("event"), QStringLiteral("error")},
               {QStringLiteral("text"), text}});
}

/// All clients by name, made by the first command that names them.
class Clients
{
public:
    explicit Clients(HeadlessTools tools) : m_tools(std::move(tools)) {}

    void run(const QByteArray& line)
    {
        const QJsonObject command = QJsonDocument::fromJson(line).object();
        if (command.isEmpty())
            return writeError(QStringLiteral("not a JSON object"));
        if (command[QLatin1String("do")] == QLatin1String("quit"))
            return quit();
        const QString name = command[QLatin1String("client")].toString();
        if (name.isEmpty())
            return writeError(QStringLiteral("no client is named"));
        auto& client = m_clients[name];
        if (!client)
            client = std::make_unique<HeadlessClient>(name, m_tools);
        client->run(command);
    }

    /// Every client says goodbye; the program ends when all have.
    void quit()
    {
        if (std::exchange(m_quitting, true))
            return;
        m_open = m_clients.size() + 1;
        for (const auto& [name, client] : m_clients) {
            QObject::connect(client.get(), &HeadlessClient::closed, client.get(), [this] { countDown(); });
            client->quit();
        }
        countDown();
    }

private:
    void countDown()
    {
        if (--m_open == 0)
            QCoreApplication::quit();
    }

    HeadlessTools m_tools;
    std::map<QString, std::unique_ptr<HeadlessClient>> m_clients;
    std::size_t m_open{0};
    bool m_quitting{false};
};

/// Reads stdin in a thread of its own, since not every system can wait for it in an event loop. Unbuffered,
/// byte by byte: a buffer that lives on would keep texts, which a search of this process would find.
void readInput(QCoreApplication* program, Clients* clients)
{
    QFile input;
    if (input.open(0, QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        for (QByteArray line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
            if (!line.trimmed().isEmpty())
                QMetaObject::invokeMethod(program, [clients, line] { clients->run(line); });
            line.clear();
            chatmet::wipeStack();
        }
    }
    QMetaObject::invokeMethod(program, [clients] { clients->quit(); });
}

} // namespace

int main(int argc, char** argv)
{
    chatmet::restartWithGSliceMalloc(argv);
    std::setvbuf(stdout, nullptr, _IONBF, 0); // as the input: no buffer that keeps texts
    QCoreApplication program(argc, argv);
    chatmet::client::PictureWorkers workers(chatmet::client::pictureThreadsMax, picturesWaitingMax);
    chatmet::client::PictureReader reader(workers);
    chatmet::client::PictureCleaner cleaner(workers);
    int status = 0;
    {
        Clients clients({reader, cleaner, writeLine});
        std::thread(readInput, &program, &clients).detach();
        status = QCoreApplication::exec();
    }
    // The reader may still wait for input; nothing below it may be taken away by an orderly exit.
    std::fflush(stdout);
    std::_Exit(status);
}
