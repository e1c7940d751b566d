#pragma once

#include <algorithm>

#include "base/json_writer.hpp"
#include "contract/contract_reader.hpp"
#include "contract/duration_text.hpp"

namespace entente {

/// Writes a contract that was read without problems, every default filled in. Reading it again gives the same
/// contract and the same text.
void write_contract(json::Writer &writer, const ContractReader &reader);

/// The targets of one version of the terms: those of an amendment, or the original ones (-1).
void write_targets(json::Writer &writer, std::string_view key, const Contract &contract, std::int32_t amendment);
/// What is agreed beside targets: amendments, combinations, nesting, history.
void write_agreements(json::Writer &writer, const Contract &contract);

void write_texts(json::Writer &writer, std::string_view key, const std::vector<std::string> &texts);
void write_conditions(json::Writer &writer, std::string_view key, const Conditions &conditions,
                      const Contract &contract);

/// The names of what these ids stand for.
template <class Named>
void write_names(json::Writer &writer, std::string_view key, const std::vector<std::int32_t> &ids,
                 const std::vector<Named> &all, std::string Named::*name) {
  writer.key(key);
  writer.begin_array();
  for (const std::int32_t id : ids) writer.text(all[static_cast<std::size_t>(id)].*name);
  writer.end_array();
}

inline void write_duration(json::Writer &writer, std::string_view key, std::int64_t duration_us) {
  writer.member(key, duration_text(duration_us));
}

}  // namespace entente
