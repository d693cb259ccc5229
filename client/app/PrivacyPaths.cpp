// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/PrivacyPaths.h"

#include "client/model/HoldingsWatch.h"
#include "client/picture/PictureProcess.h"
#include "client/picture/PictureWorkers.h"
#include "client/view/MainWindow.h"
#include "client/view/PrivacyPanel.h"

#include <utility>

namespace chatmet::client {

namespace {

constexpr int measureAgainMs = 3'000; ///< what this computer leaks may change while it is looked at

} // namespace

PrivacyPaths::PrivacyPaths(MainWindow* window, HoldingsWatch* holdings, PictureWorkers& workers,
                           LeakSources leaks)
    : m_holdings(holdings), m_workers(workers), m_leaks(std::move(leaks))
{
    connect(window, &MainWindow::privacyMade, this, &PrivacyPaths::wire);
    m_clock.setInterval(measureAgainMs);
    connect(&m_clock, &QTimer::timeout, this, &PrivacyPaths::measure);
}

void PrivacyPaths::wire(PrivacyPanel* panel)
{
    m_panel = panel;
    connect(panel, &PrivacyPanel::watchedChanged, m_holdings, &HoldingsWatch::setWatched);
    connect(m_holdings, &HoldingsWatch::changed, panel,
            [panel, holdings = m_holdings] { panel->setHoldings(holdings->state(), holdings->rows()); });
    connect(panel, &PrivacyPanel::watchedChanged, this, &PrivacyPaths::onWatched);
}

void PrivacyPaths::measure()
{
    m_panel->setLeakFacts(LeakFacts::measure(m_leaks));
}

void PrivacyPaths::onWatched(bool watched)
{
    if (!watched)
        return m_clock.stop();
    measure();
    m_clock.start();
    PictureProcesses* processes = m_leaks.pictures;
    if (processes == nullptr || processes->lastConfinement())
        return;
    // What a picture process gives up is known once one has done so.
    m_workers.run<bool>(
        this, [processes] { return processes->confinement().has_value(); }, [this](bool) { measure(); },
        false);
}

} // namespace chatmet::client
