#pragma once

#include <new>

#include "entente/base/error.hpp"
#include "handles.hpp"

namespace entente::capi {

/// Stores a failure in *err (if wanted) and returns its status. Never throws: where memory is out, the error is static.
std::int32_t fail(entente_error **err, ErrorCode code, const char *message, Position position = {},
                  const char *pointer = "") noexcept;

/// Runs one shim's body and turns whatever it throws into a status and an optional error. Every exported function that
/// can fail is one guard. The body must not write an out parameter before its last step that can throw.
template <class Body>
std::int32_t guard(entente_error **err, Body &&body) noexcept {
  if (err != nullptr) *err = nullptr;
  try {
    body();
    return ENTENTE_OK;
  } catch (const Error &error) {
    return fail(err, error.code(), error.what(), error.position(), error.pointer().c_str());
  } catch (const std::bad_alloc &) {
    return fail(err, ErrorCode::no_memory, "out of memory");
  } catch (const std::exception &error) {
    return fail(err, ErrorCode::internal, error.what());
  } catch (...) {
    return fail(err, ErrorCode::internal, "unknown exception");
  }
}

/// Throws ErrorCode::invalid unless the condition holds: for NULL arguments and unknown enumerators.
inline void require(bool condition, const char *message) {
  if (!condition) throw Error(ErrorCode::invalid, message);
}

}  // namespace entente::capi
