// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the privacy panel shows while it is looked at: what the server holds, what this computer leaks.

#include "client/app/LeakFacts.h"

#include <QObject>
#include <QTimer>

namespace chatmet::client {

class HoldingsWatch;
class MainWindow;
class PictureWorkers;
class PrivacyPanel;

/// GUI thread. All that it is given outlives it.
class PrivacyPaths : public QObject
{
    Q_OBJECT

public:
    PrivacyPaths(MainWindow* window, HoldingsWatch* holdings, PictureWorkers& workers, LeakSources leaks);

    /// Which way the line takes.
    void setProxy(ProxyKind proxy) { m_leaks.proxy = proxy; }

private:
    void wire(PrivacyPanel* panel);
    void onWatched(bool watched);
    void measure();

    PrivacyPanel* m_panel{nullptr}; ///< once somebody has opened it: it is measured while it is seen
    HoldingsWatch* m_holdings;
    PictureWorkers& m_workers;
    LeakSources m_leaks;
    QTimer m_clock;
};

} // namespace chatmet::client
