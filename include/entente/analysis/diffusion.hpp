#pragma once

#include <cstdint>

namespace entente {

/// How something spreads from person to person along the arcs of the view dir (an undirected file has both arcs). Kempe,
/// Kleinberg, Tardos: Maximizing the spread of influence through a social network (KDD 2003). The numbers are those of
/// `entente_diffusion` in the C API.
enum class Diffusion : std::int32_t {
  independent_cascade = 0,  ///< who is reached passes it on along each arc once, with the same probability p
  weighted_cascade = 1,     ///< the same with p(u, v) = 1 / indegree(v)
  linear_threshold = 2,     ///< v joins once the share of those who point at v and joined reaches a uniform threshold
};

struct DiffusionModel {
  Diffusion diffusion = Diffusion::weighted_cascade;
  double probability = 0;  ///< p of independent_cascade, in (0, 1]; not read otherwise
};

}  // namespace entente
