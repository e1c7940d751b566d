#pragma once

#include <memory>

#include "entente/sla/cycles.hpp"
#include "entente/sla/event_log.hpp"

/// What stands behind the opaque types of the sla part.

struct entente_log {
  std::shared_ptr<const entente::EventLog> log;
};

struct entente_cycles {
  entente::Cycles columns;
};
