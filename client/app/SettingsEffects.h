// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the settings do to the running program: they hold from the moment in which they are chosen.

#include "client/app/CaptureShield.h"
#include "client/app/FreshUsernames.h"
#include "client/app/Settings.h"
#include "client/net/ProxyPolicy.h"
#include "client/view/SystemLook.h"

#include <QObject>

namespace chatmet::client {

class ChatState;
class DesktopManners;
class MainWindow;
class PrivacyPaths;
class TalkWiring;
class Theme;

/// GUI thread.
class SettingsEffects : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    struct Parts
    {
        MainWindow* window;
        ChatState* state;
        TalkWiring* wiring;
        PrivacyPaths* privacy;
        CaptureShield* capture;
        DesktopManners* desktop;
        ProxyPolicy* proxy; ///< of the lines that are made from now on
        Theme* theme;
        bool opensLinks; ///< there is something that can
    };
    explicit SettingsEffects(const Parts& parts);

    void apply(const Settings& settings);
    /// Follows the desktop's look from now on, where the person has chosen none.
    void followDesktop() { m_look.watch(); }
    /// Why nothing can be sent the way that was chosen, said on the first page; false: it can be tried.
    [[nodiscard]] bool isHindered() const;

    [[nodiscard]] FreshUsernames* freshUsernames() { return &m_freshUsernames; }

private:
    const Parts m_parts;
    SystemLook m_look;
    FreshUsernames m_freshUsernames;
};

} // namespace chatmet::client
