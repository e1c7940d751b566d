#pragma once

#include <type_traits>

#include "arguments.hpp"
#include "bind.hpp"

namespace entente_python {

/// The columns of a result of the C API as read-only arrays without copies; each keeps the result alive.
/// count, int32, int64: the functions that give its rows, and a column by its id.
template <typename Result, auto count, auto int32, auto int64>
struct ResultColumns {
  static std::size_t size(const Result &result) { return count(result.handle.get()); }

  template <typename T, std::int32_t id>
  static nb::ndarray<nb::numpy, const T, nb::ndim<1>> view(Result &result) {
    const T *data = nullptr;
    if constexpr (std::is_same_v<T, std::int32_t>)
      data = int32(result.handle.get(), id);
    else
      data = int64(result.handle.get(), id);
    return {data, {size(result)}, nb::find(result)};
  }
};

}  // namespace entente_python
