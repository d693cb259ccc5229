// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/ChatService.h"

#include "server/core/Rules.h"

#include <utility>

namespace chatmet::server {

ChatService::ChatService(RandomSource& random, ServiceSettings settings, const OutsideBytes* outside)
    : m_rules(std::make_unique<Rules>(random, std::move(settings), outside))
{
}

ChatService::~ChatService() = default;

void ChatService::handle(Event event, const Now& now, Effects& effects)
{
    m_rules->handle(std::move(event), now, effects);
}

ServiceLimits ChatService::limits() const
{
    return m_rules->limits();
}

const ServiceTotals& ChatService::totals() const
{
    return m_rules->totals();
}

void ChatService::reconfigure(ServiceSettings settings)
{
    m_rules->reconfigure(std::move(settings));
}

ServiceCounts ChatService::counts() const
{
    return m_rules->counts();
}

} // namespace chatmet::server
