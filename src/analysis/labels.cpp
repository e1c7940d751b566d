#include "labels.hpp"

namespace entente::analysis {

Partition order_labels(std::vector<std::int32_t> label, std::int32_t count) {
  const auto classes = static_cast<std::size_t>(count);
  std::vector<std::int32_t> by_lowest;  // classes in the order of their lowest vertices
  std::vector<std::size_t> size(classes, 0);
  by_lowest.reserve(classes);
  for (const std::int32_t of_vertex : label) {
    if (size[static_cast<std::size_t>(of_vertex)]++ == 0) by_lowest.push_back(of_vertex);
  }
  // Counting sort by descending size; it is stable, so equal sizes keep the order of their lowest vertices.
  const std::size_t largest = label.size();
  std::vector<std::int32_t> next(largest + 2, 0);
  for (const std::size_t each : size) ++next[largest - each + 1];
  for (std::size_t i = 1; i < next.size(); ++i) next[i] += next[i - 1];
  std::vector<std::int32_t> number(classes, 0);
  for (const std::int32_t old : by_lowest) {
    const auto at = static_cast<std::size_t>(old);
    number[at] = next[largest - size[at]]++;
  }
  for (std::int32_t &of_vertex : label) of_vertex = number[static_cast<std::size_t>(of_vertex)];
  return {std::move(label), count};
}

}  // namespace entente::analysis
