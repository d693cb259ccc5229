// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Words for everything that can go wrong: what happened, what it means, what to do.

#include "client/model/ChatTypes.h"
#include "client/net/Transport.h"
#include "client/picture/PictureTypes.h"
#include "common/base/Error.h"

#include <QCoreApplication>
#include <QString>

namespace chatmet::client {

/// Plain text in the person's language; never a name, an address or a word of a peer.
class ProblemText
{
    Q_DECLARE_TR_FUNCTIONS(chatmet::client::ProblemText)

public:
    /// code: the server's, where it said one.
    [[nodiscard]] static QString of(LineProblem problem, Errc code = Errc::Ok);
    /// The same where the line is tried again without the person's doing.
    [[nodiscard]] static QString ofRetried(LineProblem problem, Errc code = Errc::Ok);
    [[nodiscard]] static QString of(Errc code);
    /// retryAfterMs: how long the server wants to be left alone; 0: it did not say.
    [[nodiscard]] static QString of(Refusal refusal, Errc code = Errc::Ok, int retryAfterMs = 0);
    /// What an invite was not good for. host: the one that it names, ASCII.
    [[nodiscard]] static QString ofInvite(Refusal refusal, const QString& host, Errc code, int retryAfterMs);
    /// While preparing a picture to send.
    [[nodiscard]] static QString of(PictureError error);

    /// While this computer does the sum of a busy server.
    [[nodiscard]] static QString ofPuzzle();

    /// Not a problem of the line but of what the person typed: shown under the username.
    [[nodiscard]] static bool concernsUsername(LineProblem problem);

private:
    static QString ofRate(int retryAfterMs);
    static QString ofHello(Errc code);
    static QString ofInvite(Errc code);
    static QString ofConversation(Errc code);
    static QString ofMembers(Errc code);
    static QString ofStream(Errc code);
};

} // namespace chatmet::client
