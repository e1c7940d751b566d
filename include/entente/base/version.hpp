#pragma once

namespace entente {

/// Version of the library as `major.minor.patch`.
[[nodiscard]] const char *version() noexcept;

}  // namespace entente
