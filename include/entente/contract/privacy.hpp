#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace entente {

/// What may be shown of people. Without the block in the document: by team and department only.
struct Privacy {
  std::string purpose;                    ///< why figures are computed at all
  std::vector<std::string> viewers;       ///< roles that may see the results
  std::int32_t retention_days = 0;        ///< how long results are kept; 0: not stated
  std::int32_t min_group = 5;             ///< smallest number of people behind a figure that is shown
  std::vector<std::string> person_level;  ///< viewers who may see single persons; empty: nobody
};

}  // namespace entente
