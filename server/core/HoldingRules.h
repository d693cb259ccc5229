// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How each member of each structure of the core is listed: one rule each, or it does not compile.

#include "server/core/HoldingsWalk.h"
#include "server/core/ServiceState.h"

namespace chatmet::server {

/// What is somebody else's: that it is there, and nothing of it.
struct PartnerRules
{
    template <auto Member> static constexpr Sized rule(Of<Member>)
    {
        return {protocol::gone::withConversation};
    }
};

struct EndedPartnerRules
{
    template <auto Member> static constexpr Sized rule(Of<Member>) { return {protocol::gone::onErased}; }
};

/// Functions named for the containers pick what is about this session (HoldingRules.cpp).
struct HoldingRules
{
    /// Every row about the session, in the order of the members.
    static void list(HoldingsList& list, const ServiceState& state, const Session& session);

    // ---- everything there is
    static constexpr auto rule(Of<&ServiceState::random>) { return AboutNobody{"the system's"}; }
    static constexpr auto rule(Of<&ServiceState::settings>) { return &accessLog; }
    static constexpr auto rule(Of<&ServiceState::budget>)
    {
        return AboutNobody{"a total; shares are with their owners"};
    }
    static constexpr auto rule(Of<&ServiceState::connections>) { return &connections; }
    static constexpr auto rule(Of<&ServiceState::sessions>) { return &sessions; }
    static constexpr auto rule(Of<&ServiceState::conversations>) { return &conversations; }
    static constexpr auto rule(Of<&ServiceState::tokens>) { return &tokens; }
    static constexpr auto rule(Of<&ServiceState::recentPartners>) { return Part<HoldingRules>{}; }
    static constexpr auto rule(Of<&ServiceState::blocks>) { return Part<HoldingRules>{}; }
    static constexpr auto rule(Of<&ServiceState::tickets>) { return Part<HoldingRules>{}; }
    static constexpr auto rule(Of<&ServiceState::matchmaker>) { return &matchmaker; }
    static constexpr auto rule(Of<&ServiceState::endings>) { return Part<HoldingRules>{}; }
    static constexpr auto rule(Of<&ServiceState::addresses>) { return Part<HoldingRules>{}; }
    static constexpr auto rule(Of<&ServiceState::puzzles>) { return Part<HoldingRules>{}; }
    static constexpr auto rule(Of<&ServiceState::greeting>) { return &greeting; }
    static constexpr auto rule(Of<&ServiceState::away>) { return &away; }
    static constexpr auto rule(Of<&ServiceState::owing>) { return &owing; }
    static constexpr auto rule(Of<&ServiceState::overflowed>) { return &overflowed; }
    static constexpr auto rule(Of<&ServiceState::drainUntilMs>)
    {
        return AboutNobody{"of the server as a whole"};
    }
    static constexpr auto rule(Of<&ServiceState::announcement>)
    {
        return AboutNobody{"the operator's words"};
    }
    static constexpr auto rule(Of<&ServiceState::totals>) { return AboutNobody{"totals since the start"}; }
    static constexpr auto rule(Of<&ServiceState::now>) { return AboutNobody{"the time"}; }
    static constexpr auto rule(Of<&ServiceState::effects>) { return AboutNobody{"this very answer"}; }

    static constexpr auto rule(Of<&Connection::phase>) { return &phase; }
    static constexpr auto rule(Of<&Connection::sinceMs>) { return Moment{protocol::gone::withLine}; }
    static constexpr auto rule(Of<&Connection::helloUntilMs>) { return Sized{protocol::gone::withLine}; }
    static constexpr auto rule(Of<&Connection::asked>) { return &asked; }
    static constexpr auto rule(Of<&Connection::from>) { return &from; }
    static constexpr auto rule(Of<&Connection::session>) { return Told{protocol::gone::withSession}; }
    static constexpr auto rule(Of<&Connection::erasing>) { return Sized{protocol::gone::onErased}; }

    // ---- a session and what it has still to be told
    static constexpr auto rule(Of<&Session::m_id>) { return Told{protocol::gone::withSession}; }
    static constexpr auto rule(Of<&Session::m_connection>) { return Told{protocol::gone::withSession}; }
    static constexpr auto rule(Of<&Session::m_username>) { return Told{protocol::gone::withSession}; }
    static constexpr auto rule(Of<&Session::m_charge>) { return Told{protocol::gone::withSession}; }
    static constexpr auto rule(Of<&Session::m_outbox>) { return Part<HoldingRules>{}; }
    static constexpr auto rule(Of<&Session::m_pair>) { return &ownPair; }
    static constexpr auto rule(Of<&Session::m_rooms>) { return &ownRooms; }
    static constexpr auto rule(Of<&Session::m_lastTaken>) { return Told{protocol::gone::withSession}; }
    static constexpr auto rule(Of<&Session::m_untold>) { return Told{protocol::gone::onTold}; }
    static constexpr auto rule(Of<&Session::m_untoldSinceMs>) { return Moment{protocol::gone::withSession}; }
    static constexpr auto rule(Of<&Session::m_sinceMs>) { return Moment{protocol::gone::withSession}; }
    static constexpr auto rule(Of<&Session::m_holdingsToldMs>) { return Moment{protocol::gone::withSession}; }

    static constexpr auto rule(Of<&Session::m_awaySinceMs>) { return Moment{protocol::gone::withSession}; }
    static constexpr auto rule(Of<&Session::m_from>) { return &from; }
    static constexpr auto rule(Of<&Session::m_toldOnline>) { return Told{protocol::gone::withSession}; }
    static constexpr auto rule(Of<&Session::m_formerLines>) { return Sized{protocol::gone::onErased}; }
    static constexpr auto rule(Of<&Session::m_endings>) { return Sized{protocol::gone::onErased}; }
    static constexpr auto rule(Of<&Session::m_token>) { return Told{protocol::gone::withSession}; }
    static constexpr auto rule(Of<&Session::m_tokenBefore>) { return Told{protocol::gone::atOnce}; }
    static constexpr auto rule(Of<&Session::m_searchToGoOn>) { return &searchToGoOn; }

    static constexpr auto rule(Of<&Session::m_limits>) { return Part<HoldingRules>{}; }
    static constexpr auto rule(Of<&SessionLimits::m_taken>) { return &sessionTaken; }

    static constexpr auto rule(Of<&Outbox::m_budget>) { return AboutNobody{"a way to the total"}; }
    static constexpr auto rule(Of<&Outbox::m_frames>) { return Each<HoldingRules>{}; }
    static constexpr auto rule(Of<&Outbox::m_lastSequence>) { return Told{protocol::gone::withSession}; }
    static constexpr auto rule(Of<&Outbox::m_acknowledged>) { return Told{protocol::gone::withSession}; }
    static constexpr auto rule(Of<&Outbox::m_bytes>) { return Told{protocol::gone::onAcknowledged}; }
    static constexpr auto rule(Of<&Outbox::Kept::sequence>) { return Told{protocol::gone::onAcknowledged}; }
    static constexpr auto rule(Of<&Outbox::Kept::conversation>)
    {
        return Told{protocol::gone::onAcknowledged};
    }
    static constexpr auto rule(Of<&Outbox::Kept::author>) { return Sized{protocol::gone::onAcknowledged}; }
    static constexpr auto rule(Of<&Outbox::Kept::kind>) { return Sized{protocol::gone::onAcknowledged}; }
    static constexpr auto rule(Of<&Outbox::Kept::body>) { return Told{protocol::gone::onAcknowledged}; }
    static constexpr auto rule(Of<&Outbox::Kept::charge>) { return Told{protocol::gone::onAcknowledged}; }
    static constexpr auto rule(Of<&Outbox::Kept::message>) { return Told{protocol::gone::onAcknowledged}; }
    static constexpr auto rule(Of<&Outbox::Kept::sinceMs>) { return Moment{protocol::gone::onAcknowledged}; }

    // ---- a pair, rooms
    static constexpr auto rule(Of<&Conversation::m_id>) { return Told{protocol::gone::withConversation}; }
    static constexpr auto rule(Of<&Conversation::m_sides>) { return &sides; }
    static constexpr auto rule(Of<&Conversation::m_entry>) { return &entry; }
    static constexpr auto rule(Of<&Conversation::Entry::admission>)
    {
        return Sized{protocol::gone::withConversation};
    }
    static constexpr auto rule(Of<&Conversation::Entry::locked>)
    {
        return Told{protocol::gone::withConversation};
    }
    static constexpr auto rule(Of<&Conversation::m_lastNumber>)
    {
        return Told{protocol::gone::withConversation};
    }
    static constexpr auto rule(Of<&Conversation::m_pictures>) { return Part<HoldingRules>{}; }
    static constexpr auto rule(Of<&Conversation::m_sinceMs>)
    {
        return Moment{protocol::gone::withConversation};
    }
    static constexpr auto rule(Of<&Conversation::Side::session>)
    {
        return Told{protocol::gone::withConversation};
    }
    static constexpr auto rule(Of<&Conversation::Side::member>)
    {
        return Told{protocol::gone::withConversation};
    }
    static constexpr auto rule(Of<&Conversation::Side::lastSenderNumber>)
    {
        return Told{protocol::gone::withConversation};
    }
    static constexpr auto rule(Of<&Conversation::Side::keySteps>)
    {
        return Told{protocol::gone::withConversation};
    }
    static constexpr auto rule(Of<&Conversation::Side::package>)
    {
        return Told{protocol::gone::withConversation};
    }
    static constexpr auto rule(Of<&Conversation::Side::charge>)
    {
        return Told{protocol::gone::withConversation};
    }
    static constexpr auto rule(Of<&Conversation::Side::sinceMs>)
    {
        return Moment{protocol::gone::withConversation};
    }

    static constexpr auto rule(Of<&PictureRelay::m_streams>) { return &streams; }
    static constexpr auto rule(Of<&PictureRelay::m_ended>) { return &endedStreams; }
    static constexpr auto rule(Of<&PictureRelay::Stream::id>) { return Told{protocol::gone::withPicture}; }
    static constexpr auto rule(Of<&PictureRelay::Stream::sender>)
    {
        return Told{protocol::gone::withPicture};
    }
    static constexpr auto rule(Of<&PictureRelay::Stream::receiver>)
    {
        return Told{protocol::gone::withPicture};
    }
    static constexpr auto rule(Of<&PictureRelay::Stream::bytesCount>)
    {
        return Told{protocol::gone::withPicture};
    }
    static constexpr auto rule(Of<&PictureRelay::Stream::chunksCount>)
    {
        return Told{protocol::gone::withPicture};
    }
    static constexpr auto rule(Of<&PictureRelay::Stream::relayed>)
    {
        return Told{protocol::gone::withPicture};
    }
    static constexpr auto rule(Of<&PictureRelay::Stream::received>)
    {
        return Told{protocol::gone::withPicture};
    }
    static constexpr auto rule(Of<&PictureRelay::Stream::allowed>)
    {
        return Told{protocol::gone::withPicture};
    }
    static constexpr auto rule(Of<&PictureRelay::Stream::halted>)
    {
        return Told{protocol::gone::withPicture};
    }
    static constexpr auto rule(Of<&PictureRelay::Stream::resumed>)
    {
        return Told{protocol::gone::withPicture};
    }
    static constexpr auto rule(Of<&PictureRelay::Stream::charge>)
    {
        return Told{protocol::gone::withPicture};
    }
    static constexpr auto rule(Of<&PictureRelay::Stream::sinceMs>)
    {
        return Moment{protocol::gone::withPicture};
    }
    static constexpr auto rule(Of<&PictureRelay::EndedStream::id>)
    {
        return Told{protocol::gone::withConversation};
    }
    static constexpr auto rule(Of<&PictureRelay::EndedStream::sinceMs>)
    {
        return Moment{protocol::gone::withConversation};
    }

    // ---- a search
    static constexpr auto rule(Of<&RecentPartners::m_partners>) { return &recentPartners; }
    static constexpr auto rule(Of<&Blocks::m_relations>) { return &blocks; }
    static constexpr auto rule(Of<&Matchmaker::m_recentPartners>) { return AboutNobody{"a way to them"}; }
    static constexpr auto rule(Of<&Matchmaker::m_blocks>) { return AboutNobody{"a way to them"}; }
    static constexpr auto rule(Of<&Matchmaker::m_waiting>) { return &waiting; }
    static constexpr auto rule(Of<&Matchmaker::m_byTopic>) { return &byTopic; }
    static constexpr auto rule(Of<&Matchmaker::m_open>) { return &openQueue; }
    static constexpr auto rule(Of<&Matchmaker::m_young>) { return &youngQueue; }
    static constexpr auto rule(Of<&Matchmaker::m_arrivals>) { return AboutNobody{"a total"}; }
    static constexpr auto rule(Of<&Matchmaker::m_steps>) { return AboutNobody{"a total"}; }
    static constexpr auto rule(Of<&Matchmaker::Waiting::arrival>) { return Sized{protocol::gone::onMatch}; }
    static constexpr auto rule(Of<&Matchmaker::Waiting::sinceMs>) { return Moment{protocol::gone::onMatch}; }
    static constexpr auto rule(Of<&Matchmaker::Waiting::open>) { return Told{protocol::gone::onMatch}; }
    static constexpr auto rule(Of<&Matchmaker::Waiting::young>) { return Told{protocol::gone::onMatch}; }
    static constexpr auto rule(Of<&Matchmaker::Waiting::place>) { return Sized{protocol::gone::onMatch}; }
    static constexpr auto rule(Of<&Matchmaker::Waiting::agePlace>) { return Sized{protocol::gone::onMatch}; }
    static constexpr auto rule(Of<&Matchmaker::Waiting::topics>) { return Told{protocol::gone::onMatch}; }
    static constexpr auto rule(Of<&Matchmaker::Waiting::topicPlaces>)
    {
        return Sized{protocol::gone::onMatch};
    }

    // ---- after an end
    static constexpr auto rule(Of<&Tickets::m_byAge>) { return AboutNobody{"they are listed by owner"}; }
    static constexpr auto rule(Of<&Tickets::m_owned>) { return &ownTickets; }
    static constexpr auto rule(Of<&Tickets::m_others>) { return &othersTickets; }
    static constexpr auto rule(Of<&Ticket::owner>) { return Told{protocol::gone::withTicket}; }
    static constexpr auto rule(Of<&Ticket::conversation>) { return Told{protocol::gone::withTicket}; }
    static constexpr auto rule(Of<&Ticket::member>) { return Sized{protocol::gone::withTicket}; }
    static constexpr auto rule(Of<&Ticket::other>) { return Told{protocol::gone::withTicket}; }
    static constexpr auto rule(Of<&Ticket::otherNumber>) { return Sized{protocol::gone::withTicket}; }
    static constexpr auto rule(Of<&Ticket::otherTag>) { return Sized{protocol::gone::withTicket}; }
    static constexpr auto rule(Of<&Ticket::sinceMs>) { return Moment{protocol::gone::withTicket}; }
    static constexpr auto rule(Of<&Ticket::reported>) { return Told{protocol::gone::withTicket}; }
    static constexpr auto rule(Of<&Ticket::blocked>) { return Told{protocol::gone::withTicket}; }

    // ---- what was counted of its address, with everybody else's who is behind it
    static constexpr auto rule(Of<&Puzzles::m_key>) { return AboutNobody{"of the server as a whole"}; }
    static constexpr auto rule(Of<&AddressLimits::m_settings>) { return AboutNobody{"limits"}; }
    static constexpr auto rule(Of<&AddressLimits::m_entries>) { return &addressEntries; }
    static constexpr auto rule(Of<&AddressLimits::m_swept>) { return AboutNobody{"a place in the table"}; }
    static constexpr auto rule(Of<&AddressLimits::Entry::taken>) { return &addressTaken; }
    static constexpr auto rule(Of<&AddressLimits::Entry::sessions>) { return Told{protocol::gone::whenBack}; }
    static constexpr auto rule(Of<&AddressLimits::Entry::strikes>) { return Sized{protocol::gone::whenBack}; }

    // ---- an end that is not confirmed yet
    static constexpr auto rule(Of<&Endings::m_endings>) { return &endings; }
    static constexpr auto rule(Of<&Ending::leaver>) { return Told{protocol::gone::onErased}; }
    static constexpr auto rule(Of<&Ending::reasonForOthers>) { return Told{protocol::gone::onErased}; }
    static constexpr auto rule(Of<&Ending::sides>) { return &endingSides; }
    static constexpr auto rule(Of<&Ending::unconfirmed>) { return Sized{protocol::gone::onErased}; }
    static constexpr auto rule(Of<&Ending::sinceMs>) { return Moment{protocol::gone::onErased}; }
    static constexpr auto rule(Of<&EndingSide::session>) { return Told{protocol::gone::onErased}; }
    static constexpr auto rule(Of<&EndingSide::reason>) { return Told{protocol::gone::onErased}; }

private:
    static void accessLog(const Place& place, const ServiceSettings& settings);
    static void connections(const Place& place, const decltype(ServiceState::connections)& all);
    static void sessions(const Place& place, const decltype(ServiceState::sessions)& all);
    static void conversations(const Place& place, const decltype(ServiceState::conversations)& all);
    static void tokens(const Place& place, const decltype(ServiceState::tokens)& all);
    static void recentPartners(const Place& place, const decltype(RecentPartners::m_partners)& all);
    static void blocks(const Place& place, const decltype(Blocks::m_relations)& all);
    static void ownTickets(const Place& place, const decltype(Tickets::m_owned)& all);
    static void othersTickets(const Place& place, const decltype(Tickets::m_others)& all);
    static void away(const Place& place, const decltype(ServiceState::away)& all);
    static void searchToGoOn(const Place& place, const decltype(Session::m_searchToGoOn)& topics);
    static void matchmaker(const Place& place, const Matchmaker& all);
    static void greeting(const Place& place, const decltype(ServiceState::greeting)& all);
    static void owing(const Place& place, const decltype(ServiceState::owing)& all);
    static void overflowed(const Place& place, const decltype(ServiceState::overflowed)& all);
    static void sessionTaken(const Place& place, const decltype(SessionLimits::m_taken)& taken);
    static void addressTaken(const Place& place, const decltype(AddressLimits::Entry::taken)& taken);
    static void asked(const Place& place, Connection::Asked asked);
    static void addressEntries(const Place& place, const decltype(AddressLimits::m_entries)& all);
    static void from(const Place& place, const AddressTags& tags);
    static void phase(const Place& place, Connection::Phase phase);
    static void ownPair(const Place& place, const ConversationId& id);
    static void ownRooms(const Place& place, const std::vector<ConversationId>& rooms);
    static void sides(const Place& place, const decltype(Conversation::m_sides)& all);
    static void entry(const Place& place, const decltype(Conversation::m_entry)& entry);
    static void streams(const Place& place, const decltype(PictureRelay::m_streams)& all);
    static void endedStreams(const Place& place, const decltype(PictureRelay::m_ended)& all);
    static void waiting(const Place& place, const decltype(Matchmaker::m_waiting)& all);
    static void byTopic(const Place& place, const decltype(Matchmaker::m_byTopic)& all);
    static void openQueue(const Place& place, const Matchmaker::Queue& all);
    static void youngQueue(const Place& place, const Matchmaker::Queue& all);
    static void endings(const Place& place, const decltype(Endings::m_endings)& all);
    static void endingSides(const Place& place, const EndingSides& both);
};

} // namespace chatmet::server
