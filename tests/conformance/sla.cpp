#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>

#include "sla_operations.hpp"
#include "subcommands.hpp"

namespace conformance {
namespace {

using nlohmann::json;

/// The option that stands for a divergence label; 0 where the label is no endpoint convention.
std::int32_t convention(const std::string &label) {
  static const std::map<std::string, std::int32_t> kConventions = {
      {"exact-close-rolls-to-next-opening", ENTENTE_CLOSE_LANDS_ON_NEXT_OPEN},
      {"end-inclusive", ENTENTE_END_INCLUSIVE},
      {"counts-the-end-second", ENTENTE_COUNTS_THE_END_SECOND},
      {"reversed-range-gives-zero", ENTENTE_REVERSED_RANGE_GIVES_ZERO},
      {"rounds-to-whole-seconds", ENTENTE_ROUNDS_TO_WHOLE_SECONDS},
      {"exact-open-not-rolled-back", ENTENTE_EXACT_OPEN_NOT_ROLLED_BACK},
      {"zero-length-segment-emitted", ENTENTE_ZERO_LENGTH_SEGMENT_EMITTED},
  };
  const auto found = kConventions.find(label);
  return found == kConventions.end() ? 0 : found->second;
}

const Operation *find(const std::map<std::string, Operation> &operations, const std::string &name) {
  const auto found = operations.find(name);
  return found == operations.end() ? nullptr : &found->second;
}

/// Equal, with a tolerance of one microsecond in each value.
bool near(const Values &got, const Values &expected) {
  return std::equal(got.begin(), got.end(), expected.begin(), expected.end(),
                    [](std::int64_t a, std::int64_t b) { return b == kNotAsked || std::llabs(a - b) <= 1; });
}

std::string text(const Values &values) {
  std::string result;
  for (const std::int64_t value : values) {
    if (!result.empty()) result += ' ';
    result += std::to_string(value);
  }
  return result.empty() ? "nothing" : result;
}

/// One row and the calendar it is about.
class Row {
 public:
  Row(const json &row, const entente_calendar *calendar, Report &report)
      : row_(row), calendar_(calendar), reader_(row["calendar"]["tz"].get<std::string>()), report_(report) {}

  void run() {
    const std::string name = row_["op"];
    const json agrees = row_.value("agrees_with_reference", json());
    operation_ = find(reference_operations(), name);
    if (operation_ == nullptr && agrees.is_null()) operation_ = find(peer_operations(), name);
    if (operation_ == nullptr) return report_.skip(name);
    const bool asks_the_peer = agrees.is_null() || agrees.get<bool>();
    const std::int32_t conventions = asks_the_peer ? 0 : convention(row_.value("divergence", ""));
    if (!asks_the_peer && conventions == 0 && !row_.contains("reference")) return report_.skip(name + " (no reference)");
    bool right = true;
    if (asks_the_peer || conventions != 0) right = answers(conventions, row_["expect"]);
    if (!asks_the_peer && row_.contains("reference")) right = answers(0, row_["reference"]) && right;
    if (right) report_.pass();
  }

 private:
  /// Asks once and compares.
  bool answers(std::int32_t conventions, const json &expected) {
    const std::string peer = row_["peer"];
    const Question question{calendar_, reader_, row_["args"], row_["calendar"], peer, conventions};
    const Values wanted = operation_->read(reader_, expected);
    std::string got;
    try {
      const Values values = operation_->ask(question);
      if (near(values, wanted)) return true;
      got = text(values);
    } catch (const std::runtime_error &error) {
      got = error.what();
    }
    const std::string asked = row_["op"].get<std::string>() + ", conventions " + std::to_string(conventions);
    report_.fail(row_["id"], got, text(wanted) + " (" + asked + ")");
    return false;
  }

  const json &row_;
  const entente_calendar *calendar_;
  RowReader reader_;
  Report &report_;
  const Operation *operation_ = nullptr;
};

}  // namespace

void run_sla(const std::vector<std::string> &arguments, Report &report) {
  for (const std::string &path : arguments) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::map<std::string, std::vector<json>> rows;  // by calendar: ten rows share one, and compiling it costs most
    for (std::string line; std::getline(file, line);) {
      json row = json::parse(line);
      std::string document = calendar_document(row["calendar"]);
      rows[std::move(document)].push_back(std::move(row));
    }
    for (const auto &[document, rows_of_calendar] : rows) {
      const CalendarHandle calendar = create_calendar(document);
      for (const json &row : rows_of_calendar) {
        try {
          Row(row, calendar.get(), report).run();
        } catch (const std::exception &error) {
          report.fail(row["id"], error.what(), "an answer");
        }
      }
    }
  }
}

}  // namespace conformance
