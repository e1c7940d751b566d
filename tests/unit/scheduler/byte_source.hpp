#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// Turns bytes into small choices; when they run out, every choice is 0.
class ByteSource {
 public:
  explicit ByteSource(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  [[nodiscard]] bool empty() const { return at_ >= bytes_.size(); }
  int byte() { return empty() ? 0 : bytes_[at_++]; }
  /// In [0, count).
  int below(int count) { return count <= 1 ? 0 : byte() % count; }
  bool one_in(int count) { return byte() % count == 0; }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
};
