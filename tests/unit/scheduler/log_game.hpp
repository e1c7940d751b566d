#pragma once

#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "byte_source.hpp"
#include "entente/scheduler/scheduler.hpp"
#include "reference_model.hpp"

/// Bytes of one operation of a log.
inline constexpr std::size_t kOperationBytes = 12;

/// One log, played on the engine, on the model, and on a second engine on which somebody looks and calls all the time,
/// that is fed through batches, and that is now and then restored from its snapshot.
class LogGame {
 public:
  LogGame(std::span<const std::uint8_t> bytes, std::map<std::string, int> &reached);

  /// Throws std::runtime_error where the three differ.
  void run();
  [[nodiscard]] std::string trace() const { return trace_.str(); }

 private:
  using Scheduler = entente::Scheduler;
  using Refusal = entente::Refusal;
  using Int = reference::Int;
  using Model = reference::Model;
  using OnEngine = Refusal (Scheduler::*)(std::int64_t, std::int32_t);
  using OnModel = std::string (Model::*)(Int, int);

  // log_game.cpp
  static entente::QuotaLine decode_line(ByteSource &bytes, const std::string &name);
  void decode_book();
  void add_agent();
  int pick();
  int pick(const char *state);
  int department();
  int agent();
  int pool() { return bytes_.one_in(40) ? pools_ : bytes_.below(pools_); }
  [[nodiscard]] std::int32_t handle(int number) const;
  void operate();
  void submit();
  void next();
  void check_work_conserved(int asking);
  void reorder();
  void with_other(const std::string &name, int number, int other);
  void simple(const std::string &name, entente::OperationKind kind, int number, OnEngine on_engine, OnModel on_model);

  // log_host.cpp
  void host_operation();
  void presence();
  void transfer();
  void change();
  void assign();
  void add_department();
  void retire();
  void choose();

  // log_checks.cpp
  void compare(bool both_engines);
  void compare_balances(const Scheduler &engine, int d);
  void compare_request(const Scheduler &engine, std::size_t i);
  void check_records();
  void check_durability();
  void check(const std::string &text, Refusal got, const std::string &expected);
  [[noreturn]] static void differ(const std::string &what, const std::string &got, const std::string &expected);
  static void same(const char *what, Int of, Int got, Int expected) {
    if (got != expected) differ(what + (" of " + std::to_string(of)), std::to_string(got), std::to_string(expected));
  }
  static void same(const char *what, const std::string &got, const std::string &expected) {
    if (got != expected) differ(what, got, expected);
  }
  [[nodiscard]] std::vector<std::vector<Int>> all_slots(const Scheduler &engine) const;

  /// Plays one operation on both engines; on the watched one after calls and looks at instants between.
  template <class Operation>
  auto both(Operation operation) {
    watch();
    (void)operation(watched_);
    return operation(engine_);
  }
  void watch();

  std::span<const std::uint8_t> all_;
  ByteSource bytes_;
  std::map<std::string, int> &reached_;
  entente::Quotas book_;
  Model::Rules rules_;
  Int start_ = 0;
  int pools_ = 1;
  Scheduler engine_, watched_;
  Model model_;
  Int at_ = 0;
  std::vector<std::int32_t> handles_;
  std::vector<std::vector<int>> agent_pools_;
  std::vector<entente::Balances> folded_;
  std::size_t record_room_ = 0;
  std::vector<std::uint8_t> snapshot_, journal_;
  std::ostringstream trace_;
};
