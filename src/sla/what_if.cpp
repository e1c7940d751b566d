#include "entente/sla/what_if.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "entente/base/error.hpp"
#include "entente/base/instant.hpp"

namespace entente {
namespace {

constexpr std::size_t kNoRow = static_cast<std::size_t>(-1);

/// The names of both contracts, numbered together.
class Commitments {
 public:
  /// The number of each target of a contract, combinations behind the targets.
  std::vector<std::size_t> add(const Contract &contract) {
    std::vector<std::size_t> numbers;
    for (const std::string &id : contract.commitments) (void)number(id);
    for (const Target &target : contract.targets) {
      numbers.push_back(number(contract.commitments[static_cast<std::size_t>(target.commitment)]));
    }
    for (const Combination &combination : contract.combinations) numbers.push_back(number(combination.id));
    return numbers;
  }
  [[nodiscard]] std::size_t size() const noexcept { return numbers_.size(); }

 private:
  std::size_t number(std::string_view id) { return numbers_.emplace(id, numbers_.size()).first->second; }

  std::map<std::string_view, std::size_t> numbers_;
};

/// One result, read ticket by ticket.
class Side {
 public:
  Side(const Cycles &cycles, std::vector<std::size_t> numbers) : cycles_(cycles), numbers_(std::move(numbers)) {}

  /// The next ticket that has a row; past the last INT32_MAX.
  [[nodiscard]] std::int32_t ticket() const noexcept {
    return row_ < cycles_.size() ? cycles_.ticket[row_] : std::numeric_limits<std::int32_t>::max();
  }

  /// The last cycle of each commitment on a ticket.
  void read(std::int32_t ticket, std::vector<std::size_t> &last) {
    for (; row_ < cycles_.size() && cycles_.ticket[row_] == ticket; ++row_) {
      const std::int32_t target = cycles_.target[row_];
      if (target < 0 || static_cast<std::size_t>(target) >= numbers_.size()) {
        throw Error(ErrorCode::invalid, "the cycles name target " + std::to_string(target) + ", which their contract does not have");
      }
      std::size_t &best = last[numbers_[static_cast<std::size_t>(target)]];
      if (best == kNoRow || !is_before(row_, best)) best = row_;
    }
  }

  [[nodiscard]] bool is_open(std::size_t row) const noexcept { return row != kNoRow && cycles_.stopped_us[row] == kNoValue; }
  [[nodiscard]] std::int32_t target(std::size_t row) const noexcept { return row == kNoRow ? Changes::kNoClock : cycles_.target[row]; }
  [[nodiscard]] std::int32_t state(std::size_t row) const noexcept { return row == kNoRow ? Changes::kNoClock : cycles_.state[row]; }
  [[nodiscard]] std::int64_t due_us(std::size_t row) const noexcept { return row == kNoRow ? kNoValue : cycles_.due_us[row]; }

 private:
  [[nodiscard]] bool is_before(std::size_t a, std::size_t b) const noexcept {
    const auto is_cancelled = [&](std::size_t row) {
      return cycles_.state[row] == static_cast<std::int32_t>(CycleState::cancelled);
    };
    if (is_cancelled(a) != is_cancelled(b)) return is_cancelled(a);
    return cycles_.started_us[a] < cycles_.started_us[b];
  }

  const Cycles &cycles_;
  std::vector<std::size_t> numbers_;  ///< of targets
  std::size_t row_ = 0;
};

void compare(const Side &now, std::size_t row_now, const Side &then, std::size_t row_then, std::int32_t ticket,
             Changes &changes) {
  ++changes.compared;
  const bool same_state = now.state(row_now) == then.state(row_then);
  if (same_state && now.due_us(row_now) == then.due_us(row_then)) return;
  changes.ticket.push_back(ticket);
  changes.target_now.push_back(now.target(row_now));
  changes.target_then.push_back(then.target(row_then));
  changes.state_now.push_back(now.state(row_now));
  changes.state_then.push_back(then.state(row_then));
  changes.due_now_us.push_back(now.due_us(row_now));
  changes.due_then_us.push_back(then.due_us(row_then));
  if (!same_state) ++changes.state_changes;
}

}  // namespace

Changes what_if(const Contract &terms_now, const Cycles &now, const Contract &terms_then, const Cycles &then,
                WhatIfScope scope) {
  Commitments commitments;
  Side side_now(now, commitments.add(terms_now));
  Side side_then(then, commitments.add(terms_then));
  std::vector<std::size_t> last_now(commitments.size()), last_then(commitments.size());
  Changes changes;
  while (true) {
    const std::int32_t ticket = std::min(side_now.ticket(), side_then.ticket());
    if (ticket == std::numeric_limits<std::int32_t>::max()) return changes;
    std::fill(last_now.begin(), last_now.end(), kNoRow);
    std::fill(last_then.begin(), last_then.end(), kNoRow);
    side_now.read(ticket, last_now);
    side_then.read(ticket, last_then);
    for (std::size_t i = 0; i < last_now.size(); ++i) {
      if (last_now[i] == kNoRow && last_then[i] == kNoRow) continue;
      if (scope == WhatIfScope::open && !side_now.is_open(last_now[i]) && !side_then.is_open(last_then[i])) continue;
      compare(side_now, last_now[i], side_then, last_then[i], ticket, changes);
    }
  }
}

}  // namespace entente
