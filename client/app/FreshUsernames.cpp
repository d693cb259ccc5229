// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/FreshUsernames.h"

#include "client/model/Pairs.h"
#include "client/model/TextRules.h"

#include <utility>

namespace chatmet::client {

FreshUsernames::FreshUsernames(ChatState* state) : m_state(state)
{
    connect(state, &ChatState::welcomed, this, [this] { m_hasMet = false; });
    connect(state->pairs(), &Pairs::met, this, [this] { m_hasMet = true; });
    state->pairs()->setMeetElsewhere([this](const QStringList& topics) { return change(topics); });
}

bool FreshUsernames::change(const QStringList& topics)
{
    if (!m_wanted || !m_hasMet)
        return false;
    if (m_state->line() != LineState::Online) {
        Q_EMIT kept(
            tr("You are still called %1: a new username needs a line.").arg(isolated(m_state->username())));
        return false;
    }
    if (!m_state->rooms().isEmpty()) {
        Q_EMIT kept(tr("You are still called %1: a room knows you by that name. Leave it, and the next "
                       "conversation gets a new one.")
                        .arg(isolated(m_state->username())));
        return false;
    }
    m_topics = topics;
    m_changing = true;
    m_state->stop();
    return true;
}

bool FreshUsernames::takeChange(QStringList& topics)
{
    if (!std::exchange(m_changing, false))
        return false;
    topics = std::exchange(m_topics, {});
    return true;
}

void FreshUsernames::cancel()
{
    m_changing = false;
    m_topics.clear();
}

} // namespace chatmet::client
