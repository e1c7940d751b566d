// Bytes as a journal, once as they are and once as the contents of frames whose checksums are right (each content begins
// with its size in one byte): either they are refused and nothing has changed, or they are played.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "entente/base/error.hpp"
#include "entente/scheduler/scheduler.hpp"

namespace {

entente::Scheduler fresh() {
  entente::Quotas quotas;
  for (const char *name : {"A", "B"}) {
    entente::QuotaLine line;
    line.party = name;
    line.quota = 2;
    line.period_us = 10;
    line.start_within_us = 5;
    line.spacing_us = 3;
    quotas.lines.push_back(line);
  }
  quotas.expedite_cap = 1;
  entente::Scheduler scheduler(quotas, 0);
  scheduler.add_agent("x", 0, 2);
  return scheduler;
}

void play(const std::vector<std::uint8_t> &bytes) {
  entente::Scheduler scheduler = fresh();
  const std::uint64_t before = scheduler.digest();
  try {
    if (scheduler.replay(bytes).bytes > bytes.size()) std::abort();
    (void)entente::Scheduler::restore(scheduler.snapshot());
  } catch (const entente::Error &error) {
    const bool expected = error.code() == entente::ErrorCode::parse || error.code() == entente::ErrorCode::version ||
                          error.code() == entente::ErrorCode::state;
    if (!expected || scheduler.digest() != before) std::abort();
  }
}

void append(std::vector<std::uint8_t> &bytes, std::uint64_t &hash, const std::uint8_t *data, std::size_t size) {
  bytes.insert(bytes.end(), data, data + size);
  for (std::size_t i = 0; i < size; ++i) hash = (hash ^ data[i]) * 0x100000001B3u;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  play({data, data + size});
  entente::Scheduler scheduler = fresh();
  scheduler.start_journal();
  const std::vector<std::uint8_t> header = scheduler.take_journal();
  std::vector<std::uint8_t> bytes;
  std::uint64_t hash = 0xCBF29CE484222325u;
  append(bytes, hash, header.data(), header.size());
  for (std::size_t at = 0; at < size;) {
    const std::size_t content = std::min<std::size_t>(data[at], size - at - 1);
    const std::uint8_t length[4] = {static_cast<std::uint8_t>(content), 0, 0, 0};
    append(bytes, hash, length, 4);
    append(bytes, hash, data + at + 1, content);
    for (int i = 0; i < 4; ++i) bytes.push_back(static_cast<std::uint8_t>(hash >> (8 * i)));
    at += 1 + content;
  }
  play(bytes);
  return 0;
}
