#pragma once

#include <nanobind/nanobind.h>

#include <cstdint>
#include <string>

#include "handle.hpp"

namespace entente_python {

namespace nb = nanobind;

/// Receives the error object of one call and raises entente.Error where the call failed.
class Failure {
 public:
  entente_error **out() noexcept { return error_.out(); }
  void check(std::int32_t status) const {
    if (status != ENTENTE_OK) raise(status);
  }

 private:
  [[noreturn]] void raise(std::int32_t status) const;

  ErrorHandle error_;
};

/// The same for a call that reads a document: raises entente.DocumentError with every problem where there are any.
/// has_places: whether lines and columns mean anything to the caller (not for a document handed over as a dict).
class DocumentFailure {
 public:
  entente_error **out() noexcept { return error_.out(); }
  entente_problems **problems() noexcept { return problems_.out(); }
  void check(std::int32_t status, bool has_places) const;

 private:
  ErrorHandle error_;
  ProblemsHandle problems_;
};

/// Raises entente.Error with a status of its own.
[[noreturn]] void raise_error(std::int32_t status, const std::string &message);

/// Runs a call of the C API without the interpreter's lock and returns its status.
template <typename Call>
std::int32_t without_gil(Call &&call) {
  nb::gil_scoped_release release;
  return call();
}

}  // namespace entente_python
