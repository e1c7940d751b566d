#include <optional>

#include "entente/analysis/coverage_repair.hpp"
#include "guard.hpp"
#include "span.hpp"

using namespace entente;
using capi::guard;
using capi::read_span;
using capi::require;

struct entente_repair {
  std::optional<CoverageRepairSearch> search;  ///< none: finished when made
  Progress progress;
  std::optional<CoverageRepair> plan;          ///< once finished
};

namespace {

RepairRows rows_of(const entente_repair_columns *columns) {
  require(columns != nullptr, "columns is NULL");
  require(columns->struct_size >= static_cast<int32_t>(sizeof *columns), "entente_repair_columns: struct_size is not its size");
  if (columns->agents < 0 || columns->clients < 0) {
    throw Error(ErrorCode::range, "a number of agents or clients is negative");
  }
  return {columns->agents, columns->clients, read_span(columns->agent, columns->rows, "agent"),
          read_span(columns->client, columns->rows, "client"), capi::optional_span(columns->cost, columns->rows),
          read_span(columns->slots, static_cast<std::size_t>(columns->agents), "slots"),
          read_span(columns->missing, static_cast<std::size_t>(columns->clients), "missing"), columns->load_weight};
}

const CoverageRepair *plan_of(const entente_repair *repair) {
  return repair == nullptr || !repair->plan ? nullptr : &*repair->plan;
}

}  // namespace

int32_t entente_repair_create(const entente_repair_columns *columns, entente_repair **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr, "out is NULL");
    auto made = std::make_unique<entente_repair>();
    made->search.emplace(rows_of(columns));
    made->progress = made->search->progress();
    if (made->progress.finished()) made->plan = made->search->result();
    *out = made.release();
  });
}

int32_t entente_repair_balance(const entente_repair_columns *columns, const int32_t *load, int32_t *cap,
                               entente_repair **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(out != nullptr && cap != nullptr, "entente_repair_balance: cap and out may not be NULL");
    const RepairRows rows = rows_of(columns);
    BalancedRepair balanced = balance_coverage(rows, read_span(load, rows.slots.size(), "load"));
    *out = new entente_repair{std::nullopt, {}, std::move(balanced.repair)};
    *cap = balanced.cap;
  });
}

int32_t entente_repair_step(entente_repair *repair, int64_t work, int64_t *done, int64_t *total, entente_error **err) {
  return guard(err, [&] {
    require(repair != nullptr, "repair is NULL");
    if (!repair->plan) {
      repair->progress = repair->search->step(work);
      if (repair->progress.finished()) repair->plan = repair->search->result();
    }
    if (done != nullptr) *done = repair->progress.done;
    if (total != nullptr) *total = repair->progress.total;
  });
}

void entente_repair_destroy(entente_repair *repair) { delete repair; }

size_t entente_repair_count(const entente_repair *repair) {
  const CoverageRepair *plan = plan_of(repair);
  return plan == nullptr ? 0 : plan->agent.size();
}

const int32_t *entente_repair_int32(const entente_repair *repair, int32_t column) {
  const CoverageRepair *plan = plan_of(repair);
  if (plan == nullptr) return nullptr;
  switch (column) {
    case ENTENTE_REPAIR_AGENT: return plan->agent.data();
    case ENTENTE_REPAIR_CLIENT: return plan->client.data();
    case ENTENTE_REPAIR_UNMET: return plan->unmet.data();
    default: return nullptr;
  }
}

const int64_t *entente_repair_int64(const entente_repair *repair, int32_t column) {
  const CoverageRepair *plan = plan_of(repair);
  if (plan == nullptr) return nullptr;
  switch (column) {
    case ENTENTE_REPAIR_AGENT_PRICE: return plan->agent_price.data();
    case ENTENTE_REPAIR_CLIENT_PRICE: return plan->client_price.data();
    default: return nullptr;
  }
}

int64_t entente_repair_figure(const entente_repair *repair, int32_t figure) {
  const CoverageRepair *plan = plan_of(repair);
  if (plan == nullptr) return INT64_MIN;
  switch (figure) {
    case ENTENTE_REPAIR_COST: return plan->cost;
    case ENTENTE_REPAIR_UNMET_SUM: return plan->unmet_sum;
    default: return INT64_MIN;
  }
}
