// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the program was asked on its command line: a link that was opened; the rest is for scripts.

#include "client/net/ServerAddress.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace chatmet::client {

/// In the place of a link that isLink() refuses: whoever opened it, in a browser say, sees the window and
/// nothing of what a program prints. What it was made of is of no use to anybody.
inline const QString damagedLink = QStringLiteral("chatmet:");

struct CommandLine
{
    ServerAddress server; ///< as the welcome page is filled in; url empty: nothing given
    /// Of a server or a room on it, that somebody has opened; with server.url. Empty: none; damagedLink:
    /// there was one, and it can't be read.
    QString link;
    QString username;    ///< empty: a suggestion
    bool meet{false};    ///< Start and Meet someone by itself
    bool settings{true}; ///< false: the settings file is neither read nor written
    /// Beside a window that is there already, which hears nothing of it. Asked for, or it has options: those
    /// are for scripts.
    bool separate{false};
};

/// What main does with the arguments: either go on with commandLine, or print output and end with status.
struct CommandLineOutcome
{
    std::optional<CommandLine> commandLine;
    QString output; ///< help, version or what is wrong with the arguments, ends with a line feed
    bool isError{false};
    int status{0}; ///< 0 for help and version, 2 for arguments that can't be understood
};

/// arguments without those that Qt takes for itself (-platform and its like), as they are once there is a
/// QApplication: making one needs a display, and a wrong argument is to be told without.
[[nodiscard]] QStringList withoutQtOptions(const QStringList& arguments);

/// arguments: with the program's name first. Never exits by itself. Needs no QCoreApplication; without one
/// the output of --help stays empty and all words are English.
[[nodiscard]] CommandLineOutcome parseCommandLine(const QStringList& arguments);

} // namespace chatmet::client
