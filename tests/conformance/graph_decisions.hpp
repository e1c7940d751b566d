#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "report.hpp"

namespace conformance {

/// Where the set of a vectors file stands.
struct SetPlace {
  std::filesystem::path folder;
  std::string name;
};

/// Checks a key of NAME_org.json, NAME_decay.json or NAME_influence.json if it is one of decisions (coverage, relation strength,
/// influence), and says whether it was.
[[nodiscard]] bool check_decisions(const std::string &id, const std::string &key, const SetPlace &place,
                                   const nlohmann::json &file, Report &report);

/// The parts of it.
void check_coverage(const std::string &id, const SetPlace &place, const nlohmann::json &expected, Report &report);
void check_strengths(const std::string &id, const SetPlace &place, const nlohmann::json &file, Report &report);
void check_influence(const std::string &id, const SetPlace &place, const nlohmann::json &expected, Report &report);

}  // namespace conformance
