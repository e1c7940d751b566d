#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "entente.h"

namespace {

using Column = std::vector<std::int32_t>;
using Graph = std::unique_ptr<entente_graph, decltype(&entente_graph_destroy)>;

Graph star(std::int32_t rays, double strength = 1.0) {
  Column source(static_cast<std::size_t>(rays), 0), target;
  for (std::int32_t i = 1; i <= rays; ++i) target.push_back(i);
  const std::vector<double> p(target.size(), strength);
  entente_graph *made = nullptr;
  EXPECT_EQ(entente_graph_create(rays + 1, target.size(), source.data(), target.data(), p.data(), &made, nullptr), ENTENTE_OK);
  return {made, entente_graph_destroy};
}

TEST(InfluenceApi, FindsTheCentreOfAStar) {
  const Graph graph = star(9);
  entente_influence_options options{};
  options.struct_size = sizeof options;
  options.probability = 0.5;
  options.k = 1;
  options.sets = 100'000;
  entente_influence *search = nullptr;
  ASSERT_EQ(entente_influence_create(graph.get(), &options, &search, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_influence_count(search), 0U);
  EXPECT_EQ(entente_influence_seeds(search), nullptr);
  EXPECT_TRUE(std::isnan(entente_influence_figure(search, ENTENTE_INFLUENCE_SPREAD)));
  std::int64_t done = 0, total = 1;
  while (done < total) ASSERT_EQ(entente_influence_step(search, 1000, &done, &total, nullptr), ENTENTE_OK);
  ASSERT_EQ(entente_influence_count(search), 1U);
  EXPECT_EQ(entente_influence_seeds(search)[0], 0);
  EXPECT_NEAR(entente_influence_figure(search, ENTENTE_INFLUENCE_SPREAD), 5.5, 0.1);
  EXPECT_EQ(entente_influence_double(search, ENTENTE_INFLUENCE_GAIN)[0], entente_influence_figure(search, ENTENTE_INFLUENCE_SPREAD));
  EXPECT_EQ(entente_influence_double(search, ENTENTE_INFLUENCE_SOLE)[0], entente_influence_double(search, ENTENTE_INFLUENCE_GAIN)[0]);
  EXPECT_EQ(entente_influence_double(search, 99), nullptr);
  EXPECT_EQ(entente_influence_figure(search, ENTENTE_INFLUENCE_CERTIFIED), 1);
  EXPECT_GE(entente_influence_figure(search, ENTENTE_INFLUENCE_SETS), 100'000);
  const double lower = entente_influence_figure(search, ENTENTE_INFLUENCE_LOWER);
  EXPECT_EQ(entente_influence_figure(search, ENTENTE_INFLUENCE_RATIO), lower / entente_influence_figure(search, ENTENTE_INFLUENCE_UPPER));
  EXPECT_TRUE(std::isnan(entente_influence_figure(search, 99)));
  entente_influence_destroy(search);
  options.struct_size = 4;
  EXPECT_EQ(entente_influence_create(graph.get(), &options, &search, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(search, nullptr);
  options.struct_size = sizeof options;
  options.model = 3;
  EXPECT_EQ(entente_influence_create(graph.get(), &options, &search, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_influence_create(nullptr, &options, &search, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_influence_step(nullptr, 1, nullptr, nullptr, nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_influence_count(nullptr), 0U);
  entente_influence_destroy(nullptr);
}

TEST(SpreadApi, HasAMeanAndAnError) {
  const Graph graph = star(9);
  const Column seeds{0};
  entente_job *job = nullptr;
  ASSERT_EQ(entente_spread(graph.get(), ENTENTE_INDEPENDENT_CASCADE, 0.5, seeds.data(), 1, 4000, 1, 1, &job, nullptr), ENTENTE_OK);
  ASSERT_EQ(entente_job_step(job, 0, nullptr, nullptr, nullptr), ENTENTE_OK);
  double values[2] = {};
  EXPECT_EQ(entente_job_values(job, values, 1, nullptr), ENTENTE_E_BUFFER);
  ASSERT_EQ(entente_job_values(job, values, 2, nullptr), ENTENTE_OK);
  EXPECT_NEAR(values[0], 5.5, 5 * values[1]);
  EXPECT_NEAR(values[1], std::sqrt(9 * 0.25 / 4000), 0.002);
  entente_job_destroy(job);
  EXPECT_EQ(entente_spread(graph.get(), ENTENTE_INDEPENDENT_CASCADE, 1.5, seeds.data(), 1, 1, 1, 1, &job, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(job, nullptr);
}

TEST(RepairApi, PlansAndBalances) {
  const Column agent{0, 0, 1, 1}, client{0, 1, 0, 1}, slots{2, 2}, missing{1, 1}, load{0, 0};
  const std::vector<std::int64_t> cost{1, 1, 3, 3};
  entente_repair_columns columns{sizeof columns, 2, 2, 4, agent.data(), client.data(), cost.data(), slots.data(), missing.data(), 0};
  entente_repair *repair = nullptr;
  ASSERT_EQ(entente_repair_create(&columns, &repair, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_repair_count(repair), 0U);
  EXPECT_EQ(entente_repair_figure(repair, ENTENTE_REPAIR_COST), INT64_MIN);
  std::int64_t done = 0, total = 1;
  while (done < total) ASSERT_EQ(entente_repair_step(repair, 1, &done, &total, nullptr), ENTENTE_OK);
  EXPECT_EQ(total, 2);
  ASSERT_EQ(entente_repair_count(repair), 2U);
  EXPECT_EQ(entente_repair_int32(repair, ENTENTE_REPAIR_AGENT)[0], 0);
  EXPECT_EQ(entente_repair_int32(repair, ENTENTE_REPAIR_CLIENT)[1], 1);
  EXPECT_EQ(entente_repair_int32(repair, ENTENTE_REPAIR_UNMET)[0], 0);
  EXPECT_EQ(entente_repair_int64(repair, ENTENTE_REPAIR_AGENT_PRICE)[1], 0);
  EXPECT_EQ(entente_repair_int64(repair, ENTENTE_REPAIR_CLIENT_PRICE)[0], 3);
  EXPECT_EQ(entente_repair_int64(repair, 9), nullptr);
  EXPECT_EQ(entente_repair_figure(repair, ENTENTE_REPAIR_COST), 2);
  EXPECT_EQ(entente_repair_figure(repair, ENTENTE_REPAIR_UNMET_SUM), 0);
  entente_repair_destroy(repair);
  std::int32_t cap = 0;
  ASSERT_EQ(entente_repair_balance(&columns, load.data(), &cap, &repair, nullptr), ENTENTE_OK);
  EXPECT_EQ(cap, 1);
  EXPECT_EQ(entente_repair_figure(repair, ENTENTE_REPAIR_COST), 4);
  EXPECT_EQ(entente_repair_step(repair, 1, nullptr, nullptr, nullptr), ENTENTE_OK);
  entente_repair_destroy(repair);
  columns.agents = -1;
  EXPECT_EQ(entente_repair_create(&columns, &repair, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(entente_repair_balance(&columns, load.data(), &cap, &repair, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(cap, 1);
}

TEST(AbsenceApi, TellsWhoIsIndispensable) {
  const Column agent{0, 0, 1, 2, 2}, client{0, 1, 1, 2, 3}, absent{0};
  Column counts(3), knowers(4), missing(4), sole(4);
  ASSERT_EQ(entente_sole_knower_counts(5, agent.data(), client.data(), nullptr, 3, 4, 1.0, counts.data(), nullptr), ENTENTE_OK);
  EXPECT_EQ(counts, (Column{1, 0, 2}));
  ASSERT_EQ(entente_coverage_without(5, agent.data(), client.data(), nullptr, 3, 4, 1.0, 1, absent.data(), 1, knowers.data(),
                                     missing.data(), sole.data(), nullptr), ENTENTE_OK);
  EXPECT_EQ(knowers, (Column{0, 1, 1, 1}));
  EXPECT_EQ(missing, (Column{1, 0, 0, 0}));
  entente_absence *absence = nullptr;
  ASSERT_EQ(entente_absence_create(5, agent.data(), client.data(), nullptr, 3, 4, 1.0, 1000, &absence, nullptr), ENTENTE_OK);
  std::int64_t done = 0, total = 1;
  while (done < total) ASSERT_EQ(entente_absence_step(absence, 1, &done, &total, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_absence_figure(absence, ENTENTE_ABSENCE_COVERED), 4);
  EXPECT_EQ(entente_absence_figure(absence, ENTENTE_ABSENCE_LOWER), 2);
  EXPECT_EQ(entente_absence_figure(absence, ENTENTE_ABSENCE_UPPER), 2);
  EXPECT_EQ(entente_absence_figure(absence, ENTENTE_ABSENCE_GREEDY), 2);
  EXPECT_EQ(entente_absence_figure(absence, 9), INT64_MIN);
  EXPECT_EQ(entente_absence_agents(absence)[1], 2);
  EXPECT_EQ(entente_absence_greedy(absence)[0], 0);
  entente_absence_destroy(absence);
  EXPECT_EQ(entente_absence_create(5, agent.data(), client.data(), nullptr, 2, 4, 1.0, 1000, &absence, nullptr), ENTENTE_E_RANGE);
}

TEST(StrengthsApi, FadeAndAreLost) {
  const std::int64_t half_life_us = 100;
  const Column relation{1, 1};
  const std::vector<std::int64_t> at_us{0, 100};
  entente_strengths *strengths = nullptr;
  ASSERT_EQ(entente_strengths_create(2, &half_life_us, 1, 0.5, &strengths, nullptr), ENTENTE_OK);
  ASSERT_EQ(entente_strengths_add(strengths, 2, relation.data(), at_us.data(), nullptr, nullptr, nullptr), ENTENTE_OK);
  std::vector<double> values(2);
  ASSERT_EQ(entente_strengths_values(strengths, 200, values.data(), 2, nullptr), ENTENTE_OK);
  EXPECT_EQ(values, (std::vector<double>{0, 0.75}));
  EXPECT_EQ(entente_strengths_values(strengths, 50, values.data(), 2, nullptr), ENTENTE_E_RANGE);
  EXPECT_EQ(entente_strengths_values(strengths, 200, values.data(), 1, nullptr), ENTENTE_E_BUFFER);
  std::vector<std::int64_t> expiries(2);
  ASSERT_EQ(entente_strengths_expiries(strengths, expiries.data(), 2, nullptr), ENTENTE_OK);
  EXPECT_EQ(expiries, (std::vector<std::int64_t>{INT64_MIN, 258}));  // 100 + 100 log2(1.5 / 0.5)
  std::int32_t lost = -1;
  std::size_t count = 9;
  ASSERT_EQ(entente_strengths_take_lost(strengths, 1000, &lost, 0, &count, nullptr), ENTENTE_OK);
  EXPECT_EQ(count, 0U);
  ASSERT_EQ(entente_strengths_take_lost(strengths, 1000, &lost, 1, &count, nullptr), ENTENTE_OK);
  EXPECT_EQ(count, 1U);
  EXPECT_EQ(lost, 1);
  entente_strengths_destroy(strengths);
  EXPECT_EQ(entente_strengths_create(2, nullptr, 0, 0.5, &strengths, nullptr), ENTENTE_E_INVALID);
}

TEST(IndicatorsApi, AreColumns) {
  const Column zero(10, 0), one(10, 1);
  std::int64_t contacts = 0, direct = 0, alarm = 7;
  double share = 0, lower = 0, hhi = 0;
  std::int32_t flagged = 0;
  ASSERT_EQ(entente_bypass(10, zero.data(), zero.data(), one.data(), 1, 1, 0.5, &contacts, &direct, &share, &lower, &hhi, &flagged, nullptr), ENTENTE_OK);
  EXPECT_EQ(contacts, 10);
  EXPECT_EQ(direct, 10);
  EXPECT_EQ(share, 1);
  EXPECT_NEAR(lower, 0.722467, 1e-6);
  EXPECT_EQ(hhi, 1);
  EXPECT_EQ(flagged, 1);
  const std::vector<std::int64_t> at_us{1, 2};
  const std::vector<double> strength{4, 1}, there{9, 9}, back{0, 0};
  Column breaks(2);
  ASSERT_EQ(entente_dialogue_breaks(2, at_us.data(), strength.data(), there.data(), back.data(), breaks.data(), nullptr), ENTENTE_OK);
  EXPECT_EQ(breaks, (Column{0, ENTENTE_DIALOGUE_FADED | ENTENTE_DIALOGUE_ONE_SIDED}));
  std::vector<double> statistic(2);
  ASSERT_EQ(entente_cusum(2, back.data(), 3, 1, 3, statistic.data(), &alarm, nullptr), ENTENTE_OK);
  EXPECT_EQ(statistic, (std::vector<double>{2, 4}));
  EXPECT_EQ(alarm, 1);
  const std::vector<double> high{1, 0}, low{0, 0};
  Column classes(2);
  ASSERT_EQ(entente_stakeholder_classes(2, high.data(), low.data(), high.data(), 0.5, classes.data(), nullptr), ENTENTE_OK);
  EXPECT_EQ(classes, (Column{ENTENTE_STAKEHOLDER_DANGEROUS, ENTENTE_STAKEHOLDER_NONE}));
  ASSERT_EQ(entente_interest_quadrants(2, high.data(), low.data(), 0.5, classes.data(), nullptr), ENTENTE_OK);
  EXPECT_EQ(classes, (Column{ENTENTE_QUADRANT_KEEP_SATISFIED, ENTENTE_QUADRANT_MONITOR}));
  EXPECT_EQ(entente_interest_quadrants(2, high.data(), nullptr, 0.5, classes.data(), nullptr), ENTENTE_E_INVALID);
  EXPECT_EQ(entente_cusum(2, back.data(), HUGE_VAL, 1, 3, nullptr, nullptr, nullptr), ENTENTE_E_RANGE);
}

TEST(MeetingPlanApi, PutsWhatIsLostFirstFirst) {
  const Column meeting{0, 1}, agent{0, 0}, room{1, 1};
  const std::vector<std::int64_t> expiry_us{150, 50}, week_us{0, 100, 200};
  entente_meeting_columns columns{sizeof columns, 2, 1, 2, meeting.data(), agent.data(), expiry_us.data(), nullptr, 2, week_us.data(), room.data()};
  Column who(2), week(2), late(2);
  std::int64_t lateness = -1;
  ASSERT_EQ(entente_meeting_plan(&columns, who.data(), week.data(), late.data(), &lateness, nullptr), ENTENTE_OK);
  EXPECT_EQ(who, (Column{0, 0}));
  EXPECT_EQ(week, (Column{1, 0}));
  EXPECT_EQ(late, (Column{0, 0}));
  EXPECT_EQ(lateness, 0);
  columns.weeks = 0;
  EXPECT_EQ(entente_meeting_plan(&columns, who.data(), week.data(), late.data(), &lateness, nullptr), ENTENTE_E_INVALID);
}

TEST(ImpactApi, BracketsAndNamesThePath) {
  const Graph graph = star(3, 0.25);
  const Column sources{0}, group{-1, 0, 0, 0};
  entente_impact *impact = nullptr;
  ASSERT_EQ(entente_impact_create(graph.get(), sources.data(), 1, group.data(), 1, 4000, 3, 1, &impact, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_impact_double(impact, ENTENTE_IMPACT_MEAN), nullptr);
  EXPECT_EQ(entente_impact_converges(impact), INT32_MIN);
  std::int64_t done = 0, total = 1;
  while (done < total) ASSERT_EQ(entente_impact_step(impact, 999, &done, &total, nullptr), ENTENTE_OK);
  EXPECT_EQ(entente_impact_double(impact, ENTENTE_IMPACT_LOWER)[1], 0.25);
  EXPECT_NEAR(entente_impact_double(impact, ENTENTE_IMPACT_UPPER)[1], 0.25, 1e-8);
  EXPECT_NEAR(entente_impact_double(impact, ENTENTE_IMPACT_MEAN)[1], 0.25, 0.04);
  EXPECT_LT(entente_impact_double(impact, ENTENTE_IMPACT_MEAN_LOW)[1], entente_impact_double(impact, ENTENTE_IMPACT_MEAN_HIGH)[1]);
  EXPECT_EQ(entente_impact_double(impact, ENTENTE_IMPACT_GROUP_LOWER)[0], 0.75);
  EXPECT_NEAR(entente_impact_double(impact, ENTENTE_IMPACT_GROUP_MEAN)[0], 0.75,
              5 * entente_impact_double(impact, ENTENTE_IMPACT_GROUP_ERROR)[0]);
  EXPECT_NEAR(entente_impact_double(impact, ENTENTE_IMPACT_GROUP_UPPER)[0], 0.75, 1e-7);
  EXPECT_EQ(entente_impact_double(impact, 99), nullptr);
  EXPECT_EQ(entente_impact_from(impact)[2], 0);
  EXPECT_EQ(entente_impact_converges(impact), 1);
  entente_impact_destroy(impact);
  EXPECT_EQ(entente_impact_create(graph.get(), group.data(), 1, nullptr, 0, 1, 0, 1, &impact, nullptr), ENTENTE_E_RANGE);
}

}  // namespace
