#include "entente/scheduler/lateness.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "entente/base/error.hpp"
#include "entente/quota/terms.hpp"

namespace entente {
namespace {

/// The definition, instant by instant: no jumps, no bound on load, no skipping.
std::int64_t every_instant(const std::vector<PaceLine> &book, const ServerPool &team, std::int64_t from_us,
                           std::int64_t to_us) {
  std::int64_t worst_us = 0;
  for (std::int64_t t = from_us; t <= to_us; ++t) {
    std::int64_t due = team.ordinary_floor_us > 0 ? t / team.ordinary_floor_us + 1 : 0;
    for (const PaceLine &line : book)
      if (t >= line.start_within_us) due += (t - line.start_within_us) / line.spacing_us + 1;
    const std::int64_t servers = team.servers - team.expedite;
    const std::int64_t rounds = due / servers + (due % servers > 0 ? 1 : 0);
    worst_us = std::max(worst_us, team.visit_us * rounds - t);
  }
  return worst_us;
}

std::int64_t common_multiple(const std::vector<PaceLine> &book, const ServerPool &team) {
  std::int64_t multiple = std::max<std::int64_t>(team.visit_us, 1);
  for (const PaceLine &line : book) multiple = std::lcm(multiple, line.spacing_us);
  return team.ordinary_floor_us > 0 ? std::lcm(multiple, team.ordinary_floor_us) : multiple;
}

/// Sign of the load less 1 over the common multiple of all denominators.
bool is_overloaded(const std::vector<PaceLine> &book, const ServerPool &team) {
  const std::int64_t multiple = common_multiple(book, team);
  std::int64_t work = team.ordinary_floor_us > 0 ? multiple / team.ordinary_floor_us : 0;
  for (const PaceLine &line : book) work += multiple / line.spacing_us;
  return work * team.visit_us > multiple * (team.servers - team.expedite);
}

class SmallBooks {
 public:
  explicit SmallBooks(std::uint64_t seed) : random_(seed) {}
  std::int64_t draw(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(most - least + 1));
  }
  void next() {
    static constexpr std::int64_t kSpacings[] = {2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 18, 20, 24, 30, 36, 40};
    book.resize(static_cast<std::size_t>(draw(1, 7)));
    for (PaceLine &line : book) line = {draw(0, 60), kSpacings[draw(0, 15)]};
    team = {draw(1, 5), draw(0, 12), draw(0, 2) == 0 ? kSpacings[draw(4, 15)] : 0, 0};
    if (draw(0, 3) == 0) team.expedite = draw(0, team.servers - 1);
  }
  std::vector<PaceLine> book;
  ServerPool team;

 private:
  std::mt19937_64 random_;
};

TEST(Lateness, IsTheGreatestOverAllInstantsOfSmallBooks) {
  SmallBooks books(1);
  int full = 0, bounded = 0;
  for (int i = 0; i < 3000; ++i) {
    books.next();
    const std::int64_t at_least = books.draw(0, 70);
    const Lateness found = lateness(books.book, books.team, at_least);
    if (is_overloaded(books.book, books.team)) {
      ASSERT_EQ(found.status, LatenessStatus::unbounded);
      ASSERT_EQ(found.lateness_us, kNoValue);
      continue;
    }
    ++bounded;
    const std::int64_t end = 70 + common_multiple(books.book, books.team);
    ASSERT_EQ(found.status, LatenessStatus::exact);
    ASSERT_EQ(found.lateness_us, every_instant(books.book, books.team, at_least, end)) << i;
    ASSERT_EQ(found.at_most_us, found.lateness_us);
    ASSERT_EQ(std::max<std::int64_t>(found.started_by_us - found.at_us, 0), found.lateness_us);
    ASSERT_GE(found.at_us, at_least);
    ASSERT_EQ(every_instant(books.book, books.team, found.at_us, found.at_us), found.lateness_us);
    full += end > 1000 ? 1 : 0;
  }
  EXPECT_GT(bounded, 1000);
  EXPECT_GT(full, 30);
}

TEST(Lateness, IsTheGreatestOverAllInstantsAtLoadsJustBelowOne) {
  SmallBooks books(5);
  int far = 0;
  for (int i = 0; i < 300; ++i) {
    std::vector<PaceLine> book(static_cast<std::size_t>(books.draw(2, 5)));
    double rate = 0;
    for (PaceLine &line : book) {
      line = {books.draw(0, 300), books.draw(20, 120)};
      rate += 1.0 / static_cast<double>(line.spacing_us);
    }
    ServerPool team{books.draw(1, 3), 0, 0, 0};
    team.visit_us = static_cast<std::int64_t>(static_cast<double>(team.servers) / rate);
    const double gap = 1 - rate * static_cast<double>(team.visit_us) / static_cast<double>(team.servers);
    if (gap < 1e-4 || is_overloaded(book, team)) continue;
    // h(t) - t < C + (C/m) (n + t sum(1/T)) - t: below 0 from here on.
    const double lines = static_cast<double>(book.size() + 1);
    const auto end = static_cast<std::int64_t>(static_cast<double>(team.visit_us) * (1 + lines) / gap) + 300;
    if (end > 3'000'000) continue;
    const std::int64_t at_least = books.draw(0, 400);
    const Lateness found = lateness(book, team, at_least);
    ASSERT_EQ(found.status, LatenessStatus::exact);
    ASSERT_EQ(found.lateness_us, every_instant(book, team, at_least, end)) << i;
    far += found.at_us > 400 ? 1 : 0;
  }
  EXPECT_GT(far, 20);  // after all lines have begun
}

TEST(Lateness, IsExactAtALoadOfExactlyOne) {
  // m servers, C = m: the lines' rates 1/2 + 1/3 + 1/6 add up to one visit a tick; starts are drawn.
  SmallBooks books(2);
  for (int i = 0; i < 400; ++i) {
    const std::int64_t scale = books.draw(1, 9);
    const ServerPool team{books.draw(1, 4), 0, 0, 0};
    ServerPool busy = team;
    busy.visit_us = scale * team.servers;
    std::vector<PaceLine> book{
        {books.draw(0, 90), 2 * scale}, {books.draw(0, 90), 3 * scale}, {books.draw(0, 90), 6 * scale}};
    ASSERT_FALSE(is_overloaded(book, busy));
    const Lateness found = lateness(book, busy, 0);
    ASSERT_EQ(found.status, LatenessStatus::exact);
    ASSERT_EQ(found.lateness_us, every_instant(book, busy, 0, 100 + 2 * common_multiple(book, busy))) << i;
    ++busy.visit_us;
    ASSERT_EQ(lateness(book, busy, 0).status, LatenessStatus::unbounded);
  }
}

TEST(Lateness, AnswersManyFirstInstantsAtOnceAsOneByOne) {
  SmallBooks books(3);
  for (int i = 0; i < 600; ++i) {
    books.next();
    std::vector<std::int64_t> at_least;
    for (int k = 0; k < 6; ++k) at_least.push_back(books.draw(0, 90));
    const std::vector<Lateness> all = latenesses(books.book, books.team, at_least);
    for (std::size_t k = 0; k < at_least.size(); ++k)
      ASSERT_EQ(all[k].lateness_us, lateness(books.book, books.team, at_least[k]).lateness_us);
  }
}

TEST(Lateness, SafeBoundIsNeverBelowTheExactOne) {
  SmallBooks books(4);
  int tight = 0;
  for (int i = 0; i < 3000; ++i) {
    books.next();
    const std::int64_t at_least = books.draw(0, 70);
    const std::int64_t safe_us = safe_lateness_us(books.book, books.team, at_least);
    const Lateness exact = lateness(books.book, books.team, at_least);
    ASSERT_EQ(safe_us == kNoValue, exact.status == LatenessStatus::unbounded);
    if (safe_us == kNoValue) continue;
    ASSERT_GE(safe_us, exact.lateness_us) << i;
    tight += safe_us == exact.lateness_us ? 1 : 0;
  }
  EXPECT_GT(tight, 100);  // so it is not simply large
}

TEST(Lateness, ExpediteCountsAsThatManyServersLess) {
  const std::vector<PaceLine> book{{5, 20}, {5, 20}, {9, 7}};
  EXPECT_EQ(lateness(book, {3, 5, 0, 1}, 0).lateness_us, lateness(book, {2, 5, 0, 0}, 0).lateness_us);
  EXPECT_EQ(lateness(book, {3, 5, 0, 3}, 0).status, LatenessStatus::unbounded);
}

TEST(Lateness, EdgesHaveDocumentedAnswers) {
  const std::vector<PaceLine> book{{5, 20}};
  EXPECT_EQ(lateness(book, {0, 5, 0, 0}, 0).status, LatenessStatus::unbounded);
  EXPECT_EQ(lateness({}, {0, 5, 0, 0}, 0).lateness_us, 0);
  EXPECT_EQ(lateness(book, {1, 0, 0, 0}, 0).lateness_us, 0);
  EXPECT_EQ(lateness(std::vector<PaceLine>{{5, 0}}, {1, 5, 0, 0}, 0).status, LatenessStatus::unbounded);
  EXPECT_EQ(lateness(std::vector<PaceLine>{{0, 20}}, {1, 5, 0, 0}, 0).lateness_us, 5);
  EXPECT_EQ(lateness({}, {1, 5, 5, 0}, 0).lateness_us, 5);  // the floor alone
  EXPECT_TRUE(latenesses(book, {1, 5, 0, 0}, {}).empty());
}

TEST(Lateness, RefusesWhatIsOutOfRange) {
  const auto code = [](const PaceLine &line, const ServerPool &team, std::int64_t at_least) {
    try {
      (void)lateness(std::span(&line, 1), team, at_least);
    } catch (const Error &error) {
      return static_cast<int>(error.code());
    }
    return 0;
  };
  const int range = static_cast<int>(ErrorCode::range);
  const std::int64_t huge = std::int64_t{1} << 62;
  EXPECT_EQ(code({huge, 1}, {1, 1, 0, 0}, 0), range);
  EXPECT_EQ(code({0, huge}, {1, 1, 0, 0}, 0), range);
  EXPECT_EQ(code({-1, 1}, {1, 1, 0, 0}, 0), range);
  EXPECT_EQ(code({0, -1}, {1, 1, 0, 0}, 0), range);
  EXPECT_EQ(code({0, 1}, {-1, 1, 0, 0}, 0), range);
  EXPECT_EQ(code({0, 1}, {kMaxServers + 1, 1, 0, 0}, 0), range);
  EXPECT_EQ(code({0, 1}, {1, huge, 0, 0}, 0), range);
  EXPECT_EQ(code({0, 1}, {1, -1, 0, 0}, 0), range);
  EXPECT_EQ(code({0, 1}, {1, 1, huge, 0}, 0), range);
  EXPECT_EQ(code({0, 1}, {1, 1, 0, 2}, 0), range);
  EXPECT_EQ(code({0, 1}, {1, 1, 0, 0}, -1), range);
  EXPECT_EQ(code({0, 1}, {1, 1, 0, 0}, huge), range);
}

TEST(Lateness, TheLargestTimesDoNotOverflow) {
  const std::int64_t most = kLastWorkingTimeUs;
  const std::vector<PaceLine> same(1000, {most, most});
  const Lateness found =
      lateness(same, {1000, most, 0, 0}, most);  // load 1, C = S = T: on time at t = S, and after
  EXPECT_EQ(found.status, LatenessStatus::exact);
  EXPECT_EQ(found.lateness_us, 0);
  EXPECT_EQ(lateness(same, {999, most, 0, 0}, 0).status, LatenessStatus::unbounded);
  const std::vector<PaceLine> eager(1000, {0, most});
  EXPECT_EQ(lateness(eager, {1000, most, 0, 0}, 0).lateness_us, most);
  EXPECT_EQ(safe_lateness_us(eager, {1000, most, 0, 0}, 0), 1999 * (most / 1000));
}

TEST(Lateness, AHundredThousandLinesAreAnsweredAndMoreThanAMillionRefused) {
  SmallBooks books(6);
  std::vector<PaceLine> book(100'000);
  std::vector<std::int64_t> at_least;
  for (PaceLine &line : book) {
    line = {books.draw(0, 57'600'000'000), books.draw(100'000'000'000, 300'000'000'000)};
    at_least.push_back(line.start_within_us);
  }
  const ServerPool team{100, 180'000'000, 3'600'000'000, 0};  // busy some 99 % of the time
  const std::vector<Lateness> all = latenesses(book, team, at_least);
  for (const Lateness &one : all) ASSERT_EQ(one.status, LatenessStatus::exact);
  const Lateness first = lateness(book, team, 0);
  EXPECT_LE(first.lateness_us, safe_lateness_us(book, team, 0));
  const auto less = [](const Lateness &a, const Lateness &b) { return a.lateness_us < b.lateness_us; };
  EXPECT_GE(first.lateness_us, std::max_element(all.begin(), all.end(), less)->lateness_us);
  book.resize(kMaxPaceLines + 1, {0, 1});
  EXPECT_THROW((void)lateness(book, team, 0), Error);
}

TEST(Lateness, AHugeCommonPeriodAtALoadOfOneIsSettledWhereTheSafeBoundIsReached) {
  // 1/p + (p - 1)/p = 1 with p prime and large, started together: all due dates meet at the start.
  const std::int64_t p = 1'000'000'007;
  std::vector<PaceLine> book;
  for (int i = 0; i < 4; ++i) book.push_back({p, 4 * p});
  const Lateness found = lateness(book, {1, p, 0, 0}, 0);
  EXPECT_EQ(found.status, LatenessStatus::exact);
  EXPECT_EQ(found.lateness_us, 3 * p);
}

TEST(Lateness, WhereTheWorkIsUsedUpItSaysSoAndBracketsTheAnswer) {
  // Load 1 - 1/(a b c) with a common period of some 10^18 and starts that never meet: too far to go.
  const std::vector<PaceLine> book{{100, 2'000'003}, {70'000, 3'000'017}, {900'001, 6'000'011}};
  const ServerPool team{1, 999'999, 0, 0};
  const Lateness found = lateness(book, team, 0, 10'000);
  ASSERT_EQ(found.status, LatenessStatus::undecided);
  EXPECT_LT(found.lateness_us, found.at_most_us);
  EXPECT_GT(found.lateness_us, 0);
  EXPECT_EQ(found.at_most_us, safe_lateness_us(book, team, 0));
}

}  // namespace
}  // namespace entente
