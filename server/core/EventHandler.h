// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where events go: to the core itself, or to what carries them to the thread that it runs on.

#include "server/core/Events.h"

namespace chatmet::server {

/// The caller's thread.
class EventHandler
{
public:
    virtual ~EventHandler() = default;
    /// Appends to effects what is to be done now, in order. Whoever only passes the event on appends nothing;
    /// the effects come later, in the order of the events.
    virtual void handle(Event event, const Now& now, Effects& effects) = 0;
};

} // namespace chatmet::server
