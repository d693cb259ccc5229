// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/WindowTitle.h"

#include <QCoreApplication>

namespace chatmet::client {

namespace {

class WindowTitle
{
    Q_DECLARE_TR_FUNCTIONS(chatmet::client::WindowTitle)

public:
    static QString words(const TitleState& state)
    {
        const bool paired = state.meeting == Meeting::Paired && !state.partner.isEmpty();
        const bool left = state.end == EndCause::PartnerLeft || state.end == EndCause::PartnerLost;
        if (state.username.isEmpty())
            return tr("ChatMet");
        if (!state.room.isEmpty())
            return tr("%1 in %2 – ChatMet").arg(state.username, state.room);
        if (paired)
            return tr("%1 with %2 – ChatMet").arg(state.username, state.partner);
        if (state.meeting == Meeting::Ended && left)
            return tr("%1 has left – ChatMet").arg(state.partner);
        if (state.meeting == Meeting::Ended)
            return tr("Ended with %1 – ChatMet").arg(state.partner);
        return tr("%1 – ChatMet").arg(state.username);
    }
};

} // namespace

QString windowTitle(const TitleState& state, bool active)
{
    const QString title = WindowTitle::words(state);
    return active || state.unread == 0 ? title : QStringLiteral("(%1) %2").arg(state.unread).arg(title);
}

} // namespace chatmet::client
