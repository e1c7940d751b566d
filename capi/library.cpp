#include "entente.h"
#include "entente/base/version.hpp"

const char *entente_version(void) { return entente::version(); }

int32_t entente_abi_version(void) { return ENTENTE_ABI_VERSION; }

const char *entente_status_name(int32_t status) {
  static constexpr const char *kNames[] = {"OK",      "E_INVALID", "E_PARSE",      "E_RANGE", "E_BUFFER",
                                           "E_NOT_FOUND", "E_STATE", "E_REFUSED",  "E_INFEASIBLE", "E_LIMIT",
                                           "E_CANCELLED", "E_NOMEM", "E_VERSION",  "E_INTERNAL"};
  return status >= 0 && status <= ENTENTE_E_INTERNAL ? kNames[status] : "E_UNKNOWN";
}
