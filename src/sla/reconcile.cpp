#include "entente/sla/reconcile.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "entente/base/error.hpp"
#include "entente/calendar/calendar.hpp"
#include "entente/sla/evaluate.hpp"
#include "sla/rule_variants.hpp"
#include "sla/ticket_evaluator.hpp"

namespace entente {
namespace {

constexpr std::int64_t kLongestRoundingUs = kDayUs;

void check(const EventLog &log, std::span<const std::int32_t> recorded, const ReconcileOptions &options) {
  const auto fail = [](const std::string &message) { throw Error(ErrorCode::invalid, message); };
  if (!log.contract().recorded_verdict) fail("the contract reads no recorded verdict");
  const std::size_t n = log.tickets();
  if (recorded.size() != n) fail("recorded has another length than the tickets");
  if (!options.closed_us.empty() && options.closed_us.size() != n) fail("closed_us has another length than the tickets");
  for (std::size_t i = 0; i < n; ++i) {
    if (recorded[i] < 0 || recorded[i] > 2) fail("recorded[" + std::to_string(i) + "] is no verdict");
  }
  std::array<bool, kRemovalOrder.size()> named{};
  for (const Cause cause : options.order) {
    const auto place = std::find(kRemovalOrder.begin(), kRemovalOrder.end(), cause) - kRemovalOrder.begin();
    if (static_cast<std::size_t>(place) == named.size()) fail("the order names a cause that cannot be removed");
    if (std::exchange(named[static_cast<std::size_t>(place)], true)) fail("the order names a cause twice");
  }
  if (options.rounding_us < 0 || options.rounding_us > kLongestRoundingUs) {
    throw Error(ErrorCode::range, "rounding_us is " + std::to_string(options.rounding_us) + ", expected 0 to one day");
  }
}

Verdict verdict_of(const Cycles &cycles, std::size_t row) {
  if (cycles.status[row] != 0) return Verdict::none;
  switch (static_cast<CycleState>(cycles.state[row])) {
    case CycleState::met: return Verdict::met;
    case CycleState::breached: return Verdict::missed;
    default: return Verdict::none;
  }
}

/// Which of a ticket's cycles has its verdict; kNone until one is found.
struct Choice {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t row = kNone;

  void consider(const Cycles &cycles, std::size_t candidate) {
    if (cycles.state[candidate] == static_cast<std::int32_t>(CycleState::cancelled)) return;
    if (row == kNone || cycles.started_us[candidate] > cycles.started_us[row]) row = candidate;
  }
};

/// A ticket that record and rule call missed.
struct Miss {
  std::size_t ticket;
  std::size_t row;  ///< of the rule
};

class Reconciler {
 public:
  Reconciler(const EventLog &log, std::int64_t as_of_us, std::span<const std::int32_t> recorded,
             const ReconcileOptions &options)
      : log_(log), as_of_us_(as_of_us), recorded_(recorded), options_(options), cycles_(evaluate(log, as_of_us)),
        is_rule_(log.contract().targets.size()) {
    for (const std::int32_t target : rule_targets(log.contract())) is_rule_[static_cast<std::size_t>(target)] = true;
    const std::size_t n = log.tickets();
    result_.rule.assign(n, static_cast<std::int32_t>(Verdict::none));
    result_.promised = result_.rule;
    result_.cause.assign(n, static_cast<std::int32_t>(Cause::none));
    result_.row.assign(n, kNoValue);
  }

  Reconciliation run() {
    std::size_t begin = 0;
    for (std::size_t ticket = 0; ticket < log_.tickets(); ++ticket) {
      std::size_t end = begin;
      while (end < cycles_.size() && static_cast<std::size_t>(cycles_.ticket[end]) == ticket) ++end;
      judge(ticket, begin, end);
      begin = end;
    }
    for (const auto &[calendar, misses] : misses_) explain(misses, calendar);
    return std::move(result_);
  }

 private:
  /// What record, rule and promise say of a ticket whose cycles are [begin, end).
  void judge(std::size_t ticket, std::size_t begin, std::size_t end) {
    const Choice rule = choose(begin, end, [&](std::size_t target) { return is_rule_[target]; });
    const Metric metric = rule.row == Choice::kNone ? Metric::resolution : target_of(rule.row).metric;
    const Choice promise = choose(begin, end, [&](std::size_t target) {
      return !is_rule_[target] && log_.contract().targets[target].metric == metric;
    });
    const auto said = static_cast<Verdict>(recorded_[ticket]);
    Verdict computed = Verdict::none;
    if (rule.row != Choice::kNone) {
      computed = verdict_of(cycles_, rule.row);
      result_.row[ticket] = static_cast<std::int64_t>(rule.row);
    }
    result_.rule[ticket] = static_cast<std::int32_t>(computed);
    if (promise.row != Choice::kNone) result_.promised[ticket] = static_cast<std::int32_t>(verdict_of(cycles_, promise.row));
    if (said == Verdict::missed && computed == Verdict::missed) {
      misses_[promise.row == Choice::kNone ? -1 : calendar_at_opening(target_of(promise.row), ticket)].push_back(
          {ticket, rule.row});
      return;
    }
    result_.cause[ticket] = static_cast<std::int32_t>(cause_without_removal(said, computed, rule.row));
  }

  [[nodiscard]] Cause cause_without_removal(Verdict said, Verdict computed, std::size_t row) const {
    if (said == Verdict::none || (said == Verdict::met && computed == Verdict::met)) return Cause::none;
    if (said == Verdict::missed && computed == Verdict::met) return Cause::rule_met;
    const bool may_round = std::find(options_.order.begin(), options_.order.end(), Cause::rounding) != options_.order.end();
    if (computed == Verdict::missed && may_round && over_us(cycles_, row) <= options_.rounding_us) return Cause::rounding;
    return Cause::unknown;
  }

  template <class Chosen>
  [[nodiscard]] Choice choose(std::size_t begin, std::size_t end, Chosen &&chosen) const {
    Choice choice;
    for (std::size_t row = begin; row < end; ++row) {
      const auto target = static_cast<std::size_t>(cycles_.target[row]);
      if (target < is_rule_.size() && chosen(target)) choice.consider(cycles_, row);
    }
    return choice;
  }

  [[nodiscard]] const Target &target_of(std::size_t row) const {
    return log_.contract().targets[static_cast<std::size_t>(cycles_.target[row])];
  }

  [[nodiscard]] std::int32_t calendar_at_opening(const Target &target, std::size_t ticket) const {
    const CalendarChoice &choice = target.calendar;
    if (choice.attribute < 0) return choice.otherwise;
    const std::int32_t code = log_.code(choice.attribute, ticket);
    const auto entry = std::find_if(choice.by_code.begin(), choice.by_code.end(),
                                    [&](const auto &one) { return one.first == code; });
    return entry == choice.by_code.end() ? choice.otherwise : entry->second;
  }

  /// What a cycle ran beyond what it may.
  static std::int64_t over_us(const Cycles &cycles, std::size_t row) {
    return cycles.brought_us[row] + cycles.elapsed_us[row] - cycles.target_us[row] - cycles.put_off_us[row];
  }

  /// Removes one cause after the other from misses whose promise counts in one calendar.
  void explain(const std::vector<Miss> &misses, std::int32_t promised_calendar) {
    const RuleVariants variants(log_.contract(), options_.order, promised_calendar);
    const Plans plans(variants.contract());
    Cycles cycles;
    TicketEvaluator evaluator(log_, plans, as_of_us_, cycles);
    for (const Miss &miss : misses) evaluator.evaluate(miss.ticket);
    evaluator.finish();
    std::size_t begin = 0;
    for (const Miss &miss : misses) {
      std::size_t end = begin;
      while (end < cycles.size() && static_cast<std::size_t>(cycles.ticket[end]) == miss.ticket) ++end;
      result_.cause[miss.ticket] = static_cast<std::int32_t>(first_cure(miss, variants, plans, cycles, begin, end));
      begin = end;
    }
  }

  [[nodiscard]] Cause first_cure(const Miss &miss, const RuleVariants &variants, const Plans &plans,
                                 const Cycles &cycles, std::size_t begin, std::size_t end) const {
    bool is_closing_in = true;
    std::int64_t granted_us = 0, at_first_us = 0;
    for (std::size_t removed = 0; removed <= options_.order.size(); ++removed) {
      const Cause cause = removed == 0 ? Cause::none : options_.order[removed - 1];
      if (cause == Cause::closing) is_closing_in = false;
      if (cause == Cause::rounding) granted_us = options_.rounding_us;
      const std::int32_t target = variants.target(cycles_.target[miss.row], removed);
      std::size_t row = begin;
      while (row < end && !(cycles.target[row] == target && cycles.cycle[row] == cycles_.cycle[miss.row])) ++row;
      if (row == end) return Cause::unknown;
      std::int64_t over = over_us(cycles, row);
      if (is_closing_in) over += cycles.settled_us[row] + late_closing_us(plans, target, cycles.stopped_us[row], miss.ticket);
      if (removed == 0) {
        at_first_us = over;
      } else if (over <= granted_us && (over < at_first_us || cause == Cause::rounding)) {
        return cause;
      }
    }
    return Cause::provider;
  }

  /// Calendar time from a stop to the last closing that the record knows: some tickets are closed twice.
  [[nodiscard]] std::int64_t late_closing_us(const Plans &plans, std::int32_t target, std::int64_t stopped_us,
                                             std::size_t ticket) const {
    if (options_.closed_us.empty() || stopped_us == kNoValue) return 0;
    const std::int64_t closed_us = std::min(options_.closed_us[ticket], as_of_us_);
    if (closed_us <= stopped_us) return 0;
    const Plan &plan = plans.targets[static_cast<std::size_t>(target)];
    const std::int32_t calendar = plan.calendar(codes_at(plan, ticket, stopped_us).data());
    const CalendarAnswer time = plans.calendars[static_cast<std::size_t>(calendar)]->between(stopped_us, closed_us);
    return time.status == CalendarStatus::ok ? time.value : 0;
  }

  /// The ticket's value codes as the plan's calendar is chosen by them: at the opening, or where it stopped.
  [[nodiscard]] std::vector<std::int32_t> codes_at(const Plan &plan, std::size_t ticket, std::int64_t at_us) const {
    std::vector<std::int32_t> codes(log_.contract().attributes.size() + 1);
    for (std::size_t i = 0; i + 1 < codes.size(); ++i) codes[i] = log_.code(static_cast<std::int32_t>(i), ticket);
    if (plan.target->calendar.of == CalendarOf::ticket_at_opening) return codes;
    const EventLog::Events events = log_.events_of(ticket);
    for (std::size_t i = 0; i < events.at_us.size() && events.at_us[i] <= at_us; ++i) {
      if (!log_.alphabet().is_attribute(events.symbol[i])) continue;
      const Alphabet::AttributeValue value = log_.alphabet().attribute_value(events.symbol[i]);
      codes[static_cast<std::size_t>(value.attribute)] = value.code;
    }
    return codes;
  }

  const EventLog &log_;
  std::int64_t as_of_us_;
  std::span<const std::int32_t> recorded_;
  const ReconcileOptions &options_;
  Cycles cycles_;
  std::vector<bool> is_rule_;  ///< by target
  std::map<std::int32_t, std::vector<Miss>> misses_;  ///< by the calendar of the promise; -1: no promise
  Reconciliation result_;
};

}  // namespace

Reconciliation reconcile(const EventLog &log, std::int64_t as_of_us, std::span<const std::int32_t> recorded,
                         const ReconcileOptions &options) {
  check(log, recorded, options);
  return Reconciler(log, as_of_us, recorded, options).run();
}

}  // namespace entente
