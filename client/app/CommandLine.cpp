// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/CommandLine.h"

#include "common/protocol/Invite.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSet>

namespace chatmet::client {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(chatmet::client::CommandLine)
};

CommandLineOutcome wrong(const QString& what)
{
    return {std::nullopt, what + QLatin1Char('\n'), true, 2};
}

/// 64 hex digits, an optional "sha256:" before them, as the server prints it; empty for anything else.
QByteArray fingerprintFrom(QString text)
{
    if (text.startsWith(QLatin1String("sha256:")))
        text.remove(0, 7);
    const QByteArray digits = text.toLatin1().toLower();
    const bool isHex = QByteArray::fromHex(digits).toHex() == digits;
    return digits.size() == 64 && isHex ? digits : QByteArray();
}

/// Options that QApplication and its platforms take for themselves, after one dash or two; most are followed
/// by a value (https://doc.qt.io/qt-6/qguiapplication.html#supported-command-line-options).
bool isQtOption(const QString& name)
{
    static const QSet<QString> all{
        QStringLiteral("display"),       QStringLiteral("fontengine"),   QStringLiteral("geometry"),
        QStringLiteral("icon"),          QStringLiteral("platform"),     QStringLiteral("platformpluginpath"),
        QStringLiteral("platformtheme"), QStringLiteral("plugin"),       QStringLiteral("qwindowgeometry"),
        QStringLiteral("qwindowicon"),   QStringLiteral("qwindowtitle"), QStringLiteral("session"),
        QStringLiteral("style"),         QStringLiteral("stylesheet"),   QStringLiteral("title")};
    return all.contains(name);
}

bool isQtFlag(const QString& name)
{
    static const QSet<QString> all{QStringLiteral("reverse"), QStringLiteral("nograb"),
                                   QStringLiteral("dograb"), QStringLiteral("sync"),
                                   QStringLiteral("widgetcount")};
    return all.contains(name);
}

/// Of a server, or of a room on it.
std::optional<protocol::ServerLink> linkFrom(const QString& text)
{
    const std::string pasted = text.toStdString();
    if (const auto link = protocol::parseServerLink(pasted))
        return *link;
    if (const auto invite = protocol::parseInvite(pasted))
        return protocol::ServerLink{invite->host, invite->port, invite->fingerprint};
    return std::nullopt;
}

} // namespace

QStringList withoutQtOptions(const QStringList& arguments)
{
    QStringList ours = arguments.mid(0, 1);
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString& argument = arguments[i];
        const qsizetype dashes = argument.startsWith(QLatin1String("--")) ? 2 : 1;
        const QString name = argument.startsWith(u'-') ? argument.sliced(dashes) : QString();
        if (isQtOption(name))
            ++i; // its value goes with it
        else if (!isQtFlag(name) && !isQtOption(name.section(u'=', 0, 0)))
            ours.append(argument);
    }
    return ours;
}

bool isLink(const QString& text)
{
    return linkFrom(text.trimmed()).has_value();
}

std::optional<QUrl> serverUrl(const QString& typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    if (const auto link = linkFrom(text)) {
        QUrl url;
        url.setScheme(QStringLiteral("wss"));
        url.setHost(QString::fromStdString(link->host));
        if (link->port != protocol::ServerLink().port)
            url.setPort(link->port);
        return url;
    }
    const QUrl url(text.contains(QLatin1String("://")) ? text : QLatin1String("wss://") + text,
                   QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != QLatin1String("wss") || url.host().isEmpty() ||
        !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return std::nullopt;
    return url;
}

QByteArray serverFingerprint(const QString& typed)
{
    const auto link = linkFrom(typed.trimmed());
    return link ? QByteArray::fromStdString(link->fingerprint) : QByteArray();
}

CommandLineOutcome parseCommandLine(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(Words::tr("Anonymous chat that forgets."));
    // Qt's own would also offer --help-all, and in English only.
    const QCommandLineOption help({QStringLiteral("h"), QStringLiteral("help")},
                                  Words::tr("Show this help."));
    const QCommandLineOption version({QStringLiteral("v"), QStringLiteral("version")},
                                     Words::tr("Show the version."));
    const QCommandLineOption server(QStringLiteral("server"),
                                    Words::tr("Fill in this server: wss://HOST[:PORT]."),
                                    QStringLiteral("URL"));
    const QCommandLineOption fingerprint(
        QStringLiteral("fingerprint"),
        Words::tr("Accept exactly the server whose key has this SHA-256 fingerprint (64 hex digits)."),
        QStringLiteral("HEX"));
    const QCommandLineOption username(QStringLiteral("username"), Words::tr("Fill in this username."),
                                      QStringLiteral("NAME"));
    const QCommandLineOption meet(
        QStringLiteral("meet"),
        Words::tr("Start chatting and meet someone at once. Says that the person is 18 or older."));
    const QCommandLineOption noSettings(QStringLiteral("no-settings"),
                                        Words::tr("Read no settings and write nothing at all."));
    const QCommandLineOption separate(
        QStringLiteral("separate"),
        Words::tr(
            "Open a window of its own beside one that is open already; every other option does so, too."));
    parser.addPositionalArgument(QStringLiteral("LINK"),
                                 Words::tr("Fill in the server of this link, and a room’s invite."),
                                 QStringLiteral("[chatmet://…]"));
    parser.addOptions({help, version, server, fingerprint, username, meet, noSettings, separate});
    if (!parser.parse(arguments))
        return wrong(parser.errorText() + u' ' + Words::tr("Try --help."));
    if (parser.isSet(help)) // Qt's help text asks the application for the program's name
        return {std::nullopt, QCoreApplication::instance() ? parser.helpText() : QString(), false, 0};
    if (parser.isSet(version))
        return {std::nullopt,
                QStringLiteral("ChatMet ") + QCoreApplication::applicationVersion() + QLatin1Char('\n'),
                false, 0};

    CommandLine commandLine;
    const QStringList links = parser.positionalArguments();
    if (!links.isEmpty()) {
        // Not quoted: who starts the program may keep what it says, and an invite is a secret.
        const QString link = links.first().trimmed();
        const bool isGood = isLink(link);
        const bool isDamaged = !isGood && link.startsWith(damagedLink, Qt::CaseInsensitive);
        if (links.size() > 1 || !(isGood || isDamaged) || parser.isSet(server))
            return wrong(Words::tr("An argument is not understood. Try --help."));
        commandLine.link = isGood ? link : damagedLink;
        if (isGood)
            commandLine.server = {*serverUrl(link), serverFingerprint(link)};
    }
    if (parser.isSet(server)) {
        const auto url = serverUrl(parser.value(server));
        if (!url)
            return wrong(Words::tr("--server needs an address like wss://chat.example.org:8443."));
        commandLine.server.url = *url;
    }
    if (parser.isSet(fingerprint)) {
        commandLine.server.fingerprint = fingerprintFrom(parser.value(fingerprint));
        if (commandLine.server.fingerprint.isEmpty())
            return wrong(
                Words::tr("--fingerprint needs 64 hex digits, as the server prints them after \"sha256:\"."));
    }
    commandLine.username = parser.value(username);
    commandLine.meet = parser.isSet(meet);
    commandLine.settings = !parser.isSet(noSettings);
    commandLine.separate = !parser.optionNames().isEmpty();
    if (commandLine.meet && commandLine.server.url.isEmpty())
        return wrong(Words::tr("--meet needs --server."));
    return {commandLine, {}, false, 0};
}

} // namespace chatmet::client
