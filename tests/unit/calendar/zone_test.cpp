#include "calendar/zone.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "entente/base/error.hpp"
#include "unit/calendar/libc_zone.hpp"
#include "unit/calendar/zones.hpp"

namespace entente {
namespace {

constexpr const char *kDirectory = "/usr/share/zoneinfo";

ErrorCode code_of(const std::string &name, const std::string &directory = kDirectory) {
  try {
    (void)Zone::load(name, directory);
  } catch (const Error &error) {
    return error.code();
  }
  return ErrorCode{};
}

/// An empty directory of its own for each test.
std::filesystem::path fresh_directory() {
  const auto path = std::filesystem::temp_directory_path() /
                    ("entente_zone_test_" + std::to_string(reinterpret_cast<std::uintptr_t>(&kDirectory)) + "_" +
                     ::testing::UnitTest::GetInstance()->current_test_info()->name());
  std::filesystem::remove_all(path);
  std::filesystem::create_directories(path);
  return path;
}

/// One name for each zone whose data differ, of all that are installed.
std::vector<std::string> installed_zones() {
  std::map<std::string, std::string> names;  // by content
  for (const auto &entry : std::filesystem::recursive_directory_iterator(kDirectory)) {
    const std::string name = std::filesystem::relative(entry.path(), kDirectory).string();
    if (!entry.is_regular_file() || name.starts_with("right/") || name.starts_with("posix/") || name == "Factory" ||
        name == "localtime" || name == "posixrules") {
      continue;
    }
    std::ostringstream content;
    content << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    if (content.str().starts_with("TZif")) names.emplace(content.str(), name);
  }
  std::vector<std::string> result;
  for (const auto &[content, name] : names) result.push_back(name);
  return result;
}

/// A change of the offset at one instant, as the engine must tell it: the offsets on both sides, and what wall-clock
/// times there mean (moved forward through a gap, the first where they repeat).
void check_change(const Zone &zone, std::int64_t change_s, std::int64_t before_s, std::int64_t after_s) {
  EXPECT_EQ(zone.offset_s(change_s - 1), before_s);
  EXPECT_EQ(zone.offset_s(change_s), after_s);
  EXPECT_EQ(zone.offset_s(change_s + 1), after_s);
  EXPECT_EQ(zone.instant_s(change_s - 1 + before_s), change_s - 1);
  const std::int64_t gap_s = after_s - before_s;
  for (const std::int64_t past_s : {0, 1}) {
    // What the old offset would show: skipped in a gap, else past what repeats.
    EXPECT_EQ(zone.instant_s(change_s + past_s + before_s), change_s + past_s - std::min<std::int64_t>(gap_s, 0));
    const std::int64_t first_s = change_s + past_s + std::min<std::int64_t>(gap_s, 0);
    if (past_s < std::abs(gap_s)) {
      EXPECT_EQ(zone.instant_s(change_s + past_s + after_s), first_s);
    }
  }
}

TEST(Zone, EveryChangeOfEveryInstalledZoneIsThatOfTheCLibraryToTheSecond) {
  // No installed zone changes its offset and changes it back within four days; the long campaign looks every six hours.
  const std::int64_t step_s = test::long_campaign() ? 6 * 3600 : 4 * 86400;
  constexpr std::int64_t kLastS = 4'102'444'800;
  const std::vector<std::string> names = installed_zones();
  EXPECT_GT(names.size(), 250u);
  std::size_t changes = 0;
  for (const std::string &name : names) {
    SCOPED_TRACE(name);
    const test::LibcZone reference(name, step_s);
    const Zone zone = Zone::load(name, kDirectory);
    for (const std::int64_t change_s : reference.changes_s()) {
      check_change(zone, change_s, test::libc_offset_s(change_s - 1), test::libc_offset_s(change_s));
      ++changes;
    }
    for (std::int64_t at_s = 0; at_s <= kLastS; at_s += step_s) ASSERT_EQ(zone.offset_s(at_s), reference.offset_s(at_s)) << at_s;
    if (HasFailure()) return;
  }
  EXPECT_GT(changes, 25'000u);
}

TEST(Zone, OnlyDatesThatNoInstantShowsAreSkipped) {
  for (const char *name : {"Pacific/Apia", "Pacific/Kwajalein", "Pacific/Kiritimati", "Pacific/Kanton", "Pacific/Fakaofo",
                           "America/Sao_Paulo", "Europe/Paris", "America/Goose_Bay"}) {
    const test::LibcZone reference(name);
    std::vector<std::int64_t> skipped;
    for (std::int64_t day = 0; day < 47'482; ++day) {
      if (!reference.shows(day)) skipped.push_back(day);
    }
    EXPECT_EQ(Zone::load(name, kDirectory).skipped_dates(), skipped) << name;
  }
  EXPECT_EQ(Zone::load("Pacific/Apia", kDirectory).skipped_dates(), std::vector<std::int64_t>{15'338});  // 2011-12-30
}

TEST(Zone, EverySecondAroundEveryChangeIsResolvedAsTheCLibrarySays) {
  for (const char *name : {"Europe/Paris", "Europe/Dublin", "Africa/Casablanca", "Europe/Volgograd", "Pacific/Apia",
                           "America/Santiago", "Australia/Lord_Howe", "Africa/Monrovia", "Antarctica/Troll"}) {
    const test::LibcZone reference(name);
    const Zone zone = Zone::load(name, kDirectory);
    std::size_t hint = 0;
    for (const std::int64_t change_s : reference.changes_s()) {
      for (const std::int64_t offset_s : {reference.offset_s(change_s - 1), reference.offset_s(change_s)}) {
        for (const std::int64_t around_s : {-1, 0, 1, 1799, 1800}) {
          const std::int64_t local_s = change_s + offset_s + around_s;
          ASSERT_EQ(zone.instant_s(local_s, hint), reference.resolve_s(local_s)) << name << ' ' << local_s;
          ASSERT_EQ(zone.instant_s(local_s), reference.resolve_s(local_s)) << name << ' ' << local_s;
        }
      }
    }
  }
}

TEST(Zone, TheHintOnlyMakesItFaster) {
  const Zone zone = Zone::load("Europe/Paris", kDirectory);
  std::size_t hint = 0;
  for (std::int64_t local_s = 4'000'000'000; local_s > 0; local_s -= 86'399 * 17) {
    std::size_t none = 0;
    ASSERT_EQ(zone.instant_s(local_s, hint), zone.instant_s(local_s, none));
  }
}

TEST(Zone, NamesThatAreNoZoneNamesNeverReachAPath) {
  for (const char *name : {"", ".", "..", "../zoneinfo/Europe/Paris", "Europe/../Europe/Paris", "/etc/passwd", "Europe/",
                           "Europe//Paris", "Europe/Paris ", "Europe\\Paris", "Zürich", "file:Europe/Paris", "a.b"}) {
    EXPECT_EQ(code_of(name), ErrorCode::invalid) << name;
  }
  EXPECT_EQ(code_of(std::string("Europe/Paris\0x", 14)), ErrorCode::invalid);
  EXPECT_EQ(code_of(std::string(65, 'a')), ErrorCode::limit);
  EXPECT_EQ(code_of("Mars/Olympus_Mons"), ErrorCode::not_found);
  EXPECT_EQ(code_of("Europe"), ErrorCode::not_found);  // a directory
  EXPECT_EQ(code_of("Europe/Paris"), ErrorCode{});
}

TEST(Zone, NamesWhoseDataDependOnTheMachineAreNoZones) {
  const auto directory = fresh_directory();
  for (const char *folder : {"right/Europe", "posix/Europe", "Europe"})
    std::filesystem::create_directories(directory / folder);
  for (const char *name : {"localtime", "posixrules", "Factory", "right/Europe/Paris", "posix/Europe/Paris", "right/UTC"}) {
    std::filesystem::copy("/usr/share/zoneinfo/Europe/Paris", directory / name);
    EXPECT_EQ(code_of(name, directory.string()), ErrorCode::not_found) << name;
  }
  for (const char *name : {"Europe/Paris", "Europe/Factory", "localtimes", "posix_", "rights"}) {
    std::filesystem::copy("/usr/share/zoneinfo/Europe/Paris", directory / name);
    EXPECT_EQ(code_of(name, directory.string()), ErrorCode{}) << name;
  }
  std::filesystem::remove_all(directory);
}

TEST(Zone, OnlyTheGivenDirectoryIsRead) {
  const auto directory = fresh_directory();
  EXPECT_EQ(code_of("Europe/Paris", directory.string()), ErrorCode::not_found);
  setenv("TZDIR", "/usr/share/zoneinfo", 1);
  EXPECT_EQ(code_of("Europe/Paris", directory.string()), ErrorCode::not_found);
  setenv("TZDIR", "/nowhere", 1);
  EXPECT_EQ(code_of("Europe/Oslo"), ErrorCode{});
  unsetenv("TZDIR");
  // The data of Tokyo under another name: it is the file that counts.
  std::filesystem::copy("/usr/share/zoneinfo/Asia/Tokyo", directory / "Elsewhere");
  std::size_t hint = 0;
  EXPECT_EQ(Zone::load("Elsewhere", directory.string()).instant_s(9 * 3600, hint), 0);
  EXPECT_EQ(code_of("Europe/Paris", ""), ErrorCode::invalid);
  EXPECT_EQ(code_of("Europe/Paris", "usr/share/zoneinfo"), ErrorCode::invalid);
  std::filesystem::remove_all(directory);
}

TEST(Zone, DamagedDataAreRefused) {
  const auto directory = fresh_directory();
  std::ofstream(directory / "Text") << "no zone data at all";
  std::ofstream(directory / "Short") << "TZ";
  std::ofstream(directory / "Head") << "TZif2" << std::string(10, '\0');
  std::ofstream(directory / "Wild") << "TZif2" << std::string(400, '\xff');
  EXPECT_EQ(code_of("Text", directory.string()), ErrorCode::not_found);
  EXPECT_EQ(code_of("Short", directory.string()), ErrorCode::not_found);
  EXPECT_EQ(code_of("Head", directory.string()), ErrorCode::not_found);
  EXPECT_EQ(code_of("Wild", directory.string()), ErrorCode::not_found);
  std::filesystem::remove_all(directory);
}

}  // namespace
}  // namespace entente
