// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What stands in the window's title.

#include "client/model/ChatTypes.h"

#include <QString>

namespace chatmet::client {

/// What the title says; scripts read it.
struct TitleState
{
    QString username; ///< empty: not online
    QString partner;  ///< empty: nobody
    Meeting meeting{Meeting::None};
    EndCause end{EndCause::PartnerLeft};
    int unread{0};  ///< shown while the window is not the active one
    QString room{}; ///< title of the one that is shown; empty: none
};

/// "ChatMet", "NAME – ChatMet", "NAME with PARTNER – ChatMet", "PARTNER has left – ChatMet", "(2) " before
/// it. Translated; scripts that wait for them run the program in English.
[[nodiscard]] QString windowTitle(const TitleState& state, bool active);

} // namespace chatmet::client
