// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/ConfigText.h"

#include <sstream>
#include <utility>
#include <vector>

namespace chatmet::server {

namespace {

constexpr std::int64_t second = 1'000;

/// A basic string of TOML: everything but plain characters is escaped.
std::string quoted(const std::string& text)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if ((c >= 0 && c < ' ') || c == '\x7f') {
            out += std::string("\\u00") + digits[c >> 4] + digits[c & 0x0f];
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string endpointText(const std::string& address, std::uint16_t port)
{
    const bool bare = address.find(':') == std::string::npos;
    return quoted((bare ? address : '[' + address + ']') + ':' + std::to_string(port));
}

std::string peersText(const std::vector<AddressBlock>& peers)
{
    std::string out = "[";
    for (const AddressBlock& peer : peers) {
        out += (out.size() > 1 ? ", " : "") + quoted(peer.text());
    }
    return out + ']';
}

/// Writes the lines, each with where its setting comes from.
class Writer
{
public:
    explicit Writer(const Config& config) : m_config(config) {}

    void begin(const std::string& table)
    {
        m_out << "\n[" << table << "]\n";
        m_prefix = table + '.';
    }
    void write(const std::string& key, const std::string& value) { line(key + " = " + value, key); }
    void write(const std::string& key, std::int64_t value) { write(key, std::to_string(value)); }
    /// Commented out where it is empty: a file can't say "none" in other words.
    void writeText(const std::string& key, const std::string& text)
    {
        line((text.empty() ? "#" : "") + key + " = " + quoted(text), key);
    }
    void writeRate(const std::string& key, const AddressRate& rate, bool comesBack = true)
    {
        std::string value = "{ puzzle_from = " + std::to_string(rate.puzzleFrom) +
                            ", refuse_from = " + std::to_string(rate.refuseFrom);
        value += comesBack ? ", per_minute = " + std::to_string(rate.perMinute) + " }" : " }";
        write(key + "_per_address", value);
    }
    void writeRate(const std::string& key, const SessionRate& rate)
    {
        write(key + "_per_session", "{ burst = " + std::to_string(rate.burst) +
                                        ", per_minute = " + std::to_string(rate.perMinute) + " }");
    }
    [[nodiscard]] std::string text() const { return m_out.str(); }

private:
    void line(const std::string& words, const std::string& key)
    {
        const auto source = m_config.sources.find(m_prefix + key);
        m_out << words << " # " << (source == m_config.sources.end() ? "default" : source->second) << '\n';
    }

    const Config& m_config;
    std::ostringstream m_out;
    std::string m_prefix;
};

void writeTop(Writer& out, const Config& config)
{
    out.write("listen", endpointText(config.listenAddress, config.listenPort));
    out.writeText("certificate", config.certificateFile);
    out.writeText("key", config.keyFile);
    out.writeText("access_log", config.accessLogDirectory);
    out.write("retention_days", config.retentionDays);
    out.writeText("legal_basis", config.legalBasis);
    out.write("truncate_addresses", config.truncateAddresses ? "true" : "false");
    out.write("proxy_peers", peersText(config.proxyPeers));
    out.write("threads", static_cast<std::int64_t>(config.threads));
    out.write("resume_window", config.resumeWindowMs / second);
    out.write("drain_window", config.drainWindowMs / second);
    out.writeText("control", config.controlPath);
    if (config.metricsAddress.empty()) {
        out.writeText("metrics", {});
    } else {
        out.write("metrics", endpointText(config.metricsAddress, config.metricsPort));
    }
    out.writeText("bans_file", config.bansFile);
}

void writeLimits(Writer& out, const Config& config)
{
    out.write("connections_max", static_cast<std::int64_t>(config.connectionsMax));
    out.write("sessions_max", static_cast<std::int64_t>(config.sessionsMax));
    out.write("room_members_max", static_cast<std::int64_t>(config.roomMembersMax));
    out.write("memory_mib_max", static_cast<std::int64_t>(config.memoryMibMax));
    out.writeRate("arrivals", config.perAddress.arrivals);
    out.writeRate("sessions", config.perAddress.sessions, false);
    out.writeRate("meets", config.perAddress.meets);
    out.writeRate("rooms", config.perAddress.rooms);
    out.writeRate("failed_joins", config.perAddress.failedJoins);
    out.writeRate("reports", config.perAddress.reports);
    out.writeRate("messages", config.perSession.messages);
    out.writeRate("body_bytes", config.perSession.bodyBytes);
    out.writeRate("typing", config.perSession.typing);
    out.writeRate("meets", config.perSession.meets);
    out.writeRate("frames", config.perSession.frames);
}

} // namespace

std::string configText(const Config& config)
{
    Writer out(config);
    writeTop(out, config);
    out.begin("operator");
    out.writeText("name", config.operatorCard.name);
    out.writeText("contact", config.operatorCard.contact);
    out.writeText("rules", config.operatorCard.rules);
    out.writeText("country", config.operatorCard.country);
    out.begin("limits");
    writeLimits(out, config);
    return out.text();
}

} // namespace chatmet::server
