#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace conformance {

/// The rows of one data set, both arcs of each pair where its source line says "undirected".
struct EdgeList {
  std::int32_t vertices = 0;
  std::vector<std::int32_t> source;
  std::vector<std::int32_t> target;
  std::vector<double> strength;  ///< the column w, as long as source; empty where there is none
  bool undirected = false;
  /// The columns of nodes.csv but `id`, one text a vertex.
  std::map<std::string, std::vector<std::string>> attributes;
};

/// Reads the set of that name from the folder of sets: FOLDER/SET/edges.csv or, where there is none, events.csv.
/// The name FOLDER_RELATION of a set whose edges have a column `relation` selects one relation. Vertices are as many
/// as nodes.csv has rows or, without it, the highest id plus 1. Throws std::runtime_error.
EdgeList read_edge_list(const std::filesystem::path &folder, const std::string &name);

}  // namespace conformance
