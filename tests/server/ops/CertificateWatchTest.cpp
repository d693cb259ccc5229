// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Renewed certificates are taken by themselves, and bad ones are not.
#include "server/ops/CertificateWatch.h"

#include "server/net/Certificate.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

namespace chatmet::server {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t nowMs = 1'795'455'000'000; // 2026-11-23

class CertificateWatchTest : public testing::Test
{
protected:
    CertificateWatchTest()
    {
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
        m_config.certificateFile = m_folder / "chain.pem";
        m_config.keyFile = m_folder / "key.pem";
        write();
        m_tls.emplace(makeTlsContext(m_config, nowMs, m_say).value());
        m_watch.emplace(m_config, *m_tls, m_say);
    }

    /// A new pair in place of whatever is there; returns its fingerprint.
    std::string write()
    {
        fs::remove(m_config.certificateFile);
        fs::remove(m_config.keyFile);
        const auto made = makeSelfSignedCertificate({"chat.example"}, nowMs);
        EXPECT_TRUE(saveCertificate(made.value(), m_config.certificateFile, m_config.keyFile).ok());
        touch(m_config.certificateFile);
        touch(m_config.keyFile);
        return publicKeyFingerprint(*made->leaf);
    }

    /// Written a second after whatever was before, however fine the file system's times are.
    void touch(const std::string& file)
    {
        m_written += std::chrono::seconds(1);
        fs::last_write_time(file, m_written);
    }

    void look() { m_watch->look(m_config, nowMs); }

    /// Others of these tests may run at the same time.
    const fs::path m_folder =
        fs::path(CHATMET_TEST_DIR) / testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::file_time_type m_written = fs::file_time_type::clock::now() - std::chrono::hours(1);
    Config m_config;
    std::vector<std::string> m_said;
    const Say m_say = [this](Severity, const std::string& words) { m_said.push_back(words); };
    std::optional<TlsContext> m_tls;
    std::optional<CertificateWatch> m_watch;
};

TEST_F(CertificateWatchTest, look_filesAsTheyWere_saysNothing)
{
    const std::string before = m_tls->fingerprint();
    look();
    EXPECT_TRUE(m_said.empty());
    EXPECT_EQ(m_tls->fingerprint(), before);
    EXPECT_FALSE(m_watch->isRefused());
}

TEST_F(CertificateWatchTest, look_filesWrittenAnew_takesThemOnce)
{
    const std::string renewed = write();
    look();
    look();
    EXPECT_EQ(m_tls->fingerprint(), renewed);
    ASSERT_EQ(m_said.size(), 1U);
    EXPECT_EQ(m_said.front(), "the certificate has changed; new connections get sha256:" + renewed);
}

TEST_F(CertificateWatchTest, look_keyStillOnItsWay_keepsTheOldOneAndTriesAgain)
{
    const std::string before = m_tls->fingerprint();
    const fs::path kept = m_folder / "kept.pem";
    fs::copy_file(m_config.keyFile, kept);
    const std::string renewed = write();
    const fs::path coming = m_folder / "coming.pem";
    fs::rename(m_config.keyFile, coming);
    fs::rename(kept, m_config.keyFile);
    touch(m_config.keyFile);
    look();
    look();
    EXPECT_EQ(m_tls->fingerprint(), before);
    EXPECT_TRUE(m_watch->isRefused());
    ASSERT_EQ(m_said.size(), 1U); // once, however often it is looked at
    EXPECT_NE(m_said.front().find("the one from before is kept: key "), std::string::npos) << m_said.front();
    fs::rename(coming, m_config.keyFile);
    touch(m_config.keyFile);
    look();
    EXPECT_EQ(m_tls->fingerprint(), renewed);
    EXPECT_FALSE(m_watch->isRefused());
}

TEST_F(CertificateWatchTest, look_fileThatIsBeingMoved_isNoChange)
{
    const fs::path aside = m_folder / "aside.pem";
    fs::rename(m_config.certificateFile, aside);
    look();
    EXPECT_FALSE(m_watch->isRefused());
    EXPECT_TRUE(m_said.empty());
    fs::rename(aside, m_config.certificateFile);
    look();
    EXPECT_TRUE(m_said.empty());
}

TEST_F(CertificateWatchTest, look_badFilesThatWereTakenBack_isRefusedNoMore)
{
    const auto before = fs::last_write_time(m_config.certificateFile);
    const fs::path aside = m_folder / "aside.pem";
    fs::rename(m_config.certificateFile, aside);
    std::ofstream(m_config.certificateFile) << "rubbish";
    look();
    EXPECT_TRUE(m_watch->isRefused());
    fs::remove(m_config.certificateFile);
    fs::rename(aside, m_config.certificateFile);
    fs::last_write_time(m_config.certificateFile, before);
    look();
    EXPECT_FALSE(m_watch->isRefused());
    EXPECT_EQ(m_said.size(), 1U);
}

TEST_F(CertificateWatchTest, read_servesNothingUntilItIsTaken)
{
    const std::string before = m_tls->fingerprint();
    const std::string renewed = write();
    auto fresh = m_watch->read(m_config, nowMs);
    ASSERT_TRUE(fresh.ok()) << fresh.error().text;
    EXPECT_EQ(m_tls->fingerprint(), before);
    m_watch->take(std::move(fresh).value());
    EXPECT_EQ(m_tls->fingerprint(), renewed);
    look();
    EXPECT_TRUE(m_said.empty()); // the look knows of it
    std::ofstream(m_config.keyFile) << "rubbish";
    EXPECT_FALSE(m_watch->read(m_config, nowMs).ok());
}

TEST_F(CertificateWatchTest, look_withoutFiles_hasNothingToWatch)
{
    Config none;
    none.listenAddress = "127.0.0.1";
    TlsContext tls = makeTlsContext(none, nowMs, m_say).value();
    CertificateWatch watch(none, tls, m_say);
    const std::string before = tls.fingerprint();
    watch.look(none, nowMs);
    EXPECT_EQ(tls.fingerprint(), before);
    EXPECT_FALSE(watch.isRefused());
    EXPECT_TRUE(m_said.empty());
}

} // namespace
} // namespace chatmet::server
