// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a row's look depends on besides its message: its neighbours, what it answers, whether it is open.

#include "client/model/Message.h"

#include <QDate>

#include <optional>

namespace chatmet::client {

class MessageListModel;

/// The message that a row answers, as it is now.
struct RowQuote
{
    MessageKey key{}; ///< of its row; MessageKey{0} where there is none
    QString author;   ///< empty where it is not known
    QString text;     ///< one line
};

struct RowContext
{
    bool newDay{false};              ///< a separator stands above it
    bool unread{false};              ///< the line "New messages" does, below that
    bool firstOfGroup{true};         ///< another speaker, a notice or five minutes lie before it
    bool lastOfGroup{true};          ///< carries time and state
    QString partner{};               ///< plain text, for lines that name who took something back
    std::optional<RowQuote> quote{}; ///< what it answers
    bool open{false};                ///< a notice of several lines shows them all
    QDate today{};                   ///< by which the separator says "Today"
};

/// row: 0..rowCount()-1. today: by local time. As the model says; whether it is open is for whoever shows it
/// to know.
[[nodiscard]] RowContext contextOf(const MessageListModel& model, int row,
                                   const QDate& today = QDate::currentDate());

} // namespace chatmet::client
