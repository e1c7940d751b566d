#include "entente/base/problem.hpp"

namespace entente {

std::string to_string(const Problem &problem) {
  std::string text = std::to_string(problem.position.line) + ":" + std::to_string(problem.position.column) + ": ";
  text += problem.pointer.empty() ? "(document)" : problem.pointer;
  text += ": " + problem.code + ": expected " + problem.expected + ", got " + problem.got;
  return text;
}

}  // namespace entente
