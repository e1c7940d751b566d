#include "scheduler/demand.hpp"

#include <algorithm>
#include <tuple>

#include "entente/base/error.hpp"
#include "entente/quota/terms.hpp"

namespace entente {
namespace {

void check_time(std::int64_t time_us, const char *what) {
  if (time_us < 0 || time_us > kLastWorkingTimeUs)
    throw Error(ErrorCode::range, std::string(what) + " must lie in 0 to 4200000000000000 microseconds");
}

}  // namespace

Demand::Demand(std::span<const PaceLine> book, const ServerPool &team)
    : servers_(team.servers - team.expedite), visit_us_(team.visit_us) {
  if (team.servers < 0 || team.servers > kMaxServers)
    throw Error(ErrorCode::range, "servers must lie in 0 to 1000000");
  if (team.expedite < 0 || team.expedite > team.servers)
    throw Error(ErrorCode::range, "expedite must lie in 0 to the number of servers");
  if (book.size() > kMaxPaceLines) throw Error(ErrorCode::limit, "more than 1000000 lines in a book");
  check_time(team.visit_us, "the bound of a visit");
  check_time(team.ordinary_floor_us, "the ordinary floor");
  lines_.reserve(book.size() + 1);
  for (const PaceLine &line : book) {
    check_time(line.start_within_us, "start_within");
    check_time(line.spacing_us, "spacing");
    has_zero_spacing_ = has_zero_spacing_ || line.spacing_us == 0;
    lines_.push_back({line.start_within_us, line.spacing_us, 1});
  }
  if (team.ordinary_floor_us > 0) lines_.push_back({0, team.ordinary_floor_us, 1});
  std::sort(lines_.begin(), lines_.end(), [](const DemandLine &a, const DemandLine &b) {
    return std::tie(a.start_within_us, a.spacing_us) < std::tie(b.start_within_us, b.spacing_us);
  });
  std::size_t kept = 0;
  for (std::size_t i = 1; i < lines_.size(); ++i) {
    DemandLine &last = lines_[kept];
    if (last.start_within_us == lines_[i].start_within_us && last.spacing_us == lines_[i].spacing_us)
      ++last.count;
    else
      lines_[++kept] = lines_[i];
  }
  if (!lines_.empty()) lines_.resize(kept + 1);
}

Demand::Jump Demand::last_jump(std::int64_t x_us) const noexcept {
  Jump jump{-1, 0};
  for (const DemandLine &line : lines_) {
    if (line.start_within_us > x_us) break;
    const std::int64_t since_us = x_us - line.start_within_us;
    const std::int64_t steps = since_us / line.spacing_us;
    jump.at_us = std::max(jump.at_us, line.start_within_us + steps * line.spacing_us);
    jump.demand += static_cast<Wide>(line.count) * (steps + 1);
  }
  return jump;
}

std::int64_t Demand::started_by_us(Wide demand) const noexcept {
  return static_cast<std::int64_t>((demand + servers_ - 1) / servers_ * visit_us_);
}

}  // namespace entente
