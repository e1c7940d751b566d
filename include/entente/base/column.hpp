#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace entente {

/// Memory whose elements are left as they are found when a vector only grows: whoever grows it writes them.
template <class T>
struct UnsetMemory : std::allocator<T> {
  template <class U>
  struct rebind {
    using other = UnsetMemory<U>;
  };
  UnsetMemory() noexcept = default;
  template <class U>
  UnsetMemory(const UnsetMemory<U> &) noexcept {}

  template <class U>
  void construct(U *) noexcept {}
  template <class U, class... Arguments>
  void construct(U *at, Arguments &&...arguments) {
    std::construct_at(at, std::forward<Arguments>(arguments)...);
  }
};

/// One column of a result: a vector of numbers, of which `resize` leaves the new ones unset.
template <class T>
using Column = std::vector<T, UnsetMemory<T>>;

}  // namespace entente
