// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/SettingsEffects.h"

#include "client/app/DesktopManners.h"
#include "client/app/PrivacyPaths.h"
#include "client/app/SettingsPaths.h"
#include "client/app/TalkWiring.h"
#include "client/view/MainWindow.h"
#include "client/view/ProxyWords.h"
#include "client/view/SettingsPanel.h"
#include "client/view/Theme.h"
#include "client/view/WelcomePage.h"
#include "client/view/WindowPanels.h"

namespace chatmet::client {

SettingsEffects::SettingsEffects(const Parts& parts) : m_parts(parts), m_freshUsernames(parts.state)
{
    connect(&m_look, &SystemLook::changed, parts.theme, &Theme::setSystemWish);
    connect(parts.window->panels(), &WindowPanels::settingsMade, this, [this](SettingsPanel* page) {
        page->setSession(m_parts.state->line() != LineState::Closed);
        connect(m_parts.state, &ChatState::lineChanged, page,
                [page](LineState line) { page->setSession(line != LineState::Closed); });
    });
}

void SettingsEffects::apply(const Settings& settings)
{
    const bool proxied = settings.proxy.kind != ProxyKind::None;
    *m_parts.proxy = settings.proxy;
    m_parts.window->setProxied(proxied);
    m_parts.window->setTypingHints(settings.typingHints);
    m_parts.window->welcome()->setConnection(settings.proxy.kind);
    m_parts.wiring->setOffersBrowser(m_parts.opensLinks && !proxied); // a browser would go around it
    m_parts.privacy->setProxy(settings.proxy.kind);
    m_parts.state->setEndedPageMs(settings.endedPageSeconds * 1'000);
    m_parts.state->setTypingHintsEnabled(settings.typingHints);
    m_parts.capture->setHidden(settings.hiddenFromCapture);
    m_parts.desktop->apply(settings);
    m_freshUsernames.setWanted(settings.freshUsername);
}

bool SettingsEffects::isHindered() const
{
    const QString why = ProxyWords::hindrance(*m_parts.proxy);
    if (!why.isEmpty())
        m_parts.window->welcome()->showConnectionProblem(why);
    return !why.isEmpty();
}

} // namespace chatmet::client
