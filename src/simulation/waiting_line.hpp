#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <queue>
#include <set>
#include <utility>
#include <vector>

namespace entente::simulation {

/// What waits in one pool, least key first, then in order of arrival.
class KeyedLine {
 public:
  using Entry = std::pair<std::int64_t, std::size_t>;  ///< key, request

  void push(std::int64_t key, std::size_t request) { heap_.emplace(key, request); }
  [[nodiscard]] bool empty() const noexcept { return heap_.empty(); }
  [[nodiscard]] Entry front() const { return heap_.top(); }
  std::size_t pop() {
    const std::size_t request = heap_.top().second;
    heap_.pop();
    return request;
  }

 private:
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> heap_;
};

/// What waits in one pool, by start-time fair queueing over departments: start tag max(v, finish tag), finish tag = start tag
/// + scale / weight; the least start tag first, ties by department; within a department in order of arrival.
class FairLine {
 public:
  /// Divisible by every weight from 1 to 16.
  static constexpr std::int64_t kScale = 720720;

  explicit FairLine(std::vector<std::int64_t> weights)
      : weights_(std::move(weights)), queues_(weights_.size()), finish_(weights_.size(), 0) {}

  void push(std::size_t department, std::size_t request) {
    if (queues_[department].empty()) heads_.emplace(std::max(virtual_, finish_[department]), department);
    queues_[department].push_back(request);
  }
  [[nodiscard]] bool empty() const noexcept { return heads_.empty(); }
  [[nodiscard]] std::size_t front() const { return queues_[heads_.begin()->second].front(); }
  std::size_t pop() {
    const auto [tag, department] = *heads_.begin();
    heads_.erase(heads_.begin());
    const std::size_t request = queues_[department].front();
    queues_[department].pop_front();
    virtual_ = tag;
    finish_[department] = tag + kScale / weights_[department];
    if (!queues_[department].empty()) heads_.emplace(finish_[department], department);
    return request;
  }

 private:
  std::vector<std::int64_t> weights_;
  std::vector<std::deque<std::size_t>> queues_;
  std::vector<std::int64_t> finish_;
  std::set<std::pair<std::int64_t, std::size_t>> heads_;  ///< start tag of each department that waits
  std::int64_t virtual_ = 0;
};

}  // namespace entente::simulation
