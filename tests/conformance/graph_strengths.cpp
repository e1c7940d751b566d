#include <memory>
#include <numeric>

#include "decision_checks.hpp"

namespace conformance {
namespace {

using namespace decisions;
using nlohmann::json;
using Strengths = std::unique_ptr<entente_strengths, decltype(&entente_strengths_destroy)>;

constexpr std::int64_t kSecondUs = 1'000'000;

/// The events of a set in order of time, pairs numbered without regard to direction.
struct Events {
  std::vector<std::pair<std::int64_t, std::int64_t>> pairs;  ///< by relation
  std::vector<std::int32_t> relation;
  std::vector<std::int64_t> at_us;
};

Events read_events(const SetPlace &place) {
  auto columns = read_columns(folder_of(place) / "events.csv");
  const auto &source = columns.at("src"), &target = columns.at("dst"), &time = columns.at("t");
  std::vector<std::size_t> order(source.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return std::stoll(time[a]) < std::stoll(time[b]); });
  Events events;
  std::map<std::pair<std::int64_t, std::int64_t>, std::int32_t> number;
  for (const std::size_t i : order) {
    const std::int64_t u = std::stoll(source[i]), v = std::stoll(target[i]);
    if (u == v) continue;
    const std::pair<std::int64_t, std::int64_t> pair{std::min(u, v), std::max(u, v)};
    const auto [at, is_new] = number.emplace(pair, static_cast<std::int32_t>(number.size()));
    if (is_new) events.pairs.push_back(pair);
    events.relation.push_back(at->second);
    events.at_us.push_back(std::stoll(time[i]) * kSecondUs);
  }
  return events;
}

void check_top(const std::string &id, const Events &events, const std::vector<double> &values, const json &expected,
               Report &report) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> rounded;
  for (const double value : values) rounded.push_back(std::strtod(shown(value).c_str(), nullptr));
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return rounded[a] != rounded[b] ? rounded[a] > rounded[b] : events.pairs[a] < events.pairs[b];
  });
  for (std::size_t rank = 0; rank < expected.size(); ++rank) {
    const std::pair<std::int64_t, std::int64_t> pair{expected[rank][0], expected[rank][1]};
    const auto value = expected[rank][2].get<double>();
    if (rank < order.size() && events.pairs[order[rank]] == pair &&
        std::abs(values[order[rank]] - value) <= 1e-9 * value) continue;
    const std::string got = rank < order.size() ? std::to_string(events.pairs[order[rank]].first) + " " + shown(values[order[rank]]) : "nothing";
    return report.fail(id + "[" + std::to_string(rank) + "]", got, std::to_string(pair.first) + " " + shown(value));
  }
  report.pass();
}

void check_instant(const std::string &id, const Events &events, const std::vector<double> &values, const json &expected,
                   Report &report) {
  double sum = 0;
  for (const double value : values) sum += value;
  for (const auto &[key, value] : expected.items()) {
    const std::string row = id + "/" + key;
    if (key == "pairs") {
      check_equal(row, static_cast<double>(std::count_if(values.begin(), values.end(), [](double s) { return s > 0; })), value, report);
    } else if (key == "sum") {
      check_equal(row, sum, value, report);
    } else if (key.starts_with("pairs_ge_")) {
      const double least = std::stod(key.substr(9));
      check_equal(row, static_cast<double>(std::count_if(values.begin(), values.end(), [&](double s) { return s >= least; })), value, report);
    } else if (key == "top20") {
      check_top(row, events, values, value, report);
    } else {
      report.skip(row);
    }
  }
}

}  // namespace

/// Contacts are added up to each instant in turn, as a host would that lives through them.
void check_strengths(const std::string &id, const SetPlace &place, const json &file, Report &report) {
  const Events events = read_events(place);
  const std::int64_t half_life_us = file.at("half_life_s").get<std::int64_t>() * kSecondUs;
  entente_strengths *created = nullptr;
  require_ok(entente_strengths_create(static_cast<std::int32_t>(events.pairs.size()), &half_life_us, 1, 0.5, &created, nullptr),
             "entente_strengths_create");
  const Strengths strengths(created, entente_strengths_destroy);
  std::map<std::int64_t, std::string> instants;
  for (const auto &[key, value] : file.items()) {
    if (key.starts_with("at_")) instants[std::stoll(key.substr(3)) * kSecondUs] = key;
  }
  std::size_t added = 0;
  for (const auto &[now_us, key] : instants) {
    std::size_t end = added;
    while (end < events.at_us.size() && events.at_us[end] <= now_us) ++end;
    require_ok(entente_strengths_add(strengths.get(), end - added, events.relation.data() + added,
                                     events.at_us.data() + added, nullptr, nullptr, nullptr), "entente_strengths_add");
    added = end;
    std::vector<double> values(events.pairs.size());
    require_ok(entente_strengths_values(strengths.get(), now_us, values.data(), values.size(), nullptr), "entente_strengths_values");
    check_instant(id.substr(0, id.rfind('/')) + "/" + key, events, values, file.at(key), report);
  }
}

}  // namespace conformance
