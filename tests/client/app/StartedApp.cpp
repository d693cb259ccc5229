// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/client/app/StartedApp.h"

#include <QApplication>
#include <QCheckBox>
#include <QTest>

#include <utility>

namespace chatmet::testing {

client::CommandLine otter(const QString& server)
{
    client::CommandLine commandLine;
    commandLine.server.url = QUrl(server);
    commandLine.username = QStringLiteral("otter");
    return commandLine;
}

std::unique_ptr<client::ClientApp> shownApp(client::Surroundings surroundings,
                                            const client::CommandLine& commandLine)
{
    auto app = std::make_unique<client::ClientApp>(qApp, commandLine, std::move(surroundings));
    app->show();
    return QTest::qWaitForWindowExposed(app->window()) ? std::move(app) : nullptr;
}

void pressStart(client::MainWindow* window)
{
    client::named<QCheckBox>(window, "adultTick")->setChecked(true);
    client::press(window, "startButton");
}

std::unique_ptr<client::ClientApp> startedApp(FakeServer& server)
{
    auto app = shownApp({server.factory()});
    if (app != nullptr)
        pressStart(app->window());
    return app;
}

protocol::Paired somebody(const std::string& name)
{
    protocol::Paired paired;
    paired.conversation = ConversationId::random(systemRandom());
    paired.ownMember = MemberId::random(systemRandom());
    paired.partnerMember = MemberId::random(systemRandom());
    paired.timeMs = 1'700'000'000'000;
    paired.partnerUsername = name;
    return paired;
}

QImage redImage()
{
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::red);
    return image;
}

} // namespace chatmet::testing
