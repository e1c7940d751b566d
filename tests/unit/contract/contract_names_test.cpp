#include "entente/contract/contract_names.hpp"

#include <gtest/gtest.h>

namespace {

TEST(ContractNames, FindWhatAWalkThroughTheContractFinds) {
  auto contract = std::make_shared<entente::Contract>();
  for (const char *name : {"b", "a", "", "ab", "é"}) {
    contract->states.push_back({name, entente::Clock::run, entente::WaitsFor::provider});
    contract->calendars.push_back({name, nullptr});
    contract->attributes.push_back({name, {"x", "", "w"}});
  }
  const entente::ContractNames names(contract);
  for (std::size_t i = 0; i < contract->states.size(); ++i) {
    EXPECT_EQ(names.state(contract->states[i].name), static_cast<std::int32_t>(i));
    EXPECT_EQ(names.calendar(contract->states[i].name), static_cast<std::int32_t>(i));
    EXPECT_EQ(names.attribute(contract->states[i].name), static_cast<std::int32_t>(i));
  }
  for (const char *absent : {"aa", "c", "A", "bb"}) {
    EXPECT_FALSE(names.state(absent));
    EXPECT_FALSE(names.calendar(absent));
    EXPECT_FALSE(names.attribute(absent));
  }
  EXPECT_EQ(names.value_code(1, "x"), 1);
  EXPECT_EQ(names.value_code(1, ""), 2);
  EXPECT_EQ(names.value_code(1, "w"), 3);
  EXPECT_EQ(names.value_code(1, "v"), 0);
}

}  // namespace
