// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Every way that we know of to write to a disk, as one table of attempts.

#include <QString>

#include <functional>
#include <vector>

namespace chatmet::testing {

struct WriteAttempt
{
    const char* name;
    std::function<bool(const QString& folder)> succeeds; ///< tries it in a folder of prepareFolder()
    bool changesFiles{true};                             ///< false: only what a file has besides its content
    bool everywhere{true};     ///< false: some file systems lack it, so it may fail without a shelter too
    bool needsLandlock{false}; ///< true: a filter of system calls can't tell it from what is harmless
};

/// A folder as the attempts expect it: a file "existing" with a line in it, an empty folder "empty".
void prepareFolder(const QString& folder);

/// Any thread, with or without a QApplication.
[[nodiscard]] const std::vector<WriteAttempt>& writeAttempts();

} // namespace chatmet::testing
