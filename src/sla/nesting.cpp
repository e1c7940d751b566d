#include "entente/sla/nesting.hpp"

#include <algorithm>
#include <string>

#include "entente/base/error.hpp"
#include "sla/calendar_combinations.hpp"
#include "sla/due_piece.hpp"

namespace entente {
namespace {

/// The overshoot as a function of the start, from one start on: it rises by `slope` (-1, 0 or 1) a microsecond up to
/// until_us.
struct Overshoot {
  CalendarStatus status = CalendarStatus::ok;
  std::int64_t amount_us = 0;
  std::int64_t slope = 0;
  std::int64_t until_us = 0;
};

/// One choice of terms and calendars: the promise first, then the links.
class Chain {
 public:
  Chain(const Contract &contract, const std::vector<std::int32_t> &targets, const std::vector<std::int32_t> &calendars)
      : contract_(contract), targets_(targets), calendars_(calendars) {}

  [[nodiscard]] DuePiece due(std::size_t i, std::int64_t start_us) const {
    return due_piece(contract_.targets[static_cast<std::size_t>(targets_[i])], calendar(i), start_us);
  }

  [[nodiscard]] const Calendar &calendar(std::size_t i) const {
    return *contract_.calendars[static_cast<std::size_t>(calendars_[i])].calendar;
  }

  /// Each link starts where the one before it is due: it moves while that does.
  [[nodiscard]] Overshoot overshoot(std::int64_t start_us) const {
    const DuePiece promise = due(0, start_us);
    if (promise.due.status != CalendarStatus::ok) return {promise.due.status, 0, 0, start_us};
    std::int64_t at_us = start_us;
    std::int64_t slope = 1;
    std::int64_t until_us = promise.until_us;
    for (std::size_t i = 1; i < targets_.size(); ++i) {
      const DuePiece link = due(i, at_us);
      if (link.due.status != CalendarStatus::ok) return {link.due.status, 0, 0, start_us};
      if (slope == 1) until_us = std::min(until_us, start_us + (link.until_us - at_us));
      slope *= link.slope;
      at_us = link.due.value;
    }
    return {CalendarStatus::ok, at_us - promise.due.value, slope - promise.slope, until_us};
  }

 private:
  const Contract &contract_;
  const std::vector<std::int32_t> &targets_;
  const std::vector<std::int32_t> &calendars_;
};

/// The version of a commitment whose terms are in force at an instant; -1 where there is none.
std::int32_t version_at(const Contract &contract, std::int32_t commitment, std::int64_t at_us) {
  for (std::size_t i = 0; i < contract.targets.size(); ++i) {
    const Target &target = contract.targets[i];
    if (target.commitment == commitment && target.from_us <= at_us && at_us < target.until_us) {
      return static_cast<std::int32_t>(i);
    }
  }
  return -1;
}

/// Looks for the worst start, part of the horizon by part, combination by combination, piece by piece.
///
/// Why this is exact: a due date is piecewise linear in the start with slopes 0 and 1 (due_piece), so the end of the
/// chain, a composition of such functions, is too, and the overshoot, the difference of two, has slopes -1, 0 and 1. On
/// the integers of one piece a linear function is greatest at an end of the piece. The pieces that overshoot() gives
/// follow each other without a gap from the first start to the last, so looking at both ends of each looks at the
/// greatest overshoot of all; nothing depends on where the pieces end, only on their being linear.
class Search {
 public:
  Search(const Contract &contract, const Nesting &nesting) : contract_(contract) {
    commitments_.push_back(nesting.commitment);
    commitments_.insert(commitments_.end(), nesting.chain.begin(), nesting.chain.end());
  }

  /// Where the terms of any of the commitments begin or end within the horizon, and its ends.
  [[nodiscard]] std::vector<std::int64_t> parts(std::int64_t from_us, std::int64_t to_us) const {
    std::vector<std::int64_t> bounds{from_us, to_us};
    for (const Target &target : contract_.targets) {
      if (std::find(commitments_.begin(), commitments_.end(), target.commitment) == commitments_.end()) continue;
      for (const std::int64_t bound : {target.from_us, target.until_us}) {
        if (from_us < bound && bound < to_us) bounds.push_back(bound);
      }
    }
    std::sort(bounds.begin(), bounds.end());
    bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
    return bounds;
  }

  void search(std::int64_t from_us, std::int64_t to_us) {
    std::vector<std::int32_t> targets;
    std::vector<const Target *> terms;
    for (const std::int32_t commitment : commitments_) {
      targets.push_back(version_at(contract_, commitment, from_us));
      if (targets.back() < 0) return;
      terms.push_back(&contract_.targets[static_cast<std::size_t>(targets.back())]);
    }
    for (const std::vector<std::int32_t> &calendars : calendar_combinations(terms)) {
      ++check_.combinations;
      search(Chain(contract_, targets, calendars), targets, calendars, from_us, to_us);
    }
  }

  [[nodiscard]] NestingCheck take() { return std::move(check_); }

 private:
  void search(const Chain &chain, const std::vector<std::int32_t> &targets, const std::vector<std::int32_t> &calendars,
              std::int64_t from_us, std::int64_t to_us) {
    Overshoot worst;
    std::int64_t worst_us = kNoValue;
    for (std::int64_t at_us = from_us; at_us < to_us;) {
      const Overshoot here = chain.overshoot(at_us);
      if (here.status != CalendarStatus::ok) {
        ++check_.candidates;
        if (worst_us == kNoValue || worst.amount_us <= 0) worst = here, worst_us = at_us;
        break;
      }
      const std::int64_t until_us = std::min(here.until_us, to_us - 1);
      check_.candidates += until_us > at_us ? 2 : 1;
      const std::int64_t rise_us = here.slope > 0 ? until_us - at_us : 0;
      if (worst_us == kNoValue || here.amount_us + rise_us > worst.amount_us) {
        worst.amount_us = here.amount_us + rise_us;
        worst_us = at_us + rise_us;
      }
      at_us = until_us + 1;
    }
    if (is_worse(worst, worst_us)) keep(chain, worst, worst_us, targets, calendars);
  }

  static NestingOutcome outcome_of(const Overshoot &overshoot) {
    if (overshoot.status != CalendarStatus::ok) return NestingOutcome::no_due_date;
    return overshoot.amount_us > 0 ? NestingOutcome::does_not_fit : NestingOutcome::fits;
  }

  /// A counter-example before a missing due date before a fit; then by overshoot; then by start.
  [[nodiscard]] bool is_worse(const Overshoot &found, std::int64_t start_us) const {
    const auto rank = [](NestingOutcome outcome) {
      return outcome == NestingOutcome::does_not_fit ? 3 : outcome == NestingOutcome::no_due_date ? 2
                                                       : outcome == NestingOutcome::fits        ? 1
                                                                                                : 0;
    };
    const int ranks = rank(outcome_of(found)) - rank(check_.outcome);
    if (ranks != 0) return ranks > 0;
    if (found.status == CalendarStatus::ok && found.amount_us != check_.overshoot_us) {
      return found.amount_us > check_.overshoot_us;
    }
    return start_us < check_.start_us;
  }

  void keep(const Chain &chain, const Overshoot &worst, std::int64_t start_us,
            const std::vector<std::int32_t> &targets, const std::vector<std::int32_t> &calendars) {
    check_.outcome = outcome_of(worst);
    check_.status = worst.status;
    check_.start_us = start_us;
    check_.targets = targets;
    check_.calendars = calendars;
    check_.due_us = chain.due(0, start_us).due.value;
    check_.link_due_us.assign(targets.size() - 1, kNoValue);
    std::int64_t at_us = start_us;
    for (std::size_t i = 1; i < targets.size() && at_us != kNoValue; ++i) {
      check_.link_due_us[i - 1] = at_us = chain.due(i, at_us).due.value;
    }
    check_.overshoot_us = check_.overshoot_open_us = kNoValue;
    if (worst.status != CalendarStatus::ok) return;
    check_.overshoot_us = worst.amount_us;
    check_.overshoot_open_us = chain.calendar(0).between(check_.due_us, at_us).value;
  }

  const Contract &contract_;
  std::vector<std::int32_t> commitments_;
  NestingCheck check_;
};

}  // namespace

NestingCheck check_nesting(const Contract &contract, std::size_t nesting, std::int64_t from_us, std::int64_t to_us) {
  if (nesting >= contract.nesting.size()) {
    throw Error(ErrorCode::not_found, "the contract has no nesting " + std::to_string(nesting));
  }
  if (!is_supported_instant(from_us) || !is_supported_instant(to_us)) {
    throw Error(ErrorCode::range, "a horizon that is not within 1970-2100");
  }
  if (to_us <= from_us) throw Error(ErrorCode::invalid, "a horizon that ends before it begins");
  Search search(contract, contract.nesting[nesting]);
  const std::vector<std::int64_t> bounds = search.parts(from_us, to_us);
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) search.search(bounds[i], bounds[i + 1]);
  return search.take();
}

}  // namespace entente
