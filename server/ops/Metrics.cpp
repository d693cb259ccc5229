// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/Metrics.h"

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace chatmet::server {

namespace {

/// By Limit; as in the configuration, where they can be set.
constexpr std::array<std::string_view, limitsCount> limitNames{
    "sessions_max",         "memory_mib_max",       "room_members_max",       "arrivals_per_address",
    "sessions_per_address", "meets_per_address",    "rooms_per_address",      "failed_joins_per_address",
    "reports_per_address",  "messages_per_session", "body_bytes_per_session", "typing_per_session",
    "meets_per_session",    "frames_per_session",   "holdings_per_session",   "outbox"};

std::string numberText(double number)
{
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() ? std::string(digits.data(), end) : "0";
}

class Writer
{
public:
    void gauge(std::string_view name, std::string_view help, std::uint64_t value)
    {
        begin(name, help, "gauge");
        line(name, {}, std::to_string(value));
    }
    void counter(std::string_view name, std::string_view help, std::uint64_t value)
    {
        begin(name, help, "counter");
        line(name, {}, std::to_string(value));
    }
    void begin(std::string_view name, std::string_view help, std::string_view type)
    {
        m_text.append("# HELP ").append(name).append(" ").append(help).append("\n");
        m_text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
    }
    void line(std::string_view name, std::string_view labels, const std::string& value)
    {
        m_text.append(name).append(labels).append(" ").append(value).append("\n");
    }
    void histogram(const std::string& name, std::string_view help, const Histogram& histogram)
    {
        begin(name, help, "histogram");
        std::uint64_t upTo = 0;
        for (std::size_t at = 0; at <= Histogram::boundsMs.size(); ++at) {
            upTo += histogram.count(at);
            const std::string bound =
                at < Histogram::boundsMs.size() ? numberText(Histogram::boundsMs[at] / 1000) : "+Inf";
            line(name + "_bucket", "{le=\"" + bound + "\"}", std::to_string(upTo));
        }
        line(name + "_sum", {}, numberText(histogram.sumSeconds()));
        line(name + "_count", {}, std::to_string(upTo));
    }
    [[nodiscard]] std::string take() { return std::move(m_text); }

private:
    std::string m_text;
};

void writeNow(Writer& out, const Figures& figures)
{
    const ServiceCounts& now = figures.now;
    out.gauge("chatmet_connections",
              "Lines that are open, of those who are still asked who they are as well.", now.connections);
    out.gauge("chatmet_connections_max", "Lines that may be open.", figures.connectionsMax);
    out.gauge("chatmet_connections_held",
              "Of them, those taken, from the accept on, by who says nothing yet as well.",
              figures.lines.held.load(std::memory_order_relaxed));
    out.gauge("chatmet_sessions", "People who are connected, or whose dropped line is waited for.",
              now.sessions);
    out.gauge("chatmet_sessions_max", "People who may be connected.", figures.sessionsMax);
    out.gauge("chatmet_sessions_away", "Sessions whose line has dropped and may come back.", now.away);
    out.gauge("chatmet_waiting", "Sessions that look for a partner.", now.waiting);
    out.gauge("chatmet_pairs", "Conversations of two.", now.pairs);
    out.gauge("chatmet_rooms", "Rooms.", now.rooms);
    out.gauge("chatmet_picture_streams", "Pictures that are on their way.", now.streams);
    out.gauge("chatmet_conversations_erasing", "Conversations that have ended and are being erased.",
              now.erasing);
    out.gauge("chatmet_outbox_bytes", "Sealed frames that their receiver has not acknowledged yet.",
              now.outboxBytes);
    out.gauge("chatmet_budget_used_bytes", "Of the memory budget.", now.budgetUsedBytes);
    out.gauge("chatmet_budget_bytes", "Memory budget: connections, sessions and their messages.",
              figures.budgetBytes);
    out.gauge("chatmet_addresses_counted", "Address prefixes of which a limit counts something.",
              now.addresses);
    out.gauge("chatmet_bans", "Bans that hold.", figures.bans);
    out.gauge("chatmet_draining", "1 while the server ends.", figures.draining ? 1 : 0);
    out.gauge("chatmet_start_time_seconds", "When the server started, UTC since 1970.",
              static_cast<std::uint64_t>(figures.startedAt));
    out.gauge("chatmet_certificate_end_time_seconds", "When the certificate runs out, UTC since 1970.",
              static_cast<std::uint64_t>(figures.certificateEndsAt));
    out.gauge("chatmet_certificate_refused",
              "1 while its files have changed and are not good: the one from before is served.",
              figures.certificateRefused ? 1 : 0);
}

void writeCore(Writer& out, const ServiceTotals& totals)
{
    out.counter("chatmet_sessions_total", "Sessions that began.", totals.sessions);
    out.counter("chatmet_sessions_resumed_total", "Lines that a session went on with.", totals.resumed);
    out.counter("chatmet_pairs_total", "Pairs that were matched.", totals.pairs);
    out.counter("chatmet_rooms_opened_total", "Rooms that were opened.", totals.roomsOpened);
    out.counter("chatmet_messages_total", "Messages that were taken.", totals.messages);
    out.counter("chatmet_message_bytes_total", "Bytes of their sealed bodies.", totals.messageBytes);
    out.counter("chatmet_pictures_total", "Pictures that a sender began to send.", totals.pictures);
    out.counter("chatmet_picture_bytes_total", "Bytes of their sealed chunks.", totals.pictureBytes);
    out.counter("chatmet_puzzles_asked_total", "Puzzles that newcomers were given.", totals.puzzlesAsked);
    out.counter("chatmet_puzzles_solved_total", "... and solved.", totals.puzzlesSolved);
    out.counter("chatmet_reports_total", "Reports that were taken.", totals.reports);
    out.counter("chatmet_strikes_total",
                "Strikes they gave: puzzles are harder for that network for a while.", totals.strikes);
    out.begin("chatmet_limits_hit_total",
              "What was refused for being too much, by the limit as the configuration names it.", "counter");
    for (std::size_t limit = 0; limit < limitsCount; ++limit) {
        out.line("chatmet_limits_hit_total", "{limit=\"" + std::string(limitNames[limit]) + "\"}",
                 std::to_string(totals.limitsHit[limit]));
    }
    out.begin("chatmet_refusals_total",
              "What clients were refused, by the number of the answer (chatmet.proto, ErrorCode).",
              "counter");
    for (const auto& [code, count] : totals.refusals) {
        out.line("chatmet_refusals_total",
                 "{code=\"" + std::to_string(static_cast<int>(code)) + "\",what=\"" +
                     std::string(describe(code)) + "\"}",
                 std::to_string(count));
    }
}

void writeLines(Writer& out, const LineTotals& lines)
{
    const auto value = [](const Total& total) {
        return std::to_string(total.load(std::memory_order_relaxed));
    };
    out.counter("chatmet_connections_total", "Connections that were accepted.", lines.accepted);
    out.begin("chatmet_connections_refused_total", "Connections that were closed at once, by why.",
              "counter");
    out.line("chatmet_connections_refused_total", "{why=\"crowded\"}", value(lines.refusedCrowded));
    out.line("chatmet_connections_refused_total", "{why=\"banned\"}", value(lines.refusedBanned));
    out.line("chatmet_connections_refused_total", "{why=\"no_proxy_header\"}", value(lines.refusedNoHeader));
    out.counter("chatmet_listener_full_total",
                "How often the last place was taken, so that whoever came next had to wait.",
                lines.listenerFull);
    out.counter("chatmet_listener_starved_total",
                "How often the system gave no connection: no descriptor or no memory was left.",
                lines.listenerStarved);
    out.counter("chatmet_handshakes_failed_total",
                "Connections that were gone before TLS and WebSocket were done.", lines.handshakesFailed);
    out.counter("chatmet_slow_readers_total", "Lines that were cut since nobody read.", lines.slowReaders);
    out.counter("chatmet_frames_received_total", "Frames of clients.", lines.framesIn);
    out.counter("chatmet_frame_bytes_received_total", "Their bytes, without TLS.", lines.bytesIn);
    out.counter("chatmet_frames_sent_total", "Frames to clients.", lines.framesOut);
    out.counter("chatmet_frame_bytes_sent_total", "Their bytes, without TLS.", lines.bytesOut);
    out.histogram("chatmet_handshake_seconds", "From accepting a connection to the end of its upgrade.",
                  lines.handshakes);
    out.histogram("chatmet_event_seconds", "What the rules took for one event.", lines.events);
    out.histogram("chatmet_tick_lateness_seconds",
                  "By how much a tick came late: so long was its thread busy.", lines.lateness);
}

} // namespace

std::string metricsText(const Figures& figures)
{
    Writer out;
    writeNow(out, figures);
    writeCore(out, figures.totals);
    writeLines(out, figures.lines);
    out.counter("chatmet_access_log_lines_lost_total", "Lines that could not be written.",
                figures.accessLogLinesLost);
    out.counter("chatmet_reloads_total", "Settings that were read again.", figures.reloads);
    out.counter("chatmet_reloads_failed_total", "... and refused: the old ones hold.", figures.reloadsFailed);
    return out.take();
}

} // namespace chatmet::server
