#pragma once

#include <algorithm>
#include <optional>

#include "arguments.hpp"

namespace entente_python {

/// A new array with n values of the library's.
template <typename T>
NewColumn<T> copied(const T *values, std::size_t n) {
  auto out = new_column<T>(n);
  std::copy_n(values, n, out.data());
  return out;
}

/// A column, or none where the value is None.
template <typename T>
class OptionalColumn {
 public:
  OptionalColumn(nb::handle value, const char *name, std::optional<std::size_t> rows = std::nullopt) {
    if (!value.is_none()) column_ = column<T>(value, name, rows);
  }
  const T *data() const { return column_.is_valid() ? column_.data() : nullptr; }
  std::size_t size() const { return column_.is_valid() ? column_.shape(0) : 0; }

 private:
  Column<T> column_;
};

}  // namespace entente_python
