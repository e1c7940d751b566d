// The optional second extension: holidays from iCalendar feeds, over entente_ical.h alone. Failures are handed to Python
// as a tuple, which entente.ical raises.
#include "entente_ical.h"

#include <nanobind/nanobind.h>
#include <nanobind/stl/string.h>

#include <string>

#include "handle.hpp"

namespace nb = nanobind;

namespace entente_python {
namespace {

using IcalHandle = Handle<entente_ical, entente_ical_destroy>;

nb::tuple read(nb::bytes feed, const std::string &options) {
  IcalHandle handle;
  ErrorHandle error;
  std::int32_t status = 0;
  {
    const char *const text = feed.c_str();
    const std::size_t size = feed.size();
    nb::gil_scoped_release release;
    status = entente_ical_read(text, size, options.data(), options.size(), handle.out(), error.out());
  }
  if (status != ENTENTE_OK) {
    return nb::make_tuple(std::string(entente_status_name(status)), std::string(entente_error_message(error.get())),
                          entente_error_line(error.get()));
  }
  nb::list figures;
  for (std::int32_t i = 0; i <= ENTENTE_ICAL_DATES; ++i) figures.append(entente_ical_figure(handle.get(), i));
  return nb::make_tuple(nb::none(), std::string(entente_ical_holidays(handle.get())), figures);
}

}  // namespace
}  // namespace entente_python

NB_MODULE(_ical, module) {
  using namespace nb::literals;
  module.def("read", entente_python::read, "feed"_a, "options"_a,
             nb::sig("def read(feed: bytes, options: str) -> tuple[str | None, str, typing.Any]"));
}
