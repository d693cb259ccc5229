// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The whole app on a server that the test is, and who is met there.

#include "client/app/ClientApp.h"
#include "tests/client/net/FakeTransport.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QCheckBox>
#include <QTest>

#include <memory>
#include <string>
#include <utility>

namespace chatmet::testing {

/// What most are started with.
inline client::CommandLine otter(const QString& server = QStringLiteral("wss://chat.example"))
{
    client::CommandLine commandLine;
    commandLine.server.url = QUrl(server);
    commandLine.username = QStringLiteral("otter");
    return commandLine;
}

/// With its window shown, and nothing pressed yet; null where that is not shown. surroundings: outlive it.
/// GUI thread.
inline std::unique_ptr<client::ClientApp> shownApp(client::Surroundings surroundings,
                                                   const client::CommandLine& commandLine = otter())
{
    auto app = std::make_unique<client::ClientApp>(qApp, commandLine, std::move(surroundings));
    app->show();
    return QTest::qWaitForWindowExposed(app->window()) ? std::move(app) : nullptr;
}

inline void pressStart(client::MainWindow* window)
{
    client::named<QCheckBox>(window, "adultTick")->setChecked(true);
    client::press(window, "startButton");
}

/// Shown, and Start pressed, before the server has said a word. server: outlives it.
inline std::unique_ptr<client::ClientApp> startedApp(FakeServer& server)
{
    auto app = shownApp({server.factory()});
    if (app != nullptr)
        pressStart(app->window());
    return app;
}

/// Somebody is found, as the server says it.
inline protocol::Paired somebody(const std::string& name)
{
    protocol::Paired paired;
    paired.conversation = ConversationId::random(systemRandom());
    paired.ownMember = MemberId::random(systemRandom());
    paired.partnerMember = MemberId::random(systemRandom());
    paired.timeMs = 1'700'000'000'000;
    paired.partnerUsername = name;
    return paired;
}

} // namespace chatmet::testing
