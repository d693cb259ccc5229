// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Words for what became of a request to the helper: what happened, what it means, what to do.

#include "client/app/HelperMessages.h"

#include <QCoreApplication>
#include <QString>

namespace chatmet::client {

/// Plain text in the person's language, without any path or address.
class HelperWords
{
    Q_DECLARE_TR_FUNCTIONS(chatmet::client::HelperWords)

public:
    [[nodiscard]] static QString ofPicture(HelperOutcome outcome);
    [[nodiscard]] static QString ofSettings(HelperOutcome outcome); ///< not Done
    [[nodiscard]] static QString ofLink(HelperOutcome outcome);     ///< not Done
};

} // namespace chatmet::client
