#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente_python {

namespace nb = nanobind;

/// A column that is read in place: one dimension, C order, exactly this element type, aligned.
template <typename T>
using Column = nb::ndarray<const T, nb::ndim<1>, nb::c_contig, nb::device::cpu>;

/// A new NumPy array of one dimension.
template <typename T>
using NewColumn = nb::ndarray<nb::numpy, T, nb::ndim<1>>;

/// Raises TypeError: "NAME: expected EXPECTED, got ...", where the rest describes the value.
[[noreturn]] void raise_expected(const char *name, const std::string &expected, nb::handle value);

template <typename T>
constexpr const char *dtype_name();
template <>
constexpr const char *dtype_name<std::int32_t>() { return "int32"; }
template <>
constexpr const char *dtype_name<std::int64_t>() { return "int64"; }
template <>
constexpr const char *dtype_name<double>() { return "float64"; }

/// The column behind a Python value, without a copy; TypeError where it is anything else, or not `rows` long.
template <typename T>
Column<T> column(nb::handle value, const char *name, std::optional<std::size_t> rows = std::nullopt) {
  Column<T> array;
  const bool fits = nb::try_cast(value, array, false) &&
                    reinterpret_cast<std::uintptr_t>(array.data()) % alignof(T) == 0 &&
                    (!rows || array.shape(0) == *rows);
  if (fits) return array;
  std::string expected = std::string("a C-contiguous ") + dtype_name<T>() + " array of one dimension";
  if (rows) expected += " and " + std::to_string(*rows) + " values";
  raise_expected(name, expected, value);
}

/// A new array of n values, not yet set, that Python will own.
template <typename T>
NewColumn<T> new_column(std::size_t n) {
  T *data = new T[n > 0 ? n : 1];
  nb::capsule owner(data, [](void *memory) noexcept { delete[] static_cast<T *>(memory); });
  return NewColumn<T>(data, {n}, owner);
}

/// None for "no value", otherwise the number.
nb::object int_or_none(std::int64_t value);
nb::object id_or_none(std::int32_t value);

/// A document given as str, bytes or dict (or anything else that json.dumps takes as an object).
class Document {
 public:
  explicit Document(nb::handle value);
  const char *data() const noexcept { return text_.data(); }
  std::size_t size() const noexcept { return text_.size(); }
  bool has_places() const noexcept { return has_places_; }

 private:
  nb::object owner_;
  std::string_view text_;
  bool has_places_ = true;
};

/// A directory given as str, os.PathLike or None (empty: the default).
std::string directory(nb::handle value);

}  // namespace entente_python
