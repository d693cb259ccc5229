// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Letters that choose an entry of a menu: given when it opens, so that each stands once in every language.

#include <QString>

class QMenu;

namespace chatmet::client {

/// Entries that have one ("&" in the words) keep it. Words without a letter that stands alone, as in Hindi,
/// get a Latin one behind them: " (&M)"; not names of others, which have no object name. One whose letters
/// are all taken gets none; arrows and Enter reach it all the same.
void giveMnemonics(QMenu* menu);
/// The words of such an entry alone.
[[nodiscard]] QString withoutMnemonic(QString text);

} // namespace chatmet::client
