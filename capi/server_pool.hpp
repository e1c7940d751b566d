#pragma once

#include "entente/scheduler/lateness.hpp"
#include "guard.hpp"

namespace entente::capi {

/// The team behind an entente_server_pool. Throws ErrorCode::invalid (NULL; struct_size).
inline ServerPool read_server_pool(const entente_server_pool *team) {
  require(team != nullptr, "team is NULL");
  require(team->struct_size >= static_cast<int32_t>(sizeof *team), "entente_server_pool: struct_size is not its size");
  return {team->servers, team->visit_us, team->ordinary_floor_us, team->expedite};
}

}  // namespace entente::capi
