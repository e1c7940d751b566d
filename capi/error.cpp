#include "guard.hpp"

namespace entente::capi {
namespace {

/// Given out when there is no memory for an error: never freed.
entente_error &out_of_memory() noexcept {
  static entente_error error{ErrorCode::no_memory, "out of memory", "", {}};  // short strings: no allocation
  return error;
}

}  // namespace

std::int32_t fail(entente_error **err, ErrorCode code, const char *message, Position position,
                  const char *pointer) noexcept {
  if (err == nullptr) return static_cast<std::int32_t>(code);
  if (code != ErrorCode::no_memory) {
    try {
      *err = new entente_error{code, message, pointer, position};
      return static_cast<std::int32_t>(code);
    } catch (...) {
      code = ErrorCode::no_memory;
    }
  }
  *err = &out_of_memory();
  return static_cast<std::int32_t>(code);
}

}  // namespace entente::capi

using entente::ErrorCode;

int32_t entente_error_create(int32_t status, const char *message, size_t message_size, int64_t line, int64_t column,
                             entente_error **out) {
  const bool is_status = status > ENTENTE_OK && status <= ENTENTE_E_INTERNAL;
  if (out == nullptr || !is_status || (message == nullptr && message_size > 0)) return ENTENTE_E_INVALID;
  try {
    const std::string text(message == nullptr ? "" : message, message_size);
    return entente::capi::fail(out, static_cast<ErrorCode>(status), text.c_str(), {line, column});
  } catch (const std::bad_alloc &) {
    return entente::capi::fail(out, ErrorCode::no_memory, "out of memory");
  }
}

int32_t entente_error_status(const entente_error *error) {
  return error == nullptr ? ENTENTE_OK : static_cast<int32_t>(error->code);
}

const char *entente_error_message(const entente_error *error) {
  return error == nullptr ? "" : error->message.c_str();
}

const char *entente_error_pointer(const entente_error *error) {
  return error == nullptr ? "" : error->pointer.c_str();
}

int64_t entente_error_line(const entente_error *error) { return error == nullptr ? 0 : error->position.line; }

int64_t entente_error_column(const entente_error *error) { return error == nullptr ? 0 : error->position.column; }

void entente_error_destroy(entente_error *error) {
  if (error != &entente::capi::out_of_memory()) delete error;
}
