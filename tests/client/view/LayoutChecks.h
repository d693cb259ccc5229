// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is wrong with a page that is shown, in words: for every page and language there is.

#include <QStringList>

class QWidget;

namespace chatmet::client {

/// Words that are cut off, that lie over each other, that stand beside the window, or in lines too long to be
/// read. Each visible label and button has room for its words, breaks them into lines, or shortens them on
/// purpose (PlainLabel::elided()). Nor does a page have a scroll bar that shows nothing more.
[[nodiscard]] QStringList layoutProblems(const QWidget* window);

/// Words that did not come from a PseudoTranslator: labels, buttons, tool tips, placeholders, headers,
/// entries of menus, names for screen readers. What others wrote (ofOthers) may stand anywhere.
[[nodiscard]] QStringList untranslatedWords(const QWidget* window, const QStringList& ofOthers);

} // namespace chatmet::client
