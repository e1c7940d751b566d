#include "entente/analysis/job.hpp"

#include "entente/base/error.hpp"

namespace entente {

std::span<const std::int32_t> Job::integers() const {
  throw Error(ErrorCode::state, "this job has no column of whole numbers");
}

}  // namespace entente
