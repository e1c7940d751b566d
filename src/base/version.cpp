#include "entente/base/version.hpp"

namespace entente {

const char *version() noexcept { return ENTENTE_VERSION; }

}  // namespace entente
