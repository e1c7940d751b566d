#include "failure.hpp"

#include <string_view>

namespace entente_python {

namespace {

[[noreturn]] void raise_object(const nb::object &exception) {
  PyErr_SetObject(reinterpret_cast<PyObject *>(Py_TYPE(exception.ptr())), exception.ptr());
  throw nb::python_error();
}

nb::object errors(const char *name) { return nb::module_::import_("entente.errors").attr(name); }

// Hostile bytes may be quoted in a message; they are shown, never a second failure.
nb::object text(const char *value) {
  return nb::steal(PyUnicode_DecodeUTF8(value, static_cast<Py_ssize_t>(std::string_view(value).size()), "replace"));
}

std::string place(std::int64_t line, std::int64_t column) {
  return std::to_string(line) + ":" + std::to_string(column) + ": ";
}

std::string without_place(const char *message, const std::string &prefix) {
  const std::string_view view(message);
  return std::string(view.substr(0, prefix.size()) == prefix ? view.substr(prefix.size()) : view);
}

nb::object problem(const entente_problems *problems, std::size_t i, bool has_places) {
  const auto field = [&](std::int32_t id) { return entente_problems_text(problems, i, id); };
  const std::int64_t line = entente_problems_line(problems, i);
  const std::int64_t column = entente_problems_column(problems, i);
  std::string message = field(ENTENTE_PROBLEM_MESSAGE);
  if (!has_places) message = without_place(message.c_str(), place(line, column));
  return errors("Problem")(text(field(ENTENTE_PROBLEM_CODE)), text(field(ENTENTE_PROBLEM_POINTER)),
                           has_places ? line : 0, has_places ? column : 0, text(field(ENTENTE_PROBLEM_EXPECTED)),
                           text(field(ENTENTE_PROBLEM_GOT)), text(message.c_str()));
}

}  // namespace

void Failure::raise(std::int32_t status) const {
  const entente_error *error = error_.get();
  raise_object(errors("Error")(text(entente_error_message(error)), text(entente_status_name(status)),
                               text(entente_error_pointer(error)), entente_error_line(error),
                               entente_error_column(error)));
}

void DocumentFailure::check(std::int32_t status, bool has_places) const {
  if (status == ENTENTE_OK) return;
  nb::list problems;
  for (std::size_t i = 0; i < entente_problems_count(problems_.get()); ++i)
    problems.append(problem(problems_.get(), i, has_places));
  const entente_error *error = error_.get();
  const std::int64_t line = entente_error_line(error);
  const std::int64_t column = entente_error_column(error);
  std::string message = entente_error_message(error);
  if (!has_places) message = without_place(message.c_str(), place(line, column));
  raise_object(errors("DocumentError")(text(message.c_str()), text(entente_status_name(status)),
                                       text(entente_error_pointer(error)), has_places ? line : 0,
                                       has_places ? column : 0, problems));
}

void raise_error(std::int32_t status, const std::string &message) {
  raise_object(errors("Error")(text(message.c_str()), text(entente_status_name(status))));
}

}  // namespace entente_python
