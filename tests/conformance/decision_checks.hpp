#pragma once

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "entente.h"
#include "graph_decisions.hpp"

/// What the checks of decisions share.
namespace conformance::decisions {

inline void require_ok(std::int32_t status, const char *call) {
  if (status != ENTENTE_OK) throw std::runtime_error(std::string(call) + ": " + entente_status_name(status));
}

inline std::string shown(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.12g", value);
  return buffer;
}

/// Equal to 1e-9, relative.
inline void check_equal(const std::string &id, double got, double expected, Report &report) {
  const bool near = std::abs(got - expected) <= 1e-9 * std::max(std::abs(expected), std::abs(got));
  near ? report.pass() : report.fail(id, shown(got), shown(expected));
}

inline void check_at_least(const std::string &id, double got, double expected, Report &report) {
  got >= expected ? report.pass() : report.fail(id, shown(got), "at least " + shown(expected));
}

/// Drives anything that is stepped, as a host with a progress bar would.
template <class Step>
void run(Step &&step, std::int64_t work) {
  std::int64_t done = 0;
  std::int64_t total = 1;
  while (done < total) require_ok(step(work, &done, &total), "step");
}

/// The columns of a CSV file by name; lines that begin with # are comments.
inline std::map<std::string, std::vector<std::string>> read_columns(const std::filesystem::path &path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::vector<std::string> header;
  std::map<std::string, std::vector<std::string>> columns;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> fields;
    std::istringstream stream(line);
    for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
    if (header.empty()) {
      header = fields;
      continue;
    }
    if (fields.size() < header.size()) throw std::runtime_error("a short line in " + path.string());
    for (std::size_t i = 0; i < header.size(); ++i) columns[header[i]].push_back(fields[i]);
  }
  return columns;
}

/// The folder of a set; a name FOLDER_RELATION is a part of the set FOLDER.
inline std::filesystem::path folder_of(const SetPlace &place) {
  if (std::filesystem::is_directory(place.folder / place.name)) return place.folder / place.name;
  return place.folder / place.name.substr(0, place.name.rfind('_'));
}

/// The attribute of the vertices that says which group they are in: `dept`, or the one in which `members` have the value
/// `group`, or the first.
inline std::vector<std::string> groups(const SetPlace &place, const std::string &group = "", std::size_t members = 0) {
  const auto columns = read_columns(folder_of(place) / "nodes.csv");
  const auto dept = columns.find("dept");
  if (dept != columns.end()) return dept->second;
  for (const auto &[name, values] : columns) {
    if (name != "id" && static_cast<std::size_t>(std::count(values.begin(), values.end(), group)) == members) return values;
  }
  for (const auto &[name, values] : columns) {
    if (name != "id") return values;
  }
  throw std::runtime_error("no attribute in " + folder_of(place).string());
}

}  // namespace conformance::decisions
