// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Names for people who don't want to think of one: an adjective with an animal.

#include <QRandomGenerator>
#include <QString>

namespace chatmet::client {

/// GUI thread. Not secret and not unique: two people may get the same.
class UsernameSuggestions
{
public:
    explicit UsernameSuggestions(QRandomGenerator* random = QRandomGenerator::system()) : m_random(random) {}

    /// "quiet-otter"; never the same twice in a row.
    [[nodiscard]] QString next();

private:
    QRandomGenerator* m_random; ///< not owned
    QString m_last;
};

} // namespace chatmet::client
