// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stated fallback: on Windows the palette says it, and that it has changed; nothing else is asked for.
#include "client/view/SystemLook.h"

namespace chatmet::client {

class SystemLook::Private
{
};

SystemLook::SystemLook(QObject* parent) : QObject(parent) {}

SystemLook::~SystemLook() = default;

void SystemLook::watch() {}

} // namespace chatmet::client
