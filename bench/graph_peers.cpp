#include "graph_peers.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/core_numbers.hpp>
#include <numeric>
#include <vector>

namespace entente::bench {

// core_numbers() runs on the compressed form. articulation_points() wants undirected edges with one name for both
// directions, which the compressed form does not have: there the peer is its adjacency list of vectors.
struct BoostPeer::Form {
  using Compressed = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                        boost::no_property, std::int32_t, std::uint32_t>;
  using Undirected = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
  Compressed compressed;
  Undirected undirected;
};

BoostPeer::BoostPeer(const Graph &graph) : form_(new Form) {
  std::vector<std::pair<std::int32_t, std::int32_t>> arcs;
  form_->undirected = Form::Undirected(static_cast<std::size_t>(graph.vertices()));
  for (std::int32_t v = 0; v < graph.vertices(); ++v) {
    for (const std::int32_t w : graph.adjacency(View::und)[v]) {
      arcs.emplace_back(v, w);
      if (v < w) boost::add_edge(static_cast<std::size_t>(v), static_cast<std::size_t>(w), form_->undirected);
    }
  }
  form_->compressed = Form::Compressed(boost::edges_are_sorted, arcs.begin(), arcs.end(), graph.vertices());
}

BoostPeer::~BoostPeer() { delete form_; }

std::size_t BoostPeer::cores() const {
  const auto &graph = form_->compressed;
  std::vector<std::int32_t> core(static_cast<std::size_t>(boost::num_vertices(graph)));
  boost::core_numbers(graph, boost::make_iterator_property_map(core.begin(), get(boost::vertex_index, graph)));
  return static_cast<std::size_t>(std::accumulate(core.begin(), core.end(), std::int64_t{0}));
}

std::size_t BoostPeer::articulation() const {
  std::vector<std::size_t> points;
  boost::articulation_points(form_->undirected, std::back_inserter(points));
  return points.size();
}

}  // namespace entente::bench
