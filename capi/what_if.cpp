#include "entente/sla/what_if.hpp"

#include <iterator>

#include "entente/base/instant.hpp"
#include "guard.hpp"

using entente::capi::guard;
using entente::capi::require;

struct entente_changes {
  entente::Changes columns;
};

int32_t entente_what_if(const entente_contract *contract_now, const entente_cycles *now,
                        const entente_contract *contract_then, const entente_cycles *then, int32_t scope,
                        entente_changes **out, entente_error **err) {
  if (out != nullptr) *out = nullptr;
  return guard(err, [&] {
    require(contract_now != nullptr && now != nullptr && contract_then != nullptr && then != nullptr && out != nullptr,
            "entente_what_if: contracts, cycles and out may not be NULL");
    require(scope == ENTENTE_WHAT_IF_OPEN || scope == ENTENTE_WHAT_IF_ALL, "entente_what_if: no such scope");
    auto handle = std::make_unique<entente_changes>();
    handle->columns = entente::what_if(*contract_now->contract, now->columns, *contract_then->contract, then->columns,
                                       static_cast<entente::WhatIfScope>(scope));
    *out = handle.release();
  });
}

void entente_changes_destroy(entente_changes *changes) { delete changes; }

size_t entente_changes_count(const entente_changes *changes) { return changes == nullptr ? 0 : changes->columns.size(); }

const int32_t *entente_changes_int32(const entente_changes *changes, int32_t column) {
  if (changes == nullptr) return nullptr;
  const entente::Changes &c = changes->columns;
  const std::vector<int32_t> *const columns[] = {&c.ticket, &c.target_now, &c.target_then, &c.state_now, &c.state_then};
  return column >= 0 && static_cast<size_t>(column) < std::size(columns) ? columns[column]->data() : nullptr;
}

const int64_t *entente_changes_int64(const entente_changes *changes, int32_t column) {
  if (changes == nullptr) return nullptr;
  if (column == ENTENTE_CHANGES_DUE_NOW_US) return changes->columns.due_now_us.data();
  return column == ENTENTE_CHANGES_DUE_THEN_US ? changes->columns.due_then_us.data() : nullptr;
}

int64_t entente_changes_figure(const entente_changes *changes, int32_t figure) {
  if (changes == nullptr) return entente::kNoValue;
  if (figure == ENTENTE_CHANGES_COMPARED) return changes->columns.compared;
  return figure == ENTENTE_CHANGES_OF_STATE ? changes->columns.state_changes : entente::kNoValue;
}
