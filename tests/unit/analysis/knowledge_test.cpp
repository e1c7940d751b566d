#include "entente/analysis/knowledge.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <utility>

#include "entente/analysis/coverage.hpp"
#include "entente/base/error.hpp"

namespace {

using namespace entente;

struct Rows {
  std::vector<std::int32_t> agent;
  std::vector<std::int64_t> client;
  std::vector<double> strength;
  std::vector<std::int32_t> declared_agent;
  std::vector<std::int64_t> declared_client;
  std::vector<Knows> declared_as;

  [[nodiscard]] Knowledge at(double threshold) const {
    return Knowledge({agent, client, strength, declared_agent, declared_client, declared_as}, threshold);
  }
  [[nodiscard]] ErrorCode code_of(double threshold, const std::string &words = {}) const {
    try {
      (void)at(threshold);
    } catch (const Error &error) {
      EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
      return error.code();
    }
    return ErrorCode::internal;
  }
};

TEST(Knowledge, EqualsANaiveMapAndCoverageOnRandomRows) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    Rows rows;
    const auto draw = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most + 1)); };
    std::map<std::pair<std::int64_t, std::int32_t>, double> sum;
    std::map<std::pair<std::int64_t, std::int32_t>, Knows> declared;
    std::vector<std::int32_t> client32;
    for (int i = draw(40); i > 0; --i) {
      rows.agent.push_back(draw(4));
      rows.client.push_back(draw(5));
      rows.strength.push_back(draw(8) / 4.0);
      client32.push_back(static_cast<std::int32_t>(rows.client.back()));
      sum[{rows.client.back(), rows.agent.back()}] += rows.strength.back();
    }
    const double threshold = draw(12) / 4.0;
    const Coverage covered = coverage({5, 6, rows.agent, client32, rows.strength}, threshold, 2);
    const Knowledge measured = rows.at(threshold);
    for (std::int64_t c = 0; c < 6; ++c)
      EXPECT_EQ(measured.knowers(c), covered.knowers[static_cast<std::size_t>(c)]) << "round " << round;
    for (int i = draw(6); i > 0; --i) {
      rows.declared_agent.push_back(draw(4));
      rows.declared_client.push_back(draw(5));
      rows.declared_as.push_back(draw(1) == 0 ? Knows::backup : Knows::primary);
      Knows &as = declared[{rows.declared_client.back(), rows.declared_agent.back()}];
      as = std::max(as, rows.declared_as.back());
    }
    const Knowledge knowledge = rows.at(threshold);
    for (std::int64_t c = -1; c < 7; ++c)
      for (std::int32_t a = 0; a < 6; ++a) {
        const auto row = sum.find({c, a});
        Knows expected = row != sum.end() && row->second >= threshold ? Knows::measured : Knows::stranger;
        if (const auto said = declared.find({c, a}); said != declared.end()) expected = said->second;
        const Knowledge::Entry entry = knowledge.of(c, a);
        EXPECT_EQ(entry.knows, expected);
        EXPECT_EQ(entry.strength, row == sum.end() ? 0 : row->second);
      }
  }
}

TEST(Knowledge, AThresholdOfZeroStillNeedsARow) {
  Rows rows{{1}, {5}, {0.0}, {}, {}, {}};
  EXPECT_EQ(rows.at(0).of(5, 1).knows, Knows::measured);
  EXPECT_EQ(rows.at(0).of(5, 0).knows, Knows::stranger);
  rows.declared_agent = {0};
  rows.declared_client = {5};
  rows.declared_as = {Knows::backup};
  EXPECT_EQ(rows.at(0).knowers(5), 2);
}

TEST(Knowledge, WithoutStrengthsEachRowCountsOne) {
  const Rows rows{{1, 1, 2}, {5, 5, 5}, {}, {}, {}, {}};
  EXPECT_EQ(rows.at(2).of(5, 1).knows, Knows::measured);
  EXPECT_EQ(rows.at(2).of(5, 2).knows, Knows::stranger);
}

TEST(Knowledge, RefusesBadRowsAndNamesThem) {
  const double nan = std::nan("");
  EXPECT_EQ((Rows{{0}, {1}, {1}, {}, {}, {}}.code_of(nan)), ErrorCode::invalid);
  EXPECT_EQ((Rows{{0}, {}, {}, {}, {}, {}}.code_of(1)), ErrorCode::invalid);
  EXPECT_EQ((Rows{{0, 0}, {1, 1}, {1}, {}, {}, {}}.code_of(1)), ErrorCode::invalid);
  EXPECT_EQ((Rows{{0, -1}, {1, 1}, {1, 1}, {}, {}, {}}.code_of(1, "row 1")), ErrorCode::range);
  EXPECT_EQ((Rows{{0}, {1}, {-0.5}, {}, {}, {}}.code_of(1, "row 0")), ErrorCode::range);
  EXPECT_EQ((Rows{{0}, {1}, {nan}, {}, {}, {}}.code_of(1, "row 0")), ErrorCode::range);
  EXPECT_EQ((Rows{{}, {}, {}, {-2}, {1}, {Knows::backup}}.code_of(1, "declaration 0")), ErrorCode::range);
  EXPECT_EQ((Rows{{}, {}, {}, {0}, {1}, {Knows::measured}}.code_of(1, "declaration 0")), ErrorCode::invalid);
  EXPECT_EQ((Rows{{}, {}, {}, {0}, {}, {Knows::backup}}.code_of(1)), ErrorCode::invalid);
  EXPECT_EQ((Rows{{0}, {1}, {std::numeric_limits<double>::infinity()}, {}, {}, {}}.at(1e300).of(1, 0).knows), Knows::measured);
}

}  // namespace
