#include "entente/sla/nesting.hpp"

#include "guard.hpp"

using entente::capi::guard;
using entente::capi::require;

namespace {

const entente::Nesting *find(const entente_contract *contract, int32_t nesting) {
  if (contract == nullptr || nesting < 0) return nullptr;
  const std::vector<entente::Nesting> &all = contract->contract->nesting;
  return static_cast<std::size_t>(nesting) < all.size() ? &all[static_cast<std::size_t>(nesting)] : nullptr;
}

void write(const entente::NestingCheck &check, entente_nesting_check &out) {
  out.outcome = static_cast<int32_t>(check.outcome);
  out.status = static_cast<int32_t>(check.status);
  out.combinations = check.combinations;
  out.start_us = check.start_us;
  out.due_us = check.due_us;
  out.overshoot_us = check.overshoot_us;
  out.overshoot_open_us = check.overshoot_open_us;
  out.candidates = check.candidates;
}

void write_links(const entente::Contract &contract, const entente::NestingCheck &check, std::size_t links,
                 int64_t *link_due_us, const char **calendar) {
  for (std::size_t i = 0; link_due_us != nullptr && i < links; ++i) {
    link_due_us[i] = check.link_due_us.empty() ? entente::kNoValue : check.link_due_us[i];
  }
  for (std::size_t i = 0; calendar != nullptr && i <= links; ++i) {
    calendar[i] = check.calendars.empty()
                      ? nullptr
                      : contract.calendars[static_cast<std::size_t>(check.calendars[i])].name.c_str();
  }
}

}  // namespace

int32_t entente_contract_nesting_count(const entente_contract *contract) {
  return contract == nullptr ? 0 : static_cast<int32_t>(contract->contract->nesting.size());
}

int32_t entente_contract_nesting_links(const entente_contract *contract, int32_t nesting) {
  const entente::Nesting *found = find(contract, nesting);
  return found == nullptr ? 0 : static_cast<int32_t>(found->chain.size());
}

int32_t entente_contract_nesting_commitment(const entente_contract *contract, int32_t nesting, int32_t link) {
  const entente::Nesting *found = find(contract, nesting);
  if (found == nullptr || link < -1 || link >= static_cast<int32_t>(found->chain.size())) return INT32_MIN;
  return link < 0 ? found->commitment : found->chain[static_cast<std::size_t>(link)];
}

int32_t entente_contract_check_nesting(const entente_contract *contract, int32_t nesting, int64_t from_us, int64_t to_us,
                                       entente_nesting_check *out, int64_t *link_due_us, const char **calendar,
                                       size_t links, entente_error **err) {
  return guard(err, [&] {
    require(contract != nullptr && out != nullptr, "entente_contract_check_nesting: contract and out may not be NULL");
    require(out->struct_size >= static_cast<int32_t>(sizeof *out), "entente_nesting_check: struct_size is not its size");
    if (find(contract, nesting) == nullptr) throw entente::Error(entente::ErrorCode::not_found, "no such nesting");
    if (links != find(contract, nesting)->chain.size()) {
      throw entente::Error(entente::ErrorCode::buffer, "links is not the number of links of the nesting");
    }
    const entente::Contract &terms = *contract->contract;
    const auto check = entente::check_nesting(terms, static_cast<std::size_t>(nesting), from_us, to_us);
    write(check, *out);
    write_links(terms, check, links, link_due_us, calendar);
  });
}
