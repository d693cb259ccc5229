// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/LogCommandLine.h"

#include "server/ops/PreservedLines.h"
#include "server/ops/UtcDate.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace chatmet::server {

namespace {

constexpr const char* timeForm = " must be a day, 2026-11-23, or a minute of UTC, 2026-11-23T17:31Z";

/// The first minute of what the text means, and the last.
struct Span
{
    std::int64_t first{0};
    std::int64_t last{0};
};

std::optional<Span> spanOf(const std::string& text)
{
    if (const auto day = parseDay(text)) {
        return Span{*day * minutesPerDay, (*day + 1) * minutesPerDay - 1};
    }
    const auto minute = parseMinute(text);
    return minute ? std::optional(Span{*minute, *minute}) : std::nullopt;
}

bool isOneLine(const std::string& text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
}

std::string trimmed(const std::string& text)
{
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string()
                                      : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

} // namespace

void LogCommandLine::declareOn(CLI::App& app)
{
    m_log = app.add_subcommand("log", "Look at the access log, hand out or preserve parts of it");
    m_log->fallthrough();
    m_log->require_subcommand(0, 1); // none: said by take, so that a misspelt one is named
    m_show = m_log->add_subcommand("show", "Say what is kept, for how long, and what is preserved");
    m_export = m_log->add_subcommand("export", "Print time, address, version and system of each arrival");
    m_preserve =
        m_log->add_subcommand("preserve", "Keep lines beyond the retention, as a legal order demands");
    m_release = m_log->add_subcommand("release", "End that; what is past the retention is deleted");
    for (CLI::App* command : {m_show, m_export, m_preserve, m_release}) {
        command->fallthrough(); // --access-log and --config may stand behind the command as well
        command->footer("The folder is that of --access-log DIR, or of access_log in --config FILE.");
    }
    declareSelection(*m_export);
    declareSelection(*m_preserve);
    m_export->add_option("--format", m_format, "csv or json [csv]")->check(CLI::IsMember({"csv", "json"}));
    m_preserve->get_option("--since")->required();
    m_preserve->get_option("--until")->required();
    m_preserve->add_option("--reason", m_reason, "Why, for the list: the order's sign, say")
        ->type_name("TEXT")
        ->required();
    m_release->add_option("ID", m_id, "As \"log show\" lists it")->required();
}

void LogCommandLine::declareSelection(CLI::App& command)
{
    command.add_option("--since", m_since, "First day or minute, UTC")->type_name("TIME");
    command.add_option("--until", m_until, "Last day or minute, UTC, all of it")->type_name("TIME");
    command.add_option("--address", m_address, "Only this address, or all within ADDRESS/BITS")
        ->type_name("ADDRESS");
}

bool LogCommandLine::given() const
{
    return m_log->parsed();
}

std::optional<LogCommand::Kind> LogCommandLine::kind() const
{
    using Kind = LogCommand::Kind;
    if (m_show->parsed()) {
        return Kind::Show;
    }
    if (m_export->parsed()) {
        return Kind::Export;
    }
    if (m_preserve->parsed()) {
        return Kind::Preserve;
    }
    return m_release->parsed() ? std::optional(Kind::Release) : std::nullopt;
}

Complaint LogCommandLine::take(LogCommand& command) const
{
    const auto asked = kind();
    if (!asked) {
        return "\"log\" needs one of show, export, preserve, release";
    }
    command.kind = *asked;
    command.format = m_format == "json" ? LogCommand::Format::Json : LogCommand::Format::Csv;
    command.reason = trimmed(m_reason);
    if (*asked == LogCommand::Kind::Preserve &&
        (command.reason.empty() || command.reason.size() > preserveReasonBytesMax ||
         !isOneLine(command.reason))) {
        return "--reason must be one line of at most " + std::to_string(preserveReasonBytesMax) + " bytes";
    }
    if (*asked == LogCommand::Kind::Release) {
        const auto id = parsePreservedId(m_id);
        command.id = id.value_or(PreservedId{});
        return id ? Complaint() : "\"" + m_id + "\" is no ID such as 2026-11-23-1; \"log show\" lists them";
    }
    return takeSelection(command.selection);
}

Complaint LogCommandLine::takeSelection(AccessLogSelection& selection) const
{
    const auto since = m_since ? spanOf(*m_since) : std::nullopt;
    const auto until = m_until ? spanOf(*m_until) : std::nullopt;
    if (m_since.has_value() != since.has_value() || m_until.has_value() != until.has_value()) {
        return std::string(m_since && !since ? "--since" : "--until") + timeForm;
    }
    if (since && until && since->first > until->last) {
        return "--since is later than --until";
    }
    selection.address = m_address ? AddressBlock::parse(*m_address) : std::nullopt;
    if (m_address && !selection.address) {
        return "--address must be a numeric address, 203.0.113.7, or a block of them, 203.0.113.0/24";
    }
    selection.sinceMinute = since ? std::optional(since->first) : std::nullopt;
    selection.untilMinute = until ? std::optional(until->last) : std::nullopt;
    return std::nullopt;
}

} // namespace chatmet::server
