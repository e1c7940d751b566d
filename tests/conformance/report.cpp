#include "report.hpp"

#include <cstdio>

namespace conformance {

void Report::fail(const std::string &id, const std::string &got, const std::string &expected) {
  ++failed_;
  std::printf("%s: got %s, expected %s\n", id.c_str(), got.c_str(), expected.c_str());
}

int Report::close() const {
  std::size_t skipped = 0;
  for (const auto &[why, count] : skipped_) {
    std::printf("skipped %s: %zu\n", why.c_str(), count);
    skipped += count;
  }
  std::printf("%zu passed, %zu failed, %zu skipped\n", passed_, failed_, skipped);
  return failed_ == 0 ? 0 : 1;
}

}  // namespace conformance
