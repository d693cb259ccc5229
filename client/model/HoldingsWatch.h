// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the server says that it holds of this session, asked again and again while somebody looks.

#include "client/net/ChatConnection.h"
#include "common/protocol/Holdings.h"

#include <QList>
#include <QObject>
#include <QTimer>

namespace chatmet::client {

/// GUI thread. Asks only while watched and online; forgets what it heard when nobody watches any more.
class HoldingsWatch : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Off,    ///< nobody watches, or there is no line
        Asking, ///< nothing was heard yet
        Heard,
        NotTold ///< this server doesn't tell, or what it tells can't be read
    };

    /// line: outlives the watch. everyMs: from one question to the next.
    HoldingsWatch(ChatConnection& line, int everyMs, QObject* parent = nullptr);

    void setWatched(bool watched);
    void setOnline(bool online);
    [[nodiscard]] State state() const { return m_state; }
    /// Empty unless Heard. Texts are as the server sent them: clean before showing.
    [[nodiscard]] const QList<protocol::Holding>& rows() const { return m_rows; }

    /// Whether another question will go out by itself.
    [[nodiscard]] bool willAsk() const { return m_timer.isActive(); }

    /// A page has come.
    void take(const protocol::Holdings& page, const SharedBytes& body);
    /// True if the error is the answer to a question of this watch.
    [[nodiscard]] bool takeError(const protocol::ErrorAnswer& error);

Q_SIGNALS:
    void changed();

private:
    void update();
    void ask(std::uint32_t page);
    void becomeState(State state);

    ChatConnection& m_line;
    int m_everyMs;
    bool m_watched{false};
    bool m_online{false};
    State m_state{State::Off};
    std::uint64_t m_askedSequence{0};
    std::uint32_t m_page{0};             ///< the one that was asked for
    QList<protocol::Holding> m_rows;     ///< of the last whole list
    QList<protocol::Holding> m_arriving; ///< of the list whose pages are coming
    QTimer m_timer;                      ///< until the next question
};

} // namespace chatmet::client
