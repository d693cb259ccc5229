// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/model/HoldingsWatch.h"

#include <algorithm>

namespace chatmet::client {

namespace {

/// A question that nobody answered is asked again after this: the answer may have been dropped for other
/// frames.
constexpr int unansweredMs = 10'000;

} // namespace

HoldingsWatch::HoldingsWatch(ChatConnection& line, int everyMs, QObject* parent)
    : QObject(parent), m_line(line), m_everyMs(everyMs)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { ask(m_page); });
}

void HoldingsWatch::setWatched(bool watched)
{
    m_watched = watched;
    update();
}

void HoldingsWatch::setOnline(bool online)
{
    m_online = online;
    m_askedSequence = 0;
    update();
}

void HoldingsWatch::update()
{
    if (m_watched && m_online) {
        if (m_state != State::Off)
            return;
        becomeState(State::Asking);
        ask(0);
        return;
    }
    m_timer.stop();
    m_rows = {};
    m_arriving = {};
    becomeState(State::Off);
}

void HoldingsWatch::ask(std::uint32_t page)
{
    if (page == 0)
        m_arriving = {};
    m_page = page;
    if (m_line.send(protocol::HoldingsRequest{page}))
        m_askedSequence = m_line.lastSentSequence();
    m_timer.start(std::max(unansweredMs, m_everyMs));
}

void HoldingsWatch::take(const protocol::Holdings& page, const SharedBytes& body)
{
    if (m_state == State::Off || page.page != m_page)
        return;
    const auto rows = protocol::decodeHoldingsPage(body.span());
    const bool isTooMuch =
        rows && static_cast<std::size_t>(m_arriving.size()) + rows->size() > limits::holdingsMax;
    if (!rows || isTooMuch || page.pages == 0) {
        m_timer.stop();
        m_rows = {};
        return becomeState(State::NotTold);
    }
    for (const protocol::Holding& row : *rows)
        m_arriving.append(row);
    // An empty page may end the list sooner than the server said: it is made anew for each question.
    if (page.page + 1 < page.pages && !rows->empty()) {
        m_page = page.page + 1;
        m_timer.start(static_cast<int>(limits::holdingsEveryMs));
        return;
    }
    m_rows = std::exchange(m_arriving, {});
    m_page = 0;
    m_timer.start(m_everyMs);
    m_state = State::Heard;
    Q_EMIT changed();
}

bool HoldingsWatch::takeError(const protocol::ErrorAnswer& error)
{
    if (m_askedSequence == 0 || error.regarding != m_askedSequence)
        return false;
    m_askedSequence = 0;
    if (m_state == State::Off)
        return true;
    if (error.code == Errc::RateLimited) {
        // Too soon: another look at the panel has just been answered.
        m_timer.start(static_cast<int>(std::clamp<std::uint32_t>(error.retryAfterMs, 1, unansweredMs)));
    } else {
        m_timer.stop();
        m_rows = {};
        becomeState(State::NotTold);
    }
    return true;
}

void HoldingsWatch::becomeState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT changed();
}

} // namespace chatmet::client
