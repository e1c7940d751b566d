#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace conformance {

/// Counts rows, prints a line for each that fails, and closes with `N passed, N failed, N skipped`.
class Report {
 public:
  void pass() { ++passed_; }
  /// Prints `ID: got …, expected …`.
  void fail(const std::string &id, const std::string &got, const std::string &expected);
  /// A row that is not ours to answer; skipped rows are counted by `why` (such as their operation).
  void skip(const std::string &why) { ++skipped_[why]; }
  /// Prints what was skipped and the closing line; exit status: 1 if any failed.
  [[nodiscard]] int close() const;

 private:
  std::size_t passed_ = 0;
  std::size_t failed_ = 0;
  std::map<std::string, std::size_t> skipped_;
};

}  // namespace conformance
