#include "entente/scheduler/skill_chain.hpp"

#include <algorithm>

#include "guard.hpp"
#include "span.hpp"

using entente::capi::guard;
using entente::capi::read_span;
using entente::capi::require;

int32_t entente_skill_chain(int32_t pools, size_t n, const int32_t *from, const int32_t *to, int32_t *closed,
                            int32_t *missing, int32_t *end, entente_error **err) {
  return guard(err, [&] {
    require(closed != nullptr && missing != nullptr,
            "entente_skill_chain: closed and missing may not be NULL");
    const auto helpers = read_span(from, n, "from");
    const auto helped = read_span(to, n, "to");
    std::vector<entente::Skill> skills(n);
    for (size_t i = 0; i < n; ++i) skills[i] = {helpers[i], helped[i]};
    const entente::SkillChain chain = entente::skill_chain(pools, skills);
    *closed = chain.is_closed ? 1 : 0;
    *missing = chain.missing;
    if (end == nullptr) return;
    std::fill_n(end, pools, 0);
    for (const int32_t pool : chain.from) end[pool] |= 1;
    for (const int32_t pool : chain.to) end[pool] |= 2;
  });
}
