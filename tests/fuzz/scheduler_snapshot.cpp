// Bytes as a snapshot, once as they are and once with their checksum put right, so that what stands behind it is read:
// either they are refused, or the scheduler that they give works, keeps its accounts and gives the same bytes again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "entente/base/error.hpp"
#include "entente/scheduler/scheduler.hpp"

namespace {

void expect(bool holds) {
  if (!holds) std::abort();
}

void use(entente::Scheduler &scheduler, std::int64_t now_us) {
  for (std::int64_t step = 0; step < 40; ++step, now_us += step % 7 == 0 ? 1 : 0) {
    const auto number = static_cast<std::int32_t>(step / 3);
    try {
      (void)scheduler.next(now_us, number);
      (void)scheduler.submit(now_us, 1'000'000 + step, number % 4, number % 2, true);
      (void)scheduler.complete(now_us, number);
      (void)scheduler.unback(now_us, number);
      (void)scheduler.ask(now_us, number + 1);
      (void)scheduler.answer(now_us, number);
      (void)scheduler.cancel(now_us, number + 2);
      (void)scheduler.retire_agent(now_us, number / 4);
    } catch (const entente::Error &error) {
      expect(error.code() == entente::ErrorCode::range || error.code() == entente::ErrorCode::limit);
      return;
    }
  }
  for (std::int32_t d = 0; d < scheduler.department_count(); ++d) {
    const entente::Balances units = scheduler.balances(d);
    expect(units.held >= 0 && units.spent >= 0 && units.available >= 0 && units.debt >= 0);
  }
}

void read(const std::vector<std::uint8_t> &bytes) {
  try {
    entente::Scheduler scheduler = entente::Scheduler::restore(bytes);
    const auto again = scheduler.snapshot();
    expect(entente::Scheduler::restore(again).snapshot() == again);
    std::int64_t now_us = 0;
    for (std::size_t i = 0; i < 8; ++i) now_us |= static_cast<std::int64_t>(std::uint64_t{bytes[12 + i]} << (8 * i));
    use(scheduler, now_us);
  } catch (const entente::Error &error) {
    expect(error.code() == entente::ErrorCode::parse || error.code() == entente::ErrorCode::version);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  std::vector<std::uint8_t> bytes(data, data + size);
  read(bytes);
  if (size < 20) return 0;
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (std::size_t i = 0; i + 8 < size; ++i) hash = (hash ^ bytes[i]) * 0x100000001B3u;
  for (std::size_t i = 0; i < 8; ++i) bytes[size - 8 + i] = static_cast<std::uint8_t>(hash >> (8 * i));
  read(bytes);
  return 0;
}
