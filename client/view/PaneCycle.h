// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// F6: from part to part of a page.

#include <QList>

class QWidget;

namespace chatmet::client {

/// Gives the focus to the next (step 1) or previous (step -1) pane that is seen and can take it, round and
/// round: to a list in it, or to what last had it there, or to the first that can. panes: in reading order,
/// none inside another. False where no pane can take it.
bool stepPane(const QList<QWidget*>& panes, int step);

/// Where the focus goes in a pane; nullptr where nothing in it can take it.
[[nodiscard]] QWidget* focusTarget(QWidget* pane);

} // namespace chatmet::client
