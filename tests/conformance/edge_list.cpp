#include "edge_list.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace conformance {
namespace {

using Row = std::vector<std::string>;

struct Table {
  std::string source_line;  ///< the first comment
  Row header;
  std::vector<Row> rows;
};

Row split(const std::string &line) {
  Row fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
  return fields;
}

Table read_table(const std::filesystem::path &path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  Table table;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) continue;
    if (line.front() == '#') {
      if (table.source_line.empty()) table.source_line = line;
    } else if (table.header.empty()) {
      table.header = split(line);
    } else {
      table.rows.push_back(split(line));
    }
  }
  return table;
}

/// The place of a column, or -1.
std::ptrdiff_t column(const Table &table, const std::string &name) {
  const auto at = std::find(table.header.begin(), table.header.end(), name);
  return at == table.header.end() ? -1 : at - table.header.begin();
}

void read_attributes(const Table &table, EdgeList &list) {
  const std::ptrdiff_t id = column(table, "id");
  if (id < 0) throw std::runtime_error("nodes.csv has no column id");
  list.vertices = static_cast<std::int32_t>(table.rows.size());
  for (std::size_t place = 0; place < table.header.size(); ++place) {
    if (static_cast<std::ptrdiff_t>(place) == id) continue;
    std::vector<std::string> &values = list.attributes[table.header[place]];
    values.resize(table.rows.size());
    for (const Row &row : table.rows) {
      if (place < row.size()) values.at(std::stoul(row.at(static_cast<std::size_t>(id)))) = row[place];
    }
  }
}

/// The folder of a set, and the relation that its name adds to the folder's, if any.
std::pair<std::filesystem::path, std::string> locate(const std::filesystem::path &folder, const std::string &name) {
  if (std::filesystem::is_directory(folder / name)) return {folder / name, ""};
  const std::size_t cut = name.rfind('_');
  if (cut != std::string::npos && std::filesystem::is_directory(folder / name.substr(0, cut))) {
    return {folder / name.substr(0, cut), name.substr(cut + 1)};
  }
  throw std::runtime_error("no data set " + name + " in " + folder.string());
}

}  // namespace

EdgeList read_edge_list(const std::filesystem::path &folder, const std::string &name) {
  const auto [set, relation] = locate(folder, name);
  const bool edges = std::filesystem::exists(set / "edges.csv");
  const Table table = read_table(set / (edges ? "edges.csv" : "events.csv"));
  const std::ptrdiff_t source = column(table, "src");
  const std::ptrdiff_t target = column(table, "dst");
  const std::ptrdiff_t relations = column(table, "relation");
  if (source < 0 || target < 0 || (!relation.empty() && relations < 0)) {
    throw std::runtime_error("a column is missing in " + set.string());
  }
  const std::ptrdiff_t strength = column(table, "w");
  EdgeList list;
  list.undirected = table.source_line.find("undirected") != std::string::npos;
  for (const Row &row : table.rows) {
    if (!relation.empty() && row.at(static_cast<std::size_t>(relations)) != relation) continue;
    const std::int32_t from = std::stoi(row.at(static_cast<std::size_t>(source)));
    const std::int32_t to = std::stoi(row.at(static_cast<std::size_t>(target)));
    list.source.push_back(from);
    list.target.push_back(to);
    if (strength >= 0) list.strength.push_back(std::stod(row.at(static_cast<std::size_t>(strength))));
    list.vertices = std::max({list.vertices, from + 1, to + 1});
    if (!list.undirected) continue;
    list.source.push_back(to);
    list.target.push_back(from);
    if (strength >= 0) list.strength.push_back(list.strength.back());
  }
  if (std::filesystem::exists(set / "nodes.csv")) read_attributes(read_table(set / "nodes.csv"), list);
  return list;
}

}  // namespace conformance
