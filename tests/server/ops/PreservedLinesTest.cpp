// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A legal order's lines survive the retention, are listed, and go when they are released.
#include "server/ops/PreservedLines.h"

#include "tests/server/core/SeededRandom.h"
#include "tests/server/ops/LogFolder.h"
#include "tests/server/ops/OwnMounts.h"

#include <sys/stat.h>

namespace chatmet::server {
namespace {

const std::string one = "2026-11-20T10:00Z 203.0.113.7 ChatMet/0.1.0 linux";
const std::string other = "2026-11-21T10:00Z 203.0.113.8 ChatMet/0.1.0 linux";
const std::string refusal = "2026-11-21T10:00Z 203.0.113.7 refused x3";

class PreservedLinesTest : public LogFolder
{
protected:
    PreservedLinesTest()
    {
        put("access-2026-11-20.log", one + "\n");
        put("access-2026-11-21.log", other + "\n" + refusal + "\n");
    }

    static AccessLogSelection all()
    {
        return {parseMinute("2026-11-01T00:00Z"), parseMinute("2026-11-23T00:00Z"), std::nullopt};
    }

    Result<Preserving> preserve(const AccessLogSelection& selection)
    {
        AccessLogDirectory directory = openDirectory();
        return preserveLines(directory, selection, "order 7/26", at("2026-11-23"), m_random);
    }

    std::vector<PreservedLines> listed() const
    {
        auto found = listPreserved(openDirectory());
        EXPECT_TRUE(found.ok());
        return std::move(found).value();
    }

    bool release(const PreservedId& id)
    {
        AccessLogDirectory directory = openDirectory();
        return releaseLines(directory, id).value();
    }

    tests::SeededRandom m_random{7};
};

TEST_F(PreservedLinesTest, preserve_byTime_copiesEveryLineWithItsHead)
{
    const auto kept = preserve(all());
    ASSERT_TRUE(kept.ok()) << kept.error().text;
    ASSERT_TRUE(kept->id.has_value());
    EXPECT_EQ(formatPreservedId(*kept->id), "2026-11-23-1");
    EXPECT_EQ(kept->reading.lines, 3U);
    EXPECT_EQ(content("preserved-2026-11-23-1.log"),
              "# ChatMet, preserved lines, form 1\n# preserved 2026-11-23T00:00Z\n# since 2026-11-01T00:00Z\n"
              "# until 2026-11-23T00:00Z\n# address any\n# reason order 7/26\n" +
                  one + "\n" + other + "\n" + refusal + "\n");
    struct stat about
    {
    };
    ASSERT_EQ(stat((m_directory / "preserved-2026-11-23-1.log").c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 07777, 0600U);
    EXPECT_EQ(names().size(), 3U) << "nothing else is left behind";
}

TEST_F(PreservedLinesTest, preserve_byAddress_copiesItsLinesOnly)
{
    AccessLogSelection selection = all();
    selection.address = AddressBlock::parse("203.0.113.7");
    EXPECT_EQ(preserve(selection)->reading.lines, 2U);
    EXPECT_EQ(content("preserved-2026-11-23-1.log").find("203.0.113.8"), std::string::npos);
    EXPECT_EQ(listed().at(0).address, "203.0.113.7");
}

TEST_F(PreservedLinesTest, preserve_nothingSelected_writesNothing)
{
    AccessLogSelection selection = all();
    selection.address = AddressBlock::parse("198.51.100.1");
    const auto kept = preserve(selection);
    ASSERT_TRUE(kept.ok());
    EXPECT_FALSE(kept->id.has_value());
    EXPECT_EQ(names().size(), 2U);
}

TEST_F(PreservedLinesTest, preserve_again_takesTheNextId)
{
    ASSERT_TRUE(preserve(all()).ok());
    EXPECT_EQ(formatPreservedId(*preserve(all())->id), "2026-11-23-2");
    EXPECT_EQ(listed().size(), 2U);
}

TEST_F(PreservedLinesTest, preserve_afterTheDaysAreGone_copiesWhatIsPreserved)
{
    ASSERT_TRUE(preserve(all()).ok());
    open(at("2027-01-23")); // purges both days
    EXPECT_EQ(preserve(all())->reading.lines, 3U);
    EXPECT_TRUE(release({parseDay("2026-11-23").value(), 1}));
    EXPECT_EQ(listed().at(0).lines, 3U);
}

TEST_F(PreservedLinesTest, preserved_outlivesTheRetention_untilReleased)
{
    ASSERT_TRUE(preserve(all()).ok());
    AccessLog log = open(at("2026-11-23"));
    log.tick(at("2027-11-23"));
    ASSERT_TRUE(names().contains("preserved-2026-11-23-1.log"));
    EXPECT_FALSE(names().contains("access-2026-11-20.log"));
    EXPECT_TRUE(release({parseDay("2026-11-23").value(), 1}));
    EXPECT_FALSE(names().contains("preserved-2026-11-23-1.log"));
    EXPECT_FALSE(release({parseDay("2026-11-23").value(), 1})) << "there is none any more";
}

TEST_F(PreservedLinesTest, release_withinTheRetention_keepsTheDays)
{
    ASSERT_TRUE(preserve(all()).ok());
    EXPECT_TRUE(release({parseDay("2026-11-23").value(), 1}));
    EXPECT_EQ(names(), (std::set<std::string>{"access-2026-11-20.log", "access-2026-11-21.log"}));
}

TEST_F(PreservedLinesTest, list_says_whatWhyAndWhen)
{
    ASSERT_TRUE(preserve(all()).ok());
    const auto found = listed();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].preserved, "2026-11-23T00:00Z");
    EXPECT_EQ(found[0].since, "2026-11-01T00:00Z");
    EXPECT_EQ(found[0].until, "2026-11-23T00:00Z");
    EXPECT_EQ(found[0].address, "any");
    EXPECT_EQ(found[0].reason, "order 7/26");
    EXPECT_EQ(found[0].lines, 3U);
    EXPECT_EQ(found[0].bytes, fs::file_size(m_directory / "preserved-2026-11-23-1.log"));
    EXPECT_EQ(found[0].trouble, "");
}

TEST_F(PreservedLinesTest, list_damagedHead_isSaid)
{
    put("preserved-2026-11-23-1.log", one + "\n");
    put("preserved-2026-11-23-2.log", "");
    put("preserved-2026-11-23-x.log", "not ours");
    const auto found = listed();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].trouble, "its head is damaged");
    EXPECT_EQ(found[1].trouble, "its head is damaged");
}

TEST_F(PreservedLinesTest, preserve_fullDisk_leavesNothingBehind)
{
    CHATMET_NEEDS_OWN_MOUNTS();
    mountSmall(m_directory, 65'536);
    std::string day;
    for (int i = 0; i < 1'000; ++i) {
        day += one + "\n";
    }
    put("access-2026-11-20.log", day);
    const auto kept = preserve(all());
    ASSERT_FALSE(kept.ok());
    EXPECT_NE(kept.error().text.find("No space left on device"), std::string::npos) << kept.error().text;
    EXPECT_EQ(names(), (std::set<std::string>{"access-2026-11-20.log"}));
}

TEST_F(PreservedLinesTest, publish_fileThatSomebodyRemovedMeanwhile_isRefused)
{
    AccessLogDirectory directory = openDirectory();
    ASSERT_TRUE(directory.append("preserving-1.tmp", "first\n").ok());
    fs::remove(m_directory / "preserving-1.tmp");
    ASSERT_TRUE(directory.append("preserving-1.tmp", "second\n").ok());
    const auto published = directory.publish("preserving-1.tmp", "preserved-2026-11-23-1.log", 13);
    ASSERT_FALSE(published.ok());
    EXPECT_FALSE(names().contains("preserved-2026-11-23-1.log"));
}

TEST(PreservedId, parse_onlyTheOneForm)
{
    const auto id = parsePreservedId("2026-11-23-12");
    ASSERT_TRUE(id.has_value());
    EXPECT_EQ(id->number, 12);
    EXPECT_EQ(formatPreservedId(*id), "2026-11-23-12");
    for (const char* text :
         {"", "2026-11-23", "2026-11-23-", "2026-11-23-0", "2026-11-23-01", "2026-11-23-10000",
          "2026-11-23-1x", "2026-11-23--1", "2026-13-23-1", "../2026-11-23-1", "2026-11-23-1/.."}) {
        EXPECT_FALSE(parsePreservedId(text).has_value()) << text;
    }
}

} // namespace
} // namespace chatmet::server
