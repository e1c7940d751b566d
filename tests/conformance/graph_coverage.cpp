#include <memory>
#include <set>

#include "decision_checks.hpp"
#include "edge_list.hpp"

namespace conformance {
namespace {

using namespace decisions;
using nlohmann::json;
using Repair = std::unique_ptr<entente_repair, decltype(&entente_repair_destroy)>;
using Absence = std::unique_ptr<entente_absence, decltype(&entente_absence_destroy)>;
using Column = std::vector<std::int32_t>;

/// Who could know whom: the members of one group are the agents, all others the clients; mail both ways is knowing.
struct Desk {
  Column agents, clients;        ///< their vertices
  Column agent, client;          ///< one row a pair that knows each other
  Column free_agent, free_client;  ///< one row a pair that does not
  std::vector<std::int64_t> cost;  ///< of each such pair

  [[nodiscard]] std::int32_t agent_count() const { return static_cast<std::int32_t>(agents.size()); }
  [[nodiscard]] std::int32_t client_count() const { return static_cast<std::int32_t>(clients.size()); }
};

Desk read_desk(const SetPlace &place, const json &expected) {
  const EdgeList list = read_edge_list(place.folder, place.name);
  const auto n = static_cast<std::size_t>(list.vertices);
  std::set<std::pair<std::int32_t, std::int32_t>> arcs;
  for (std::size_t i = 0; i < list.source.size(); ++i) arcs.emplace(list.source[i], list.target[i]);
  std::vector<Column> mutual(n);
  for (const auto &[u, v] : arcs) {
    if (u != v && arcs.contains({v, u})) mutual[static_cast<std::size_t>(u)].push_back(v);
  }
  const json &named = expected.at("agents_group");
  const std::string group = named.is_string() ? named.get<std::string>() : named.dump();
  const std::vector<std::string> of = groups(place, group, expected.value("agents", std::size_t{0}));
  Desk desk;
  for (std::size_t v = 0; v < n; ++v) (of.at(v) == group ? desk.agents : desk.clients).push_back(static_cast<std::int32_t>(v));
  for (std::int32_t a = 0; a < desk.agent_count(); ++a) {
    const auto vertex = static_cast<std::size_t>(desk.agents[static_cast<std::size_t>(a)]);
    const std::set<std::int32_t> known(mutual[vertex].begin(), mutual[vertex].end());
    std::vector<char> near(n, 0);
    for (const std::int32_t x : known) {
      for (const std::int32_t y : mutual[static_cast<std::size_t>(x)]) near[static_cast<std::size_t>(y)] = 1;
    }
    for (std::int32_t c = 0; c < desk.client_count(); ++c) {
      const std::int32_t other = desk.clients[static_cast<std::size_t>(c)];
      const auto self = static_cast<std::int32_t>(vertex);
      if (known.contains(other)) {
        desk.agent.push_back(a);
        desk.client.push_back(c);
        continue;
      }
      desk.free_agent.push_back(a);
      desk.free_client.push_back(c);
      const bool one_way = arcs.contains({self, other}) || arcs.contains({other, self});
      desk.cost.push_back(one_way ? 1 : near[static_cast<std::size_t>(other)] != 0 ? 2 : 5);
    }
  }
  return desk;
}

void check_absence(const std::string &id, const Desk &desk, const json &expected, Report &report) {
  constexpr std::int64_t kBudget = 5'000'000;
  entente_absence *created = nullptr;
  require_ok(entente_absence_create(desk.agent.size(), desk.agent.data(), desk.client.data(), nullptr, desk.agent_count(),
                                    desk.client_count(), 1.0, kBudget, &created, nullptr), "entente_absence_create");
  const Absence absence(created, entente_absence_destroy);
  run([&](std::int64_t work, std::int64_t *done, std::int64_t *total) {
    return entente_absence_step(absence.get(), work, done, total, nullptr);
  }, 100'000);
  const auto figure = [&](std::int32_t one) { return static_cast<double>(entente_absence_figure(absence.get(), one)); };
  for (const auto &[key, value] : expected.items()) {
    const std::string row = id + "/" + key;
    if (key == "covered_clients") {
      check_equal(row, figure(ENTENTE_ABSENCE_COVERED), value, report);
    } else if (key == "greedy") {
      check_equal(row, figure(ENTENTE_ABSENCE_GREEDY), value, report);
    } else if (key == "removed_in_order") {
      json got = json::array();
      for (int i = 0; i < figure(ENTENTE_ABSENCE_GREEDY); ++i) {
        got.push_back(desk.agents[static_cast<std::size_t>(entente_absence_greedy(absence.get())[i])]);
      }
      got == value ? report.pass() : report.fail(row, got.dump(), value.dump());
    } else if (key == "exact_milp") {
      const double most = std::min(expected.at("greedy").get<double>(), value.at("value").get<double>());
      const double upper = figure(ENTENTE_ABSENCE_UPPER);
      const bool inside = upper >= value.at("lower_bound").get<double>() && upper <= most && figure(ENTENTE_ABSENCE_LOWER) <= most;
      inside ? report.pass() : report.fail(row, shown(upper), value.at("lower_bound").dump() + " to " + shown(most));
    } else if (key != "def") {
      report.skip(row);
    }
  }
}

/// The instance of the vectors, its figures by the names that they use.
struct Instance {
  const Desk &desk;
  std::int32_t k;
  std::int32_t cap;
  Column knowers, missing, sole, load, slots;
  Column agent, client;  ///< pairs that could be begun
  std::vector<std::int64_t> cost;

  Instance(const Desk &of, std::int32_t wanted, std::int32_t total_cap)
      : desk(of), k(wanted), cap(total_cap), knowers(of.clients.size()), missing(of.clients.size()),
        sole(of.clients.size()), load(of.agents.size(), 0) {
    require_ok(entente_coverage(of.agent.size(), of.agent.data(), of.client.data(), nullptr, of.agent_count(),
                                of.client_count(), 1.0, k, knowers.data(), missing.data(), sole.data(), nullptr),
               "entente_coverage");
    for (const std::int32_t a : of.agent) ++load[static_cast<std::size_t>(a)];
    for (const std::int32_t now : load) slots.push_back(std::max(0, cap - now));
    for (std::size_t i = 0; i < of.free_agent.size(); ++i) {
      if (missing[static_cast<std::size_t>(of.free_client[i])] == 0) continue;
      agent.push_back(of.free_agent[i]);
      client.push_back(of.free_client[i]);
      cost.push_back(of.cost[i]);
    }
  }

  [[nodiscard]] entente_repair_columns columns() const {
    return {sizeof(entente_repair_columns), desk.agent_count(), desk.client_count(), agent.size(), agent.data(),
            client.data(), cost.data(), slots.data(), missing.data(), 0};
  }
  [[nodiscard]] double sum(const Column &column) const {
    double result = 0;
    for (const std::int32_t value : column) result += value;
    return result;
  }
};

/// Cost and unmet knowers of a plan; infinite where somebody stays without.
double cost_of(const entente_repair *repair) {
  if (entente_repair_figure(repair, ENTENTE_REPAIR_UNMET_SUM) != 0) return HUGE_VAL;
  return static_cast<double>(entente_repair_figure(repair, ENTENTE_REPAIR_COST));
}

std::map<std::string, double> figures_of(const Instance &instance) {
  const entente_repair_columns columns = instance.columns();
  entente_repair *created = nullptr;
  require_ok(entente_repair_create(&columns, &created, nullptr), "entente_repair_create");
  const Repair cheapest(created, entente_repair_destroy);
  run([&](std::int64_t work, std::int64_t *done, std::int64_t *total) {
    return entente_repair_step(cheapest.get(), work, done, total, nullptr);
  }, 100);
  std::int32_t cap = 0;
  require_ok(entente_repair_balance(&columns, instance.load.data(), &cap, &created, nullptr), "entente_repair_balance");
  const Repair balanced(created, entente_repair_destroy);
  const double cost = cost_of(cheapest.get());
  const auto below = std::count_if(instance.missing.begin(), instance.missing.end(), [](std::int32_t m) { return m > 0; });
  return {{"agents", instance.desk.agent_count()},
          {"clients", instance.desk.client_count()},
          {"clients_below_K", static_cast<double>(below)},
          {"relations_to_add", instance.sum(instance.missing)},
          {"free_slots", instance.sum(instance.slots)},
          {"max_load_now", *std::max_element(instance.load.begin(), instance.load.end())},
          {"load_now_sum", instance.sum(instance.load)},
          {"candidate_pairs", static_cast<double>(instance.agent.size())},
          {"min_total_cost_HiGHS", cost},
          {"min_total_cost_network_simplex", cost},
          {"min_total_cost_boost_ssp", cost},
          {"min_total_cost", cost},
          {"smallest_total_cap_that_is_feasible", cap},
          {"min_total_cost_at_that_cap", cost_of(balanced.get())}};
}

void check_histogram(const std::string &id, const Instance &instance, const json &expected, Report &report) {
  std::map<std::string, int> counts;
  for (const std::int32_t knowers : instance.knowers) ++counts[std::to_string(knowers)];
  const json got = counts;
  got == expected ? report.pass() : report.fail(id, got.dump(), expected.dump());
}

void check_sole(const std::string &id, const Instance &instance, const json &expected, Report &report) {
  const Desk &desk = instance.desk;
  Column counts(desk.agents.size());
  require_ok(entente_sole_knower_counts(desk.agent.size(), desk.agent.data(), desk.client.data(), nullptr, desk.agent_count(),
                                        desk.client_count(), 1.0, counts.data(), nullptr), "entente_sole_knower_counts");
  std::vector<std::pair<std::int32_t, std::int32_t>> order;
  for (std::size_t a = 0; a < counts.size(); ++a) order.emplace_back(-counts[a], desk.agents[a]);
  std::sort(order.begin(), order.end());
  json got = json::array();
  for (std::size_t i = 0; i < std::min(order.size(), expected.size()); ++i) got.push_back({order[i].second, -order[i].first});
  got == expected ? report.pass() : report.fail(id, got.dump(), expected.dump());
}

}  // namespace

void check_coverage(const std::string &id, const SetPlace &place, const json &expected, Report &report) {
  if (expected.value("knows", "mutual").find("mutual") == std::string::npos) return report.skip(id + ": another test of knowing");
  const Desk desk = read_desk(place, expected);
  const Instance instance(desk, expected.value("K", 2), expected.value("capacity_total_clients_per_agent", INT32_MAX));
  const std::map<std::string, double> figures = figures_of(instance);
  for (const auto &[key, value] : expected.items()) {
    const std::string row = id + "/" + key;
    static const std::set<std::string> kGiven{"agents_group", "knows", "K", "capacity_total_clients_per_agent", "cost_rule"};
    const auto figure = figures.find(key);
    if (kGiven.contains(key) || key.ends_with("_cpu_s") || value.is_null()) continue;
    if (figure != figures.end()) {
      check_equal(row, figure->second, value, report);
    } else if (key == "knowers_histogram") {
      check_histogram(row, instance, value, report);
    } else if (key.starts_with("sole_knower_counts")) {
      check_sole(row, instance, value, report);
    } else if (key == "absence_factor") {
      check_absence(row, desk, value, report);
    } else if (key.starts_with("min_total_cost")) {
      check_equal(row, figures.at("min_total_cost"), value, report);
    } else {
      report.skip(row);
    }
  }
}

}  // namespace conformance
