#include <algorithm>

#include "entente/analysis/relation_strength.hpp"
#include "guard.hpp"
#include "span.hpp"

using namespace entente;
using capi::guard;
using capi::read_span;
using capi::require;

struct entente_strengths {
  RelationStrengths strengths;
};

namespace {

/// One value a relation, written once all are known.
template <class Value, class Of>
void write(const entente_strengths *strengths, Value *out, size_t n, Of &&of) {
  require(strengths != nullptr, "strengths is NULL");
  const auto relations = static_cast<size_t>(strengths->strengths.relations());
  const auto column = capi::result_span(out, n, relations, "relations");
  std::vector<Value> values(relations);
  for (size_t i = 0; i < relations; ++i) values[i] = of(strengths->strengths, static_cast<int32_t>(i));
  std::copy(values.begin(), values.end(), column.begin());
}

}  // namespace

int32_t entente_strengths_create(int32_t relations, const int64_t *half_life_us, size_t channels, double threshold,
                                 entente_strengths **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    *out = new entente_strengths{
        RelationStrengths(relations, read_span(half_life_us, channels, "half_life_us"), threshold)};
  });
}

void entente_strengths_destroy(entente_strengths *strengths) { delete strengths; }

int32_t entente_strengths_add(entente_strengths *strengths, size_t rows, const int32_t *relation, const int64_t *at_us,
                              const int32_t *channel, const double *weight, entente_error **err) {
  return guard(err, [&] {
    require(strengths != nullptr, "strengths is NULL");
    strengths->strengths.add({read_span(relation, rows, "relation"), read_span(at_us, rows, "at_us"),
                              capi::optional_span(channel, rows), capi::optional_span(weight, rows)});
  });
}

int32_t entente_strengths_values(const entente_strengths *strengths, int64_t now_us, double *out, size_t n,
                                 entente_error **err) {
  return guard(err, [&] {
    write(strengths, out, n, [&](const RelationStrengths &all, int32_t i) { return all.strength(i, now_us); });
  });
}

int32_t entente_strengths_expiries(const entente_strengths *strengths, int64_t *out, size_t n, entente_error **err) {
  return guard(err, [&] {
    write(strengths, out, n, [](const RelationStrengths &all, int32_t i) { return all.expiry_us(i); });
  });
}

int32_t entente_strengths_take_lost(entente_strengths *strengths, int64_t until_us, int32_t *out, size_t cap,
                                    size_t *count, entente_error **err) {
  return guard(err, [&] {
    require(strengths != nullptr && count != nullptr && (out != nullptr || cap == 0),
            "entente_strengths_take_lost: a NULL argument");
    const std::vector<int32_t> lost = strengths->strengths.take_lost(until_us, cap);
    std::copy(lost.begin(), lost.end(), out);
    *count = lost.size();
  });
}
