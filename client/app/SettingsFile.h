// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The settings while the program runs: read once, written by the helper whenever they change.

#include "client/app/Helper.h"
#include "client/app/Settings.h"

#include <QObject>

#include <functional>
#include <string>

namespace chatmet::client {

/// GUI thread.
class SettingsFile : public QObject
{
    Q_OBJECT

public:
    /// Reads the file, if there is one. helper: outlives this; null: nothing is read and nothing written
    /// (--no-settings), settings() has what the program starts with and changes to it are forgotten.
    explicit SettingsFile(Helper* helper);

    [[nodiscard]] const Settings& settings() const { return m_settings; }
    /// There was a file that is none of ours or can't be read; it is ignored, and replaced by the next
    /// change.
    [[nodiscard]] bool wasDamaged() const { return m_wasDamaged; }

    void change(const std::function<void(Settings&)>& how);

Q_SIGNALS:
    /// The last change is lost when the program ends.
    void notWritten(chatmet::client::HelperOutcome why);

private:
    void read();

    Helper* m_helper;
    Settings m_settings;
    std::string m_known; ///< what the file holds, or will once the helper is done
    bool m_wasDamaged{false};
};

} // namespace chatmet::client
