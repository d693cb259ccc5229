// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The rules of the server, without sockets, clocks or threads: an event and the time go in, effects come out.

#include "common/base/ByteBudget.h"
#include "common/base/Random.h"
#include "common/protocol/Limits.h"
#include "server/core/EventHandler.h"
#include "server/core/LimitSettings.h"
#include "server/core/ServiceTotals.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace chatmet::server {

/// All texts of the operator together, UTF-8: with them a welcome fits into limits::headerBytesMax.
inline constexpr std::size_t operatorTextBytesMax = 3'800;

/// What the operator set, as far as the rules and the welcome need it.
struct ServiceSettings
{
    std::string operatorName;
    std::string operatorContact;
    std::string operatorRules;
    std::string operatorCountry;
    std::string legalBasis;           ///< why the log is kept for longer than product.md's 30 days
    std::int32_t logRetentionDays{0}; ///< 0: no access log
    bool logTruncated{false};         ///< it keeps the beginnings of addresses only
    std::size_t sessionsMax{0};       ///< 0: limits::sessionsMax
    std::int64_t resumeWindowMs{limits::resumeWindowMs}; ///< 0: a dropped line ends the session
    std::size_t roomMembersMax{0}; ///< 0: limits::roomMembersMax; at most roomMembersMaxMost
    std::size_t budgetBytes{0};    ///< of all sessions, outboxes and streams; 0: 1 GiB
    AddressSettings perAddress{};
    SessionSettings perSession{};
};

/// Totals for the health line, metrics and tests; no series per person.
struct ServiceCounts
{
    std::size_t connections{0};
    std::size_t sessions{0};
    std::size_t away{0}; ///< of the sessions: their line is gone and may be taken up again
    std::size_t waiting{0};
    std::size_t pairs{0};
    std::size_t rooms{0};
    std::size_t streams{0};
    std::size_t erasing{0};     ///< conversations of which something is between the two phases of its end
    std::size_t outboxBytes{0}; ///< reliable frames not yet acknowledged
    std::size_t budgetUsedBytes{0};
    std::size_t addresses{0}; ///< of which something is counted
};

/// As they hold now, zeros replaced.
struct ServiceLimits
{
    std::size_t sessionsMax{0};
    std::size_t budgetBytes{0};
};

/// One thread. Everything it knows of a session dies with the session, of a conversation with the
/// conversation.
class ChatService final : public EventHandler
{
public:
    /// random, outside: live longer. outside: bytes of the same process that the budget counts although
    /// others hold them; null: none. Throws std::length_error where the operator's texts pass
    /// operatorTextBytesMax.
    ChatService(RandomSource& random, ServiceSettings settings, const OutsideBytes* outside = nullptr);
    ~ChatService() override;
    ChatService(const ChatService&) = delete;
    ChatService& operator=(const ChatService&) = delete;

    /// Appends what is to be done, in order, to effects. Never throws for anything a client can send.
    void handle(Event event, const Now& now, Effects& effects) override;

    [[nodiscard]] ServiceCounts counts() const;
    [[nodiscard]] ServiceLimits limits() const;
    /// Stays valid and grows.
    [[nodiscard]] const ServiceTotals& totals() const;

    /// The operator's texts, limits and budget from now on; nobody who is there goes for it. What a session
    /// was told when it was welcomed is kept: resume window, access log, legal basis stay as they were.
    /// Throws as the constructor.
    void reconfigure(ServiceSettings settings);

private:
    friend struct ServiceInspection; ///< tests/simulation: all that is kept, to walk over it and to damage it
    class Rules;
    std::unique_ptr<Rules> m_rules;
};

} // namespace chatmet::server
