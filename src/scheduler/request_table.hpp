#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "entente/base/error.hpp"
#include "scheduler/key_index.hpp"
#include "scheduler/request.hpp"

namespace entente {

/// What only some contracts and operations need to know of a request, beside its half line of the cache.
struct RequestExtra {
  std::int64_t sla_due_us = kNoValue;
  std::int64_t other = 0;    ///< period of a unit held anew after a visit; reshaped: the key of the other request
  std::int32_t client = -1;  ///< among the people's clients
  std::int32_t child = -1;   ///< in a queue by SLA due date
};

/// The requests that are known, by place, by number (place and generation) and by key.
class RequestTable {
 public:
  Request &operator[](std::int32_t place) noexcept { return requests_[static_cast<std::size_t>(place)]; }
  const Request &operator[](std::int32_t place) const noexcept { return requests_[static_cast<std::size_t>(place)]; }

  [[nodiscard]] std::size_t places() const noexcept { return requests_.size(); }

  /// The number of the request at a place.
  [[nodiscard]] std::int32_t number(std::int32_t place) const noexcept {
    return place < 0 ? kNoRequest : (*this)[place].generation() << 24 | place;
  }
  /// The place that a number speaks of, whatever is there now; -1: there is no such place.
  [[nodiscard]] std::int32_t place_in(std::int32_t number) const noexcept {
    const std::int32_t at = number & 0xFFFFFF;
    return number < 0 || static_cast<std::size_t>(at) >= requests_.size() ? -1 : at;
  }
  /// The place of a request by its number, -1: unknown.
  [[nodiscard]] std::int32_t place(std::int32_t number) const noexcept {
    const std::int32_t at = place_in(number);
    if (at < 0) return -1;
    const Request &request = (*this)[at];
    return request.known() && request.generation() == number >> 24 ? at : -1;
  }
  /// Where the request with that key stands among the keys, or would stand.
  [[nodiscard]] KeyIndex::Found find(std::int64_t key) const noexcept {
    return keys_.find(key, [this, key](std::int32_t at) { return (*this)[at].key == key; });
  }

  /// Asks memory for a request.
  void prefetch_request(std::int32_t place) const noexcept {
    if (place >= 0) prefetch(&(*this)[place]);
  }
  void prefetch_key(std::int64_t key) const noexcept { keys_.prefetch_key(key); }

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

  /// The period in which the unit of a request was held whose backing is held.
  [[nodiscard]] std::int64_t held_period(std::int32_t place) const noexcept {
    const Request &request = (*this)[place];
    return request.visited() ? extra_or_none(place).other : request.first_held_period();
  }
  /// Of a request that was visited extras must be kept.
  void set_held_period(std::int32_t place, std::int64_t period) noexcept {
    Request &request = (*this)[place];
    if (request.visited()) [[unlikely]]
      extra(place).other = period;
    else
      request.set_first_held_period(period);
  }

  /// Makes room for one more. On bad_alloc, or ErrorCode::limit, nothing has changed.
  void reserve_one() {
    keys_.reserve_one(key_of());
    if (free_ < 0) [[unlikely]] add_place();
  }
  /// Adds a request whose key find() has just not found, within the room reserved.
  std::int32_t add(const KeyIndex::Found &where, std::int64_t key, std::int64_t sequence, std::int32_t line) noexcept {
    const std::int32_t at = free_;
    Request &request = (*this)[at];
    free_ = request.next();
    request.open(key, sequence, line);
    if (keeps_extras_) extra(at) = {};
    keys_.insert_at(where, at);
    return at;
  }
  void remove(std::int32_t at) noexcept {
    Request &request = (*this)[at];
    keys_.erase(request.key, at);
    request.release(free_);
    free_ = at;
  }

  /// Free places in the order in which they will be used.
  [[nodiscard]] std::vector<std::int32_t> free_places() const {
    std::vector<std::int32_t> places;
    for (std::int32_t at = free_; at >= 0; at = (*this)[at].next()) places.push_back(at);
    return places;
  }
  /// The table with these places, of which the known ones have different keys, and the others are free in that order.
  void restore(std::vector<Request> requests, std::vector<RequestExtra> extras, bool keeps_extras,
               const std::vector<std::int32_t> &free_places) {
    requests_ = std::move(requests);
    extras_ = std::move(extras);
    keeps_extras_ = keeps_extras;
    keys_ = {};
    for (std::size_t at = 0; at < requests_.size(); ++at) {
      const std::int64_t key = requests_[at].key;
      if (!requests_[at].known()) continue;
      keys_.reserve_one(key_of());
      keys_.insert_at(find(key), static_cast<std::int32_t>(at));
    }
    free_ = -1;
    for (auto at = free_places.rbegin(); at != free_places.rend(); ++at) {
      (*this)[*at].set_next(free_);
      free_ = *at;
    }
  }

 private:
  struct KeyOf {
    const RequestTable &table;
    std::int64_t operator()(std::int32_t at) const noexcept { return table[at].key; }
  };
  [[nodiscard]] KeyOf key_of() const noexcept { return {*this}; }
  void add_place() {
    if (requests_.size() >= static_cast<std::size_t>(kMaxRequests))
      throw Error(ErrorCode::limit, "more than 16777215 requests are known: forget closed ones");
    if (requests_.size() == requests_.capacity()) requests_.reserve(requests_.empty() ? 64 : 2 * requests_.size());
    if (keeps_extras_) {
      extras_.reserve(requests_.capacity());
      extras_.emplace_back();
    }
    requests_.emplace_back();
    free_ = static_cast<std::int32_t>(requests_.size()) - 1;
  }

  std::vector<Request> requests_;
  std::vector<RequestExtra> extras_;
  bool keeps_extras_ = false;
  KeyIndex keys_;
  std::int32_t free_ = -1;
};

}  // namespace entente
