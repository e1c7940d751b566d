#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "entente/base/error.hpp"
#include "entente/scheduler/request.hpp"
#include "entente/scheduler/scheduler.hpp"
#include "scheduler/key_index.hpp"

namespace entente {

/// One request in one cache line, so that taking a request from a long queue costs one miss.
struct alignas(64) Request {
  std::int64_t key = 0;
  std::int64_t sequence = 0;     ///< submission number
  std::int64_t held_period = 0;  ///< period in which the unit was held, where backing is held; reshaped: the other's key
  std::int64_t due_us = kNoValue;
  std::int32_t next = -1;  ///< in its queue, or among the free places
  std::int32_t prev = -1;  ///< valid behind the head only
  std::int32_t line = 0;
  std::int32_t agent = -1;  ///< valid while active
  std::uint8_t generation = 0;
  bool known = false;
  RequestState state = RequestState::queued;
  Backing backing = Backing::none;
  bool expedite = false;
  bool intake_complete = false;
};

/// What only some contracts need to know of a request, beside its line of the cache.
struct RequestExtra {
  std::int64_t sla_due_us = kNoValue;
  std::int32_t client = -1;  ///< among the people's clients
  std::int32_t child = -1;   ///< in a queue by SLA due date
};

/// The requests that are known, by place, by number (place and generation) and by key.
class RequestTable {
 public:
  Request &operator[](std::int32_t place) noexcept { return requests_[static_cast<std::size_t>(place)]; }
  const Request &operator[](std::int32_t place) const noexcept { return requests_[static_cast<std::size_t>(place)]; }

  [[nodiscard]] std::size_t places() const noexcept { return requests_.size(); }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }

  /// The number of the request at a place.
  [[nodiscard]] std::int32_t number(std::int32_t place) const noexcept {
    return place < 0 ? kNoRequest : static_cast<std::int32_t>((*this)[place].generation) << 24 | place;
  }
  /// The place of a request by its number, -1: unknown.
  [[nodiscard]] std::int32_t place(std::int32_t number) const noexcept {
    const std::int32_t at = number & (kMaxRequests - 1);
    if (number < 0 || static_cast<std::size_t>(at) >= requests_.size()) return -1;
    const Request &request = (*this)[at];
    return request.known && request.generation == number >> 24 ? at : -1;
  }
  [[nodiscard]] bool has_key(std::int64_t key) const noexcept { return place_of_key(key) >= 0; }
  [[nodiscard]] std::int32_t place_of_key(std::int64_t key) const noexcept {
    return keys_.find(key, [this](std::int32_t at) { return (*this)[at].key; });
  }

  /// Keeps extras from now on. On bad_alloc nothing has changed.
  void keep_extras() {
    if (keeps_extras_) return;
    extras_.reserve(requests_.capacity());
    extras_.resize(requests_.size());
    keeps_extras_ = true;
  }
  [[nodiscard]] bool keeps_extras() const noexcept { return keeps_extras_; }
  RequestExtra &extra(std::int32_t place) noexcept { return extras_[static_cast<std::size_t>(place)]; }
  [[nodiscard]] RequestExtra extra_or_none(std::int32_t place) const noexcept {
    return keeps_extras_ ? extras_[static_cast<std::size_t>(place)] : RequestExtra{};
  }

  /// Makes room for one more. On bad_alloc, or ErrorCode::limit, nothing has changed.
  void reserve_one() {
    keys_.reserve(size_ + 1);
    if (free_ >= 0) return;
    if (requests_.size() >= static_cast<std::size_t>(kMaxRequests))
      throw Error(ErrorCode::limit, "more than 16777216 requests are known: forget closed ones");
    if (requests_.size() == requests_.capacity()) requests_.reserve(requests_.empty() ? 64 : 2 * requests_.size());
    if (keeps_extras_) {
      extras_.reserve(requests_.capacity());
      extras_.emplace_back();
    }
    requests_.emplace_back();
    free_ = static_cast<std::int32_t>(requests_.size()) - 1;
  }
  /// Adds a request within the room reserved.
  std::int32_t add(std::int64_t key, std::int64_t sequence, std::int32_t line) noexcept {
    const std::int32_t at = free_;
    Request &request = (*this)[at];
    free_ = request.next;
    const std::uint8_t generation = request.generation;
    request = Request{};
    request.generation = generation;
    request.key = key;
    request.sequence = sequence;
    request.line = line;
    request.known = true;
    if (keeps_extras_) extra(at) = {};
    keys_.insert(key, at);
    ++size_;
    return at;
  }
  void remove(std::int32_t at) noexcept {
    Request &request = (*this)[at];
    keys_.erase(request.key, at);
    request.known = false;
    request.generation = static_cast<std::uint8_t>((request.generation + 1) & 127);
    request.next = free_;
    free_ = at;
    --size_;
  }

  /// Free places in the order in which they will be used.
  [[nodiscard]] std::vector<std::int32_t> free_places() const {
    std::vector<std::int32_t> places;
    for (std::int32_t at = free_; at >= 0; at = (*this)[at].next) places.push_back(at);
    return places;
  }
  /// The table with these places, of which the known ones have different keys, and the others are free in that order.
  void restore(std::vector<Request> requests, std::vector<RequestExtra> extras, bool keeps_extras,
               const std::vector<std::int32_t> &free_places) {
    requests_ = std::move(requests);
    extras_ = std::move(extras);
    keeps_extras_ = keeps_extras;
    size_ = requests_.size() - free_places.size();
    keys_ = {};
    keys_.reserve(size_);
    for (std::size_t at = 0; at < requests_.size(); ++at)
      if (requests_[at].known) keys_.insert(requests_[at].key, static_cast<std::int32_t>(at));
    free_ = -1;
    for (auto at = free_places.rbegin(); at != free_places.rend(); ++at) {
      (*this)[*at].next = free_;
      free_ = *at;
    }
  }

 private:
  std::vector<Request> requests_;
  std::vector<RequestExtra> extras_;
  bool keeps_extras_ = false;
  KeyIndex keys_;
  std::int32_t free_ = -1;
  std::size_t size_ = 0;
};

}  // namespace entente
