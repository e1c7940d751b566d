#pragma once

#include <cstdlib>
#include <string>

namespace entente::test {

/// Built with a sanitizer of addresses: everything takes ten times as long, so large campaigns are cut to a quarter.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
#else
inline constexpr bool kSanitized = false;
#endif

/// Whether the long campaigns were asked for (ENTENTE_TEST_LONG=1).
inline bool long_campaign() {
  const char *value = std::getenv("ENTENTE_TEST_LONG");
  return value != nullptr && std::string(value) == "1";
}

}  // namespace entente::test
