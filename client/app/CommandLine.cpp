// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/CommandLine.h"

#include "common/protocol/Fingerprint.h"

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

/// As the server prints it, with "sha256:" before it, or without; empty for anything else.
QByteArray fingerprintFrom(const QString& text)
{
    const QString prefix = QStringLiteral("sha256:");
    const QString digits = text.startsWith(prefix) ? text.sliced(prefix.size()) : text;
    const auto fingerprint = protocol::normaliseFingerprint(digits.toStdString());
    return fingerprint ? QByteArray::fromStdString(*fingerprint) : QByteArray();
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
