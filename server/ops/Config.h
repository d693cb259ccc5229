// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the operator set, from the command line and a TOML file, checked.

#include "common/protocol/Limits.h"
#include "server/core/LimitSettings.h"
#include "server/ops/AddressBlock.h"
#include "server/ops/Command.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chatmet::server {

/// Shown to every client before its first match; empty where the operator says nothing. UTF-8.
struct OperatorCard
{
    static constexpr std::size_t fieldBytesMax =
        400; ///< all of them, and legalBasis, fit into a welcome's header

    std::string name;
    std::string contact;
    std::string rules;
    std::string country;
};

struct Config
{
    static constexpr int retentionDaysMax = 30; ///< product.md section 2; more needs a legal basis
    static constexpr std::int64_t threadsMax = 64;
    static constexpr int retentionDaysMaxWithBasis = 3'650; ///< above it stands a typing mistake, not a law

    std::string listenAddress{"127.0.0.1"}; ///< numeric, without brackets, or "localhost"
    std::uint16_t listenPort{8443};         ///< 0 takes a free one
    std::string certificateFile;            ///< empty: one is made in memory
    std::string keyFile;                    ///< set exactly if certificateFile is
    std::string accessLogDirectory;         ///< empty: nothing is logged and no file is opened
    int retentionDays{retentionDaysMax};    ///< 0..retentionDaysMax, or ..WithBasis; 0 keeps none
    std::string legalBasis; ///< for more days, shown to every client; UTF-8, OperatorCard::fieldBytesMax
    bool truncateAddresses{false}; ///< the access log keeps /24 of IPv4 and /48 of IPv6
    OperatorCard operatorCard;
    std::size_t threads{1}; ///< 1..threadsMax; above 1 the core has one of them and connections the rest
    std::int64_t resumeWindowMs{limits::resumeWindowMs}; ///< 0: a dropped line ends its session
    std::int64_t drainWindowMs{limits::drainWindowMs};   ///< 0: the end waits for no picture
    std::size_t connectionsMax{0}; ///< 0: as many as the system's limit of open files leaves room for
    std::size_t sessionsMax{0};    ///< 0: the core's default
    std::size_t roomMembersMax{limits::roomMembersMax}; ///< 2..limits::roomMembersMaxMost
    std::size_t memoryMibMax{0}; ///< budget of sessions and their messages, MiB; 0: the core's default
    std::vector<AddressBlock> proxyPeers; ///< balancers, whose connections begin with a PROXY header
    AddressSettings perAddress{};
    SessionSettings perSession{};
    std::string controlPath;    ///< of the control socket; empty: none
    std::string metricsAddress; ///< where metrics and health are served, numeric; empty: nowhere
    std::uint16_t metricsPort{0};
    std::string bansFile; ///< empty: bans are in memory only
    /// Which settings were set, by their key in the file ("limits.sessions_max"), and where: "FILE:LINE" or
    /// "command line".
    std::map<std::string, std::string> sources;
};

/// Either a configuration and what to do with it, or what to print and the status to end with.
struct ConfigOutcome
{
    std::optional<Config> config;
    std::string text; ///< for stdout if exitStatus is 0 (help, version), else for stderr; ends with a newline
    int exitStatus{0}; ///< 0, or exitBadUsage
    static constexpr int exitBadUsage = 2;
    Command command{}; ///< where there is a config
};

/// arguments: without the program's name. The command line wins over the file that --config names. Reads that
/// file and no other; opens nothing else.
[[nodiscard]] ConfigOutcome readConfig(const std::vector<std::string>& arguments);

} // namespace chatmet::server
