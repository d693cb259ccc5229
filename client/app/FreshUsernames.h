// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A username for each conversation, where the person wants that. A session has one name, so another name is
// another session: the old one ends before anybody else is looked for.

#include "client/model/ChatState.h"

#include <QObject>
#include <QStringList>

namespace chatmet::client {

/// GUI thread.
class FreshUsernames : public QObject
{
    Q_OBJECT

public:
    /// state: outlives it.
    explicit FreshUsernames(ChatState* state);

    void setWanted(bool wanted) { m_wanted = wanted; }
    /// The session was ended to begin another one, which whoever starts it makes; and what is looked for
    /// then. False: it ended otherwise.
    [[nodiscard]] bool takeChange(QStringList& topics);
    /// The person ends the session that is being ended, and wants no other one.
    void cancel();

Q_SIGNALS:
    /// The name stays, and why.
    void kept(const QString& words);

private:
    [[nodiscard]] bool change(const QStringList& topics);

    ChatState* m_state;
    bool m_wanted{false};
    bool m_hasMet{false}; ///< under the name of now
    bool m_changing{false};
    QStringList m_topics;
};

} // namespace chatmet::client
