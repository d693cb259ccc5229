// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/HoldingRules.h"

#include <algorithm>
#include <string>

namespace chatmet::server {

namespace gone = protocol::gone;

namespace {

/// One row that says that something is there, by its size.
void addSized(const Place& place, std::size_t bytes, std::string_view when)
{
    place.row(when, [bytes](Tally& tally) { tally.size(bytes); });
}

void addWords(const Place& place, std::string_view words, std::string_view when)
{
    place.row(when, [words](Tally& tally) { tally.words(words); });
}

/// Buckets of which something is out: a full one is a number that says nothing.
template <class Buckets> std::size_t bytesOfTaken(const Buckets& buckets, std::int64_t nowMs)
{
    const auto out = std::count_if(buckets.begin(), buckets.end(),
                                   [&](const TokenBucket& one) { return !one.isFull(nowMs); });
    return static_cast<std::size_t>(out) * sizeof(TokenBucket);
}

} // namespace

void HoldingRules::list(HoldingsList& list, const ServiceState& state, const Session& session)
{
    Whose whose;
    whose.connection = session.connection();
    whose.session = session.id();
    whose.conversation = session.pair();
    whose.rooms = &session.rooms();
    whose.untoldSinceMs = session.untoldSinceMs();
    whose.endings = &session.endings();
    whose.formerLines = &session.formerLines();
    whose.token = session.token();
    whose.addressPrefix = session.from().prefix;
    whose.tokenBefore = session.tokenBefore();
    const auto conversation = state.conversations.find(session.pair());
    if (conversation != state.conversations.end())
        whose.conversationSinceMs = conversation->second.sinceMs();
    walk<HoldingRules>({list, whose, {}, session.sinceMs()}, state);
}

/// What its line in the access log says; ServerApp writes it. Nothing of it is in memory for that.
void HoldingRules::accessLog(const Place& place, const ServiceSettings& settings)
{
    if (settings.logRetentionDays <= 0)
        return;
    const std::string when = std::string(gone::afterDays) + std::to_string(settings.logRetentionDays);
    for (const std::string_view column : {"time", "address", "version", "system"})
        addWords(place.named("accessLog").at(column), "on disk", when);
}

void HoldingRules::connections(const Place& place, const decltype(ServiceState::connections)& all)
{
    const auto list = [&](ConnectionId id) {
        const auto own = all.find(id);
        if (own != all.end())
            walk<HoldingRules>(place.named("connection").since(own->second.sinceMs), own->second);
    };
    list(place.whose.connection);
    for (const ConnectionId former : *place.whose.formerLines)
        list(former); // cut, and not gone yet
}

void HoldingRules::sessions(const Place& place, const decltype(ServiceState::sessions)& all)
{
    const auto own = all.find(place.whose.session);
    if (own != all.end())
        walk<HoldingRules>(place.named("session").since(own->second->sinceMs()), *own->second);
}

void HoldingRules::conversations(const Place& place, const decltype(ServiceState::conversations)& all)
{
    const auto list = [&](const ConversationId& id, const std::string& path) {
        const auto own = all.find(id);
        if (own == all.end())
            return;
        Whose whose = place.whose;
        whose.member = own->second.sideOf(whose.session).member;
        walk<HoldingRules>({place.list, whose, path, own->second.sinceMs()}, own->second);
    };
    list(place.whose.conversation, "conversation");
    for (const ConversationId& room : *place.whose.rooms)
        list(room, "room"); // several stand there as one
}

/// Which of all tokens are its own; what is told of a token is its size.
void HoldingRules::tokens(const Place& place, const decltype(ServiceState::tokens)& all)
{
    place.row(gone::withSession, [&](Tally& tally) {
        for (const SessionToken& token : {place.whose.token, place.whose.tokenBefore}) {
            if (all.contains(token))
                tell(tally, token);
        }
    });
}

/// Its own list, and where it stands in those of others: as often, since they go both ways.
void HoldingRules::recentPartners(const Place& place, const decltype(RecentPartners::m_partners)& all)
{
    const auto own = all.find(place.whose.session);
    if (own != all.end())
        addSized(place, own->second.size() * 2 * sizeof(SessionId), gone::withSession);
}

/// Whom it has blocked, and that others have blocked it: random numbers on either side, and copies for the
/// way back.
void HoldingRules::blocks(const Place& place, const decltype(Blocks::m_relations)& all)
{
    const auto own = all.find(place.whose.session);
    if (own == all.end())
        return;
    const std::size_t relations = own->second.blocked.size() + own->second.blockers.size();
    addSized(place, relations * 3 * sizeof(SessionId), gone::withSession);
}

void HoldingRules::ownTickets(const Place& place, const decltype(Tickets::m_owned)& all)
{
    const auto own = all.find(place.whose.session);
    if (own == all.end())
        return;
    std::vector<const Ticket*> these;
    for (const auto& one : own->second)
        these.push_back(&*one);
    walkEach<HoldingRules>(place.named("ticket"), these);
}

/// That others have one about it.
void HoldingRules::othersTickets(const Place& place, const decltype(Tickets::m_others)& all)
{
    const auto about = all.find(place.whose.session);
    if (about != all.end())
        addSized(place.named("ticket.others"), about->second.size() * sizeof(Ticket), gone::withTicket);
}

void HoldingRules::away(const Place& place, const decltype(ServiceState::away)& all)
{
    addSized(place, all.contains(place.whose.session) ? sizeof(SessionId) : 0, gone::withSession);
}

void HoldingRules::searchToGoOn(const Place& place, const decltype(Session::m_searchToGoOn)& topics)
{
    place.row(gone::withSession, [&](Tally& tally) {
        if (topics)
            tell(tally, *topics);
    });
}

void HoldingRules::matchmaker(const Place& place, const Matchmaker& all)
{
    const auto own = all.m_waiting.find(place.whose.session);
    if (own == all.m_waiting.end())
        return;
    Whose whose = place.whose;
    whose.topics = &own->second.topics;
    whose.isOpen = own->second.open;
    whose.isYoung = own->second.young;
    walk<HoldingRules>({place.list, whose, "matchmaker", own->second.sinceMs}, all);
}

void HoldingRules::greeting(const Place& place, const decltype(ServiceState::greeting)& all)
{
    addSized(place, all.contains(place.whose.connection) ? sizeof(ConnectionId) : 0, gone::withLine);
}

void HoldingRules::owing(const Place& place, const decltype(ServiceState::owing)& all)
{
    addSized(place.since(place.whose.untoldSinceMs),
             all.contains(place.whose.session) ? sizeof(SessionId) : 0, gone::onTold);
}

void HoldingRules::overflowed(const Place& place, const decltype(ServiceState::overflowed)& all)
{
    const bool isIn = std::find(all.begin(), all.end(), place.whose.session) != all.end();
    addSized(place.since(place.list.nowMs()), isIn ? sizeof(SessionId) : 0, gone::atOnce);
}

/// Its value is nobody's business but this process's.
void HoldingRules::from(const Place& place, const AddressTags& tags)
{
    addSized(place, tags.address != 0 ? sizeof tags : 0, gone::withSession);
}

void HoldingRules::addressEntries(const Place& place, const decltype(AddressLimits::m_entries)& all)
{
    const auto own = all.find(place.whose.addressPrefix);
    if (own != all.end())
        walk<HoldingRules>(place.named("address"), own->second);
}

void HoldingRules::sessionTaken(const Place& place, const decltype(SessionLimits::m_taken)& taken)
{
    addSized(place, bytesOfTaken(taken, place.list.nowMs()), gone::withSession);
}

void HoldingRules::addressTaken(const Place& place, const decltype(AddressLimits::Entry::taken)& taken)
{
    addSized(place, bytesOfTaken(taken, place.list.nowMs()), gone::whenBack);
}

void HoldingRules::asked(const Place& place, Connection::Asked asked)
{
    switch (asked) {
    case Connection::Asked::Nothing: return;
    case Connection::Asked::Puzzle: return addWords(place, "puzzle", gone::withLine);
    case Connection::Asked::Solved: return addWords(place, "solved", gone::withLine);
    }
}

void HoldingRules::phase(const Place& place, Connection::Phase phase)
{
    switch (phase) {
    case Connection::Phase::Greeting: return addWords(place, "greeting", gone::withLine);
    case Connection::Phase::Welcomed: return addWords(place, "welcomed", gone::withLine);
    case Connection::Phase::Closing: return addWords(place, "closing", gone::withLine);
    case Connection::Phase::Cut: return addWords(place, "cut", gone::withLine);
    }
}

void HoldingRules::ownPair(const Place& place, const ConversationId& id)
{
    place.since(place.whose.conversationSinceMs).row(gone::withConversation, [&](Tally& tally) {
        tell(tally, id);
    });
}

void HoldingRules::ownRooms(const Place& place, const std::vector<ConversationId>& rooms)
{
    place.row(gone::withConversation, [&](Tally& tally) {
        for (const ConversationId& room : rooms)
            tell(tally, room);
    });
}

void HoldingRules::sides(const Place& place, const decltype(Conversation::m_sides)& all)
{
    const bool isRoom = !place.path.starts_with("conversation.");
    for (const Conversation::Side& side : all) {
        if (side.session == place.whose.session)
            walk<HoldingRules>(place.named(isRoom ? "room.own" : "conversation.own").since(side.sinceMs),
                               side);
        else
            walk<PartnerRules>(
                place.named(isRoom ? "room.others" : "conversation.partner").since(side.sinceMs), side);
    }
}

void HoldingRules::entry(const Place& place, const decltype(Conversation::m_entry)& entry)
{
    if (entry)
        walk<HoldingRules>(place, *entry);
}

/// Those that it sends or receives; of others in its room only that they are there.
void HoldingRules::streams(const Place& place, const decltype(PictureRelay::m_streams)& all)
{
    std::vector<const PictureRelay::Stream*> own;
    std::vector<const PictureRelay::Stream*> others;
    for (const PictureRelay::Stream& stream : all)
        (stream.isOf(place.whose.member) ? own : others).push_back(&stream);
    walkEach<HoldingRules>(place, own);
    walkEach<PartnerRules>(place.named("room.pictures.others"), others);
}

/// Whose they were is not known any more, so in a room only that they are there.
void HoldingRules::endedStreams(const Place& place, const decltype(PictureRelay::m_ended)& all)
{
    if (place.path.starts_with("room."))
        Each<PartnerRules>{}(place, all);
    else
        Each<HoldingRules>{}(place, all);
}

void HoldingRules::waiting(const Place& place, const decltype(Matchmaker::m_waiting)& all)
{
    walk<HoldingRules>(place, all.at(place.whose.session));
}

void HoldingRules::byTopic(const Place& place, const decltype(Matchmaker::m_byTopic)& all)
{
    place.row(gone::onMatch, [&](Tally& tally) {
        for (const std::string& topic : *place.whose.topics)
            tally.words(all.find(topic)->first);
    });
}

void HoldingRules::openQueue(const Place& place, const Matchmaker::Queue&)
{
    addSized(place, place.whose.isOpen ? sizeof(SessionId) : 0, gone::onMatch);
}

void HoldingRules::youngQueue(const Place& place, const Matchmaker::Queue&)
{
    addSized(place, place.whose.isYoung ? sizeof(SessionId) : 0, gone::onMatch);
}

void HoldingRules::endings(const Place& place, const decltype(Endings::m_endings)& all)
{
    for (const ConversationId& id : *place.whose.endings) {
        const auto found = all.find(id);
        if (found == all.end())
            continue;
        for (const Ending& ending : found->second) {
            if (std::any_of(ending.sides.begin(), ending.sides.end(),
                            [&](const EndingSide& side) { return side.session == place.whose.session; }))
                walk<HoldingRules>(place.named("ending").since(ending.sinceMs), ending);
        }
    }
}

void HoldingRules::endingSides(const Place& place, const EndingSides& both)
{
    for (const EndingSide& side : both) {
        if (side.session == place.whose.session)
            walk<HoldingRules>(place.named("ending.own"), side);
        else
            walk<EndedPartnerRules>(place.named("ending.partner"), side);
    }
}

} // namespace chatmet::server
