// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What systemd and programs like it are told, and what they give: sd_notify(3), sd_listen_fds(3), a journal.
// The protocols are written here and not taken from libsystemd, which its makers advise as well: they are a
// datagram and two variables, and a library would bring its own dependencies into this process. Differs by
// system; where there is no such thing, nothing is told and nothing given.

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace chatmet::server {

class ServiceManager
{
public:
    /// Takes what it reads out of the environment, so that no child could mistake it for its own. Before any
    /// thread is started.
    ServiceManager();

    /// Serves from now on.
    void ready() const;
    /// Reads its settings again; ready() follows.
    void reloading() const;
    void stopping() const;
    /// One line for "systemctl status"; totals, nothing of a person.
    void status(const std::string& words) const;
    /// Not stuck. To be said more often than watchdog() says.
    void alive() const;
    /// None: nobody waits for alive().
    [[nodiscard]] std::optional<std::chrono::microseconds> watchdog() const { return m_watchdog; }

    /// A socket that listens already: a descriptor of it for each of so many holders, who close them. Empty
    /// where there is none, or several, or the system has no descriptors left.
    [[nodiscard]] std::vector<int> takeListeningSocket(std::size_t holders);
    /// More sockets were given than the one that is taken.
    [[nodiscard]] bool hasTooManySockets() const { return m_sockets > 1; }
    /// Standard error is read by the journal, which understands priorities.
    [[nodiscard]] bool hasJournal() const { return m_journal; }
    /// Standard output is.
    [[nodiscard]] bool hasJournalOfOutput() const { return m_journalOfOutput; }

private:
    void tell(const std::string& words) const;

    std::string m_address; ///< of the datagram socket; empty: nobody listens
    std::optional<std::chrono::microseconds> m_watchdog;
    int m_sockets{0};
    bool m_journal{false};
    bool m_journalOfOutput{false};
};

} // namespace chatmet::server
