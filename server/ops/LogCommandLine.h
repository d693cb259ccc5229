// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The command line of "chatmet-server log ...".

#include "server/ops/ConfigValues.h"
#include "server/ops/LogCommand.h"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace chatmet::server {

/// Lives as long as the CLI::App that it was declared on.
class LogCommandLine
{
public:
    void declareOn(CLI::App& app);
    /// After the app has parsed: whether "log" was given.
    [[nodiscard]] bool given() const;
    /// What was given, checked. Only where given().
    [[nodiscard]] Complaint take(LogCommand& command) const;

private:
    void declareSelection(CLI::App& command);
    [[nodiscard]] std::optional<LogCommand::Kind> kind() const;
    [[nodiscard]] Complaint takeSelection(AccessLogSelection& selection) const;

    CLI::App* m_log{nullptr};
    CLI::App* m_show{nullptr};
    CLI::App* m_export{nullptr};
    CLI::App* m_preserve{nullptr};
    CLI::App* m_release{nullptr};
    std::optional<std::string> m_since;
    std::optional<std::string> m_until;
    std::optional<std::string> m_address;
    std::string m_format{"csv"};
    std::string m_reason;
    std::string m_id;
};

} // namespace chatmet::server
