// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The whole app with its window shown and Start pressed, before the server has said a word.

#include "client/app/ClientApp.h"
#include "tests/client/net/FakeTransport.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QCheckBox>
#include <QTest>

#include <memory>

namespace chatmet::testing {

/// server: outlives it. Under the username "otter". GUI thread.
inline std::unique_ptr<client::ClientApp> startedApp(FakeServer& server)
{
    client::CommandLine commandLine;
    commandLine.server.url = QUrl(QStringLiteral("wss://chat.example"));
    commandLine.username = QStringLiteral("otter");
    auto app = std::make_unique<client::ClientApp>(qApp, commandLine, client::Surroundings{server.factory()});
    app->show();
    if (!QTest::qWaitForWindowExposed(app->window()))
        return nullptr;
    client::named<QCheckBox>(app->window(), "adultTick")->setChecked(true);
    client::press(app->window(), "startButton");
    return app;
}

} // namespace chatmet::testing
