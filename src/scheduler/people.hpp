#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "entente/base/error.hpp"
#include "scheduler/key_index.hpp"

namespace entente {

/// Who started requests of which client, and when last.
class People {
 public:
  struct Acquaintance {
    std::int64_t last_us;
    std::int32_t agent;
    std::int32_t next;  ///< of the same client; -1: none
  };
  struct Client {
    std::int64_t number;  ///< the host's
    std::int32_t first = -1;
  };

  /// The client of that number, added if need be. On bad_alloc, or ErrorCode::limit, nothing has changed.
  std::int32_t add(std::int64_t number) {
    const std::int32_t known = find(number);
    if (known >= 0) return known;
    if (clients_.size() >= static_cast<std::size_t>(KeyIndex::kMostPlaces))
      throw Error(ErrorCode::limit, "more than 16777215 clients are known");
    index_.reserve_one([this](std::int32_t at) { return clients_[static_cast<std::size_t>(at)].number; });
    clients_.push_back({number});
    const auto id = static_cast<std::int32_t>(clients_.size()) - 1;
    index_.insert_at(look_up(number), id);
    return id;
  }
  [[nodiscard]] std::int32_t find(std::int64_t number) const noexcept {
    return look_up(number).place;
  }

  /// Makes room for `more` requests of clients in queues, each of which may start. On bad_alloc nothing has changed.
  void reserve(std::size_t more) {
    const std::size_t need = acquaintances_.size() + queued_ + more;
    if (need > acquaintances_.capacity()) acquaintances_.reserve(2 * need);
  }
  void entered() noexcept { ++queued_; }
  void left() noexcept { --queued_; }

  /// The agent starts a request of the client, within the room reserved. O(agents who ever did).
  void meet(std::int32_t client, std::int32_t agent, std::int64_t now_us) noexcept {
    Client &met = clients_[static_cast<std::size_t>(client)];
    for (std::int32_t at = met.first; at >= 0; at = acquaintances_[static_cast<std::size_t>(at)].next) {
      Acquaintance &known = acquaintances_[static_cast<std::size_t>(at)];
      if (known.agent != agent) continue;
      known.last_us = now_us;
      return;
    }
    acquaintances_.push_back({now_us, agent, met.first});
    met.first = static_cast<std::int32_t>(acquaintances_.size()) - 1;
  }

  /// Calls visit(agent, last start) for everybody who ever started a request of the client.
  template <class Visit>
  void each(std::int32_t client, const Visit &visit) const {
    for (std::int32_t at = clients_[static_cast<std::size_t>(client)].first; at >= 0;) {
      const Acquaintance &known = acquaintances_[static_cast<std::size_t>(at)];
      visit(known.agent, known.last_us);
      at = known.next;
    }
  }

  [[nodiscard]] const std::vector<Client> &clients() const noexcept { return clients_; }
  [[nodiscard]] const std::vector<Acquaintance> &acquaintances() const noexcept { return acquaintances_; }

 private:
  [[nodiscard]] KeyIndex::Found look_up(std::int64_t number) const noexcept {
    return index_.find(number,
                       [&](std::int32_t at) { return clients_[static_cast<std::size_t>(at)].number == number; });
  }

  std::vector<Client> clients_;
  std::vector<Acquaintance> acquaintances_;
  KeyIndex index_;
  std::size_t queued_ = 0;
};

}  // namespace entente
