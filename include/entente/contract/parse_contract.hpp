#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "entente/base/problem.hpp"
#include "entente/contract/contract.hpp"

namespace entente {

/// Reads a contract document of version 1; its rules stand in capi/contract.schema.json, beside what a schema
/// cannot say: names that are referred to exist, ids and claimed values are unique, keys stand once, dates
/// and zones exist, carry_num is at most carry_den, names have at most limits::kNameBytes bytes, durations at
/// most 130 years. zoneinfo: absolute path of a directory of compiled zone data.
///
/// Null exactly if `problems` (cleared first) is not empty: then all that is wrong, in document order, at
/// most limits::kProblems. A text that is no JSON, breaks a limit of its size or is a document of another
/// version has that one problem only. Throws Error(invalid) where zoneinfo is no absolute path or a zone's
/// data cannot be used, and std::bad_alloc. O(n log n), and O(days of the horizon) for each calendar.
[[nodiscard]] std::shared_ptr<const Contract> parse_contract(std::string_view json,
                                                             const std::string &zoneinfo, Problems &problems);

}  // namespace entente
