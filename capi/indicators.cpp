#include <algorithm>

#include "entente/analysis/bypass.hpp"
#include "entente/analysis/dialogue.hpp"
#include "entente/analysis/stakeholder_class.hpp"
#include "guard.hpp"
#include "span.hpp"

using namespace entente;
using capi::guard;
using capi::read_span;
using capi::result_span;

namespace {

template <class Value>
void write(const std::vector<Value> &column, Value *out) noexcept {
  if (out != nullptr) std::copy(column.begin(), column.end(), out);
}

}  // namespace

int32_t entente_bypass(size_t rows, const int32_t *client, const int32_t *agent, const int32_t *direct, int32_t clients,
                       int32_t agents, double limit, int64_t *contacts, int64_t *direct_contacts, double *share,
                       double *lower, double *hhi, int32_t *flagged, entente_error **err) {
  return guard(err, [&] {
    const Bypass found = bypass({clients, agents, read_span(client, rows, "client"), read_span(agent, rows, "agent"),
                                 read_span(direct, rows, "direct")}, limit);
    write(found.contacts, contacts);
    write(found.direct, direct_contacts);
    write(found.share, share);
    write(found.lower, lower);
    write(found.hhi, hhi);
    write(found.flagged, flagged);
  });
}

int32_t entente_dialogue_breaks(size_t n, const int64_t *at_us, const double *strength, const double *there,
                                const double *back, int32_t *out, entente_error **err) {
  return guard(err, [&] {
    const auto column = result_span(out, n, n, "periods");
    write(dialogue_breaks(read_span(at_us, n, "at_us"), read_span(strength, n, "strength"), read_span(there, n, "there"),
                          read_span(back, n, "back")), column.data());
  });
}

int32_t entente_cusum(size_t n, const double *count, double expected, double slack, double limit, double *statistic,
                      int64_t *alarm, entente_error **err) {
  return guard(err, [&] {
    const Cusum found = cusum(read_span(count, n, "count"), expected, slack, limit);
    write(found.statistic, statistic);
    if (alarm != nullptr) *alarm = found.alarm;
  });
}

int32_t entente_stakeholder_classes(size_t n, const double *power, const double *legitimacy, const double *urgency,
                                    double threshold, int32_t *out, entente_error **err) {
  return guard(err, [&] {
    const auto column = result_span(out, n, n, "scores");
    write(stakeholder_classes(read_span(power, n, "power"), read_span(legitimacy, n, "legitimacy"),
                              read_span(urgency, n, "urgency"), threshold), column.data());
  });
}

int32_t entente_interest_quadrants(size_t n, const double *power, const double *interest, double threshold, int32_t *out,
                                   entente_error **err) {
  return guard(err, [&] {
    const auto column = result_span(out, n, n, "scores");
    write(interest_quadrants(read_span(power, n, "power"), read_span(interest, n, "interest"), threshold), column.data());
  });
}
