// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The whole app on a server that the test is, and who is met there.

#include "client/app/ClientApp.h"
#include "tests/client/net/FakeTransport.h"
#include "tests/client/view/ViewTesting.h"

#include <QImage>

#include <memory>
#include <string>

namespace chatmet::testing {

/// What most are started with.
client::CommandLine otter(const QString& server = QStringLiteral("wss://chat.example"));

/// With its window shown, and nothing pressed yet; null where that is not shown. surroundings: outlive it.
/// GUI thread.
std::unique_ptr<client::ClientApp> shownApp(client::Surroundings surroundings,
                                            const client::CommandLine& commandLine = otter());

void pressStart(client::MainWindow* window);

/// Shown, and Start pressed, before the server has said a word. server: outlives it.
std::unique_ptr<client::ClientApp> startedApp(FakeServer& server);

/// Somebody is found, as the server says it.
protocol::Paired somebody(const std::string& name);

/// A picture to send.
QImage redImage();

} // namespace chatmet::testing
