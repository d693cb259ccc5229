// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which writing of certificate and key is served, and whether there is a newer one.

#include "common/base/Result.h"
#include "server/net/TlsContext.h"
#include "server/ops/Config.h"
#include "server/ops/OperatorLog.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

namespace chatmet::server {

/// The certificate that the settings name, or one made in memory; its remarks are said.
[[nodiscard]] Result<TlsContext> makeTlsContext(const Config& config, std::int64_t utcMs, const Say& say);

/// One thread. Where the settings name no files, there is nothing to watch.
class CertificateWatch
{
public:
    /// tls: outlives it; what is served, of the files that config names.
    CertificateWatch(const Config& config, TlsContext& tls, Say say);

    /// Times of the two files; the same as long as neither was written.
    using Stamps = std::array<std::filesystem::file_time_type, 2>;

    /// The files as they are now, which are not served yet.
    struct Fresh
    {
        TlsContext tls;
        Stamps stamps;
    };
    /// Errors: with words for the operator.
    [[nodiscard]] Result<Fresh> read(const Config& config, std::int64_t utcMs) const;
    /// New connections get it.
    void take(Fresh fresh);

    /// Takes a renewed certificate by itself: the programs that renew it forget to say so, or can't. One that
    /// is not good is said, once, and tried again with each look: its key may still be on its way, or its
    /// rights.
    void look(const Config& config, std::int64_t utcMs);

    /// The files have changed and are not good: those from before are served.
    [[nodiscard]] bool isRefused() const { return !m_fault.empty(); }

private:
    [[nodiscard]] Stamps stampsOf(const Config& config) const;

    TlsContext& m_tls;
    const Say m_say;
    Stamps m_stamps{};   ///< of what is served
    std::string m_fault; ///< of the changed files, as it was said
};

} // namespace chatmet::server
