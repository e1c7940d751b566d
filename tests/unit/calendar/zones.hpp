#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "unit/base/long_campaign.hpp"

/// Zones with every kind of change that clocks have seen since 1970, and how long tests over them run.
namespace entente::test {

inline constexpr const char *kZones[] = {
    "Europe/Paris",      "Europe/Dublin",     "Europe/London",       "Europe/Volgograd",    "Europe/Istanbul",
    "Africa/Casablanca", "Africa/Cairo",      "Africa/Monrovia",     "America/New_York",    "America/Santiago",
    "America/Sao_Paulo", "America/St_Johns",  "America/Caracas",     "America/Godthab",     "Asia/Kolkata",
    "Asia/Pyongyang",    "Asia/Tehran",       "Asia/Beirut",         "Asia/Gaza",           "Australia/Lord_Howe",
    "Pacific/Apia",      "Pacific/Chatham",   "Pacific/Kiritimati",  "Antarctica/Troll",    "Etc/UTC",
};

/// A name that GoogleTest takes for a test.
inline std::string zone_test_name(const ::testing::TestParamInfo<const char *> &zone) {
  std::string name = zone.param;
  std::replace_if(name.begin(), name.end(), [](char c) { return c == '/' || c == '_' || c == '-'; }, 'x');
  return name;
}

}  // namespace entente::test
