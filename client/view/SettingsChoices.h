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

/// A server that has answered before.
struct KnownServer
{
    QString url;            ///< wss://HOST[:PORT][/PATH]
    QByteArray fingerprint; ///< of the key that the person trusted; empty: an authority vouches for it

    friend bool operator==(const KnownServer&, const KnownServer&) = default;
};

/// What a person can choose there, and what holds until they do.
struct SettingsChoices
{
    ThemeChoice theme{ThemeChoice::System};
    QString language;              ///< "en", "hi", ...; empty: the system's
    ProxyPolicy proxy;             ///< of Socks5 host or port may be missing: the person has not typed it yet
    bool typingHints{true};        ///< partners are told when the person types
    bool freshUsername{false};     ///< for each conversation
    int endedPageSeconds{30};      ///< an ended page erases itself after this, 0..endedPageSecondsMax
    bool notifications{true};      ///< "New message" and its like, without content
    bool sound{false};             ///< with them
    bool tray{true};               ///< an icon there
    bool hiddenFromCapture{false}; ///< recordings of the screen leave the window out, where that can be

    friend bool operator==(const SettingsChoices&, const SettingsChoices&) = default;
};

inline constexpr int endedPageSecondsMax = 120;

/// Where the page is opened.
enum class SettingsPart
{
    Look,
    Language,
    Connection
};

} // namespace chatmet::client
