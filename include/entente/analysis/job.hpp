#pragma once

#include <cstdint>
#include <span>

namespace entente {

/// How far a job is, in units of work of that job.
struct Progress {
  std::int64_t done = 0;
  std::int64_t total = 0;

  [[nodiscard]] bool finished() const noexcept { return done == total; }
};

/// Long work that the caller drives: step() until finished, or destroy to cancel. The result does not depend on how
/// the work was cut into steps. One thread at a time.
class Job {
 public:
  Job() = default;
  Job(const Job &) = delete;
  Job &operator=(const Job &) = delete;
  virtual ~Job() = default;

  /// Does at least one and about `work` units; all that is left where work <= 0; nothing once finished. Whatever this
  /// throws, the job stands as after a shorter step, perhaps of no work: the next step goes on from there.
  virtual Progress step(std::int64_t work) = 0;
  [[nodiscard]] virtual Progress progress() const noexcept = 0;
  /// The result: one value a vertex, where the function that made the job says nothing else. Throws Error: state (not
  /// finished).
  [[nodiscard]] virtual std::span<const double> values() const = 0;
  /// A second column of whole numbers, where the function that made the job names one. Throws Error: state (not
  /// finished, or there is none).
  [[nodiscard]] virtual std::span<const std::int32_t> integers() const;
};

}  // namespace entente
