// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The names of the server's structures and their fields, translated.

#include <QCoreApplication>
#include <QString>

#include <string>

namespace chatmet::client {

class HoldingNames
{
    Q_DECLARE_TR_FUNCTIONS(HoldingNames)

public:
    /// "Session: frames taken" for "session.lastTaken"; empty where this version has no words for it.
    [[nodiscard]] static QString of(const std::string& field);

private:
    [[nodiscard]] static QString structure(const std::string& path);
    [[nodiscard]] static QString sessionField(const std::string& name);
    [[nodiscard]] static QString frameField(const std::string& name);
    [[nodiscard]] static QString pairField(const std::string& name);
    [[nodiscard]] static QString lineField(const std::string& name);
};

} // namespace chatmet::client
