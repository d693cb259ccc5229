// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/WindowTitle.h"

#include "client/model/TextRules.h"

#include <QCoreApplication>
#include <QGuiApplication>

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
            return tr("%1 in %2 – ChatMet").arg(isolated(state.username), isolated(state.room));
        if (paired)
            return tr("%1 with %2 – ChatMet").arg(isolated(state.username), isolated(state.partner));
        if (state.meeting == Meeting::Ended && left)
            return tr("%1 has left – ChatMet").arg(isolated(state.partner));
        if (state.meeting == Meeting::Ended)
            return tr("Ended with %1 – ChatMet").arg(isolated(state.partner));
        return tr("%1 – ChatMet").arg(isolated(state.username));
    }
};

/// With the mark of the interface's direction in front where names run otherwise: window managers take the
/// direction of the whole from its first letter, and look for that inside of isolates too (Pango does).
QString withDirection(const QString& title)
{
    const bool isTurned = QGuiApplication::isRightToLeft();
    if (!isTurned && !title.contains(QChar(0x2068)))
        return title;
    return QChar(isTurned ? 0x200F : 0x200E) + title;
}

} // namespace

QString windowTitle(const TitleState& state, bool active)
{
    const QString title = WindowTitle::words(state);
    return withDirection(active || state.unread == 0
                             ? title
                             : QStringLiteral("(%1) %2").arg(QString::number(state.unread), title));
}

} // namespace chatmet::client
