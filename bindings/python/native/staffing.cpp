#include <nanobind/stl/pair.h>
#include <nanobind/stl/vector.h>

#include <string>
#include <utility>
#include <vector>

#include "arguments.hpp"
#include "bind.hpp"
#include "failure.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

using Pairs = std::vector<std::pair<std::int64_t, std::int64_t>>;

struct Book {
  std::vector<std::int64_t> start_us, spacing_us;
  explicit Book(const Pairs &lines) {
    for (const auto &[start, spacing] : lines) {
      start_us.push_back(start);
      spacing_us.push_back(spacing);
    }
  }
};

entente_server_pool team_of(std::int64_t servers, std::int64_t visit_us, std::int64_t floor_us, std::int32_t expedite) {
  entente_server_pool team{};
  team.struct_size = sizeof team;
  team.expedite = expedite;
  team.servers = servers;
  team.visit_us = visit_us;
  team.ordinary_floor_us = floor_us;
  return team;
}

nb::dict lateness(const Pairs &lines, std::int64_t servers, std::int64_t visit_us, std::int64_t at_least_us,
                  std::int64_t floor_us, std::int32_t expedite) {
  const Book book(lines);
  const entente_server_pool team = team_of(servers, visit_us, floor_us, expedite);
  std::int64_t late_us = 0, most_us = 0, at_us = 0, demand = 0, by_us = 0, safe_us = 0;
  Failure failure;
  failure.check(without_gil([&] {
    const std::size_t n = book.start_us.size();
    const std::int32_t status =
        entente_lateness(n, book.start_us.data(), book.spacing_us.data(), &team, 1, &at_least_us, &late_us, &most_us,
                         &at_us, &demand, &by_us, failure.out());
    if (status != ENTENTE_OK) return status;
    return entente_safe_lateness(n, book.start_us.data(), book.spacing_us.data(), &team, at_least_us, &safe_us,
                                 failure.out());
  }));
  nb::dict result;
  result["lateness_us"] = int_or_none(late_us);
  result["at_most_us"] = int_or_none(most_us);
  result["safe_us"] = int_or_none(safe_us);
  result["at_us"] = int_or_none(at_us);
  result["demand"] = demand;
  result["started_by_us"] = by_us;
  return result;
}

std::vector<std::pair<double, double>> inflation(double load, const std::vector<double> &shares) {
  std::vector<double> priority(shares.size()), others(shares.size());
  Failure failure;
  failure.check(entente_inflation(load, shares.size(), shares.data(), priority.data(), others.data(), failure.out()));
  std::vector<std::pair<double, double>> rows;
  for (std::size_t i = 0; i < shares.size(); ++i) rows.emplace_back(priority[i], others[i]);
  return rows;
}

nb::dict erlang(std::int64_t servers, double work, double impatience) {
  double waits = 0, abandons = 0, mean_wait = 0;
  Failure failure;
  failure.check(entente_erlang(servers, work, impatience, &waits, &abandons, &mean_wait, failure.out()));
  nb::dict result;
  result["waits"] = waits;
  result["abandons"] = abandons;
  result["mean_wait"] = mean_wait;
  return result;
}

double waits_longer(std::int64_t servers, double work, double wait) {
  double probability = 0;
  Failure failure;
  failure.check(entente_waits_longer(servers, work, wait, &probability, failure.out()));
  return probability;
}

std::int64_t servers_for(double work, double mean_wait, double impatience) {
  std::int64_t servers = 0;
  Failure failure;
  failure.check(entente_servers_for(work, impatience, mean_wait, &servers, failure.out()));
  return servers;
}

nb::dict skill_chain(std::int32_t pools, const std::vector<std::pair<std::int32_t, std::int32_t>> &skills) {
  std::vector<std::int32_t> from, to, end(pools > 0 ? static_cast<std::size_t>(pools) : 0);
  for (const auto &[helper, helped] : skills) {
    from.push_back(helper);
    to.push_back(helped);
  }
  std::int32_t closed = 0, missing = 0;
  Failure failure;
  failure.check(entente_skill_chain(pools, from.size(), from.data(), to.data(), &closed, &missing, end.data(), failure.out()));
  nb::list learners, learnt;
  for (std::size_t pool = 0; pool < end.size(); ++pool) {
    if ((end[pool] & 1) != 0) learners.append(pool);
    if ((end[pool] & 2) != 0) learnt.append(pool);
  }
  nb::dict result;
  result["closed"] = closed != 0;
  result["missing"] = missing;
  result["from"] = learners;
  result["to"] = learnt;
  return result;
}

constexpr const char *kLatenessDoc = R"(How late a start can be: max over t >= at_least_us of h(t) - t, at least 0, exact in integers.

book: (start_within, spacing) pairs; h(t) = visit_us ceil(n(t)/servers), n(t) = sum of floor((t - start_within)/spacing) + 1 over
lines with t >= start_within, plus floor(t/floor_us) + 1 where floor_us > 0. expedite servers do not count. Returns
"lateness_us", "at_most_us" (greater where the load is so close to 1 that the search was given up), "safe_us" (a quick bound),
"at_us", "demand" n and "started_by_us" h there; None: no bound (load above 1, a spacing of 0, no server). Raises Error:
E_RANGE, E_LIMIT.)";
constexpr const char *kInflationDoc = R"(Mean waits of the prioritised and of the others, as multiples of the wait without priority, for each share.

M/M/m with two classes: (1 - load)/(1 - load share) and 1/(1 - load share). Raises Error: E_RANGE (load outside [0, 1), a
share outside [0, 1]).)";
constexpr const char *kErlangDoc = R"("waits", "abandons" (probabilities) and "mean_wait" (in mean visits) of a pool with random arrivals.

work: arrivals per mean visit; impatience: rate at which a waiting request is given up (Erlang A), 0: never (Erlang C; work must
be below servers). Raises Error: E_RANGE.)";
constexpr const char *kLongerDoc = "Erlang C: the probability of waiting longer than `wait` mean visits. Raises Error: E_RANGE.";
constexpr const char *kServersDoc =
    "The fewest servers whose mean wait is at most mean_wait (in mean visits). Raises Error: E_RANGE, E_INFEASIBLE.";
constexpr const char *kChainDoc = R"(Whether skills, (pool, helped pool) pairs over pools 0 .. pools-1, form one closed long chain.

"closed"; "missing", the fewest further skills that would close it; where one is enough, an agent of any pool of "from" that
learns any pool of "to" closes it. Raises Error: E_NOT_FOUND, E_RANGE.)";

}  // namespace

void bind_staffing(nb::module_ &module) {
  module.def("lateness", lateness, "book"_a, "servers"_a, "visit_us"_a, "at_least_us"_a = 0, nb::kw_only(),
             "floor_us"_a = 0, "expedite"_a = 0,
             nb::sig("def lateness(book: collections.abc.Sequence[tuple[int, int]], servers: int, visit_us: int, "
                     "at_least_us: int = 0, *, floor_us: int = 0, expedite: int = 0) -> dict[str, int | None]"),
             kLatenessDoc);
  module.def("inflation", inflation, "load"_a, "shares"_a, kInflationDoc);
  module.def("erlang", erlang, "servers"_a, "work"_a, nb::kw_only(), "impatience"_a = 0.0,
             nb::sig("def erlang(servers: int, work: float, *, impatience: float = 0.0) -> dict[str, float]"), kErlangDoc);
  module.def("waits_longer", waits_longer, "servers"_a, "work"_a, "wait"_a, kLongerDoc);
  module.def("servers_for", servers_for, "work"_a, "mean_wait"_a, nb::kw_only(), "impatience"_a = 0.0, kServersDoc);
  module.def("skill_chain", skill_chain, "pools"_a, "skills"_a,
             nb::sig("def skill_chain(pools: int, skills: collections.abc.Sequence[tuple[int, int]]) -> "
                     "dict[str, typing.Any]"),
             kChainDoc);
}

}  // namespace entente_python
