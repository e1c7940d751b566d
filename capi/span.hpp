#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "entente/base/error.hpp"

/// Checked views of the arrays that cross the boundary.
namespace entente::capi {

/// n values to read; NULL only where n is 0.
template <class Value>
std::span<const Value> read_span(const Value *values, std::size_t n, const char *name) {
  if (values == nullptr && n != 0) {
    throw Error(ErrorCode::invalid, std::string(name) + " is NULL where " + std::to_string(n) + " values are expected");
  }
  return {values, n};
}

/// n values to write, where exactly `needed` are due; NULL only where that is 0.
template <class Value>
std::span<Value> result_span(Value *values, std::size_t n, std::size_t needed, const char *of_what) {
  if (n != needed) {
    throw Error(ErrorCode::buffer, "n is " + std::to_string(n) + ", expected the number of " + of_what + ", " +
                                       std::to_string(needed));
  }
  if (values == nullptr && n != 0) throw Error(ErrorCode::invalid, std::string("a column of ") + of_what + " is NULL");
  return {values, n};
}

/// n values to write, or none where the caller leaves the column out.
template <class Value>
std::span<Value> optional_span(Value *values, std::size_t n) {
  return {values, values == nullptr ? 0 : n};
}

/// a * b, checked.
inline std::size_t product(std::size_t a, std::size_t b) {
  std::size_t result = 0;
  if (__builtin_mul_overflow(a, b, &result)) throw Error(ErrorCode::limit, "an array larger than the address space");
  return result;
}

}  // namespace entente::capi
