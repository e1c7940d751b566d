#pragma once

#include "base/json_writer.hpp"
#include "contract/contract_reader.hpp"

namespace entente {

/// Writes a contract that was read without problems, every default filled in. Reading it again gives the same
/// contract and the same text.
void write_contract(json::Writer &writer, const ContractReader &reader);

}  // namespace entente
