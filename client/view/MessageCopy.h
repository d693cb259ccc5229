// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Messages as plain text for the clipboard: the words of one alone, of several with their authors.

#include <QModelIndexList>
#include <QString>

namespace chatmet::client {

class MessageListModel;
class MessageSelection;

// Oldest first, one line break between messages; "name: text" where they are several. Nothing but what is
// seen: no marks around names, no time, no number. What nobody said is left out, and so is a picture without
// a caption.
[[nodiscard]] QString copyOfRows(const MessageListModel& model, QModelIndexList rows);
[[nodiscard]] QString copyOfSelection(const MessageListModel& model, const MessageSelection& selection);

} // namespace chatmet::client
