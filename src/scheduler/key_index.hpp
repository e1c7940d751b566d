#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace entente {

/// Finds requests by the host's key: open addressing with linear probing, at most half full, deletion by shifting
/// back. Eight neighbouring keys share a stretch of 64 bytes, so keys given out in order stay together in memory.
/// Expected O(1); keys made to collide cost O(n).
class KeyIndex {
 public:
  KeyIndex() : entries_(16) {}

  /// Makes room for `count` keys. On bad_alloc nothing has changed.
  void reserve(std::size_t count) {
    std::size_t size = entries_.size();
    while (2 * count > size) size *= 2;
    if (size > entries_.size()) grow(size);
  }

  /// The request with this key, -1: none. key_of(request) tells the key of a request in the index.
  template <class KeyOf>
  [[nodiscard]] std::int32_t find(std::int64_t key, const KeyOf &key_of) const noexcept {
    const std::uint32_t hash = hash_of(key);
    for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
      if (entries_[at].request < 0) return -1;
      if (entries_[at].hash == hash && key_of(entries_[at].request) == key) return entries_[at].request;
    }
  }

  /// Enters a request whose key is not in the index, within the room reserved.
  void insert(std::int64_t key, std::int32_t request) noexcept { place(entries_, {hash_of(key), request}); }

  /// Takes out a request that is in the index.
  void erase(std::int64_t key, std::int32_t request) noexcept {
    std::size_t hole = hash_of(key) & mask();
    while (entries_[hole].request != request) hole = (hole + 1) & mask();
    for (std::size_t at = (hole + 1) & mask(); entries_[at].request >= 0; at = (at + 1) & mask()) {
      const std::size_t home = entries_[at].hash & mask();
      if (((at - home) & mask()) < ((at - hole) & mask())) continue;
      entries_[hole] = entries_[at];
      hole = at;
    }
    entries_[hole].request = -1;
  }

 private:
  struct Entry {
    std::uint32_t hash = 0;
    std::int32_t request = -1;
  };

  static std::uint32_t hash_of(std::int64_t key) noexcept {
    const auto bits = static_cast<std::uint64_t>(key);
    std::uint64_t mixed = (bits >> 3) * 0x9E3779B97F4A7C15u;
    mixed ^= mixed >> 32;
    mixed *= 0xD6E8FEB86659FD93u;
    return (static_cast<std::uint32_t>(mixed >> 32) & ~7u) | static_cast<std::uint32_t>(bits & 7u);
  }
  [[nodiscard]] std::size_t mask() const noexcept { return entries_.size() - 1; }

  static void place(std::vector<Entry> &entries, Entry entry) noexcept {
    const std::size_t mask = entries.size() - 1;
    std::size_t at = entry.hash & mask;
    while (entries[at].request >= 0) at = (at + 1) & mask;
    entries[at] = entry;
  }

  void grow(std::size_t size) {
    std::vector<Entry> larger(size);
    for (const Entry &entry : entries_)
      if (entry.request >= 0) place(larger, entry);
    entries_.swap(larger);
  }

  std::vector<Entry> entries_;
};

}  // namespace entente
