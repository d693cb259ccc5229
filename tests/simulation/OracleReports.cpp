// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the oracle knows of reports and blocks: tickets, who is not to be met, strikes.
#include "common/protocol/Limits.h"
#include "tests/simulation/Oracle.h"

#include <algorithm>
#include <utility>

namespace chatmet::simulation {

using namespace server;
using protocol::EndReason;

// ---- tickets

void Oracle::issueTicket(const SessionId& owner, const ConversationId& conversation, const MemberId& member,
                         const SessionId& other)
{
    auto& owned = m_tickets[owner];
    const WhoseTag whose{other, session(other)->prefix};
    owned.push_back({conversation, member, other, whose, m_ground.clock.nowMs()});
    if (owned.size() > limits::ticketsPerSessionMax)
        owned.pop_front();
}

OracleTicket* Oracle::ticket(const SessionId& owner, const ConversationId& conversation)
{
    const auto owned = m_tickets.find(owner);
    if (owned == m_tickets.end())
        return nullptr;
    const auto found = std::find_if(owned->second.begin(), owned->second.end(), [&](const OracleTicket& one) {
        return one.conversation == conversation;
    });
    return found == owned->second.end() ? nullptr : &*found;
}

std::uint32_t Oracle::ticketLeftMs(const SessionId& owner, const ConversationId& conversation)
{
    const OracleTicket* one = ticket(owner, conversation);
    if (one == nullptr)
        return 0;
    const std::int64_t leftMs = one->sinceMs + limits::ticketMs - m_ground.clock.nowMs();
    return static_cast<std::uint32_t>(std::max<std::int64_t>(leftMs, 0));
}

void Oracle::dropTickets(const std::function<bool(const SessionId&, const OracleTicket&)>& isOver)
{
    for (auto& [owner, owned] : m_tickets)
        std::erase_if(owned, [&](const OracleTicket& one) { return isOver(owner, one); });
    std::erase_if(m_tickets, [](const auto& entry) { return entry.second.empty(); });
}

void Oracle::expireTickets()
{
    dropTickets([&](const SessionId&, const OracleTicket& one) {
        return m_ground.clock.nowMs() - one.sinceMs >= limits::ticketMs;
    });
}

/// The session ends: its tickets, its blocks and those of it go with it.
void Oracle::forgetReports(const SessionId& id)
{
    m_tickets.erase(id);
    for (auto& [owner, owned] : m_tickets) {
        for (OracleTicket& one : owned)
            one.other = one.other == id ? SessionId{} : one.other;
    }
    std::erase_if(m_blocks, [&](const auto& one) { return one.first == id || one.second == id; });
}

// ---- what clients ask for

void Oracle::asked(const SessionId& id, const protocol::Report& wish, const Refusal& refusal)
{
    if (const auto about = saidOf(id, wish.conversation, wish.member, &OracleTicket::reported, refusal)) {
        strike(about->whose, session(id)->prefix);
        owe(id, protocol::Reported{wish.conversation, wish.member}, "who reports is told so");
        m_ground.count("reports");
    }
}

void Oracle::asked(const SessionId& id, const protocol::Block& wish, const Refusal& refusal)
{
    if (const auto about = saidOf(id, wish.conversation, wish.member, &OracleTicket::blocked, refusal)) {
        if (!about->session.isNull())
            m_blocks.emplace(id, about->session);
        owe(id, protocol::Blocked{wish.conversation, wish.member}, "who blocks is told so");
        m_ground.count("blocks");
    }
}

/// About whom; nothing where it is refused, as it should be. Ends the pair that it is about.
std::optional<Oracle::About> Oracle::saidOf(const SessionId& id, const ConversationId& conversationId,
                                            const MemberId& member, bool OracleTicket::*said,
                                            const Refusal& refusal)
{
    const Conversation* in = conversation(conversationId);
    const auto* other = in == nullptr || in->member(id) == nullptr ? nullptr : in->member(member);
    const bool isOther = other != nullptr && other->session != id;
    if (in != nullptr && in->isRoom && in->member(id) != nullptr) {
        if (!isTaken(isOther ? Errc::Ok : Errc::MemberUnknown, refusal, id))
            return std::nullopt;
        return About{other->session, {other->session, session(other->session)->prefix}};
    }
    if (isOther && !(refusal && refusal->code == Errc::RateLimited))
        endPair(conversationId, id, EndReason::Left);
    OracleTicket* found = ticket(id, conversationId);
    const Errc should = found == nullptr || found->member != member ? Errc::MemberUnknown
                        : found->*said                              ? Errc::SaidBefore
                                                                    : Errc::Ok;
    if (!isTaken(should, refusal, id))
        return std::nullopt;
    found->*said = true;
    const About about{found->other, found->whose};
    dropTickets([&](const SessionId& owner, const OracleTicket& one) {
        return owner == id && one.conversation == conversationId && one.reported && one.blocked;
    });
    return about;
}

bool Oracle::isBlocked(const SessionId& one, const SessionId& other) const
{
    return m_blocks.contains({one, other}) || m_blocks.contains({other, one});
}

/// One for each reporter's prefix and reported session, for an hour; eight at most.
void Oracle::strike(const WhoseTag& whose, std::uint64_t byPrefix)
{
    if (whose.prefix == 0)
        return;
    auto& strikes = m_strikes[whose.prefix];
    std::erase_if(strikes, [&](const Strike& one) { return one.untilMs <= m_ground.clock.nowMs(); });
    if (std::any_of(strikes.begin(), strikes.end(), [&](const Strike& one) {
            return one.reported == whose.session && one.byPrefix == byPrefix;
        }))
        return;
    if (strikes.size() == limits::strikesMax)
        strikes.erase(strikes.begin());
    strikes.push_back({whose.session, byPrefix, m_ground.clock.nowMs() + limits::strikeMs});
    m_ground.count("strikes");
}

bool Oracle::isStruck(std::uint64_t prefix) const
{
    const auto found = m_strikes.find(prefix);
    return found != m_strikes.end() &&
           std::any_of(found->second.begin(), found->second.end(),
                       [&](const Strike& one) { return one.untilMs > m_ground.clock.nowMs(); });
}

void Oracle::compareReports(const ServiceState& state) const
{
    std::size_t tickets = 0;
    for (const auto& [owner, owned] : m_tickets) {
        require(state.tickets.countBy(owner) == owned.size(), "who may still report and block whom");
        tickets += owned.size();
    }
    require(state.tickets.size() == tickets, "the tickets are those that should be there");
    std::set<SessionId> related;
    for (const auto& [blocker, blocked] : m_blocks) {
        require(state.blocks.isBetween(blocker, blocked), "who is blocked stays so while both live");
        related.insert(blocker);
        related.insert(blocked);
    }
    require(state.blocks.size() == related.size(), "a block goes with either session");
    for (const auto& [prefix, strikes] : m_strikes) {
        const auto live = std::count_if(strikes.begin(), strikes.end(), [&](const Strike& one) {
            return one.untilMs > m_ground.clock.nowMs();
        });
        require(state.addresses.strikes(prefix, m_ground.clock.nowMs()) == static_cast<std::size_t>(live),
                "one strike for each reporter's prefix and reported session");
    }
}

} // namespace chatmet::simulation
