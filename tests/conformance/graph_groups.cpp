// Keys of groups by an attribute: silo_by_ATTRIBUTE, gould_fernandez_by_ATTRIBUTE.
#include <algorithm>
#include <limits>
#include <map>
#include <stdexcept>

#include "graph_checks.hpp"

namespace conformance {
namespace {

/// The values of an attribute as labels, numbers in their order, other texts in theirs.
struct Groups {
  std::vector<std::int32_t> label;
  std::map<std::string, std::int32_t> number;
  [[nodiscard]] std::int32_t count() const { return static_cast<std::int32_t>(number.size()); }
  [[nodiscard]] std::int32_t of(const json &value) const {
    return number.at(value.is_string() ? value.get<std::string>() : value.dump());
  }
};

Groups groups_by(const GraphSet &set, const std::string &attribute) {
  const auto found = set.list.attributes.find(attribute);
  if (found == set.list.attributes.end()) throw std::runtime_error("no attribute " + attribute);
  std::vector<std::string> values(found->second);
  std::sort(values.begin(), values.end(), [](const std::string &a, const std::string &b) {
    const auto number = [](const std::string &text) { return text.find_first_not_of("0123456789") == std::string::npos; };
    if (number(a) && number(b) && a.size() != b.size()) return a.size() < b.size();
    return a < b;
  });
  values.erase(std::unique(values.begin(), values.end()), values.end());
  Groups groups;
  for (std::size_t i = 0; i < values.size(); ++i) groups.number[values[i]] = static_cast<std::int32_t>(i);
  for (const std::string &value : found->second) groups.label.push_back(groups.number[value]);
  return groups;
}

void check_balance(const std::string &id, double internal, double external, double ei, const json &expected,
                   Report &report) {
  for (const auto &[key, value] : expected.items()) {
    if (key == "size") continue;  // checked with the ties
    const bool known = key == "internal" || key == "external" || key == "E_I";
    if (!known) {
      report.skip(id + "/" + key);
      continue;
    }
    check_value(id + "/" + key, key == "internal" ? internal : key == "external" ? external : ei, value, report);
  }
}

void check_whole(const std::string &id, const GraphSet &set, std::int32_t view, const Groups &groups,
                 const json &expected, Report &report) {
  std::int64_t internal = 0;
  std::int64_t external = 0;
  double ei = 0;
  require_ok(entente_graph_ei_index(set.graph.get(), view, groups.label.data(), groups.label.size(), groups.count(),
                                    &internal, &external, &ei, nullptr, nullptr),
             "entente_graph_ei_index");
  check_balance(id, static_cast<double>(internal), static_cast<double>(external), ei, expected, report);
}

struct Ties {
  std::vector<std::int64_t> size;
  std::vector<double> density;
};

Ties ties_of(const GraphSet &set, const Groups &groups) {
  const auto count = static_cast<std::size_t>(groups.count());
  Ties ties{std::vector<std::int64_t>(count), std::vector<double>(count * count)};
  require_ok(entente_graph_group_ties(set.graph.get(), ENTENTE_VIEW_UND, groups.label.data(), groups.label.size(),
                                      groups.count(), ties.size.data(), nullptr, nullptr, ties.density.data(), nullptr),
             "entente_graph_group_ties");
  return ties;
}

void check_each(const std::string &id, const GraphSet &set, std::int32_t view, const Groups &groups,
                const json &expected, Report &report) {
  const auto count = static_cast<std::size_t>(groups.count());
  std::vector<std::int64_t> internal(count);
  std::vector<std::int64_t> external(count);
  std::vector<double> ei(count);
  require_ok(entente_graph_ei_of_groups(set.graph.get(), view, groups.label.data(), groups.label.size(), groups.count(),
                                        internal.data(), external.data(), ei.data(), nullptr),
             "entente_graph_ei_of_groups");
  const Ties ties = ties_of(set, groups);
  for (const auto &[name, value] : expected.items()) {
    const auto g = static_cast<std::size_t>(groups.number.at(name));
    const std::string row = id + "/" + name;
    check_balance(row, static_cast<double>(internal[g]), static_cast<double>(external[g]), ei[g], value, report);
    if (value.contains("size")) check_value(row + "/size", static_cast<double>(ties.size[g]), value["size"], report);
  }
}

/// The number that a key ends in: groups of at least so many count.
std::int64_t least_size(const std::string &key) { return std::stoll(key.substr(key.find_last_not_of("0123456789") + 1)); }

void check_silent(const std::string &id, const GraphSet &set, const Groups &groups, std::int64_t least,
                  const json &expected, Report &report) {
  std::size_t count = 0;
  const auto call = [&](std::int32_t *a, std::int32_t *b, std::size_t capacity) {
    return entente_graph_silent_pairs(set.graph.get(), groups.label.data(), groups.label.size(), groups.count(), least, a,
                                      b, capacity, &count, nullptr);
  };
  const std::int32_t asked = call(nullptr, nullptr, 0);
  if (asked != ENTENTE_E_BUFFER) require_ok(asked, "entente_graph_silent_pairs");
  std::vector<std::int32_t> a(count);
  std::vector<std::int32_t> b(count);
  require_ok(call(a.data(), b.data(), count), "entente_graph_silent_pairs");
  json got = json::array();
  for (std::size_t i = 0; i < count; ++i) got.push_back({a[i], b[i]});
  json wanted = json::array();
  for (const json &pair : expected.at("silent")) {
    const auto [low, high] = std::minmax({groups.of(pair[0]), groups.of(pair[1])});
    wanted.push_back({low, high});
  }
  std::sort(wanted.begin(), wanted.end());
  got == wanted ? report.pass() : report.fail(id + "/silent", got.dump(), wanted.dump());
  const Ties ties = ties_of(set, groups);
  const auto large = static_cast<double>(std::count_if(ties.size.begin(), ties.size.end(), [&](auto s) { return s >= least; }));
  if (expected.contains("groups")) check_value(id + "/groups", large, expected["groups"], report);
  if (expected.contains("pairs")) check_value(id + "/pairs", large * (large - 1) / 2, expected["pairs"], report);
}

void check_densest(const std::string &id, const GraphSet &set, const Groups &groups, std::int64_t least,
                   const json &expected, Report &report) {
  const Ties ties = ties_of(set, groups);
  const auto count = static_cast<std::size_t>(groups.count());
  std::vector<double> density(count * count, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t a = 0; a < count; ++a) {
    for (std::size_t b = a + 1; b < count; ++b) {
      if (ties.size[a] >= least && ties.size[b] >= least) density[a * count + b] = ties.density[a * count + b];
    }
  }
  json ranks = json::array();
  for (const json &row : expected) {
    const auto [low, high] = std::minmax({groups.of(row[0]), groups.of(row[1])});
    ranks.push_back({static_cast<std::size_t>(low) * count + static_cast<std::size_t>(high), row[2]});
  }
  check_ranks(id, density, ranks, true, report);
}

double assortativity(const GraphSet &set, std::int32_t view, const Groups &groups) {
  double value = 0;
  require_ok(entente_graph_assortativity(set.graph.get(), view, groups.label.data(), groups.label.size(), groups.count(),
                                         &value, nullptr),
             "entente_graph_assortativity");
  return value;
}

double modularity(const GraphSet &set, const Groups &groups) {
  double value = 0;
  require_ok(entente_graph_community_quality(set.graph.get(), groups.label.data(), groups.label.size(), groups.count(),
                                             ENTENTE_QUALITY_MODULARITY, 1.0, 0, &value, nullptr),
             "entente_graph_community_quality");
  return value;
}

void check_silo(const std::string &id, const GraphSet &set, const Groups &groups, const json &expected, Report &report) {
  for (const auto &[key, value] : expected.items()) {
    const std::string row = id + "/" + key;
    const std::int32_t view = key.find("dir") != std::string::npos ? ENTENTE_VIEW_DIR : ENTENTE_VIEW_UND;
    if (key == "dir" || key == "und") {
      check_whole(row, set, view, groups, value, report);
    } else if (key.starts_with("per_group_")) {
      check_each(row, set, view, groups, value, report);
    } else if (key.starts_with("silent_pairs_groups_ge")) {
      check_silent(row, set, groups, least_size(key), value, report);
    } else if (key.starts_with("densest_pairs_ge")) {
      check_densest(row, set, groups, least_size(key), value, report);
    } else if (key.starts_with("assortativity_nominal_")) {
      check_value(row, assortativity(set, view, groups), value, report);
    } else if (key == "modularity_of_groups_und") {
      check_value(row, modularity(set, groups), value, report);
    } else if (!is_note(key)) {
      report.skip(row);
    }
  }
}

void check_brokerage(const std::string &id, const GraphSet &set, const Groups &groups, const json &expected,
                     Report &report) {
  static const std::string kRoles[] = {"coordinator", "consultant", "representative", "gatekeeper", "liaison"};
  const std::size_t n = set.vertices();
  std::vector<std::int64_t> count(std::size(kRoles) * n);
  require_ok(entente_graph_brokerage(set.graph.get(), groups.label.data(), n, groups.count(), count.data(), nullptr),
             "entente_graph_brokerage");
  std::map<std::string, std::vector<double>> of;
  std::map<std::string, double> totals;
  of["total"].assign(n, 0.0);
  for (std::size_t role = 0; role < std::size(kRoles); ++role) {
    for (std::size_t v = 0; v < n; ++v) {
      const auto value = static_cast<double>(count[role * n + v]);
      of[kRoles[role]].push_back(value);
      of["total"][v] += value;
      totals[kRoles[role]] += value;
      totals["total"] += value;
    }
  }
  for (const auto &[key, value] : expected.items()) {
    const std::string row = id + "/" + key;
    const auto ranked = key.starts_with("top") ? of.find(key.substr(key.find('_') + 1)) : of.end();
    if (key == "totals") {
      for (const auto &[role, sum] : value.items()) check_value(row + "/" + role, totals.at(role), sum, report);
    } else if (key == "total") {
      check_value(row, totals["total"], value, report);
    } else if (ranked != of.end()) {
      check_ranks(row, ranked->second, value, true, report);
    } else if (!is_note(key)) {
      report.skip(row);
    }
  }
}

}  // namespace

bool check_groups(const std::string &id, const std::string &key, const GraphSet &set, const json &expected,
                  Report &report) {
  const std::string kSilo = "silo_by_";
  const std::string kBrokerage = "gould_fernandez_by_";
  if (key.starts_with(kSilo)) {
    check_silo(id, set, groups_by(set, key.substr(kSilo.size())), expected, report);
  } else if (key.starts_with(kBrokerage)) {
    check_brokerage(id, set, groups_by(set, key.substr(kBrokerage.size())), expected, report);
  } else {
    return false;
  }
  return true;
}

}  // namespace conformance
