// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the settings page shows and changes: preferences, and nothing of a person.

#include "client/net/ProxyPolicy.h"
#include "client/view/ThemeChoice.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace chatmet::client {

struct SettingsChoices
{
    struct Server
    {
        QString address;
        QByteArray fingerprint; ///< 64 hex digits; empty: an authority vouches for it

        friend bool operator==(const Server&, const Server&) = default;
    };

    ThemeChoice theme{ThemeChoice::System};
    QString language; ///< "en", "hi"; empty: the system's
    ProxyPolicy proxy;
    bool typingHints{true};
    int endedPageSeconds{30};
    bool notifications{true}; ///< without content
    bool sound{false};
    bool tray{true};
    bool hiddenFromCapture{false};
    bool freshUsername{false};
    QList<Server> servers;

    friend bool operator==(const SettingsChoices&, const SettingsChoices&) = default;
};

/// Where the page is opened.
enum class SettingsPart
{
    Look,
    Language,
    Connection
};

} // namespace chatmet::client
