#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "entente.h"

namespace {

using Column = std::vector<std::int32_t>;

TEST(Coverage, CountsWhoKnowsWhom) {
  const Column agent{0, 0, 1, 2, 2};
  const Column client{0, 0, 0, 1, 2};
  const std::vector<double> strength{0.3, 0.3, 0.6, 0.4, 0.5};
  Column knowers(4), missing(4), sole(4);
  EXPECT_EQ(entente_coverage(5, agent.data(), client.data(), strength.data(), 3, 4, 0.5, 2, knowers.data(),
                             missing.data(), sole.data(), nullptr),
            ENTENTE_OK);
  EXPECT_EQ(knowers, (Column{2, 0, 1, 0}));
  EXPECT_EQ(missing, (Column{0, 2, 1, 2}));
  EXPECT_EQ(sole, (Column{INT32_MIN, INT32_MIN, 2, INT32_MIN}));
}

TEST(Coverage, LeavesOutWhatIsNotWanted) {
  const std::int32_t id = 0;
  std::int32_t knowers = 77;
  EXPECT_EQ(entente_coverage(1, &id, &id, nullptr, 1, 1, 1.0, 1, &knowers, nullptr, nullptr, nullptr), ENTENTE_OK);
  EXPECT_EQ(knowers, 1);
  EXPECT_EQ(entente_coverage(0, nullptr, nullptr, nullptr, 0, 0, 1.0, 1, nullptr, nullptr, nullptr, nullptr),
            ENTENTE_OK);
}

TEST(Coverage, RefusesWhatIsWrongAndWritesNothing) {
  const Column agent{0, 1};
  const Column client{0, 5};
  const std::vector<double> nan{1.0, std::numeric_limits<double>::quiet_NaN()};
  Column out(6, 77);
  const auto call = [&](std::int32_t clients, const double *strength, double threshold, std::int32_t k,
                        entente_error **err) {
    return entente_coverage(2, agent.data(), client.data(), strength, 2, clients, threshold, k, out.data(),
                            out.data(), out.data(), err);
  };
  entente_error *error = nullptr;
  EXPECT_EQ(call(5, nullptr, 1, 1, &error), ENTENTE_E_RANGE);
  EXPECT_NE(std::string(entente_error_message(error)).find("row 1: client 5"), std::string::npos);
  entente_error_destroy(error);
  EXPECT_EQ(call(6, nan.data(), 1, 1, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(call(6, nullptr, nan[1], 1, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(call(6, nullptr, 1, -1, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(call(-6, nullptr, 1, 1, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(call(INT32_MAX, nullptr, 1, 1, nullptr), ENTENTE_E_LIMIT);
  EXPECT_EQ(entente_coverage(2, nullptr, client.data(), nullptr, 2, 6, 1, 1, out.data(), nullptr, nullptr, nullptr),
            ENTENTE_E_INVALID);
  EXPECT_EQ(out, Column(6, 77));
}

}  // namespace
