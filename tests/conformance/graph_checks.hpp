#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "edge_list.hpp"
#include "entente.h"
#include "report.hpp"

/// What the checks of graph vectors share.
namespace conformance {

using nlohmann::json;

using GraphHandle = std::unique_ptr<entente_graph, decltype(&entente_graph_destroy)>;
using JobHandle = std::unique_ptr<entente_job, decltype(&entente_job_destroy)>;

/// A set as its rows and as graphs.
struct GraphSet {
  EdgeList list;
  GraphHandle graph;     ///< 1 a row
  GraphHandle weighted;  ///< with the column w; as graph where there is none
  [[nodiscard]] std::size_t vertices() const { return static_cast<std::size_t>(list.vertices); }
};

[[nodiscard]] GraphSet read_graph_set(const std::filesystem::path &folder, const std::string &name);

/// Throws where a call did not answer ENTENTE_OK.
void require_ok(std::int32_t status, const char *call);

/// Drives a job in steps, as a host with a progress bar would.
void run_job(entente_job *job);

/// How far a value may be from what is expected: by either bound.
struct Tolerance {
  double relative = 1e-9;
  double absolute = 0;
};

[[nodiscard]] std::string text_of(double value);
[[nodiscard]] bool near(double got, double expected, Tolerance tolerance = {});
void check_value(const std::string &id, double got, double expected, Report &report, Tolerance tolerance = {});

/// A list of [id, value] by value (12 significant digits), then id. With an absolute tolerance values that near may have
/// changed places.
void check_ranks(const std::string &id, const std::vector<double> &values, const json &expected, bool descending,
                 Report &report, Tolerance tolerance = {});

/// A measure of one value a vertex, NaN where it is undefined: sums and ranks.
void check_measure(const std::string &id, const std::vector<double> &values, const json &expected, Report &report,
                   Tolerance tolerance = {});

/// What the vectors say about themselves and their peers: not checked, not counted.
[[nodiscard]] bool is_note(const std::string &key);

/// Each checks a key of NAME.json or NAME_org.json if it is one of its own, and says whether it was.
[[nodiscard]] bool check_vertex_measure(const std::string &id, const std::string &key, const GraphSet &set,
                                        const json &expected, Report &report);
[[nodiscard]] bool check_structure(const std::string &id, const std::string &key, const GraphSet &set,
                                   const json &expected, Report &report);
[[nodiscard]] bool check_groups(const std::string &id, const std::string &key, const GraphSet &set,
                                const json &expected, Report &report);

}  // namespace conformance
