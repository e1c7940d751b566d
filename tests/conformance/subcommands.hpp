#pragma once

#include <string>
#include <vector>

#include "report.hpp"

/// One function a subcommand: answers the vectors of the named files through entente.h and reports each row.
namespace conformance {

void run_graph(const std::vector<std::string> &arguments, Report &report);
void run_scheduler(const std::vector<std::string> &arguments, Report &report);
void run_sla(const std::vector<std::string> &arguments, Report &report);

}  // namespace conformance
