#pragma once

#include "entente/scheduler/scheduler.hpp"

/// Behind entente_scheduler: the engine keeps no part of the contract it was made from.
struct entente_scheduler {
  entente::Scheduler engine;
};
