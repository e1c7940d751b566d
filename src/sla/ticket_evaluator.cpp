#include "sla/ticket_evaluator.hpp"

#include <algorithm>
#include <numeric>

#include "sla/walk.hpp"

namespace entente {

TicketEvaluator::TicketEvaluator(const EventLog &log, const Plans &plans, std::int64_t as_of_us, Cycles &cycles)
    : log_(log), plans_(plans), as_of_us_(as_of_us), timeline_(plans), lanes_(plans.targets.size()),
      codes_(plans.contract.attributes.size() + 1), buffer_(cycles), rows_(buffer_.rows()) {}

void TicketEvaluator::evaluate(std::size_t begin, std::size_t end) {
  for (std::size_t ticket = begin; ticket < end; ++ticket) {
    judge(ticket);
    if (!buffer_.is_full()) continue;
    // Once: room for as many rows as there will be if the rest is like what was seen, and a little more. By tickets and
    // events: one ticket may have a hundred thousand rows, but only with as many events.
    if (buffer_.is_first()) {
      const double part = static_cast<double>(size_of(begin, end)) / static_cast<double>(size_of(begin, ticket + 1));
      buffer_.reserve(static_cast<std::size_t>(static_cast<double>(rows_.size()) * part * 1.0625));
    }
    buffer_.flush();
  }
  buffer_.flush();
}

void TicketEvaluator::judge(std::size_t ticket) {
  ticket_ = ticket;
  opened_us_ = log_.opened_us(ticket);
  if (opened_us_ == kNoValue || opened_us_ > as_of_us_) return;
  timeline_.fill(log_, ticket, as_of_us_);
  for (std::size_t i = 0; i + 1 < codes_.size(); ++i) codes_[i] = log_.code(static_cast<std::int32_t>(i), ticket);
  lane_count_ = choose_lanes<Lane<Tally>>(plans_, timeline_, opened_us_, codes_.data(), log_.balances_of(ticket), lanes_);
  if (lane_count_ == 0) return;
  is_whole_ = log_.has_whole_history(ticket);
  first_row_ = rows_.size();
  escalations_.clear();

  walk_lanes(ticket);
  put_in_order();
  if (!plans_.contract.combinations.empty()) combine();
  if (!escalations_.empty()) buffer_.append(escalations_);
}

void TicketEvaluator::walk_lanes(std::size_t ticket) {
  const std::span<const Balance> balances = log_.balances_of(ticket);
  if (!timeline_.may_change() && balances.empty()) {
    for (std::size_t i = 0; i < lane_count_; ++i) {
      walk_alone(plans_, log_.alphabet(), lanes_[i], codes_.data(), timeline_, *this);
    }
    return;
  }
  TicketClocks<Lane<Tally>, TicketEvaluator> clocks(plans_, log_.alphabet(), {lanes_.data(), lane_count_},
                                                    codes_.data(), opened_us_, timeline_.may_change(), *this);
  walk(clocks, timeline_, balances);
}

void TicketEvaluator::cycle(const Plan &plan, const Lane<Tally> &lane, Ending ending) {
  CycleRow &row = rows_.emplace_back();
  row.ticket = static_cast<std::int32_t>(ticket_);
  fill_row(plans_, plan, lane, ending, row);
  if (!is_whole_ && lane.started_us == opened_us_ && !lane.by_balance) {
    row.state = static_cast<std::int32_t>(CycleState::incomplete_history);
    row.breached_us = kNoValue;
  }
  if (!plan.target->escalations.empty()) {
    const std::size_t first = escalations_.size();
    find_escalations(plans_, plan, lane, row, escalations_);
    for (std::size_t i = first; i < escalations_.size(); ++i) {
      escalations_[i].row = static_cast<std::int64_t>(rows_.size()) - 1;
    }
  }
}

/// Rows come as they end; they are wanted by target, and numbered.
void TicketEvaluator::put_in_order() {
  const std::span<CycleRow> rows = std::span(rows_).subspan(first_row_);
  const auto by_target = [](const CycleRow &a, const CycleRow &b) { return a.target < b.target; };
  if (!std::is_sorted(rows.begin(), rows.end(), by_target)) {
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return by_target(rows[a], rows[b]); });
    std::vector<std::int64_t> place(rows.size());
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<std::int64_t>(first_row_ + i);
    for (EscalationRow &escalation : escalations_) {
      escalation.row = place[static_cast<std::size_t>(escalation.row) - first_row_];
    }
    std::stable_sort(escalations_.begin(), escalations_.end(),
                     [](const EscalationRow &a, const EscalationRow &b) { return a.row < b.row; });
    std::stable_sort(rows.begin(), rows.end(), by_target);
  }
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].target == rows[i - 1].target) rows[i].cycle = rows[i - 1].cycle + 1;
  }
}

/// One row more for each combination of which a member has a clock that counts: that of the deciding member.
void TicketEvaluator::combine() {
  const std::size_t own_rows = rows_.size();
  const Contract &contract = plans_.contract;
  for (std::size_t c = 0; c < contract.combinations.size(); ++c) {
    const Combination &combination = contract.combinations[c];
    const CycleRow *deciding = nullptr;
    for (std::size_t i = first_row_; i < own_rows; ++i) {
      const CycleRow &row = rows_[i];
      const std::int32_t commitment = contract.targets[static_cast<std::size_t>(row.target)].commitment;
      const bool is_member = std::binary_search(combination.members.begin(), combination.members.end(), commitment);
      const bool is_last = i + 1 == own_rows || rows_[i + 1].target != row.target;
      if (!is_member || !is_last || row.state == static_cast<std::int32_t>(CycleState::cancelled)) continue;
      if (row.due_us == kNoValue) continue;
      const bool decides = deciding == nullptr || (combination.combine == Combine::earliest_of
                                                       ? row.due_us < deciding->due_us
                                                       : row.due_us > deciding->due_us);
      if (decides) deciding = &row;
    }
    if (deciding == nullptr) continue;
    CycleRow row = *deciding;
    row.target = static_cast<std::int32_t>(contract.targets.size() + c);
    row.cycle = 0;
    rows_.push_back(row);
  }
}

}  // namespace entente
