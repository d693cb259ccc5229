// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a server says of itself when it welcomes: who operates it and what its access log keeps.

#include "common/protocol/Messages.h"

#include <QString>

namespace chatmet::client {

/// Plain text, cleaned, of bounded length; empty where the server says nothing.
struct ServerCard
{
    static constexpr int lineCharactersMax = 200;
    static constexpr int textCharactersMax = 1'000;
    static constexpr int textLinesMax = 12;

    QString name; ///< one line, as contact and country are
    QString contact;
    QString rules; ///< several lines
    QString country;
    int logDays{0};           ///< how long addresses are kept; 0: no access log
    bool logTruncated{false}; ///< only the beginning of an address is kept
    QString logBasis;         ///< on which law it rests that they are kept for longer than 30 days
    int resumeSeconds{0};     ///< how long the session of a dropped line is kept; 0: not at all

    [[nodiscard]] bool saysWho() const
    {
        return !name.isEmpty() || !contact.isEmpty() || !rules.isEmpty() || !country.isEmpty();
    }
};

/// welcome: as it came; nothing in it is trusted.
[[nodiscard]] ServerCard serverCardOf(const protocol::Welcome& welcome);

} // namespace chatmet::client
