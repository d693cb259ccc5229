// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the desktop may be told of what came, and everything that it may: not who, not what, not where.

#include <QMetaType>

namespace chatmet::client {

enum class Arrival
{
    Message,  ///< words or a picture, from anybody
    Somebody, ///< a partner was found
    Over      ///< a conversation has ended
};

} // namespace chatmet::client

Q_DECLARE_METATYPE(chatmet::client::Arrival)
