#include <memory>

#include "decision_checks.hpp"
#include "edge_list.hpp"

namespace conformance {
namespace {

using namespace decisions;
using nlohmann::json;
using Graph = std::unique_ptr<entente_graph, decltype(&entente_graph_destroy)>;
using Job = std::unique_ptr<entente_job, decltype(&entente_job_destroy)>;
using Search = std::unique_ptr<entente_influence, decltype(&entente_influence_destroy)>;
using Seeds = std::vector<std::int32_t>;

constexpr std::int64_t kRuns = 20'000;
constexpr double kShare = 0.99;       ///< of the best spread known
constexpr double kMembers = 1 << 24;  ///< sampled in all: about a second of search, whatever the model

struct Model {
  std::int32_t model;
  double probability;
};

/// `wc: ...`, `ic: p=0.01`, `lt: ...`.
Model model_of(const std::string &name) {
  if (name.starts_with("wc")) return {ENTENTE_WEIGHTED_CASCADE, 0};
  if (name.starts_with("lt")) return {ENTENTE_LINEAR_THRESHOLD, 0};
  const std::size_t p = name.find("p=");
  if (!name.starts_with("ic") || p == std::string::npos) throw std::runtime_error("no such model: " + name);
  return {ENTENTE_INDEPENDENT_CASCADE, std::stod(name.substr(p + 2))};
}

double spread(const entente_graph *graph, const Model &model, const Seeds &seeds, std::int64_t runs) {
  entente_job *created = nullptr;
  require_ok(entente_spread(graph, model.model, model.probability, seeds.data(), seeds.size(), runs, 1, 2, &created, nullptr),
             "entente_spread");
  const Job job(created, entente_job_destroy);
  run([&](std::int64_t work, std::int64_t *done, std::int64_t *total) {
    return entente_job_step(job.get(), work, done, total, nullptr);
  }, runs / 4 + 1);
  double values[2] = {};
  require_ok(entente_job_values(job.get(), values, 2, nullptr), "entente_job_values");
  return values[0];
}

/// As many sets as have about kMembers members: a set is as large, on average, as one vertex's spread.
std::int64_t sets_for(const entente_graph *graph, const Model &model) {
  constexpr int kSample = 64;
  const auto vertices = static_cast<std::int32_t>(entente_graph_figure(graph, ENTENTE_GRAPH_VERTICES));
  double sum = 0;
  for (std::int32_t i = 0; i < kSample; ++i) {
    const auto vertex = static_cast<std::int32_t>(std::int64_t{vertices} * i / kSample);
    sum += spread(graph, model, {vertex}, 200);
  }
  return static_cast<std::int64_t>(kMembers * kSample / sum);
}

Search search(const entente_graph *graph, const Model &model, entente_influence_options options) {
  options.struct_size = sizeof options;
  options.model = model.model;
  options.probability = model.probability;
  options.sets = sets_for(graph, model);
  options.seed = 1;
  entente_influence *created = nullptr;
  require_ok(entente_influence_create(graph, &options, &created, nullptr), "entente_influence_create");
  Search made(created, entente_influence_destroy);
  run([&](std::int64_t work, std::int64_t *done, std::int64_t *total) {
    return entente_influence_step(made.get(), work, done, total, nullptr);
  }, options.sets / 10 + 1);
  return made;
}

Seeds seeds_of(const Search &found) {
  const std::int32_t *seeds = entente_influence_seeds(found.get());
  return {seeds, seeds + entente_influence_count(found.get())};
}

/// One seed in each group of at least so many people (as the rule says, or 10), none elsewhere.
void check_quota(const std::string &id, const SetPlace &place, const entente_graph *graph, const Model &model,
                 const json &expected, Report &report) {
  const std::string rule = expected.value("rule", "");
  const std::size_t at = rule.find("at least ");
  const std::size_t least = at == std::string::npos ? 10 : static_cast<std::size_t>(std::stoul(rule.substr(at + 9)));
  const std::vector<std::string> names = groups(place);
  std::map<std::string, std::size_t> size;
  for (const std::string &name : names) ++size[name];
  std::map<std::string, std::int32_t> number;
  for (const auto &[name, people] : size) {
    if (people >= least) number.emplace(name, static_cast<std::int32_t>(number.size()));
  }
  std::vector<std::int32_t> group;
  for (const std::string &name : names) group.push_back(number.contains(name) ? number[name] : -1);
  const std::vector<std::int32_t> quota(number.size(), 1);
  entente_influence_options options{};
  options.k = expected.at("k");
  options.group = group.data();
  options.quota = quota.data();
  options.groups = quota.size();
  const Seeds seeds = seeds_of(search(graph, model, options));
  std::vector<int> taken(number.size(), 0);
  bool allowed = std::ssize(seeds) == options.k;
  for (const std::int32_t v : seeds) {
    const std::int32_t g = group.at(static_cast<std::size_t>(v));
    allowed = allowed && g >= 0 && ++taken[static_cast<std::size_t>(g)] == 1;
  }
  allowed ? report.pass() : report.fail(id + "/rule", std::to_string(seeds.size()) + " seeds that break the quotas", rule);
  const double stated = expected.at("spread").at(std::to_string(options.k)).at(0);
  check_at_least(id + "/spread", spread(graph, model, seeds, kRuns), kShare * stated, report);
}

/// Seeds for each best_kNN, and the certificate that the peer reported for as many.
void check_model(const std::string &id, const SetPlace &place, const entente_graph *graph, const Model &model,
                 const json &expected, Report &report) {
  for (const auto &[key, value] : expected.items()) {
    const std::string row = id + "/" + key;
    if (key.starts_with("best_k")) {
      entente_influence_options options{};
      options.k = std::stoi(key.substr(6));
      options.epsilon = 0.1;
      const Search found = search(graph, model, options);
      check_at_least(row, spread(graph, model, seeds_of(found), kRuns), kShare * value.at("mean").get<double>(), report);
      if (expected.contains("subsim")) {
        check_at_least(id + "/certificate", entente_influence_figure(found.get(), ENTENTE_INFLUENCE_RATIO),
                       expected.at("subsim").at("certificate_reported"), report);
      }
    } else if (key.starts_with("quota_")) {
      check_quota(row, place, graph, model, value, report);
    }  // the rest are the peers' own seeds
  }
}

}  // namespace

void check_influence(const std::string &id, const SetPlace &place, const json &file, Report &report) {
  const EdgeList list = read_edge_list(place.folder, place.name);
  entente_graph *created = nullptr;
  require_ok(entente_graph_create(list.vertices, list.source.size(), list.source.data(), list.target.data(), nullptr,
                                  &created, nullptr), "entente_graph_create");
  const Graph graph(created, entente_graph_destroy);
  for (const auto &[key, figure] : {std::pair{"n", ENTENTE_GRAPH_VERTICES}, std::pair{"arcs", ENTENTE_GRAPH_ARCS}}) {
    if (!file.contains(key)) continue;
    check_equal(id + "/" + key, static_cast<double>(entente_graph_figure(graph.get(), figure)), file.at(key), report);
  }
  for (const auto &[name, expected] : file.at("models").items()) {
    check_model(id + "/" + name, place, graph.get(), model_of(name), expected, report);
  }
}

}  // namespace conformance
