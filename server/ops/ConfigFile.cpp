// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that includes toml++, which takes long to compile.
#include "server/ops/ConfigFile.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <map>
#include <string>

// clang-format off
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
// toml++ 3.3 asserts, or lets the compiler assume, that a key begins behind "[" before it looks whether one does: "[!]"
// ended a debug build. Without the assertion its own check answers, and with NDEBUG it would be an assumption again.
#define TOML_ASSERT(expr) static_cast<void>(0)
#pragma push_macro("NDEBUG")
#undef NDEBUG
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")
// clang-format on

namespace chatmet::server {

namespace {

using Setter = std::function<Complaint(const toml::node&)>;
using Setters = std::map<std::string, Setter>;

Setter text(std::function<Complaint(const std::string&)> take)
{
    return [take = std::move(take)](const toml::node& node) -> Complaint {
        const auto value = node.value_exact<std::string>();
        return value ? take(*value) : Complaint("must be a text in quotes");
    };
}

Setter text(std::string& into)
{
    return text([&into](const std::string& value) -> Complaint {
        into = value;
        return std::nullopt;
    });
}

Setter endpoint(std::string& address, std::uint16_t& port)
{
    return text([&address, &port](const std::string& value) -> Complaint {
        const Complaint complaint = setEndpoint(address, port, value);
        return complaint ? "\"" + value + "\" " + *complaint : complaint;
    });
}

Setter cardField(std::string& into, CardLines lines = CardLines::One)
{
    return text([&into, lines](const std::string& value) { return setCardField(into, value, lines); });
}

Setter yesOrNo(bool& into)
{
    return [&into](const toml::node& node) -> Complaint {
        const auto value = node.value_exact<bool>();
        into = value.value_or(into);
        return value ? std::nullopt : Complaint("must be true or false");
    };
}

Setter number(std::function<Complaint(std::int64_t)> take)
{
    return [take = std::move(take)](const toml::node& node) -> Complaint {
        const auto value = node.value_exact<std::int64_t>();
        return value ? take(*value) : Complaint("must be a whole number");
    };
}

Setter count(std::size_t& into)
{
    return number([&into](std::int64_t value) -> Complaint {
        if (value < 0 || value > 1'000'000'000) {
            return "must be 0 (the default) or more";
        }
        into = static_cast<std::size_t>(value);
        return std::nullopt;
    });
}

std::string at(const std::string& name, const toml::source_region& place)
{
    return name + ":" + std::to_string(place.begin.line) + ": ";
}

/// What the setters of one file share.
struct File
{
    std::string name; ///< in complaints
    std::map<std::string, std::string>& sources;
};

Complaint applyTable(const toml::table& table, const Setters& setters, const File& file,
                     const std::string& prefix)
{
    std::map<std::string, bool> seen;
    for (const auto& [key, node] : table) {
        std::string spelt(key.str());
        const std::string shown = "\"" + prefix + spelt + "\"";
        std::replace(spelt.begin(), spelt.end(), '-', '_');
        const auto setter = setters.find(spelt);
        if (setter == setters.end()) {
            return at(file.name, key.source()) + "unknown key " + shown;
        }
        if (std::exchange(seen[spelt], true)) {
            return at(file.name, key.source()) + shown + " is set twice";
        }
        if (const Complaint complaint = setter->second(node)) {
            // A table's own complaint names its line already.
            return node.is_table() && complaint->starts_with(file.name + ":")
                       ? complaint
                       : at(file.name, node.source()) + shown + " " + *complaint;
        }
        file.sources[prefix + spelt] = file.name + ":" + std::to_string(node.source().begin.line);
    }
    return std::nullopt;
}

Setter table(Setters setters, const File& file, const std::string& prefix)
{
    return [setters = std::move(setters), file, prefix](const toml::node& node) -> Complaint {
        const toml::table* inner = node.as_table();
        return inner != nullptr ? applyTable(*inner, setters, file, prefix) : Complaint("must be a table");
    };
}

Setter tokens(std::uint32_t& into)
{
    return number([&into](std::int64_t value) -> Complaint {
        if (value < 0 || value > 1'000'000'000) {
            return "must be 0 to 1000000000";
        }
        into = static_cast<std::uint32_t>(value);
        return std::nullopt;
    });
}

/// A table of numbers, of which those that are not given stay; then what of them must not be.
Setter rate(Setters numbers, const File& file, const std::string& prefix, std::function<Complaint()> check)
{
    return
        [inner = table(std::move(numbers), file, prefix), check = std::move(check)](const toml::node& node) {
            const Complaint complaint = inner(node);
            return complaint ? complaint : check();
        };
}

Setter addressRate(AddressRate& into, const File& file, const std::string& what)
{
    return rate({{"puzzle_from", tokens(into.puzzleFrom)},
                 {"refuse_from", tokens(into.refuseFrom)},
                 {"per_minute", tokens(into.perMinute)}},
                file, "limits." + what + "_per_address.", [&into]() -> Complaint {
                    return into.refuseFrom > 0 && into.perMinute == 0
                               ? Complaint("needs per_minute: what was taken has to come back")
                               : std::nullopt;
                });
}

Setter addressCount(AddressRate& into, const File& file, const std::string& what)
{
    return table({{"puzzle_from", tokens(into.puzzleFrom)}, {"refuse_from", tokens(into.refuseFrom)}}, file,
                 "limits." + what + "_per_address.");
}

Setter sessionRate(SessionRate& into, const File& file, const std::string& what)
{
    return rate({{"burst", tokens(into.burst)}, {"per_minute", tokens(into.perMinute)}}, file,
                "limits." + what + "_per_session.", [&into]() -> Complaint {
                    return into.burst > 0 && into.perMinute == 0
                               ? Complaint("needs per_minute: what was taken has to come back")
                               : std::nullopt;
                });
}

Complaint setProxyPeers(Config& config, const toml::node& node)
{
    const toml::array* texts = node.as_array();
    if (texts == nullptr) {
        return "must be a list of addresses in quotes";
    }
    config.proxyPeers.clear();
    for (const toml::node& one : *texts) {
        const auto text = one.value_exact<std::string>();
        const auto block = text ? AddressBlock::parse(*text) : std::nullopt;
        if (!block) {
            return "must be a list of addresses or blocks in quotes, such as \"10.0.0.0/8\"";
        }
        config.proxyPeers.push_back(*block);
    }
    return std::nullopt;
}

Setters allSetters(Config& config, const File& file)
{
    OperatorCard& card = config.operatorCard;
    AddressSettings& perAddress = config.perAddress;
    SessionSettings& perSession = config.perSession;
    Setters setters;
    setters["listen"] = endpoint(config.listenAddress, config.listenPort);
    setters["metrics"] = endpoint(config.metricsAddress, config.metricsPort);
    setters["control"] = text(config.controlPath);
    setters["bans_file"] = text(config.bansFile);
    setters["certificate"] = text(config.certificateFile);
    setters["key"] = text(config.keyFile);
    setters["access_log"] = text(config.accessLogDirectory);
    setters["proxy_peers"] = [&config](const toml::node& node) { return setProxyPeers(config, node); };
    setters["threads"] = number([&config](std::int64_t threads) { return setThreads(config, threads); });
    setters["resume_window"] =
        number([&config](std::int64_t seconds) { return setResumeWindow(config, seconds); });
    setters["drain_window"] =
        number([&config](std::int64_t seconds) { return setDrainWindow(config, seconds); });
    setters["retention_days"] =
        number([&config](std::int64_t days) { return setRetentionDays(config, days); });
    setters["legal_basis"] = cardField(config.legalBasis);
    setters["truncate_addresses"] = yesOrNo(config.truncateAddresses);
    setters["operator"] = table({{"name", cardField(card.name)},
                                 {"contact", cardField(card.contact)},
                                 {"rules", cardField(card.rules, CardLines::Several)},
                                 {"country", cardField(card.country)}},
                                file, "operator.");
    setters["limits"] =
        table({{"connections_max", count(config.connectionsMax)},
               {"sessions_max", count(config.sessionsMax)},
               {"room_members_max",
                number([&config](std::int64_t members) { return setRoomMembersMax(config, members); })},
               {"memory_mib_max", count(config.memoryMibMax)},
               {"arrivals_per_address", addressRate(perAddress.arrivals, file, "arrivals")},
               {"sessions_per_address", addressCount(perAddress.sessions, file, "sessions")},
               {"meets_per_address", addressRate(perAddress.meets, file, "meets")},
               {"rooms_per_address", addressRate(perAddress.rooms, file, "rooms")},
               {"failed_joins_per_address", addressRate(perAddress.failedJoins, file, "failed_joins")},
               {"reports_per_address", addressRate(perAddress.reports, file, "reports")},
               {"messages_per_session", sessionRate(perSession.messages, file, "messages")},
               {"body_bytes_per_session", sessionRate(perSession.bodyBytes, file, "body_bytes")},
               {"typing_per_session", sessionRate(perSession.typing, file, "typing")},
               {"meets_per_session", sessionRate(perSession.meets, file, "meets")},
               {"frames_per_session", sessionRate(perSession.frames, file, "frames")}},
              file, "limits.");
    return setters;
}

} // namespace

Complaint applyConfigFile(Config& config, const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string content;
    std::array<char, 4096> piece;
    while (file.read(piece.data(), piece.size()), file.gcount() > 0) {
        content.append(piece.data(), static_cast<std::size_t>(file.gcount()));
    }
    if (!file.is_open() || file.bad()) {
        return path + ": can't be read";
    }
    return applyConfigText(config, content, path);
}

Complaint applyConfigText(Config& config, const std::string& text, const std::string& name)
{
    const toml::parse_result parsed = toml::parse(text);
    if (!parsed) {
        return at(name, parsed.error().source()) + std::string(parsed.error().description());
    }
    const toml::table& settings = parsed.table();
    const File file{name, config.sources};
    if (const Complaint complaint = applyTable(settings, allSetters(config, file), file, "")) {
        return complaint;
    }
    const Complaint retention = checkRetention(config);
    const toml::node* days = settings.get("retention_days");
    days = days == nullptr ? settings.get("retention-days") : days;
    // What the command line says instead is asked for again when it is known.
    return retention && days != nullptr ? at(name, days->source()) + "\"retention_days\" " + *retention
                                        : Complaint();
}

} // namespace chatmet::server
