#include "calendar/wide_rows.hpp"

#include "calendar/calendar_rows.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define ENTENTE_WIDE __attribute__((target("avx2"))) inline
#endif

namespace entente::calendar_rows {

#ifdef ENTENTE_WIDE

namespace {

constexpr std::size_t kLanes = 4;

ENTENTE_WIDE __m256i load(const std::int64_t *values) { return _mm256_loadu_si256(reinterpret_cast<const __m256i *>(values)); }

ENTENTE_WIDE void store(std::int64_t *values, __m256i lanes) {
  _mm256_storeu_si256(reinterpret_cast<__m256i *>(values), lanes);
}

ENTENTE_WIDE bool any(__m256i lanes) { return _mm256_testz_si256(lanes, lanes) == 0; }

/// Lanes that are no supported instants, as all ones.
ENTENTE_WIDE __m256i unsupported(__m256i at_us) {
  return _mm256_or_si256(_mm256_cmpgt_epi64(_mm256_set1_epi64x(kFirstInstantUs), at_us),
                         _mm256_cmpgt_epi64(at_us, _mm256_set1_epi64x(kLastInstantUs)));
}

ENTENTE_WIDE __m256i min(__m256i a, __m256i b) { return _mm256_blendv_epi8(a, b, _mm256_cmpgt_epi64(a, b)); }

ENTENTE_WIDE __m256i max(__m256i a, __m256i b) { return _mm256_blendv_epi8(b, a, _mm256_cmpgt_epi64(a, b)); }

ENTENTE_WIDE __m256i two_segments(const std::int64_t *low, const std::int64_t *high) {
  const __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i *>(low));
  const __m128i second = _mm_loadu_si128(reinterpret_cast<const __m128i *>(high));
  return _mm256_inserti128_si256(_mm256_castsi128_si256(first), second, 1);
}

/// Numbers of four segments, none of them below 0 unless it must be searched.
struct Four {
  std::int32_t segment[kLanes];
  [[nodiscard]] bool searched() const { return (segment[0] | segment[1] | segment[2] | segment[3]) < 0; }
};

/// The segments that follow them by `ahead`: each one's term of the maximum that is the open time before.
ENTENTE_WIDE __m256i term(const std::int64_t *segments, const Four &at, std::ptrdiff_t ahead, __m256i at_us) {
  const auto pair = [segments, ahead](std::int32_t i) { return segments + 2 * (i + ahead); };
  const __m256i even = two_segments(pair(at.segment[0]), pair(at.segment[2]));
  const __m256i odd = two_segments(pair(at.segment[1]), pair(at.segment[3]));
  return min(_mm256_unpacklo_epi64(even, odd), _mm256_sub_epi64(at_us, _mm256_unpackhi_epi64(even, odd)));
}

/// Open time before four supported instants; false where a bucket must be searched.
ENTENTE_WIDE bool before(const OpenTime::Tables &tables, const std::int64_t *at_us, __m256i &result) {
  Four at;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    at.segment[lane] = tables.first[bits(at_us[lane] + tables.origin_us) >> tables.bucket_shift];
  }
  if (at.searched()) [[unlikely]] return false;
  const __m256i us = load(at_us);
  const __m256i two = max(term(tables.segments, at, 0, us), term(tables.segments, at, 1, us));
  result = max(two, term(tables.segments, at, 2, us));
  return true;
}

ENTENTE_WIDE bool between_group(const OpenTime::Tables &tables, const std::int64_t *from_us, const std::int64_t *to_us,
                                std::int64_t *out_us) {
  if (any(_mm256_or_si256(unsupported(load(from_us)), unsupported(load(to_us))))) [[unlikely]] return false;
  __m256i from, to;
  if (!before(tables, from_us, from) || !before(tables, to_us, to)) [[unlikely]] return false;
  store(out_us, _mm256_sub_epi64(to, from));
  return true;
}

ENTENTE_WIDE bool add_group(const OpenTime::Tables &tables, const std::int64_t *at_us, const std::int64_t *amount_us,
                            std::int64_t *out_us) {
  if (any(unsupported(load(at_us)))) [[unlikely]] return false;
  __m256i from;
  if (!before(tables, at_us, from)) [[unlikely]] return false;
  const __m256i amount = load(amount_us);
  const __m256i target = _mm256_add_epi64(from, amount);
  // Landing on a close, the microsecond before decides: minus 1 where the amount is above 0.
  const __m256i last = _mm256_add_epi64(target, _mm256_cmpgt_epi64(amount, _mm256_setzero_si256()));
  const __m256i outside = _mm256_or_si256(_mm256_cmpgt_epi64(_mm256_setzero_si256(), last),
                                          _mm256_cmpgt_epi64(last, _mm256_set1_epi64x(tables.total_us - 1)));
  if (any(outside)) [[unlikely]] return false;
  alignas(32) std::int64_t n[kLanes], shift_us[kLanes];
  _mm256_store_si256(reinterpret_cast<__m256i *>(n), last);
  Four at;
  for (std::size_t lane = 0; lane < kLanes; ++lane) at.segment[lane] = tables.inverse[bits(n[lane]) >> tables.inverse_shift];
  if (at.searched()) [[unlikely]] return false;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const std::int64_t *segment = tables.segments + 2 * static_cast<std::ptrdiff_t>(at.segment[lane]);
    shift_us[lane] = segment[2 * static_cast<std::size_t>(n[lane] >= segment[0]) + 1];  // an index, not a branch
  }
  const __m256i answer = _mm256_add_epi64(target, _mm256_load_si256(reinterpret_cast<const __m256i *>(shift_us)));
  if (any(unsupported(answer))) [[unlikely]] return false;
  store(out_us, answer);
  return true;
}

using Group = bool (*)(const OpenTime::Tables &, const std::int64_t *, const std::int64_t *, std::int64_t *);
using Row = CalendarAnswer (*)(const OpenTime &, std::int64_t, std::int64_t, Convention);

/// All whole groups; one that is out of the ordinary goes row by row.
template <Group group, Row row>
__attribute__((target("avx2"))) std::size_t groups(const OpenTime &open, std::span<const std::int64_t> a,
                                                   std::span<const std::int64_t> b, std::span<std::int64_t> out,
                                                   std::span<std::int32_t> status) {
  const OpenTime::Tables tables = open.tables();
  const std::size_t end = out.size() - out.size() % kLanes;
  for (std::size_t i = 0; i < end; i += kLanes) {
    if (group(tables, &a[i], &b[i], &out[i])) [[likely]] {
      if (!status.empty()) _mm_storeu_si128(reinterpret_cast<__m128i *>(&status[i]), _mm_setzero_si128());
      continue;
    }
    for (std::size_t k = i; k < i + kLanes; ++k) {
      const CalendarAnswer answer = row(open, a[k], b[k], Convention::none);
      out[k] = answer.value;
      if (!status.empty()) status[k] = static_cast<std::int32_t>(answer.status);
    }
  }
  return end;
}

}  // namespace

bool has_wide_rows() noexcept { return __builtin_cpu_supports("avx2") != 0; }

std::size_t wide_between(const OpenTime &open, std::span<const std::int64_t> from_us, std::span<const std::int64_t> to_us,
                         std::span<std::int64_t> out_us, std::span<std::int32_t> status) noexcept {
  return groups<between_group, between>(open, from_us, to_us, out_us, status);
}

__attribute__((target("avx2"))) std::size_t wide_before(const OpenTime &open, std::span<const std::int64_t> at_us,
                                                        std::int64_t *out_us) noexcept {
  const OpenTime::Tables tables = open.tables();
  const std::size_t end = at_us.size() - at_us.size() % kLanes;
  for (std::size_t i = 0; i < end; i += kLanes) {
    __m256i result;
    if (before(tables, &at_us[i], result)) [[likely]] {
      store(out_us + i, result);
    } else {
      for (std::size_t k = i; k < i + kLanes; ++k) out_us[k] = open.before_us(at_us[k]);
    }
  }
  return end;
}

std::size_t wide_add(const OpenTime &open, std::span<const std::int64_t> at_us, std::span<const std::int64_t> amount_us,
                     std::span<std::int64_t> out_us, std::span<std::int32_t> status) noexcept {
  return groups<add_group, add>(open, at_us, amount_us, out_us, status);
}

#else

bool has_wide_rows() noexcept { return false; }

std::size_t wide_between(const OpenTime &, std::span<const std::int64_t>, std::span<const std::int64_t>,
                         std::span<std::int64_t>, std::span<std::int32_t>) noexcept {
  return 0;
}

std::size_t wide_add(const OpenTime &, std::span<const std::int64_t>, std::span<const std::int64_t>,
                     std::span<std::int64_t>, std::span<std::int32_t>) noexcept {
  return 0;
}

std::size_t wide_before(const OpenTime &, std::span<const std::int64_t>, std::int64_t *) noexcept { return 0; }

#endif

}  // namespace entente::calendar_rows
