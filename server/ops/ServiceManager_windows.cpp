// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A Windows service would be told by the service control manager, which this program does not speak to: it
// runs in a console or under a wrapper.
#include "server/ops/ServiceManager.h"

namespace chatmet::server {

ServiceManager::ServiceManager() = default;

void ServiceManager::ready() const {}

void ServiceManager::reloading() const {}

void ServiceManager::stopping() const {}

void ServiceManager::status(const std::string&) const {}

void ServiceManager::alive() const {}

std::vector<int> ServiceManager::takeListeningSocket(std::size_t)
{
    return {};
}

void ServiceManager::tell(const std::string&) const {}

} // namespace chatmet::server
