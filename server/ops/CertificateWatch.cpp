// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/ops/CertificateWatch.h"

#include "server/net/Certificate.h"

#include <cstddef>
#include <system_error>
#include <utility>

namespace chatmet::server {

Result<TlsContext> makeTlsContext(const Config& config, std::int64_t utcMs, const Say& say)
{
    const auto certificate = config.certificateFile.empty()
                                 ? makeSelfSignedCertificate({config.listenAddress}, utcMs)
                                 : loadCertificate(config.certificateFile, config.keyFile, utcMs);
    if (!certificate) {
        return certificate.error();
    }
    for (const std::string& remark : certificate->remarks) {
        say(Severity::Warning, "warning: " + remark);
    }
    return TlsContext::create(certificate.value());
}

CertificateWatch::CertificateWatch(const Config& config, TlsContext& tls, Say say)
    : m_tls(tls), m_say(std::move(say))
{
    m_stamps = stampsOf(config);
}

Result<CertificateWatch::Fresh> CertificateWatch::read(const Config& config, std::int64_t utcMs) const
{
    const Stamps stamps = stampsOf(config); // before: what is written meanwhile is seen with the next look
    auto made = makeTlsContext(config, utcMs, m_say);
    if (!made) {
        return made.error();
    }
    return Fresh{std::move(made).value(), stamps};
}

void CertificateWatch::take(Fresh fresh)
{
    m_tls.replace(std::move(fresh.tls));
    m_stamps = fresh.stamps;
    m_fault.clear();
}

void CertificateWatch::look(const Config& config, std::int64_t utcMs)
{
    if (config.certificateFile.empty() || stampsOf(config) == m_stamps) {
        m_fault.clear(); // the files are those of before again
        return;
    }
    auto fresh = read(config, utcMs);
    if (!fresh) {
        if (std::exchange(m_fault, fresh.error().text) != m_fault) {
            m_say(Severity::Warning,
                  "warning: the certificate has changed and the one from before is kept: " + m_fault);
        }
        return;
    }
    take(std::move(fresh).value());
    m_say(Severity::Notice, "the certificate has changed; new connections get sha256:" + m_tls.fingerprint());
}

/// A file that can't be looked at has the time of before: whoever renews it may just be moving it.
CertificateWatch::Stamps CertificateWatch::stampsOf(const Config& config) const
{
    Stamps stamps = m_stamps;
    const std::array<const std::string*, 2> files{&config.certificateFile, &config.keyFile};
    for (std::size_t i = 0; i < files.size(); ++i) {
        std::error_code unseen;
        const auto written = files[i]->empty() ? std::filesystem::file_time_type()
                                               : std::filesystem::last_write_time(*files[i], unseen);
        stamps[i] = unseen ? m_stamps[i] : written;
    }
    return stamps;
}

} // namespace chatmet::server
