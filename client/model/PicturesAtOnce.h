// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which pictures are asked for without a click; product.md, "per conversation it can be set to show at once".

#include "client/model/MessageStore.h"
#include "common/protocol/Limits.h"

#include <QObject>

#include <deque>
#include <functional>

namespace chatmet::client {

/// GUI thread. Off at first, and as long-lived as its conversation: kept nowhere. One picture at a time, in
/// the order of their offers, and only while all pictures of the conversation stay below heldBytesMax: what
/// strangers send by themselves must not fill the memory. What does not fit waits for a click, as does what
/// was refused, cancelled or said "Not now" to.
class PicturesAtOnce : public QObject
{
    Q_OBJECT

public:
    /// Files and previews of the conversation: four pictures of the largest kind, or some twenty-five photos
    /// of phones.
    static constexpr qint64 heldBytesMax = 5 * static_cast<qint64>(limits::pictureBytesMax);

    /// ask: asks for the picture as a click does, false where that is not possible now. store: outlives this.
    PicturesAtOnce(MessageStore& store, std::function<bool(MessageKey)> ask, QObject* parent = nullptr);

    /// On: asks for those that wait as well.
    void setOn(bool on);
    [[nodiscard]] bool isOn() const { return m_on; }
    /// One more is offered; its row is in the store.
    void offered(MessageKey key);
    /// Something that stood in the way of ask() may be gone.
    void tryAgain();

Q_SIGNALS:
    /// The first time since setOn(true) that one waits for a click because too much is held.
    void full();

private:
    void changed(int row);
    void askNext();
    [[nodiscard]] bool fits(const Message& offer) const;

    MessageStore& m_store;
    std::function<bool(MessageKey)> m_ask;
    std::deque<MessageKey> m_waiting; ///< at most as many as there are rows
    MessageKey m_asked{};             ///< the one under way
    bool m_on{false};
    bool m_wasFull{false};
    bool m_tryingLater{false};
};

} // namespace chatmet::client
