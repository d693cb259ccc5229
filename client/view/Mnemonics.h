// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Letters that choose an entry of a menu: given when it opens, so that each stands once in every language.

class QMenu;

namespace chatmet::client {

/// Entries that have one ("&" in the words) keep it. One whose letters are all taken gets none; arrows and
/// Enter reach it all the same.
void giveMnemonics(QMenu* menu);

} // namespace chatmet::client
