#pragma once

#include "entente/simulation/simulation.hpp"

namespace entente::simulation {

/// See Simulation::load().
[[nodiscard]] Load load_of(const Demand &demand, const Team &team);
[[nodiscard]] Load load_of(const Workload &workload, const Team &team);

}  // namespace entente::simulation
