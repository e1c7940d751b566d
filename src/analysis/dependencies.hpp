#pragma once

#include <cstdint>
#include <vector>

#include "reduced_graph.hpp"
#include "source_dependencies.hpp"

namespace entente::analysis {

/// Brandes' dependencies of one source at a time, level by level, without predecessor lists.
///
/// Forward, sigma of the next level is either pushed along the arcs out of the level (a vertex is new when nothing was
/// added to it before) or pulled along the arcs into vertices not yet reached, whichever are fewer. Backward, the sums
/// over successors are either gathered from, or scattered to, the level before, whichever touches fewer arcs. No inner
/// loop has a branch that depends on the data: a value that does not belong to the level is 0 or is never read.
///
/// One object for each thread; it allocates only when it is made.
class Dependencies final : public SourceDependencies {
 public:
  explicit Dependencies(const ReducedGraph &graph);

  void add(std::int32_t source, double *sum) noexcept override;

 private:
  bool count_paths(std::int32_t source) noexcept;
  bool settle_level(std::int32_t tail) noexcept;
  std::int32_t push(std::int32_t tail) noexcept;
  std::int32_t pull(std::int32_t tail) noexcept;
  void gather_level(std::size_t level) noexcept;
  void scatter_level(std::size_t level) noexcept;
  void accumulate(double source_mass, double *sum) noexcept;
  void add_wide(std::int32_t source, double *sum) noexcept;

  const ReducedGraph &graph_;
  std::int32_t begin_ = 0;            ///< of the source's component
  std::int32_t end_ = 0;
  std::size_t levels_ = 0;
  std::vector<std::int32_t> queue_;   ///< vertices in the order in which they were reached
  std::vector<double> path_count_;    ///< sigma by place in the queue; later (mass + delta) / sigma
  std::vector<double> sum_;           ///< by vertex: sums along arcs; all 0 between calls
  std::vector<double> frontier_;      ///< by vertex: values of one level, else 0; all 0 between calls
  std::vector<std::int32_t> bound_;   ///< level l is queue_[bound_[l]] .. queue_[bound_[l + 1] - 1]
  std::vector<std::uint32_t> out_;    ///< arcs out of each level
  std::vector<std::uint32_t> in_;     ///< arcs into each level
  std::uint32_t unreached_in_ = 0;    ///< arcs into vertices of the component not yet reached
  std::vector<std::int32_t> exponent_;  ///< by vertex, for counts beyond the range of double
};

}  // namespace entente::analysis
