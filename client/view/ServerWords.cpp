// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ServerWords.h"

#include "client/model/Numbers.h"
#include "client/model/TextRules.h"

namespace chatmet::client {

QString ServerWords::addresses(const ServerCard& server)
{
    if (server.logDays == 0)
        return tr("not kept, it says");
    QString words = server.logDays == 1 ? tr("kept for a day, it says")
                                        : tr("kept for %1 days, it says").arg(inDigits(server.logDays));
    if (server.logTruncated)
        words = server.logDays == 1
                    ? tr("their beginnings kept for a day, it says")
                    : tr("their beginnings kept for %1 days, it says").arg(inDigits(server.logDays));
    return server.logBasis.isEmpty() ? words : words + u'\n' + isolated(server.logBasis);
}

QList<ServerWords::Line> ServerWords::card(const std::optional<ServerCard>& server)
{
    if (!server)
        return {{{}, tr("The server has not said anything of itself yet.")}};
    QList<Line> lines;
    if (!server->saysWho()) {
        lines.append(
            {{},
             tr("Whoever operates this server does not say who they are, how to reach them, where they are "
                "or what they allow.")});
    } else {
        const auto said = [](const QString& words) { return words.isEmpty() ? tr("not said") : words; };
        lines.append({tr("Run by"), said(server->name)});
        lines.append({tr("Contact"), said(server->contact)});
        lines.append({tr("Country"), said(server->country)});
        lines.append({tr("Rules"), said(server->rules)});
    }
    lines.append({tr("Addresses"), addresses(*server)});
    return lines;
}

QList<ReadingSection> ServerWords::page(const std::optional<ServerCard>& server)
{
    QList<ReadingSection> sections;
    for (const Line& line : card(server))
        sections.append(ReadingSection{line.label, {line.words}});
    if (server)
        sections.append(
            ReadingSection{{}, {tr("This is what the server says of itself. Nobody has checked it.")}});
    return sections;
}

QString ServerWords::key(const QByteArray& fingerprint, int lineGroups)
{
    constexpr qsizetype groupDigits = 4;
    QString groups;
    for (qsizetype at = 0; at < fingerprint.size(); at += groupDigits) {
        const bool beginsLine = lineGroups > 0 && at % (lineGroups * groupDigits) == 0;
        if (at > 0)
            groups += beginsLine ? u'\n' : u' ';
        groups += QString::fromLatin1(fingerprint.mid(at, groupDigits));
    }
    return groups;
}

QString ServerWords::aboutSeal(const AnonymousFacts& facts)
{
    if (!facts.paired)
        return tr("What two people write is sealed by their programs: a server passes it on and cannot read "
                  "it, unless "
                  "it sits between the two. Comparing seven emoji in a conversation finds that out.");
    switch (facts.seal) {
    case SealState::NotSealed:
        return tr("Your conversation is not sealed yet: the two programs are agreeing on keys. Nothing that "
                  "you write "
                  "is sent before they have them.");
    case SealState::Sealed:
        return tr(
            "Your conversation is sealed: the server passes it on and cannot read it, unless it sits between "
            "the "
            "two of you. Comparing the seven emoji finds that out; you have not both said that they match.");
    case SealState::Verified:
        return tr(
            "Your conversation is sealed and verified: you have both said that your emoji match. The server "
            "passes it on and cannot read it.");
    }
    return {};
}

QStringList ServerWords::aboutServer(const AnonymousFacts& facts)
{
    const QString address = facts.proxied ? tr("It sees the address of your proxy and not yours.")
                                          : tr("It sees your address, which your provider can trace to you.");
    const QString resume = facts.server && facts.server->resumeSeconds > 0
                               ? u' ' + tr("Should your line drop, it keeps your session and what waits for "
                                           "you for %1 s, so that you "
                                           "can come back.")
                                            .arg(inDigits(facts.server->resumeSeconds))
                               : QString();
    return {address + u' ' +
                tr("It knows when you come and how long you stay, the username you made up and the topics "
                   "you look "
                   "for, with whom it pairs you, and when and how much you both write. It does not know who "
                   "you are.") +
                resume,
            aboutSeal(facts),
            tr("It says that it erases a conversation when it ends. Nobody can check that from outside. What "
               "it says "
               "it holds about you at this moment is on the page “What is held about you” (Ctrl+I).")};
}

QStringList ServerWords::aboutLog(const AnonymousFacts& facts)
{
    if (!facts.server)
        return {tr("Once you are connected, this page says what the server keeps of your address.")};
    const ServerCard& server = *facts.server;
    if (server.logDays == 0)
        return {tr("This server says that it keeps no access log.")};
    const QString line =
        server.logTruncated
            ? tr("This server says that it keeps one line for each arrival: the beginning of the "
                 "address, the time to the minute, version and operating system.")
            : tr("This server says that it keeps one line for each arrival: the address, the time to "
                 "the minute, version and operating system.");
    const QString until = server.logDays == 1
                              ? tr("It is deleted after a day.")
                              : tr("It is deleted after %1 days.").arg(inDigits(server.logDays));
    QStringList paragraphs{line + u' ' + until + u' ' + tr("By law its operator may have to hand it over."),
                           tr("No partner is named in it. But when few people are online, the times alone "
                              "can suggest who talked with "
                              "whom.")};
    if (!server.logBasis.isEmpty())
        paragraphs.append(tr("Why it may be kept for so long: %1").arg(isolated(server.logBasis)));
    return paragraphs;
}

QString ServerWords::aboutPartner(bool typingHints)
{
    if (!typingHints)
        return tr("They see the username you made up, the topics you share, what you write and the pictures "
                  "you let them see, but not when you type. They do not see your address.");
    return tr("They see the username you made up, the topics you share, what you write, the pictures you let "
              "them "
              "see, and when you type. They do not see your address.");
}

QList<ReadingSection> ServerWords::anonymous(const AnonymousFacts& facts)
{
    const QString network = facts.proxied ? tr("Your provider, and whoever runs the network that you use, "
                                               "see that this computer talks to a proxy, "
                                               "when and how much. The proxy sees that somebody talks to "
                                               "this server. None of them can read what is "
                                               "said: the line to the server is encrypted.")
                                          : tr("Your provider, and whoever runs the network that you use, "
                                               "see that this computer talks to this "
                                               "server, when and how much. They cannot read what is said: "
                                               "the line to the server is encrypted.");
    return {
        {tr("The server"), aboutServer(facts)},
        {tr("Its access log"), aboutLog(facts)},
        {tr("The network"), {network}},
        {tr("Your partner"),
         {aboutPartner(facts.typingHints),
          tr("They can keep everything: nobody can stop a copy or a photo of the screen. What you tell about "
             "yourself is told.")}},
        {tr("This program"),
         {tr("It asks for a username and that you are an adult, and for nothing else. When a conversation "
             "ends, it "
             "overwrites what was said in it on this computer. What the computer could leak all the same is "
             "on the "
             "page “What is held about you”.")}}};
}

} // namespace chatmet::client
