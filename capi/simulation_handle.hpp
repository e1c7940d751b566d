#pragma once

#include <variant>

#include "entente.h"
#include "entente/simulation/simulation.hpp"

/// What stands behind the opaque types of the simulation.

struct entente_demand {
  std::variant<entente::Demand, entente::LoggedDemand> demand;
};

struct entente_simulation {
  entente::Simulation engine;
};
