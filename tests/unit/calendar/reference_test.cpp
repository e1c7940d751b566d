// Every operation against the walker, on random calendars, zones and instants.
#include <gtest/gtest.h>


#include "entente/calendar/calendar.hpp"
#include "unit/calendar/random_calendar.hpp"
#include "unit/calendar/reference_walker.hpp"
#include "unit/calendar/zones.hpp"

namespace entente::test {
namespace {

using Engine = RandomCalendar::Engine;

/// One calendar beside its walker, and the questions put to both.
class Comparison {
 public:
  Comparison(const Calendar &calendar, const Walker &walker, std::size_t longest_steps, Engine &engine)
      : calendar_(calendar), walker_(walker), longest_steps_(longest_steps), engine_(engine) {}

  void ask(std::size_t rounds) {
    for (std::size_t i = 0; i < rounds; ++i) {
      const std::size_t at = draw(walker_.size() - 1);
      const std::size_t steps = draw(4) == 0 ? 0 : draw(draw(3) == 0 ? 20 : longest_steps_);
      ask_walks(at, steps);
      ask_moments(at);
      const std::size_t last = walker_.size() - 1;
      ask_between(at, draw(1) == 0 ? draw(last) : std::min(last, at + steps));
    }
  }

  [[nodiscard]] std::size_t answered() const { return answered_; }

 private:
  std::size_t draw(std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most)(engine_); }

  void same_instant(const char *what, std::size_t at, std::size_t steps, const std::optional<std::size_t> &expected,
                    const CalendarAnswer &got) {
    if (!expected) return;  // the walk left the table
    ++answered_;
    EXPECT_EQ(got, (CalendarAnswer{CalendarStatus::ok, walker_.instant_us(*expected)}))
        << what << " at " << walker_.instant_us(at) << " by " << steps << " steps in " << calendar_.zone();
  }

  void ask_walks(std::size_t at, std::size_t steps) {
    const std::int64_t at_us = walker_.instant_us(at);
    const std::int64_t amount_us = static_cast<std::int64_t>(steps) * walker_.step_us();
    const auto due = walker_.add(at, steps);
    same_instant("add", at, steps, due, calendar_.add(at_us, amount_us));
    same_instant("add, rolled", at, steps, due ? walker_.next_open(*due) : due,
                 calendar_.add(at_us, amount_us, Convention::close_lands_on_next_open));
    const auto before = walker_.subtract(at, steps);
    same_instant("subtract", at, steps, before, calendar_.subtract(at_us, amount_us));
    if (steps == 0) return;
    same_instant("add of the negative", at, steps, before, calendar_.add(at_us, -amount_us));
    same_instant("subtract of the negative", at, steps, due, calendar_.subtract(at_us, -amount_us));
  }

  void ask_moments(std::size_t at) {
    const std::int64_t at_us = walker_.instant_us(at);
    const bool open = walker_.open(at);
    const bool closing = at > 0 && walker_.open(at - 1);
    EXPECT_EQ(calendar_.is_open(at_us).value, open ? 1 : 0) << at_us << " in " << calendar_.zone();
    same_instant("next_open", at, 0, walker_.next_open(at), calendar_.next_open(at_us));
    same_instant("previous_open", at, 0, walker_.previous_open(at), calendar_.previous_open(at_us));
    same_instant("next_close", at, 0, walker_.next_close(at), calendar_.next_close(at_us));
    if (at == 0) return;
    EXPECT_EQ(calendar_.is_open(at_us, Convention::end_inclusive).value, open || closing ? 1 : 0) << at_us;
    same_instant("next_open, end inclusive", at, 0, closing ? std::optional(at) : walker_.next_open(at),
                 calendar_.next_open(at_us, Convention::end_inclusive));
    same_instant("previous_open, exact", at, 0, open ? std::optional(at) : walker_.previous_open(at),
                 calendar_.previous_open(at_us, Convention::exact_open_not_rolled_back));
    same_instant("next_open_start", at, 0, walker_.next_open_start(at), calendar_.next_open_start(at_us));
  }

  void ask_between(std::size_t from, std::size_t to) {
    const std::int64_t from_us = walker_.instant_us(from), to_us = walker_.instant_us(to);
    const std::int64_t open_us = walker_.between(from, to) * walker_.step_us();
    const auto ask = [&](Convention conventions) { return calendar_.between(from_us, to_us, conventions).value; };
    EXPECT_EQ(ask(Convention::none), open_us) << from_us << " to " << to_us << " in " << calendar_.zone();
    EXPECT_EQ(ask(Convention::reversed_range_gives_zero), to < from ? 0 : open_us);
    EXPECT_EQ(ask(Convention::rounds_to_whole_seconds), open_us);
    const std::int64_t second_us = walker_.open(std::max(from, to)) ? 1'000'000 : 0;
    EXPECT_EQ(ask(Convention::counts_the_end_second), open_us + (to < from ? -second_us : second_us));
    ++answered_;
  }

  const Calendar &calendar_;
  const Walker &walker_;
  std::size_t longest_steps_;
  Engine &engine_;
  std::size_t answered_ = 0;
};

constexpr std::size_t kInstants = 200;

int calendars_of_a_zone() { return long_campaign() ? 1000 : 10; }

/// Compares calendars of one zone on tables that start at random instants, or just before changes of the offset.
/// longest_steps: the longest amount that is walked.
std::size_t compare(const std::string &name, std::int64_t step_s, std::size_t steps, std::size_t longest_steps,
                    Engine &engine) {
  const LibcZone zone(name);
  const std::vector<std::int64_t> changes = zone.changes_s();
  std::size_t answered = 0;
  for (int i = 0; i < calendars_of_a_zone(); ++i) {
    const auto span_s = static_cast<std::int64_t>(steps) * step_s;
    std::int64_t start_s = std::uniform_int_distribution<std::int64_t>(0, 4'102'444'800 - span_s)(engine);
    if (!changes.empty() && i % 4 != 0) {
      // Most changes lie in the future that a rule describes: take half of them from the recorded past.
      const std::size_t recorded = std::min(changes.size(), static_cast<std::size_t>(80));
      const std::size_t last = (i % 2 == 0 ? recorded : changes.size()) - 1;
      start_s = changes[std::uniform_int_distribution<std::size_t>(0, last)(engine)] - span_s / 2;
    }
    start_s = std::max<std::int64_t>(0, std::min(start_s, 4'102'444'800 - span_s)) / step_s * step_s;
    RandomCalendar random(engine, static_cast<std::int32_t>(step_s), start_s / 86400);
    const CalendarDefinition definition = random.draw(name);
    const Calendar calendar(definition);
    const Walker walker(definition, zone, start_s, step_s, steps);
    Comparison comparison(calendar, walker, longest_steps, engine);
    comparison.ask(kInstants);
    answered += comparison.answered();
    if (::testing::Test::HasFailure()) return answered;
  }
  return answered;
}

/// Pairs of a calendar and an instant: 25 zones x 2 walks x calendars x kInstants = 100,000, or 10,000,000.
class Reference : public ::testing::TestWithParam<const char *> {};

/// Half a minute, because the offset of Monrovia was no whole minute until 1972. Spans of up to a week.
TEST_P(Reference, EveryOperationAgreesWithAWalkByHalfMinutes) {
  Engine engine(20260101);
  EXPECT_GT(compare(GetParam(), 30, 20 * 2880, 7 * 2880, engine), 40u * static_cast<unsigned>(calendars_of_a_zone()));
}

/// Spans of up to two hours.
TEST_P(Reference, EveryOperationAgreesWithAWalkSecondBySecondAroundChangesOfTheOffset) {
  Engine engine(20260102);
  EXPECT_GT(compare(GetParam(), 1, 8 * 3600, 7200, engine), 40u * static_cast<unsigned>(calendars_of_a_zone()));
}

INSTANTIATE_TEST_SUITE_P(Zones, Reference, ::testing::ValuesIn(kZones), zone_test_name);

}  // namespace
}  // namespace entente::test
