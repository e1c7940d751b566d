#pragma once

#include <cstdint>
#include <vector>

#include "random_draws.hpp"

namespace entente::analysis {

/// A graph whose vertices stand for sets of vertices, with what a division of it gains. Edges inside a set are left out:
/// they are gained whatever happens. Moving v to community C gains
///   w(v, C) - price x mass(v) x mass(C without v),
/// where modularity takes strengths as masses and resolution / (2 W) as the price, constant Potts sizes and resolution.
struct CommunityLevel {
  std::vector<std::uint32_t> offsets{0};
  std::vector<std::int32_t> neighbours;
  std::vector<double> weight;  ///< by entry
  std::vector<double> mass;    ///< by vertex

  [[nodiscard]] std::int32_t size() const noexcept { return static_cast<std::int32_t>(mass.size()); }
};

/// A division of a level's vertices, labels 0 .. count - 1, some perhaps empty.
struct Division {
  std::vector<std::int32_t> label;
  std::int32_t count = 0;
};

/// Moves vertices to the community that gains most, each again when a neighbour has left for elsewhere, until no move
/// gains; then renumbers so that no community is empty. The order of the first visits is drawn.
void move_vertices(const CommunityLevel &level, double price, RandomDraws &draws, Division &division);

/// Divides each community further: starting from single vertices, each that still is single and well tied to its
/// community joins the well tied part of it that gains most, if any.
[[nodiscard]] Division refine(const CommunityLevel &level, double price, const Division &division, RandomDraws &draws);

/// The level whose vertices are the communities of a division.
[[nodiscard]] CommunityLevel aggregate(const CommunityLevel &level, const Division &division);

}  // namespace entente::analysis
