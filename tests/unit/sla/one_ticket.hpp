#pragma once

#include <string>
#include <utility>
#include <vector>

#include "entente/base/instant.hpp"
#include "entente/contract/contract_names.hpp"
#include "entente/sla/evaluate.hpp"
#include "unit/sla/reference/random_contract.hpp"

namespace entente::test {

/// An instant of January 2026 in minutes: the 1st is a Thursday and a holiday, the 2nd a Friday.
constexpr std::int64_t on(std::int64_t day, std::int64_t hour, std::int64_t minute = 0) {
  return (kReferenceDay + day - 1) * 1440 + hour * 60 + minute;
}

/// One ticket as a story in minutes, under a contract of reference/random_contract.hpp: office hours
/// 09:00-12:00 and 13:00-17:00 on weekdays, late hours 12:00-20:00 without Sundays.
class OneTicket {
 public:
  OneTicket(const std::string &targets, std::int64_t opened,
            std::vector<std::pair<std::string, std::string>> values = {})
      : OneTicket(read_contract(contract_json(R"("targets": [)" + targets + "]")), opened,
                  std::move(values)) {}
  OneTicket(std::shared_ptr<const Contract> contract, std::int64_t opened,
            std::vector<std::pair<std::string, std::string>> values = {})
      : contract_(std::move(contract)), names_(contract_), ticket_{opened, {}, {}, {}} {
    ticket_.codes.resize(contract_->attributes.size());
    for (const auto &[attribute, value] : values) {
      ticket_.codes[static_cast<std::size_t>(names_.attribute(attribute).value())] = code(attribute, value);
    }
  }

  OneTicket &state(std::int64_t minute, const std::string &name) {
    return add(minute, kStateEvent, names_.state(name).value());
  }
  OneTicket &happens(std::int64_t minute, Happening happening) {
    return add(minute, kHappeningEvent, static_cast<std::int32_t>(happening));
  }
  OneTicket &changes(std::int64_t minute, const std::string &attribute, const std::string &value) {
    return add(minute, kAttributeEvent + names_.attribute(attribute).value(), code(attribute, value));
  }
  OneTicket &balance(std::int64_t minute, std::int32_t commitment, std::int64_t consumed_minutes) {
    ticket_.balances.push_back({commitment, consumed_minutes * kMinuteUs, 0, minute});
    return *this;
  }
  [[nodiscard]] EventLog log() const { return log_of(contract_, {ticket_}, kMinuteUs); }
  [[nodiscard]] Cycles judged(std::int64_t as_of) const { return evaluate(log(), as_of * kMinuteUs); }

 private:
  [[nodiscard]] std::int32_t code(const std::string &attribute, const std::string &value) const {
    return names_.value_code(names_.attribute(attribute).value(), value);
  }
  OneTicket &add(std::int64_t minute, std::int32_t kind, std::int32_t value) {
    ticket_.events.push_back({minute, kind, value});
    return *this;
  }

  std::shared_ptr<const Contract> contract_;
  ContractNames names_;
  LoggedTicket ticket_;
};

inline std::int64_t minute_of(std::int64_t us) {
  return us / kMinuteUs;
}
inline CycleState state_of(const Cycles &cycles, std::size_t row) {
  return static_cast<CycleState>(cycles.state[row]);
}

}  // namespace entente::test
