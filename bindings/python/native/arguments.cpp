#include "arguments.hpp"

#include <nanobind/stl/string.h>

#include <limits>

namespace entente_python {

namespace {

std::string shown(const nb::object &value) { return nb::str(nb::handle(value)).c_str(); }

std::string describe(nb::handle value) {
  if (!nb::hasattr(value, "dtype") || !nb::hasattr(value, "shape")) return nb::type_name(value.type()).c_str();
  std::string words = shown(value.attr("dtype")) + " of shape " + shown(value.attr("shape"));
  if (nb::hasattr(value, "flags") && !nb::cast<bool>(value.attr("flags")["C_CONTIGUOUS"])) words += ", not contiguous";
  return words;
}

std::string_view utf8(nb::handle text) {
  Py_ssize_t size = 0;
  const char *data = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
  if (data == nullptr) throw nb::python_error();
  return {data, static_cast<std::size_t>(size)};
}

}  // namespace

void raise_expected(const char *name, const std::string &expected, nb::handle value) {
  throw nb::type_error((std::string(name) + ": expected " + expected + ", got " + describe(value)).c_str());
}

nb::object int_or_none(std::int64_t value) {
  return value == std::numeric_limits<std::int64_t>::min() ? nb::none() : nb::object(nb::int_(value));
}

nb::object id_or_none(std::int32_t value) {
  return value == std::numeric_limits<std::int32_t>::min() ? nb::none() : nb::object(nb::int_(value));
}

Document::Document(nb::handle value) {
  if (nb::isinstance<nb::bytes>(value)) {
    owner_ = nb::borrow(value);
    const auto bytes = nb::borrow<nb::bytes>(value);
    text_ = {bytes.c_str(), bytes.size()};
    return;
  }
  if (nb::isinstance<nb::str>(value)) {
    owner_ = nb::borrow(value);
  } else if (nb::isinstance<nb::dict>(value)) {
    owner_ = nb::module_::import_("json").attr("dumps")(value);
    has_places_ = false;
  } else {
    raise_expected("document", "JSON as str or bytes, or a dict", value);
  }
  text_ = utf8(owner_);
}

std::string directory(nb::handle value) {
  if (value.is_none()) return {};
  return nb::cast<std::string>(nb::module_::import_("os").attr("fspath")(value));
}

}  // namespace entente_python
