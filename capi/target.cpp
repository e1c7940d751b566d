#include "document.hpp"
#include "entente/base/instant.hpp"

namespace {

using entente::Contract;
using entente::Escalation;
using entente::Target;

/// A target of the contract, or null: also for a combination.
const Target *find_target(const entente_contract *contract, int32_t target) {
  if (contract == nullptr || target < 0) return nullptr;
  const std::vector<Target> &targets = contract->contract->targets;
  const auto index = static_cast<std::size_t>(target);
  return index < targets.size() ? &targets[index] : nullptr;
}

const entente::Combination *find_combination(const entente_contract *contract, int32_t target) {
  if (contract == nullptr || target < 0) return nullptr;
  const Contract &terms = *contract->contract;
  const auto index = static_cast<std::size_t>(target);
  if (index < terms.targets.size() || index - terms.targets.size() >= terms.combinations.size()) return nullptr;
  return &terms.combinations[index - terms.targets.size()];
}

const Escalation *find_escalation(const entente_contract *contract, int32_t target, int32_t escalation) {
  const Target *found = find_target(contract, target);
  if (found == nullptr || escalation < 0) return nullptr;
  const auto index = static_cast<std::size_t>(escalation);
  return index < found->escalations.size() ? &found->escalations[index] : nullptr;
}

}  // namespace

int32_t entente_contract_target_count(const entente_contract *contract) {
  if (contract == nullptr) return 0;
  return static_cast<int32_t>(contract->contract->targets.size() + contract->contract->combinations.size());
}

const char *entente_contract_target_name(const entente_contract *contract, int32_t target) {
  if (const Target *found = find_target(contract, target)) return found->id.c_str();
  const entente::Combination *combination = find_combination(contract, target);
  return combination == nullptr ? "" : combination->id.c_str();
}

int32_t entente_contract_target_commitment(const entente_contract *contract, int32_t target) {
  if (const Target *found = find_target(contract, target)) return found->commitment;
  return find_combination(contract, target) == nullptr ? INT32_MIN : -1;
}

int32_t entente_contract_target_amendment(const entente_contract *contract, int32_t target) {
  if (const Target *found = find_target(contract, target)) return found->amendment;
  return find_combination(contract, target) == nullptr ? INT32_MIN : -1;
}

int32_t entente_contract_commitment_count(const entente_contract *contract) {
  return contract == nullptr ? 0 : static_cast<int32_t>(contract->contract->commitments.size());
}

const char *entente_contract_commitment_name(const entente_contract *contract, int32_t commitment) {
  if (commitment < 0 || commitment >= entente_contract_commitment_count(contract)) return "";
  return contract->contract->commitments[static_cast<std::size_t>(commitment)].c_str();
}

int32_t entente_contract_escalation_count(const entente_contract *contract, int32_t target) {
  const Target *found = find_target(contract, target);
  return found == nullptr ? 0 : static_cast<int32_t>(found->escalations.size());
}

const char *entente_contract_escalation_name(const entente_contract *contract, int32_t target, int32_t escalation) {
  const Escalation *found = find_escalation(contract, target, escalation);
  return found == nullptr ? "" : found->id.c_str();
}

const char *entente_contract_escalation_notify(const entente_contract *contract, int32_t target, int32_t escalation) {
  const Escalation *found = find_escalation(contract, target, escalation);
  return found == nullptr ? "" : found->notify.c_str();
}
