#pragma once

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/prefetch.hpp"

namespace entente {

/// Finds places 0 .. kMostPlaces - 1 by keys (numbers, or hashes of what is looked for). A table of buckets, each a line of
/// the cache that holds sixteen entries of four bytes; where a bucket is full, entries go on to the next, and it counts
/// them, so that a search knows where to end and what is taken out leaves no trace. Eight neighbouring keys belong to one
/// bucket: keys given out in order stay together in memory. Expected O(1); keys made to collide cost O(n).
class KeyIndex {
 public:
  /// So many keys in a row stand together.
  static constexpr std::int64_t kStretch = 8;
  static constexpr std::int32_t kMostPlaces = (1 << 24) - 1;

  /// Where a key stands, or would stand.
  struct Found {
    std::int32_t place;   ///< -1: the key is not in the index
    std::uint32_t entry;  ///< the rest is for insert_at()
    std::size_t bucket;
  };

  KeyIndex() : buckets_(1), passed_(1) {}

  /// Makes room for one more. key_of(place) tells the key of a place that is in. On bad_alloc nothing has changed.
  template <class KeyOf>
  void reserve_one(const KeyOf &key_of) {
    if (size_ >= 8 * buckets_.size()) [[unlikely]] grow(key_of);
  }

  /// matches(place): whether that place, whose key is likely this one, is the one looked for.
  template <class Matches>
  [[nodiscard]] Found find(std::int64_t key, const Matches &matches) const noexcept {
    const std::uint64_t hash = hash_of(key);
    const std::uint32_t tag = tag_of(hash);
    const std::size_t home = home_of(hash);
    for (std::size_t bucket = home;; bucket = next(bucket)) {
      for (std::uint32_t hits = alike(buckets_[bucket], tag, kTagBits); hits != 0; hits &= hits - 1) {
        const std::int32_t place = place_of(buckets_[bucket][static_cast<std::size_t>(std::countr_zero(hits))]);
        if (matches(place)) return {place, tag, home};
      }
      if (passed_[bucket] == 0) return {-1, tag, home};
    }
  }

  /// Asks memory for where a key stands, or would stand.
  void prefetch_key(std::int64_t key) const noexcept { prefetch(&buckets_[home_of(hash_of(key))]); }

  /// Enters a place under a key that find() has just not found, within the room reserved.
  void insert_at(const Found &found, std::int32_t place) noexcept {
    std::size_t bucket = found.bucket;
    std::uint32_t room = alike(buckets_[bucket], 0, ~0u);
    for (; room == 0; room = alike(buckets_[bucket], 0, ~0u)) {
      ++passed_[bucket];
      bucket = next(bucket);
    }
    buckets_[bucket][static_cast<std::size_t>(std::countr_zero(room))] = found.entry | static_cast<std::uint32_t>(place);
    ++size_;
  }

  /// Takes out a place that is in the index under that key.
  void erase(std::int64_t key, std::int32_t place) noexcept {
    const std::uint64_t hash = hash_of(key);
    const std::uint32_t entry = tag_of(hash) | static_cast<std::uint32_t>(place);
    std::size_t bucket = home_of(hash);
    std::uint32_t hits = alike(buckets_[bucket], entry, ~0u);
    for (; hits == 0; hits = alike(buckets_[bucket], entry, ~0u)) {
      --passed_[bucket];
      bucket = next(bucket);
    }
    buckets_[bucket][static_cast<std::size_t>(std::countr_zero(hits))] = 0;
    --size_;
  }

 private:
  /// An entry: tag of the key (8 bits, never 0), place (24 bits); 0: none.
  struct alignas(64) Bucket : std::array<std::uint32_t, 16> {};
  static constexpr std::uint32_t kTagBits = 0xFF000000;

  static std::uint64_t hash_of(std::int64_t key) noexcept {
    std::uint64_t mixed = (static_cast<std::uint64_t>(key) >> 3) * 0x9E3779B97F4A7C15u;
    mixed ^= mixed >> 32;
    return (mixed * 0xD6E8FEB86659FD93u >> 8) + (static_cast<std::uint64_t>(key) << 56);
  }
  static std::uint32_t tag_of(std::uint64_t hash) noexcept {
    const auto tag = static_cast<std::uint32_t>(hash >> 32) & kTagBits;
    return tag == 0 ? kTagBits : tag;
  }
  static std::int32_t place_of(std::uint32_t entry) noexcept { return static_cast<std::int32_t>(entry & ~kTagBits); }
  /// Which of the entries agree with `like` in the bits of `mask`.
  static std::uint32_t alike(const Bucket &bucket, std::uint32_t like, std::uint32_t mask) noexcept {
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi32(static_cast<int>(like));
    const __m128i part = _mm_set1_epi32(static_cast<int>(mask));
    const auto four = [&](std::size_t i) {
      return _mm_cmpeq_epi32(_mm_and_si128(_mm_load_si128(reinterpret_cast<const __m128i *>(&bucket[i])), part), wanted);
    };
    const __m128i all = _mm_packs_epi16(_mm_packs_epi32(four(0), four(4)), _mm_packs_epi32(four(8), four(12)));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(all));
#else
    std::uint32_t hits = 0;
    for (std::size_t i = 0; i < 16; ++i) hits |= ((bucket[i] & mask) == like ? 1u : 0u) << i;
    return hits;
#endif
  }
  [[nodiscard]] std::size_t home_of(std::uint64_t hash) const noexcept {
    return static_cast<std::size_t>(hash) & (buckets_.size() - 1);
  }
  [[nodiscard]] std::size_t next(std::size_t bucket) const noexcept { return (bucket + 1) & (buckets_.size() - 1); }

  template <class KeyOf>
  void grow(const KeyOf &key_of) {
    KeyIndex larger;
    larger.buckets_.assign(2 * buckets_.size(), Bucket{});
    larger.passed_.assign(2 * buckets_.size(), 0);
    for (const Bucket &bucket : buckets_)
      for (const std::uint32_t entry : bucket)
        if (entry != 0)
          larger.insert_at(larger.find(key_of(place_of(entry)), [](std::int32_t) { return false; }), place_of(entry));
    buckets_.swap(larger.buckets_);
    passed_.swap(larger.passed_);
  }

  std::vector<Bucket> buckets_;        ///< a power of two of them
  std::vector<std::uint32_t> passed_;  ///< entries that belong to a bucket, or went past it, and stand further on
  std::size_t size_ = 0;
};

}  // namespace entente
