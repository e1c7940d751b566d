#include "entente/scheduler/lateness.hpp"

#include "guard.hpp"
#include "span.hpp"
#include "server_pool.hpp"

using entente::capi::guard;
using entente::capi::read_span;
using entente::capi::read_server_pool;
using entente::capi::require;

namespace {

std::vector<entente::PaceLine> read_book(size_t lines, const int64_t *start_within_us,
                                         const int64_t *spacing_us) {
  const auto starts = read_span(start_within_us, lines, "start_within_us");
  const auto spacings = read_span(spacing_us, lines, "spacing_us");
  if (lines > entente::kMaxPaceLines)
    throw entente::Error(entente::ErrorCode::limit, "more than 1000000 lines in a book");
  std::vector<entente::PaceLine> book(lines);
  for (size_t i = 0; i < lines; ++i) book[i] = {starts[i], spacings[i]};
  return book;
}

void put(int64_t *column, size_t i, int64_t value) {
  if (column != nullptr) column[i] = value;
}

}  // namespace

int32_t entente_lateness(size_t lines, const int64_t *start_within_us, const int64_t *spacing_us,
                         const entente_server_pool *team, size_t n, const int64_t *at_least_us, int64_t *lateness_us,
                         int64_t *at_most_us, int64_t *at_us, int64_t *demand, int64_t *started_by_us,
                         entente_error **err) {
  return guard(err, [&] {
    const auto book = read_book(lines, start_within_us, spacing_us);
    const auto found = entente::latenesses(book, read_server_pool(team), read_span(at_least_us, n, "at_least_us"));
    for (size_t i = 0; i < n; ++i) {
      put(lateness_us, i, found[i].lateness_us);
      put(at_most_us, i, found[i].at_most_us);
      put(at_us, i, found[i].at_us);
      put(demand, i, found[i].demand);
      put(started_by_us, i, found[i].started_by_us);
    }
  });
}

int32_t entente_safe_lateness(size_t lines, const int64_t *start_within_us, const int64_t *spacing_us,
                              const entente_server_pool *team, int64_t at_least_us, int64_t *out,
                              entente_error **err) {
  return guard(err, [&] {
    require(out != nullptr, "entente_safe_lateness: out is NULL");
    *out = entente::safe_lateness_us(read_book(lines, start_within_us, spacing_us), read_server_pool(team),
                                     at_least_us);
  });
}
