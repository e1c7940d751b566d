#include "entente/analysis/absence.hpp"

#include <algorithm>
#include <functional>
#include <string>

#include "client_kinds.hpp"
#include "entente/base/error.hpp"

namespace entente {

using analysis::ClientKinds;

std::vector<std::int32_t> sole_knower_counts(const RelationRows &rows, double threshold) {
  const Coverage known = coverage(rows, threshold, 1);
  std::vector<std::int32_t> counts(static_cast<std::size_t>(rows.agents), 0);
  for (const std::int32_t agent : known.sole_knower) {
    if (agent >= 0) ++counts[static_cast<std::size_t>(agent)];
  }
  return counts;
}

Coverage coverage_without(const RelationRows &rows, double threshold, std::int32_t k,
                          std::span<const std::int32_t> absent) {
  static_cast<void>(coverage(rows, threshold, k));  // all rows are checked, those of absent agents too
  std::vector<char> away(static_cast<std::size_t>(rows.agents), 0);
  for (const std::int32_t agent : absent) {
    if (agent < 0 || agent >= rows.agents) {
      throw Error(ErrorCode::range, "absent agent " + std::to_string(agent) + " is not in [0, " +
                                        std::to_string(rows.agents) + ")");
    }
    away[static_cast<std::size_t>(agent)] = 1;
  }
  std::vector<std::int32_t> agent, client;
  std::vector<double> strength;
  for (std::size_t i = 0; i < rows.agent.size(); ++i) {
    if (away[static_cast<std::size_t>(rows.agent[i])] != 0) continue;
    agent.push_back(rows.agent[i]);
    client.push_back(rows.client[i]);
    if (!rows.strength.empty()) strength.push_back(rows.strength[i]);
  }
  return coverage({rows.agents, rows.clients, agent, client, strength}, threshold, k);
}

/// Agents are taken out (chosen), kept (ruled out) or open. A kind is lost once all its knowers are out, safe once one is
/// kept.
class AbsenceSearch::Search {
 public:
  Search(const RelationRows &rows, double threshold, std::int64_t budget)
      : kinds_(analysis::client_kinds(analysis::known_pairs(rows, threshold), rows.agents)) {
    if (budget < 0) throw Error(ErrorCode::invalid, "the budget is negative");
    result_.covered = static_cast<std::int32_t>(kinds_.covered);
    if (kinds_.covered == 0) return;
    needed_ = kinds_.covered / 2 + 1;
    state_.assign(kinds_.of_agent.size(), State::open);
    for (const auto &kind : kinds_.kinds) lacking_.push_back(static_cast<std::int32_t>(kind.knowers.size()));
    kept_knowers_.assign(kinds_.kinds.size(), 0);
    find_upper();
    size_ = 1;
    while (size_ < result_.upper && promise(size_) < 0) ++size_;
    result_.lower = size_;
    path_.reserve(kinds_.of_agent.size());
    progress_ = {0, result_.proved() ? 0 : budget};
  }

  Progress step(std::int64_t work) {
    std::int64_t left = progress_.total - progress_.done;
    if (work > 0) left = std::min(left, work);
    for (; left > 0 && !progress_.finished(); --left) {
      ++progress_.done;
      visit();
      if (result_.proved()) progress_.total = progress_.done;
    }
    return progress_;
  }

  [[nodiscard]] Progress progress() const noexcept { return progress_; }
  [[nodiscard]] const AbsenceFactor &result() const noexcept { return result_; }

 private:
  enum class State : char { open, out, kept };
  static constexpr std::int64_t kWhole = 720'720;  ///< a client; divisible by 1 .. 16

  void take_out(std::int32_t agent) noexcept {
    state_[static_cast<std::size_t>(agent)] = State::out;
    ++chosen_;
    for (const std::int32_t kind : kinds_.of_agent[static_cast<std::size_t>(agent)]) {
      if (--lacking_[static_cast<std::size_t>(kind)] == 0) lost_ += kinds_.kinds[static_cast<std::size_t>(kind)].clients;
    }
  }
  void put_back(std::int32_t agent) noexcept {
    state_[static_cast<std::size_t>(agent)] = State::open;
    --chosen_;
    for (const std::int32_t kind : kinds_.of_agent[static_cast<std::size_t>(agent)]) {
      if (lacking_[static_cast<std::size_t>(kind)]++ == 0) lost_ -= kinds_.kinds[static_cast<std::size_t>(kind)].clients;
    }
  }
  void keep(std::int32_t agent, int count) noexcept {
    state_[static_cast<std::size_t>(agent)] = count > 0 ? State::kept : State::open;
    for (const std::int32_t kind : kinds_.of_agent[static_cast<std::size_t>(agent)]) kept_knowers_[static_cast<std::size_t>(kind)] += count;
  }

  /// The open agent that the lost clients would need most where `left` more may be chosen; -1 where even the best choices
  /// cannot reach what is needed.
  [[nodiscard]] std::int32_t promise(std::int32_t left) {
    share_.assign(state_.size(), 0);
    for (std::size_t i = 0; i < kinds_.kinds.size(); ++i) {
      const std::int64_t lacking = lacking_[i];
      if (lacking == 0 || lacking > left || kept_knowers_[i] != 0) continue;
      const std::int64_t each = (kWhole + lacking - 1) / lacking * kinds_.kinds[i].clients;
      for (const std::int32_t agent : kinds_.kinds[i].knowers) {
        if (state_[static_cast<std::size_t>(agent)] == State::open) share_[static_cast<std::size_t>(agent)] += each;
      }
    }
    const auto best = std::max_element(share_.begin(), share_.end());
    const auto agent = static_cast<std::int32_t>(best - share_.begin());
    const auto count = std::min<std::ptrdiff_t>(left, std::ssize(share_));
    std::nth_element(share_.begin(), share_.begin() + (count > 0 ? count - 1 : 0), share_.end(), std::greater<>());
    std::int64_t reach = lost_ * kWhole;
    for (std::ptrdiff_t i = 0; i < count; ++i) reach += share_[static_cast<std::size_t>(i)];
    return reach < needed_ * kWhole ? -1 : agent;
  }

  /// One node: goes down to the best agent taken out, or back up to the last one that can be kept instead.
  void visit() {
    if (lost_ >= needed_) {
      result_.upper = result_.lower = chosen_;
      result_.agents = out();
      return;
    }
    const std::int32_t agent = chosen_ < size_ ? promise(size_ - chosen_) : -1;
    if (agent >= 0) {
      take_out(agent);
      path_.push_back(agent);
      return;
    }
    while (!path_.empty() && state_[static_cast<std::size_t>(path_.back())] == State::kept) {
      keep(path_.back(), -1);
      path_.pop_back();
    }
    if (path_.empty()) {
      result_.lower = ++size_;  // none of the size before; the whole tree was seen
      return;
    }
    put_back(path_.back());
    keep(path_.back(), 1);
  }

  [[nodiscard]] std::vector<std::int32_t> out() const {
    std::vector<std::int32_t> agents;
    for (std::size_t a = 0; a < state_.size(); ++a) {
      if (state_[a] == State::out) agents.push_back(static_cast<std::int32_t>(a));
    }
    return agents;
  }

  /// Greedy as published; then, from everybody away, back in whoever costs the fewest lost clients while enough stay lost.
  void find_upper() {
    std::vector<std::int64_t> clients(state_.size(), 0);
    for (const auto &kind : kinds_.kinds) {
      for (const std::int32_t agent : kind.knowers) clients[static_cast<std::size_t>(agent)] += kind.clients;
    }
    while (lost_ < needed_) {
      const auto most = std::max_element(clients.begin(), clients.end());
      result_.greedy.push_back(static_cast<std::int32_t>(most - clients.begin()));
      take_out(result_.greedy.back());
      *most = -1;
    }
    result_.agents = out();
    result_.upper = chosen_;
    for (std::size_t a = 0; a < state_.size(); ++a) {
      if (state_[a] == State::open) take_out(static_cast<std::int32_t>(a));
    }
    let_back_in();
    if (chosen_ < result_.upper) {
      result_.agents = out();
      result_.upper = chosen_;
    }
    for (std::size_t a = 0; a < state_.size(); ++a) {
      if (state_[a] == State::out) put_back(static_cast<std::int32_t>(a));
    }
  }

  void let_back_in() {
    for (;;) {
      std::int32_t best = -1;
      std::int64_t fewest = lost_ - needed_ + 1;
      for (std::size_t a = 0; a < state_.size(); ++a) {
        if (state_[a] != State::out) continue;
        std::int64_t saved = 0;
        for (const std::int32_t kind : kinds_.of_agent[a]) {
          if (lacking_[static_cast<std::size_t>(kind)] == 0) saved += kinds_.kinds[static_cast<std::size_t>(kind)].clients;
        }
        if (saved < fewest) fewest = saved, best = static_cast<std::int32_t>(a);
      }
      if (best < 0) return;
      put_back(best);
    }
  }

  ClientKinds kinds_;
  std::int64_t needed_ = 0;                  ///< clients to be lost
  std::int64_t lost_ = 0;
  std::vector<State> state_;                 ///< of each agent
  std::vector<std::int32_t> lacking_;        ///< of each kind: knowers not out
  std::vector<std::int32_t> kept_knowers_;   ///< of each kind: knowers kept
  std::vector<std::int64_t> share_;
  std::vector<std::int32_t> path_;           ///< agents decided, in order
  std::int32_t chosen_ = 0;                  ///< agents out
  std::int32_t size_ = 0;                    ///< the size that is being searched
  Progress progress_;
  AbsenceFactor result_;
};

AbsenceSearch::AbsenceSearch(const RelationRows &rows, double threshold, std::int64_t budget)
    : search_(std::make_unique<Search>(rows, threshold, budget)) {}
AbsenceSearch::AbsenceSearch(AbsenceSearch &&) noexcept = default;
AbsenceSearch &AbsenceSearch::operator=(AbsenceSearch &&) noexcept = default;
AbsenceSearch::~AbsenceSearch() = default;

Progress AbsenceSearch::step(std::int64_t work) { return search_->step(work); }
Progress AbsenceSearch::progress() const noexcept { return search_->progress(); }
const AbsenceFactor &AbsenceSearch::result() const noexcept { return search_->result(); }

AbsenceFactor absence_factor(const RelationRows &rows, double threshold, std::int64_t budget) {
  AbsenceSearch search(rows, threshold, budget);
  search.step(0);
  return search.result();
}

}  // namespace entente
