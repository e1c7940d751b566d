#pragma once

#include <memory>

#include "entente.h"
#include "entente/sla/event_log.hpp"

/// What stands behind a log, for the shims that read one.
struct entente_log {
  std::shared_ptr<const entente::EventLog> log;
};
