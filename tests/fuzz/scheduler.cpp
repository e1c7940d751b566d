// Bytes as a contract book and a sequence of operations: the engine must agree with the reference model and keep its
// accounts, whatever comes.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "operation_log.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
  std::map<std::string, int> reached;
  const std::string difference = play({data, size}, reached);
  if (difference.empty()) return 0;
  std::fprintf(stderr, "%s\n", difference.c_str());
  std::abort();
}
