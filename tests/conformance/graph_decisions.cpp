#include "graph_decisions.hpp"

namespace conformance {

bool check_decisions(const std::string &id, const std::string &key, const SetPlace &place, const nlohmann::json &file,
                     Report &report) {
  const bool decay = file.contains("half_life_s");
  if (key == "coverage") {
    check_coverage(id, place, file.at(key), report);
  } else if (key == "models") {
    check_influence(id, place, file, report);
  } else if (decay && key == "half_life_s") {
    check_strengths(id, place, file, report);  // all instants of the file at once
  } else if (decay) {
    return key == "def" || key == "T" || key.starts_with("at_");
  } else {
    return file.contains("models") && (key == "n" || key == "arcs");  // with the models
  }
  return true;
}

}  // namespace conformance
