#include "entente/simulation/summary.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "base/multiply_divide.hpp"
#include "entente/base/instant.hpp"

namespace entente {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::size_t kClasses = 4;  // all, priority, called, ordinary: groups of waits as they follow in Figure

std::size_t class_of(Urgency urgency) noexcept {
  return urgency == Urgency::priority ? 1 : urgency == Urgency::called ? 2 : 3;
}

std::int64_t rank_of(std::vector<std::int64_t> &values, std::size_t percent) {
  const std::size_t rank = (values.size() * percent + 99) / 100;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

/// One department, or all.
struct Row {
  std::int64_t requests = 0, called = 0, promised = 0, breached = 0, refused = 0, backlog = 0;
  std::vector<std::int64_t> waits[kClasses];

  void write(std::int64_t *figures) {
    const auto set = [&](Figure figure, std::int64_t value) { figures[static_cast<std::size_t>(figure)] = value; };
    set(Figure::requests, requests);
    set(Figure::called, called);
    set(Figure::promised, promised);
    set(Figure::breached, breached);
    if (promised > 0) set(Figure::breached_ppm, multiply_divide(breached, kMillion, promised));
    set(Figure::refused, refused);
    set(Figure::backlog, backlog);
    for (std::size_t group = 0; group < kClasses; ++group) {
      std::vector<std::int64_t> &of_group = waits[group];
      if (of_group.empty()) continue;
      std::int64_t *const out = figures + static_cast<std::size_t>(Figure::wait_mean_us) + 3 * group;
      Wide sum = 0;
      for (const std::int64_t wait : of_group) sum += static_cast<Wide>(wait);
      out[0] = static_cast<std::int64_t>(sum / of_group.size());
      out[1] = rank_of(of_group, 50);
      out[2] = rank_of(of_group, 90);
    }
  }
};

class Counter {
 public:
  Counter(const Workload &workload, const Played &outcome, const Rules &rules, Policy policy)
      : workload_(workload), outcome_(outcome), rules_(rules), policy_(policy) {}

  void count(std::size_t i, Row &row) const {
    const std::int64_t start_us = outcome_.start_us[i];
    if (start_us == kNoValue || start_us >= workload_.horizon_us) ++row.backlog;
    if (workload_.arrival_us[i] < workload_.counted_from_us) return;
    ++row.requests;
    const Urgency urgency = workload_.urgency[i];
    row.called += urgency != Urgency::ordinary;
    if (outcome_.due_us[i] != kNoValue) {
      ++row.promised;
      row.breached += is_breached(i);
    }
    row.refused += spends_unit(policy_, urgency) && outcome_.backed[i] == 0;
    if (start_us == kNoValue) return;
    const std::int64_t wait = start_us - workload_.arrival_us[i];
    row.waits[0].push_back(wait);
    row.waits[class_of(urgency)].push_back(wait);
  }

 private:
  [[nodiscard]] bool is_breached(std::size_t i) const {
    const QuotaLine &line = rules_.quotas.lines[static_cast<std::size_t>(workload_.department[i])];
    const std::int64_t start_us = outcome_.start_us[i] == kNoValue ? workload_.horizon_us : outcome_.start_us[i];
    return start_us > outcome_.due_us[i] + line.grace_us;
  }

  const Workload &workload_;
  const Played &outcome_;
  const Rules &rules_;
  Policy policy_;
};

void write_units(const Played &outcome, std::size_t departments, std::vector<std::int64_t> &figures) {
  const auto write = [&](Figure figure, const std::vector<std::int64_t> &units) {
    if (units.empty()) return;
    std::int64_t sum = 0;
    for (std::size_t d = 0; d < departments; ++d) {
      figures[d * kFigures + static_cast<std::size_t>(figure)] = units[d];
      if (__builtin_add_overflow(sum, units[d], &sum)) sum = std::numeric_limits<std::int64_t>::max();
    }
    figures[departments * kFigures + static_cast<std::size_t>(figure)] = sum;
  };
  write(Figure::units_granted, outcome.granted);
  write(Figure::units_unused, outcome.unused);
  write(Figure::units_refunded, outcome.refunded);
}

}  // namespace

std::int64_t jain_ppm(std::span<const std::int64_t> x) noexcept {
  if (x.empty()) return kNoValue;
  const auto greatest = static_cast<std::uint64_t>(*std::max_element(x.begin(), x.end()));
  const int shift = std::max(0, 64 - std::countl_zero(greatest) - 36);
  Wide sum = 0;
  Wide squares = 0;
  for (const std::int64_t value : x) {
    const auto scaled = static_cast<Wide>(value >> shift);
    sum += scaled;
    squares += scaled * scaled;
  }
  if (squares == 0) return kMillion;
  return static_cast<std::int64_t>(sum * sum * static_cast<Wide>(kMillion) / (squares * x.size()));
}

std::vector<std::int64_t> summarise(const Workload &workload, const Played &outcome, const Rules &rules, Policy policy) {
  const std::size_t departments = rules.quotas.lines.size();
  std::vector<Row> rows(departments + 1);
  const Counter counter(workload, outcome, rules, policy);
  for (std::size_t i = 0; i < workload.size(); ++i) {
    counter.count(i, rows[static_cast<std::size_t>(workload.department[i])]);
    counter.count(i, rows[departments]);
  }
  std::vector<std::int64_t> figures((departments + 1) * kFigures, kNoValue);
  for (std::size_t row = 0; row <= departments; ++row) rows[row].write(&figures[row * kFigures]);
  std::vector<std::int64_t> means;
  for (std::size_t d = 0; d < departments; ++d) {
    const std::int64_t mean = figures[d * kFigures + static_cast<std::size_t>(Figure::wait_mean_us)];
    if (mean != kNoValue) means.push_back(mean);
  }
  figures[departments * kFigures + static_cast<std::size_t>(Figure::jain_ppm)] = jain_ppm(means);
  write_units(outcome, departments, figures);
  return figures;
}

}  // namespace entente
