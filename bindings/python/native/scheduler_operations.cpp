#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "arguments.hpp"
#include "failure.hpp"
#include "scheduler.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

constexpr std::array kTerms{"quota",     "start_within_us", "spacing_us", "answer_within_us", "grace_us",  "overdraft",
                            "carry_cap", "carry_num",       "carry_den",  "weight",           "period_us", "anchor_us"};
static_assert(kTerms.size() == ENTENTE_TERM_ANCHOR_US + 1);

nb::object advance(Scheduler &scheduler, std::int64_t now_us) {
  std::int32_t refusal = 0;
  Failure failure;
  failure.check(entente_scheduler_advance(scheduler.handle.get(), now_us, &refusal, failure.out()));
  return refusal_word(refusal);
}

nb::tuple submit(Scheduler &scheduler, std::int64_t now_us, std::int64_t key, std::int32_t department,
                 std::int32_t pool, bool back, bool expedite, bool intake_complete, std::optional<std::int64_t> client,
                 std::optional<std::int64_t> sla_due_us) {
  constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();
  const entente_new_request submitted{sizeof submitted, department, pool, back ? 1 : 0, expedite ? 1 : 0,
                                      intake_complete ? 1 : 0, key, client.value_or(kNone), sla_due_us.value_or(kNone)};
  std::int32_t request = 0;
  std::int32_t refusal = 0;
  Failure failure;
  failure.check(entente_scheduler_submit_request(scheduler.handle.get(), now_us, &submitted, &request, &refusal,
                                                 failure.out()));
  return nb::make_tuple(id_or_none(request), refusal_word(refusal));
}

nb::object reorder(Scheduler &scheduler, std::int64_t now_us, std::int32_t request, std::int64_t place) {
  std::int32_t refusal = 0;
  Failure failure;
  failure.check(
      entente_scheduler_reorder(scheduler.handle.get(), now_us, request, place, &refusal, failure.out()));
  return refusal_word(refusal);
}

nb::object presence(Scheduler &scheduler, std::int64_t now_us, std::int32_t agent, bool present) {
  std::int32_t refusal = 0;
  Failure failure;
  failure.check(
      entente_scheduler_presence(scheduler.handle.get(), now_us, agent, present ? 1 : 0, &refusal, failure.out()));
  return refusal_word(refusal);
}

nb::object transfer(Scheduler &scheduler, std::int64_t now_us, std::int32_t from, std::int32_t to, std::int64_t units,
                    bool repay) {
  std::int32_t refusal = 0;
  Failure failure;
  failure.check(entente_scheduler_transfer(scheduler.handle.get(), now_us, from, to, units, repay ? 1 : 0, &refusal,
                                           failure.out()));
  return refusal_word(refusal);
}

std::int32_t term_id(std::string_view name) {
  for (std::size_t i = 0; i < kTerms.size(); ++i)
    if (kTerms[i] == name) return static_cast<std::int32_t>(i);
  std::string words = "terms: expected names among";
  for (const char *known : kTerms) words += std::string(" ") + known;
  throw nb::value_error((words + ", got " + std::string(name)).c_str());
}

nb::object change_terms(Scheduler &scheduler, std::int64_t now_us, std::int32_t department, nb::dict terms,
                        std::string_view effective) {
  if (effective != "next_period" && effective != "now")
    throw nb::value_error("effective: expected 'next_period' or 'now'");
  const auto [ids, values] = read_terms(terms);
  std::int32_t refusal = 0;
  Failure failure;
  failure.check(entente_scheduler_change_terms(scheduler.handle.get(), now_us, department, ids.size(), ids.data(),
                                               values.data(),
                                               effective == "now" ? ENTENTE_EFFECTIVE_NOW : ENTENTE_EFFECTIVE_NEXT_PERIOD,
                                               &refusal, failure.out()));
  return refusal_word(refusal);
}

nb::object next(Scheduler &scheduler, std::int64_t now_us, std::int32_t agent) {
  entente_decision decision{};
  decision.struct_size = sizeof decision;
  std::int32_t refusal = 0;
  Failure failure;
  failure.check(
      entente_scheduler_next(scheduler.handle.get(), now_us, agent, &decision, &refusal, failure.out()));
  if (refusal != ENTENTE_ACCEPTED) raise_error(ENTENTE_E_REFUSED, entente_refusal_name(refusal));
  if (id_or_none(decision.request).is_none()) return nb::none();
  return nb::module_::import_("entente.decision")
      .attr("Decision")(decision.request, decision.rule, decision.department, decision.key,
                        int_or_none(decision.due_us), static_cast<entente_backing>(decision.backing),
                        decision.late != 0, id_or_none(decision.runner_up), decision.runner_up_rule, int_or_none(decision.rank),
                        decision.sequence, int_or_none(decision.runner_up_rank),
                        decision.runner_up_sequence < 0 ? nb::none() : nb::object(nb::int_(decision.runner_up_sequence)));
}

constexpr const char *kSubmitDoc = R"(A new request of a department enters the ordinary queue of a pool.

key: the host's own number for it, unique among known requests. back: spend a unit at once. Returns (request, refusal):
the request's id (None where the submission itself was refused) and None or the word for what was refused (duplicate,
unknown_department, unknown_pool; or, with back, why it is only an ordinary request, such as quota_exhausted). expedite: an
incident for the expedite lane of the pool, if the contract has one, else expedite_off. intake_complete: all that the
contract's intake asks for was given. client: the host's number of whom it is for. sla_due_us: orders ordinary queues where
the contract says sla_due.)";

constexpr const char *kNextDoc = R"(A free agent asks what to do next: at most one request starts.

Returns a Decision, or None where there is nothing for an agent who is absent, full or without work. Raises Error
E_REFUSED, with the word as its message, for time_backwards and unknown_agent.)";

constexpr const char *kChangeDoc = R"(Changes terms of a department's quota line; the others stay as they are.

terms: a dict of numbers by name: quota, start_within_us, spacing_us, answer_within_us, grace_us, overdraft, carry_cap,
carry_num, carry_den, weight; period_us and anchor_us are refused as fixed_field. effective: "next_period", where the
last change asked for wins, or "now", where a raise of the quota adds the difference and a cut takes at most what is
available. Returns None or the refusal. Raises Error E_RANGE (a value outside its range), ValueError (a name).)";

void bind_host_operations(nb::class_<Scheduler> &cls) {
  cls.def("reorder", reorder, "now_us"_a, "request"_a, "place"_a,
          nb::sig("def reorder(self, now_us: int, request: int, place: int) -> str | None"),
          "Moves a backed request to a place (0: first, beyond the end: last) among its department's own in its pool; "
          "the slots stay. Returns None or the refusal.")
      .def("presence", presence, "now_us"_a, "agent"_a, "present"_a,
           nb::sig("def presence(self, now_us: int, agent: int, present: bool) -> str | None"),
           "An agent comes or goes: an absent one gets nothing and keeps what it has. Returns None or the refusal.")
      .def("transfer", transfer, "now_us"_a, "source"_a, "target"_a, "units"_a, "repay"_a = false,
           nb::sig("def transfer(self, now_us: int, source: int, target: int, units: int, repay: bool = False) -> "
                   "str | None"),
           "Moves available units from one department to another; with repay a loan, repaid from the borrower's next "
           "grants. Returns None or the refusal.")
      .def("change_terms", change_terms, "now_us"_a, "department"_a, "terms"_a, "effective"_a = "next_period",
           nb::sig("def change_terms(self, now_us: int, department: int, terms: dict[str, int], effective: "
                   "typing.Literal['next_period', 'now'] = 'next_period') -> str | None"),
           kChangeDoc)
      .def("assign", operation_on_two<entente_scheduler_assign>, "now_us"_a, "request"_a, "agent"_a,
           nb::sig("def assign(self, now_us: int, request: int, agent: int) -> str | None"),
           "The host starts a queued request by its own will, recorded as an override unless next() would have chosen "
           "it. Returns None or the refusal.");
}

}  // namespace

nb::object refusal_word(std::int32_t refusal) {
  return refusal == ENTENTE_ACCEPTED ? nb::none() : nb::object(nb::str(entente_refusal_name(refusal)));
}

std::pair<std::vector<std::int32_t>, std::vector<std::int64_t>> read_terms(const nb::dict &terms) {
  std::pair<std::vector<std::int32_t>, std::vector<std::int64_t>> read;
  for (const auto &[name, value] : terms) {
    read.first.push_back(term_id(nb::cast<std::string_view>(name)));
    read.second.push_back(nb::cast<std::int64_t>(value));
  }
  return read;
}

void bind_operations(nb::class_<Scheduler> &cls) {
  bind_host_operations(cls);
  cls.def("advance", advance, "now_us"_a, nb::sig("def advance(self, now_us: int) -> str | None"),
          "Only moves the clock: periods roll over, answer limits expire. Returns None or \"time_backwards\".")
      .def("submit", submit, "now_us"_a, "key"_a, "department"_a, "pool"_a = 0, "back"_a = false,
           "expedite"_a = false, "intake_complete"_a = false, "client"_a = nb::none(), "sla_due_us"_a = nb::none(),
           nb::sig("def submit(self, now_us: int, key: int, department: int, pool: int = 0, back: bool = False, expedite: "
                   "bool = False, intake_complete: bool = False, client: int | None = None, sla_due_us: int | None = None) -> "
                   "tuple[int | None, str | None]"),
           kSubmitDoc)
      .def("back", operation<entente_scheduler_back>, "now_us"_a, "request"_a,
           nb::sig("def back(self, now_us: int, request: int) -> str | None"),
           "Spends a unit on a queued request: it gets a slot with a due date. Returns None or the refusal.")
      .def("complete", operation<entente_scheduler_complete>, "now_us"_a, "request"_a,
           nb::sig("def complete(self, now_us: int, request: int) -> str | None"),
           "An active request is done: its agent's slot is free. Returns None or the refusal.")
      .def("ask", operation<entente_scheduler_ask>, "now_us"_a, "request"_a,
           nb::sig("def ask(self, now_us: int, request: int) -> str | None"),
           "A queued or active request waits for its requester. Returns None or the refusal.")
      .def("answer", operation<entente_scheduler_answer>, "now_us"_a, "request"_a,
           nb::sig("def answer(self, now_us: int, request: int) -> str | None"),
           "The requester answered: the request is queued again. Returns None or the refusal.")
      .def("reopen", operation<entente_scheduler_reopen>, "now_us"_a, "request"_a,
           nb::sig("def reopen(self, now_us: int, request: int) -> str | None"),
           "A done request is queued again: a new slot if it was backed, no new unit. Returns None or the refusal.")
      .def("cancel", operation<entente_scheduler_cancel>, "now_us"_a, "request"_a,
           nb::sig("def cancel(self, now_us: int, request: int) -> str | None"),
           "A request that is not closed is withdrawn; a held unit returns. Returns None or the refusal.")
      .def("forget", operation<entente_scheduler_forget>, "now_us"_a, "request"_a,
           nb::sig("def forget(self, now_us: int, request: int) -> str | None"),
           "A done or cancelled request is released: its number and key are free again. Returns None or the refusal.")
      .def("next", next, "now_us"_a, "agent"_a,
           nb::sig("def next(self, now_us: int, agent: int) -> Decision | None"), kNextDoc);
}

}  // namespace entente_python
