#pragma once

#include <memory>
#include <string>

#include "entente.h"
#include "entente/analysis/job.hpp"
#include "entente/base/error.hpp"
#include "entente/base/problem.hpp"
#include "entente/calendar/calendar.hpp"
#include "entente/contract/contract_names.hpp"
#include "entente/sla/cycles.hpp"
#include "entente/sla/event_log.hpp"

/// What stands behind the opaque types that more than one shim file knows. The others are defined beside their shims.

struct entente_error {
  entente::ErrorCode code;
  std::string message;
  std::string pointer;
  entente::Position position;
};

struct entente_problems {
  entente::Problems list;
  std::vector<std::string> messages;  ///< to_string() of each
};

struct entente_calendar {
  std::shared_ptr<const entente::Calendar> calendar;  ///< a contract's calendars are shared with their handles
};

struct entente_contract {
  std::shared_ptr<const entente::Contract> contract;
  entente::ContractNames names;
};

struct entente_job {
  std::unique_ptr<entente::Job> job;
};

struct entente_log {
  std::shared_ptr<const entente::EventLog> log;
};

struct entente_cycles {
  entente::Cycles columns;
};
