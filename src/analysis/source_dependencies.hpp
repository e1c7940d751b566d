#pragma once

#include <cstdint>

namespace entente::analysis {

/// Brandes' dependencies of one source at a time. One object for each thread; it allocates only when it is made.
class SourceDependencies {
 public:
  SourceDependencies() = default;
  SourceDependencies(const SourceDependencies &) = delete;
  SourceDependencies &operator=(const SourceDependencies &) = delete;
  virtual ~SourceDependencies() = default;

  /// sum[v] += mass(source) * delta_source(v) for each v != source of the source's component.
  virtual void add(std::int32_t source, double *sum) noexcept = 0;
};

}  // namespace entente::analysis
