#include "entente/analysis/brokerage.hpp"

#include "group_check.hpp"
#include "index.hpp"

namespace entente {
namespace {

using analysis::index;

BrokerageRole role_of(std::int32_t a, std::int32_t b, std::int32_t c) noexcept {
  if (a == b) return b == c ? BrokerageRole::coordinator : BrokerageRole::representative;
  if (a == c) return BrokerageRole::consultant;
  return b == c ? BrokerageRole::gatekeeper : BrokerageRole::liaison;
}

}  // namespace

Brokerage brokerage(const Graph &graph, const VertexGroups &groups) {
  analysis::check_groups(graph, groups);
  const Adjacency &successors = graph.adjacency(View::dir);
  const Adjacency predecessors = transpose(successors);
  const std::size_t n = index(graph.vertices());
  Brokerage result{graph.vertices(), std::vector<std::int64_t>(n * kBrokerageRoles, 0)};
  std::vector<std::int32_t> successor_of(n, -1);                     // the broker of which a vertex is a successor
  std::vector<std::int64_t> targets(index(groups.count), 0);         // successors of the broker by group
  for (std::int32_t b = 0; b < graph.vertices(); ++b) {
    const std::int32_t own = groups.group[index(b)];
    const auto count = [&](BrokerageRole role) -> std::int64_t & {
      return result.count[static_cast<std::size_t>(role) * n + index(b)];
    };
    for (const std::int32_t c : successors[b]) {
      successor_of[index(c)] = b;
      ++targets[index(groups.group[index(c)])];
    }
    for (const std::int32_t a : predecessors[b]) {
      const std::int32_t from = groups.group[index(a)];
      // All pairs (a, c) first, then less those with c = a and those with an arc a -> c.
      const auto of_own = targets[index(own)];
      const auto of_source = targets[index(from)];
      const auto all = static_cast<std::int64_t>(successors.degree(b));
      if (from == own) {
        count(BrokerageRole::coordinator) += of_own;
        count(BrokerageRole::representative) += all - of_own;
      } else {
        count(BrokerageRole::gatekeeper) += of_own;
        count(BrokerageRole::consultant) += of_source;
        count(BrokerageRole::liaison) += all - of_own - of_source;
      }
      if (successor_of[index(a)] == b) --count(role_of(from, own, from));
      for (const std::int32_t c : successors[a]) {
        if (successor_of[index(c)] == b) --count(role_of(from, own, groups.group[index(c)]));
      }
    }
    for (const std::int32_t c : successors[b]) targets[index(groups.group[index(c)])] = 0;
  }
  return result;
}

}  // namespace entente
