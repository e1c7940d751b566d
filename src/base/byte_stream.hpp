#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"

namespace entente {

/// The 64-bit FNV-1a hash (Fowler, Noll, Vo). Each byte maps the state one to one, so two texts of one length that differ
/// in one byte never have the same hash. It tells accidents, not adversaries.
class ByteHash {
 public:
  ByteHash() = default;
  explicit ByteHash(std::uint64_t value) : value_(value) {}
  void add(std::span<const std::uint8_t> bytes) noexcept {
    for (const std::uint8_t byte : bytes) value_ = (value_ ^ byte) * 0x100000001B3u;
  }
  [[nodiscard]] std::uint64_t value() const noexcept { return value_; }

 private:
  std::uint64_t value_ = 0xCBF29CE484222325u;
};

/// Appends numbers in little-endian order, of a width that no compiler decides.
class ByteWriter {
 public:
  explicit ByteWriter(std::vector<std::uint8_t> &out) : out_(out) {}

  void u8(std::uint8_t value) { out_.push_back(value); }
  void flag(bool value) { u8(value ? 1 : 0); }
  void u32(std::uint32_t value) { number(value, 4); }
  void i32(std::int32_t value) { number(static_cast<std::uint32_t>(value), 4); }
  void u64(std::uint64_t value) { number(value, 8); }
  void i64(std::int64_t value) { number(static_cast<std::uint64_t>(value), 8); }
  void count(std::size_t value) { u32(static_cast<std::uint32_t>(value)); }
  void text(std::string_view value) {
    count(value.size());
    out_.insert(out_.end(), value.begin(), value.end());
  }

 private:
  void number(std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }
  std::vector<std::uint8_t> &out_;
};

/// Reads what ByteWriter wrote. Everything throws ErrorCode::parse where the bytes end early or say what cannot be.
class ByteReader {
 public:
  explicit ByteReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  [[noreturn]] static void refuse() { throw Error(ErrorCode::parse, "the bytes are damaged"); }
  static void require(bool holds) {
    if (!holds) refuse();
  }
  [[nodiscard]] std::size_t left() const noexcept { return bytes_.size(); }

  std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
  std::uint8_t u8_below(std::uint8_t limit) {
    const std::uint8_t value = u8();
    require(value < limit);
    return value;
  }
  bool flag() { return u8_below(2) == 1; }
  std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
  std::int32_t i32() { return static_cast<std::int32_t>(u32()); }
  std::uint64_t u64() { return number(8); }
  std::int64_t i64() { return static_cast<std::int64_t>(number(8)); }
  /// In [least, most].
  std::int64_t i64_in(std::int64_t least, std::int64_t most) {
    const std::int64_t value = i64();
    require(value >= least && value <= most);
    return value;
  }
  std::int32_t i32_in(std::int32_t least, std::int32_t most) {
    const std::int32_t value = i32();
    require(value >= least && value <= most);
    return value;
  }
  /// A number of things of which each takes at least `bytes` bytes (> 0): no more than the rest can hold.
  std::size_t count(std::size_t bytes) {
    const std::size_t value = u32();
    require(value <= left() / bytes);
    return value;
  }
  std::string text() {
    const std::size_t size = count(1);
    require(size <= limits::kNameBytes);
    const std::string value(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(size));
    bytes_ = bytes_.subspan(size);
    return value;
  }

 private:
  std::uint64_t number(std::size_t size) {
    require(left() >= size);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value |= std::uint64_t{bytes_[i]} << (8 * i);
    bytes_ = bytes_.subspan(size);
    return value;
  }
  std::span<const std::uint8_t> bytes_;
};

}  // namespace entente
