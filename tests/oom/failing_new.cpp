#include "oom/failing_new.hpp"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <new>

namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

std::atomic<std::int64_t> successes_left{kNever};
std::atomic<bool> fails_for_ever{false};
std::atomic<std::int64_t> failures{0};
std::atomic<std::int64_t> live{0};
std::atomic<std::int64_t> made{0};

bool is_to_fail() noexcept {
  if (successes_left.load() == kNever) return false;
  const std::int64_t left = successes_left.fetch_sub(1);
  if (left > 0 || (left < 0 && !fails_for_ever.load())) return false;
  ++failures;
  return true;
}

void *allocate(std::size_t size, std::size_t alignment = alignof(std::max_align_t)) {
  const std::size_t whole = (size + alignment - 1) / alignment * alignment;
  void *block = is_to_fail() ? nullptr : std::aligned_alloc(alignment, whole == 0 ? alignment : whole);
  if (block == nullptr) throw std::bad_alloc();
  ++live;
  ++made;
  return block;
}

void release(void *block) noexcept {
  if (block != nullptr) --live;
  std::free(block);
}

}  // namespace

namespace entente::test {

void fail_allocation_after(std::int64_t successes, bool for_ever) noexcept {
  failures = 0;
  fails_for_ever = for_ever;
  successes_left = successes;
}

void stop_failing() noexcept {
  successes_left = kNever;
}

std::int64_t injected_failures() noexcept {
  return failures;
}

std::int64_t allocations() noexcept {
  return made;
}

std::int64_t live_blocks() noexcept {
  return live;
}

}  // namespace entente::test

void *operator new(std::size_t size) {
  return allocate(size);
}
void *operator new[](std::size_t size) {
  return allocate(size);
}
void *operator new(std::size_t size, const std::nothrow_t & /*tag*/) noexcept {
  try {
    return allocate(size);
  } catch (const std::bad_alloc &) {
    return nullptr;
  }
}
void operator delete(void *block, const std::nothrow_t & /*tag*/) noexcept {
  release(block);
}
void *operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void *operator new[](std::size_t size, std::align_val_t alignment) {
  return allocate(size, static_cast<std::size_t>(alignment));
}
void operator delete(void *block, std::align_val_t /*alignment*/) noexcept {
  release(block);
}
void operator delete[](void *block, std::align_val_t /*alignment*/) noexcept {
  release(block);
}
void operator delete(void *block, std::size_t /*size*/, std::align_val_t /*alignment*/) noexcept {
  release(block);
}
void operator delete[](void *block, std::size_t /*size*/, std::align_val_t /*alignment*/) noexcept {
  release(block);
}
void operator delete(void *block) noexcept {
  release(block);
}
void operator delete[](void *block) noexcept {
  release(block);
}
void operator delete(void *block, std::size_t /*size*/) noexcept {
  release(block);
}
void operator delete[](void *block, std::size_t /*size*/) noexcept {
  release(block);
}
