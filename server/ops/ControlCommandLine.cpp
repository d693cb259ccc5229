// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/ControlCommandLine.h"

#include "server/ops/Bans.h"

#include <CLI/CLI.hpp>

#include <array>
#include <utility>

namespace chatmet::server {

void ControlCommandLine::declareOn(CLI::App& app)
{
    m_health = app.add_subcommand("health", "Say whether the server on this computer serves; status 0 or 1");
    m_top = app.add_subcommand("top", "Show what the server does, every second until q");
    m_bans = app.add_subcommand("bans", "List who is banned, for how long, and why");
    m_ban = app.add_subcommand("ban", "Refuse an address, or a block of them, for a time");
    m_unban = app.add_subcommand("unban", "Take a ban back");
    m_notice = app.add_subcommand("notice", "Show a line of text to everybody who is connected");
    m_reload = app.add_subcommand("reload", "Read certificate, limits, rules and bans again; as SIGHUP does");
    for (CLI::App* command : {m_health, m_top, m_bans, m_ban, m_unban, m_notice, m_reload}) {
        command->fallthrough(); // --control and --config may stand behind the command as well
        command->footer("Talks to the socket of --control PATH, or of control in --config FILE.");
    }
    for (CLI::App* command : {m_ban, m_unban}) {
        command
            ->add_option("ADDRESS", m_address,
                         "203.0.113.7, or a block: 203.0.113.0/24; 2001:db8::1 is its /64")
            ->required();
    }
    m_ban->add_option("--for", m_banFor, "How long: 90s, 30m, 2h, 7d [1h]")->type_name("TIME");
    m_ban->add_option("--why", m_why, "For the list of bans; nobody else is told")->type_name("TEXT");
    m_notice->add_option("TEXT", m_said, "What is said, one line; an empty one takes it back")->required();
    m_notice->add_option("--for", m_noticeFor, "How long newcomers see it as well [10m]")->type_name("TIME");
}

bool ControlCommandLine::given() const
{
    for (const CLI::App* command : {m_health, m_top, m_bans, m_ban, m_unban, m_notice, m_reload}) {
        if (command->parsed()) {
            return true;
        }
    }
    return false;
}

Complaint ControlCommandLine::take(ControlRequest& request) const
{
    using Kind = ControlRequest::Kind;
    const std::array<std::pair<CLI::App*, Kind>, 7> kinds{{{m_health, Kind::Health},
                                                           {m_top, Kind::Totals},
                                                           {m_bans, Kind::Bans},
                                                           {m_ban, Kind::Ban},
                                                           {m_unban, Kind::Unban},
                                                           {m_notice, Kind::Notice},
                                                           {m_reload, Kind::Reload}}};
    for (const auto& [command, kind] : kinds) {
        if (command->parsed()) {
            request.kind = kind;
        }
    }
    if (request.kind == Kind::Ban || request.kind == Kind::Unban) {
        request.address = parseBannedBlock(m_address);
        if (!request.address) {
            return "\"" + m_address + "\" is no numeric address, 203.0.113.7, or block, 203.0.113.0/24";
        }
    }
    if (request.kind == Kind::Ban || request.kind == Kind::Notice) {
        const bool ban = request.kind == Kind::Ban;
        const auto duration = parseDuration(ban ? m_banFor : m_noticeFor);
        if (!duration) {
            return "--for must be a time such as 90s, 30m, 2h or 7d, at most 366d";
        }
        request.duration = *duration;
        request.text = ban ? m_why : m_said;
        if (!isControlText(request.text)) {
            return std::string(ban ? "--why" : "the notice") + " must be one line of at most " +
                   std::to_string(ControlRequest::textBytesMax) + " bytes";
        }
    }
    return std::nullopt;
}

} // namespace chatmet::server
