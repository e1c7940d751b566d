#pragma once

#include "entente.h"
#include "entente/analysis/diffusion.hpp"
#include "guard.hpp"

namespace entente::capi {

/// Throws ErrorCode::invalid where the model is none of entente_diffusion.
inline DiffusionModel model_of(std::int32_t model, double probability) {
  require(model >= ENTENTE_INDEPENDENT_CASCADE && model <= ENTENTE_LINEAR_THRESHOLD, "model is none of entente_diffusion");
  return {static_cast<Diffusion>(model), probability};
}

}  // namespace entente::capi
