// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which servers there are to choose from, and which key each has to have, by whose word: the settings', the
// command line's, the packager's, an opened link's or the person's.

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

namespace chatmet::client {

struct CommandLine;
struct KnownServer;

/// Servers are named by their URL, as serverUrl() makes it, and keys by the SHA-256 of them, 64 hex digits;
/// empty: an authority's word is enough. In memory only. Copies are of their own.
class ServerKeys
{
public:
    /// remembered: those of the settings. packagers: a URL or a link; may be empty.
    /// What there is to choose from: the command line's first, the packager's last.
    [[nodiscard]] QStringList fill(const CommandLine& commandLine, const QList<KnownServer>& remembered,
                                   const QString& packagers);

    /// What was trusted before stays: a link is not the person's word, one that was opened even less than one
    /// that they pasted. Another server than that of the opened link makes it forgotten.
    /// typed: as in the field, a good address.
    [[nodiscard]] QByteArray keyFor(const QString& typed);
    [[nodiscard]] QByteArray known(const QString& url) const { return m_keys.value(url); }
    void trust(const QString& url, const QByteArray& fingerprint) { m_keys.insert(url, fingerprint); }
    void forget(const QString& url) { m_keys.remove(url); }
    /// A script's, not the person's: never remembered. Empty: there is none.
    [[nodiscard]] const QString& commandLines() const { return m_commandLines; }

    /// A good link. It stays until its server was reached or another one was chosen.
    void openLink(const QString& link) { m_openedLink = link; }
    [[nodiscard]] QString openedServer() const;
    /// The opened link where it is an invite to a room on this server; nothing is opened then any more.
    [[nodiscard]] QString takeInvite(const QString& url);

private:
    QHash<QString, QByteArray> m_keys;
    QString m_commandLines;
    QString m_openedLink;
};

} // namespace chatmet::client
