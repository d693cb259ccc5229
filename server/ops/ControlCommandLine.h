// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The command line of what is asked of a running server: "ban", "bans", "health" and their like.

#include "server/ops/ConfigValues.h"
#include "server/ops/ControlRequest.h"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace chatmet::server {

/// Lives as long as the CLI::App that it was declared on.
class ControlCommandLine
{
public:
    void declareOn(CLI::App& app);
    /// After the app has parsed: whether one of these commands was given.
    [[nodiscard]] bool given() const;
    /// What was given, checked. Only where given().
    [[nodiscard]] Complaint take(ControlRequest& request) const;

private:
    CLI::App* m_health{nullptr};
    CLI::App* m_top{nullptr};
    CLI::App* m_bans{nullptr};
    CLI::App* m_ban{nullptr};
    CLI::App* m_unban{nullptr};
    CLI::App* m_notice{nullptr};
    CLI::App* m_reload{nullptr};
    std::string m_address;
    std::string m_banFor{"1h"};
    std::string m_why;
    std::string m_noticeFor{"10m"};
    std::string m_said;
};

} // namespace chatmet::server
