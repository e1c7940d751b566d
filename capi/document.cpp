#include "document.hpp"

#include <algorithm>

namespace entente::capi {
namespace {

ErrorCode code_of(const Problems &problems) {
  const std::string &first = problems.front().code;
  if (first == "syntax" || first == "not_utf8" || first == "byte_order_mark") return ErrorCode::parse;
  if (first == "version") return ErrorCode::version;
  const auto all_are = [&](const char *code) {
    return std::all_of(problems.begin(), problems.end(),
                       [code](const Problem &problem) { return problem.code == code; });
  };
  if (all_are("limit")) return ErrorCode::limit;
  return all_are("unknown_zone") ? ErrorCode::not_found : ErrorCode::invalid;
}

}  // namespace

std::string zoneinfo_of(const char *zoneinfo, std::size_t size) {
  const std::string_view directory = text_of(zoneinfo, size, "zoneinfo is NULL with a size above 0");
  return directory.empty() ? kZoneinfoDirectory : std::string(directory);
}

Error error_of(const Problems &problems) {
  const Problem &first = problems.front();
  const std::string count =
      problems.size() == 1 ? "1 problem: " : std::to_string(problems.size()) + " problems, first: ";
  return {code_of(problems), count + to_string(first), first.position, first.pointer};
}

std::unique_ptr<entente_problems> owned(Problems &&problems) {
  auto result = std::make_unique<entente_problems>();
  for (const Problem &problem : problems) result->messages.push_back(to_string(problem));
  result->list = std::move(problems);
  return result;
}

}  // namespace entente::capi
