#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "entente/contract/quota_line.hpp"
#include "entente/scheduler/lateness.hpp"

namespace entente {

/// Draws small contracts; the same in every run.
class SmallQuotas {
 public:
  explicit SmallQuotas(std::uint64_t seed) : random_(seed) {}
  std::int64_t draw(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool one_in(std::int64_t n) { return draw(1, n) == 1; }

  /// Lines with even pace and units enough for it, other parts as asked for.
  Quotas next(std::int64_t most_lines, bool with_floor) {
    Quotas quotas;
    quotas.lines.resize(static_cast<std::size_t>(draw(1, most_lines)));
    for (std::size_t i = 0; i < quotas.lines.size(); ++i) {
      QuotaLine &line = quotas.lines[i];
      line.party = std::string(1, static_cast<char>('A' + i));
      line.spacing_us = draw(3, 40);
      line.quota = draw(1, 6);
      line.period_us = line.spacing_us * line.quota;
      line.start_within_us = draw(0, 25);
      line.grace_us = one_in(2) ? 0 : draw(0, 12);
      line.anchor_us = one_in(3) ? draw(-50, 50) : 0;
      if (one_in(4)) line.overdraft = draw(1, 2);
      if (one_in(4)) line.carry_cap = draw(1, 5);
    }
    if (with_floor) quotas.ordinary_floor_us = draw(8, 60);
    return quotas;
  }
  ServerPool team() { return {draw(1, 4), draw(1, 9), 0, 0}; }

 private:
  std::mt19937_64 random_;
};

}  // namespace entente
