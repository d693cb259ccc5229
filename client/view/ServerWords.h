// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a server says of itself, and what being anonymous on it means, in words that are true at that moment.

#include "client/model/ChatTypes.h"
#include "client/model/ServerCard.h"
#include "client/view/ReadingPanel.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QList>
#include <QString>

#include <optional>

namespace chatmet::client {

/// What the page "What anonymous means here" follows; all of it as it is now.
struct AnonymousFacts
{
    std::optional<ServerCard> server; ///< as it last said it in this session; none: it has not been asked
    bool paired{false};               ///< in a living conversation
    SealState seal{SealState::NotSealed};
    bool proxied{false};    ///< the line takes a way that hides this computer's address from the server
    bool typingHints{true}; ///< partners are told when the person types
};

class ServerWords
{
    Q_DECLARE_TR_FUNCTIONS(ServerWords)

public:
    struct Line
    {
        QString label; ///< empty where the words stand alone
        QString words;
    };
    /// Who operates it, contact, country, rules, how long addresses are kept; where nothing is said, that.
    /// Without a card nothing is told of it: it has not said anything yet.
    [[nodiscard]] static QList<Line> card(const std::optional<ServerCard>& server);
    /// The same as a page.
    [[nodiscard]] static QList<ReadingSection> page(const std::optional<ServerCard>& server);

    /// A key's fingerprint in groups of four digits, so that eyes can compare it. lineGroups: of them in a
    /// line; 0: all.
    [[nodiscard]] static QString key(const QByteArray& fingerprint, int lineGroups = 0);

    /// What the server, the network and the partner can and cannot know.
    [[nodiscard]] static QList<ReadingSection> anonymous(const AnonymousFacts& facts);

private:
    [[nodiscard]] static QString addresses(const ServerCard& server);
    [[nodiscard]] static QStringList aboutServer(const AnonymousFacts& facts);
    [[nodiscard]] static QString aboutSeal(const AnonymousFacts& facts);
    [[nodiscard]] static QStringList aboutLog(const AnonymousFacts& facts);
    [[nodiscard]] static QString aboutPartner(bool typingHints);
};

} // namespace chatmet::client
