// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What lets a session go on after its line has dropped: its token, the time that the server waits, the
// numbers of its frames, and those that the server may lack (Protocol.md, "Resume").

#include "client/net/FrameNumbers.h"
#include "client/net/KeptFrames.h"
#include "common/protocol/Frame.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace chatmet::client {

/// GUI thread.
class ResumableSession : public QObject
{
    Q_OBJECT

public:
    /// clock: in milliseconds, from any beginning; counts sleep.
    explicit ResumableSession(std::function<qint64()> clock);

    /// Welcomed: as a new session, or as this one taken up again.
    void begin(const protocol::Welcome& welcome);
    /// Forgets everything. Whether there was one: welcomed, and not ended since.
    bool end();
    /// It will not be taken up again, but what is under way goes on.
    void giveUp() { m_token = {}; }

    /// Null: there is none that could be resumed.
    [[nodiscard]] const SessionToken& token() const { return m_token; }
    [[nodiscard]] bool isResumable() const { return !m_token.isNull(); }
    /// The server waits still, as far as our own clock can tell.
    [[nodiscard]] bool isWindowOpen() const;
    /// 0: no window runs.
    [[nodiscard]] int windowLeftMs() const;

    /// The line dropped now.
    void lineLost();
    /// It dropped when the computer fell asleep, this long before.
    void lineLostBefore(qint64 milliseconds) { m_lostAtMs -= milliseconds; }
    /// The computer slept, and timers stood still meanwhile.
    void setWindowAnew();

    FrameNumbers numbers;
    KeptFrames kept;

Q_SIGNALS:
    void windowOver();

private:
    [[nodiscard]] qint64 leftMs() const { return m_windowMs - (m_clock() - m_lostAtMs); }

    std::function<qint64()> m_clock;
    bool m_hasBegun{false};
    SessionToken m_token;
    qint64 m_windowMs{0};
    qint64 m_lostAtMs{0};
    QTimer m_window; ///< while there is no line
};

} // namespace chatmet::client
