#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "subcommands.hpp"

namespace {

struct Subcommand {
  const char *name;
  const char *usage;
  void (*run)(const std::vector<std::string> &, conformance::Report &);
};

constexpr Subcommand kSubcommands[] = {
    {"graph", "--data DIR EXPECTED.json...", conformance::run_graph},
    {"scheduler", "FILE...", conformance::run_scheduler},
    {"sla", "FILE...", conformance::run_sla},
};

}  // namespace

int main(int argc, char **argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  for (const Subcommand &subcommand : kSubcommands) {
    if (arguments.size() < 2 || arguments.front() != subcommand.name) continue;
    conformance::Report report;
    try {
      subcommand.run({arguments.begin() + 1, arguments.end()}, report);
    } catch (const std::exception &error) {
      report.fail(subcommand.name, error.what(), "readable vectors");
    }
    return report.close();
  }
  for (const Subcommand &subcommand : kSubcommands) {
    std::fprintf(stderr, "usage: entente_conformance %s %s\n", subcommand.name, subcommand.usage);
  }
  return 2;
}
