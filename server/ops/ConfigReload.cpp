// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/ConfigReload.h"

#include <utility>

namespace chatmet::server {

std::string restartNeededFor(const Config& now, const Config& next)
{
    std::string names;
    const auto note = [&names](bool differs, const char* name) {
        if (differs) {
            names += names.empty() ? name : std::string(", ") + name;
        }
    };
    const auto peers = [](const Config& config) {
        std::string all;
        for (const AddressBlock& peer : config.proxyPeers) {
            all += peer.text() + ' ';
        }
        return all;
    };
    note(now.listenAddress != next.listenAddress || now.listenPort != next.listenPort, "listen");
    note(now.certificateFile.empty() != next.certificateFile.empty(), "certificate");
    note(now.accessLogDirectory != next.accessLogDirectory, "access_log");
    note(now.retentionDays != next.retentionDays, "retention_days");
    note(now.legalBasis != next.legalBasis, "legal_basis");
    note(now.truncateAddresses != next.truncateAddresses, "truncate_addresses");
    note(peers(now) != peers(next), "proxy_peers");
    note(now.threads != next.threads, "threads");
    note(now.resumeWindowMs != next.resumeWindowMs, "resume_window");
    note(now.connectionsMax != next.connectionsMax, "connections_max");
    note(now.controlPath != next.controlPath, "control");
    note(now.metricsAddress != next.metricsAddress || now.metricsPort != next.metricsPort, "metrics");
    return names;
}

void takeOver(Config& now, Config&& next)
{
    now.operatorCard = std::move(next.operatorCard);
    now.drainWindowMs = next.drainWindowMs;
    now.sessionsMax = next.sessionsMax;
    now.roomMembersMax = next.roomMembersMax;
    now.memoryMibMax = next.memoryMibMax;
    now.perAddress = next.perAddress;
    now.perSession = next.perSession;
    now.bansFile = std::move(next.bansFile);
}

} // namespace chatmet::server
