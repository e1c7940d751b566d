#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/vector.h>

#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "arguments.hpp"
#include "failure.hpp"
#include "scheduler.hpp"

namespace entente_python {

namespace {

using namespace nb::literals;

constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();

struct Knowledge {
  Handle<entente_knowledge, entente_knowledge_destroy> handle;
};

using Pairs = std::vector<std::pair<std::int32_t, std::int64_t>>;

void create(Knowledge *self, nb::handle agent, nb::handle client, nb::object strength, double threshold, const Pairs &primary,
            const Pairs &backup) {
  const auto agents = column<std::int32_t>(agent, "agent");
  const std::size_t rows = agents.shape(0);
  const auto clients = column<std::int64_t>(client, "client", rows);
  Column<double> weight;
  if (!strength.is_none()) weight = column<double>(strength, "strength", rows);
  std::vector<std::int32_t> who, as;
  std::vector<std::int64_t> whom;
  const auto declare = [&](const Pairs &pairs, std::int32_t role) {
    for (const auto &[declared, of] : pairs) who.push_back(declared), whom.push_back(of), as.push_back(role);
  };
  declare(primary, ENTENTE_KNOWS_PRIMARY);
  declare(backup, ENTENTE_KNOWS_BACKUP);
  Knowledge made;
  Failure failure;
  failure.check(entente_knowledge_create(rows, agents.data(), clients.data(), weight.is_valid() ? weight.data() : nullptr,
                                         threshold, who.size(), who.data(), whom.data(), as.data(), made.handle.out(),
                                         failure.out()));
  new (self) Knowledge(std::move(made));
}

nb::tuple knows(const Knowledge &knowledge, std::int64_t client, std::int32_t agent) {
  std::int32_t as = 0;
  double strength = 0;
  Failure failure;
  failure.check(entente_knowledge_of(knowledge.handle.get(), 1, &client, &agent, &as, &strength, failure.out()));
  return nb::make_tuple(static_cast<entente_knows>(as), strength);
}

nb::object candidate(std::int32_t agent, std::int32_t as, double strength, std::int32_t own_pool, std::int32_t active,
                     std::int32_t slots, std::int64_t finish_us, std::int32_t meets_due) {
  if (agent < 0) return nb::none();
  return nb::module_::import_("entente.decision")
      .attr("Candidate")(agent, static_cast<entente_knows>(as), strength, own_pool != 0, active, slots, finish_us, meets_due != 0);
}

nb::object assign_now(Scheduler &scheduler, std::int64_t now_us, std::int32_t pool, const Knowledge *knowledge,
                      nb::object needed_us, std::optional<std::int64_t> due_us, const Pairs &critical,
                      std::optional<std::int64_t> window_us, bool start) {
  Column<std::int64_t> needed;
  if (!needed_us.is_none()) needed = column<std::int64_t>(needed_us, "needed_us");
  std::vector<std::int32_t> requests;
  std::vector<std::int64_t> managers;
  for (const auto &[request, manager] : critical) requests.push_back(request), managers.push_back(manager);
  const entente_assignment_terms terms{sizeof terms, pool, start ? 1 : 0, 0, window_us.value_or(0), due_us.value_or(kNone)};
  entente_assignment made{};
  made.struct_size = sizeof made;
  std::int32_t refusal = 0;
  Failure failure;
  failure.check(entente_assign_now(scheduler.handle.get(), now_us, &terms, knowledge == nullptr ? nullptr : knowledge->handle.get(),
                                   needed.is_valid() ? needed.data() : nullptr, needed.is_valid() ? needed.shape(0) : 0,
                                   requests.data(), managers.data(), requests.size(), &made, &refusal, failure.out()));
  if (refusal != ENTENTE_ACCEPTED) raise_error(ENTENTE_E_REFUSED, entente_refusal_name(refusal));
  if (id_or_none(made.request).is_none()) return nb::none();
  return nb::module_::import_("entente.decision")
      .attr("Assignment")(made.request, made.rule, int_or_none(made.rank), made.key, int_or_none(made.client),
                          int_or_none(made.due_us),
                          candidate(made.agent, made.knows, made.strength, made.own_pool, made.active, made.slots,
                                    made.finish_us, made.meets_due),
                          candidate(made.runner_up, made.runner_up_knows, made.runner_up_strength, made.runner_up_own_pool,
                                    made.runner_up_active, made.runner_up_slots, made.runner_up_finish_us,
                                    made.runner_up_meets_due),
                          static_cast<entente_rejected_for>(made.rejected_for), made.shielded, int_or_none(made.manager));
}

constexpr const char *kKnowledgeDoc = R"(Who knows whom, ready for Scheduler.assign_now(). Immutable.

agent (int32), client (int64) and strength (float64, None: 1 each) are columns: rows of one pair add up, and the agent knows the
client when the sum is at least threshold, as in coverage(). primary and backup: (agent, client) pairs that are declared. Agents
are a scheduler's, clients the host's numbers. Raises Error: E_RANGE (an agent or a strength; the message names the row),
E_INVALID (threshold).)";

constexpr const char *kAssignDoc = R"(The request of a pool that is next, and the free agent who should have it; started unless start is False.

Of the agents present with a free slot who serve the pool, the least of (cannot meet the due date; stranger after measured after
backup after primary; helper after own pool; active / slots; longest without an assignment; id). knowledge: who knows whom; None:
whoever started a request of the client within window_us (None: ever). needed_us: int64, the working time that each agent needs
for it, by id; None: 0. due_us: None: the SLA due date that it was submitted with. critical: (request, manager) pairs of cases
that are critical now: who has one active gets nothing new, and the manager is the contact of its client. Returns an Assignment,
or None where nothing is queued. Raises Error: E_REFUSED (time_backwards), E_NOT_FOUND (pool, a critical request), E_INVALID
(needed_us has no value for a free agent), E_RANGE.)";

}  // namespace

void bind_assignment(nb::module_ &module, nb::class_<Scheduler> &cls) {
  nb::enum_<entente_knows>(module, "Knows", nb::is_arithmetic(), "How somebody knows a client.")
      .value("STRANGER", ENTENTE_KNOWS_STRANGER, "does not")
      .value("SERVED", ENTENTE_KNOWS_SERVED, "started a request of that client within the window")
      .value("MEASURED", ENTENTE_KNOWS_MEASURED, "the relation's strength reaches the threshold")
      .value("BACKUP", ENTENTE_KNOWS_BACKUP, "declared as the one who replaces the primary")
      .value("PRIMARY", ENTENTE_KNOWS_PRIMARY, "declared as the first");
  nb::enum_<entente_rejected_for>(module, "RejectedFor", nb::is_arithmetic(), "By what a runner-up fell behind.")
      .value("NOTHING", ENTENTE_REJECTED_NOTHING, "there is none")
      .value("DUE", ENTENTE_REJECTED_DUE, "cannot meet the due date")
      .value("KNOWLEDGE", ENTENTE_REJECTED_KNOWLEDGE, "does not know the client, or less well")
      .value("POOL", ENTENTE_REJECTED_POOL, "helps, where the other is of the pool itself")
      .value("LOAD", ENTENTE_REJECTED_LOAD, "has more in hand for its slots")
      .value("TURN", ENTENTE_REJECTED_TURN, "was assigned something later, or has the greater id");
  nb::class_<Knowledge>(module, "Knowledge", kKnowledgeDoc)
      .def("__init__", create, "agent"_a, "client"_a, "strength"_a = nb::none(), "threshold"_a = 1.0, "primary"_a = Pairs(),
           "backup"_a = Pairs(),
           nb::sig("def __init__(self, agent: numpy.typing.NDArray[numpy.int32], client: numpy.typing.NDArray[numpy.int64], "
                   "strength: numpy.typing.NDArray[numpy.float64] | None = None, threshold: float = 1.0, "
                   "primary: collections.abc.Sequence[tuple[int, int]] = (), "
                   "backup: collections.abc.Sequence[tuple[int, int]] = ()) -> None"))
      .def("knows", knows, "client"_a, "agent"_a, nb::sig("def knows(self, client: int, agent: int) -> tuple[Knows, float]"),
           "How an agent knows a client, and the summed strength of the relation (0 without rows).");
  cls.def("assign_now", assign_now, "now_us"_a, "pool"_a = 0, "knowledge"_a = nb::none(), "needed_us"_a = nb::none(),
          "due_us"_a = nb::none(), "critical"_a = Pairs(), "window_us"_a = nb::none(), "start"_a = true,
          nb::sig("def assign_now(self, now_us: int, pool: int = 0, knowledge: Knowledge | None = None, needed_us: "
                  "numpy.typing.NDArray[numpy.int64] | None = None, due_us: int | None = None, critical: "
                  "collections.abc.Sequence[tuple[int, int]] = (), window_us: int | None = None, start: bool = True) -> "
                  "Assignment | None"),
          kAssignDoc);
}

}  // namespace entente_python
