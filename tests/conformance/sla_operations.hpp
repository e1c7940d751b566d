#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sla_row.hpp"

namespace conformance {

/// What one row asks.
struct Question {
  const entente_calendar *calendar;
  const RowReader &reader;
  const nlohmann::json &args;
  const nlohmann::json &hours;  ///< the row's calendar
  const std::string &peer;  ///< whose operation it is: peers name different things "days"
  std::int32_t conventions;
};

/// Instants and durations in microseconds, numbers, yes and no as 1 and 0; a list of periods as its bounds in order;
/// kNotAsked for what a row does not expect.
using Values = std::vector<std::int64_t>;

/// An operation of the vectors that is one of ours: how to ask for it (throws std::runtime_error with the status where
/// there is no answer), and what an expected value means.
struct Operation {
  Values (*ask)(const Question &);
  Values (*read)(const RowReader &, const nlohmann::json &);
};

/// Those that the reference models, by the name that the vectors use.
const std::map<std::string, Operation> &reference_operations();
/// Those that each peer defines for itself and that ours can express.
const std::map<std::string, Operation> &peer_operations();

constexpr std::int64_t kNotAsked = INT64_MIN;

/// What a target's clock shows: due date, time paused, instant of an escalation. By evaluation of a contract.
Values sla_target(const Question &question);
Values read_sla_target(const RowReader &reader, const nlohmann::json &value);

Values read_instant(const RowReader &reader, const nlohmann::json &value);
Values read_number(const RowReader &reader, const nlohmann::json &value);

/// The value of a call that takes its out parameter and its error last.
template <class Out, class Function, class... Arguments>
Out call(Function function, Arguments... arguments) {
  Out out = 0;
  entente_error *error = nullptr;
  require_ok(function(arguments..., &out, &error), error);
  return out;
}

}  // namespace conformance
