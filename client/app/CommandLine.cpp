// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/CommandLine.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace chatmet::client {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("chatmet::client::CommandLine", text);
}

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

} // namespace

std::optional<QUrl> serverUrl(const QString& typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    const QUrl url(text.contains(QLatin1String("://")) ? text : QLatin1String("wss://") + text,
                   QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != QLatin1String("wss") || url.host().isEmpty() ||
        !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return std::nullopt;
    return url;
}

CommandLineOutcome parseCommandLine(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Anonymous chat that forgets."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption server(QStringLiteral("server"), tr("Fill in this server: wss://HOST[:PORT]."),
                                    QStringLiteral("URL"));
    const QCommandLineOption fingerprint(
        QStringLiteral("fingerprint"),
        tr("Accept exactly the server whose key has this SHA-256 fingerprint (64 hex digits)."),
        QStringLiteral("HEX"));
    const QCommandLineOption username(QStringLiteral("username"), tr("Fill in this username."),
                                      QStringLiteral("NAME"));
    const QCommandLineOption meet(
        QStringLiteral("meet"),
        tr("Start chatting and meet someone at once. Says that the person is 18 or older."));
    parser.addOptions({server, fingerprint, username, meet});
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    if (parser.isSet(help))
        return {std::nullopt, parser.helpText(), false, 0};
    if (parser.isSet(version))
        return {std::nullopt,
                QStringLiteral("ChatMet ") + QCoreApplication::applicationVersion() + QLatin1Char('\n'),
                false, 0};
    if (!parser.positionalArguments().isEmpty())
        return wrong(tr("An argument is not understood. Try --help."));

    CommandLine commandLine;
    if (parser.isSet(server)) {
        const auto url = serverUrl(parser.value(server));
        if (!url)
            return wrong(tr("--server needs an address like wss://chat.example.org:8443."));
        commandLine.server.url = *url;
    }
    if (parser.isSet(fingerprint)) {
        commandLine.server.fingerprint = fingerprintFrom(parser.value(fingerprint));
        if (commandLine.server.fingerprint.isEmpty())
            return wrong(
                tr("--fingerprint needs 64 hex digits, as the server prints them after \"sha256:\"."));
    }
    commandLine.username = parser.value(username);
    commandLine.meet = parser.isSet(meet);
    if (commandLine.meet && commandLine.server.url.isEmpty())
        return wrong(tr("--meet needs --server."));
    return {commandLine, {}, false, 0};
}

} // namespace chatmet::client
