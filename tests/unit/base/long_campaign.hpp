#pragma once

#include <cstdlib>
#include <string>

namespace entente::test {

/// Whether the long campaigns were asked for (ENTENTE_TEST_LONG=1).
inline bool long_campaign() {
  const char *value = std::getenv("ENTENTE_TEST_LONG");
  return value != nullptr && std::string(value) == "1";
}

}  // namespace entente::test
