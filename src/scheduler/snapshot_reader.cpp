#include <algorithm>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "scheduler/snapshot_format.hpp"
#include "scheduler/state.hpp"

namespace entente {
namespace {

constexpr std::int64_t kMost = std::int64_t{1} << 62;

void require(bool holds) { ByteReader::require(holds); }

}  // namespace

/// Reads the parts of a scheduler into an empty state, and links them.
class SnapshotReader {
 public:
  SnapshotReader(ByteReader &reader, Scheduler::State &state) : reader_(reader), state_(state) {}

  void read();

 private:
  void read_figures();
  void read_departments();
  void read_pools();
  void read_agents();
  void read_people();
  void read_requests();
  void read_request(std::int32_t place);
  void check_numbers(const std::vector<Request> &requests) const;
  void check_units() const;
  void read_queues();
  void read_line(Line &line);
  void read_backed(Line &line);
  /// The places of a queue, each of a queued request of that line (-1: of any) and not in another queue.
  std::vector<std::int32_t> read_places(std::int32_t line);

  ByteReader &reader_;
  Scheduler::State &state_;
  std::vector<Request> requests_;
  std::vector<RequestExtra> extras_;  ///< empty: none are kept
  std::vector<std::int64_t> answer_by_;
  std::vector<char> in_queue_;
};

void SnapshotReader::read_figures() {
  state_.now_us = reader_.i64_in(0, kLastWorkingTimeUs);
  state_.floor_us = reader_.i64_in(0, kLastWorkingTimeUs);
  state_.expedite_cap = reader_.i64_in(0, limits::kRows);
  state_.submissions = reader_.i64_in(0, kMaxSubmissions);
  state_.assignments = reader_.i64_in(0, kMost);
  state_.intake_required = reader_.flag();
  state_.by_sla_due = reader_.flag();
  if (reader_.flag()) state_.requests.keep_extras();
  require(state_.requests.keeps_extras() || !state_.by_sla_due);
}

void SnapshotReader::read_departments() {
  const auto count = static_cast<std::size_t>(state_.ledger.size());
  for (std::size_t d = 0; d < count; ++d) {
    std::string name = reader_.text();
    require(state_.find_department(name).place < 0);
    state_.reserve_department();
    state_.append_department(std::move(name));
    state_.overrides.back() = reader_.i64_in(0, kMost);
    state_.expedites.back() = reader_.i64_in(0, kMost);
    state_.retired.back() = reader_.flag() ? 1 : 0;
  }
}

void SnapshotReader::read_pools() {
  const std::size_t count = reader_.count(21);
  const std::size_t departments = state_.names.size();
  require(count > 0 && count * std::max<std::size_t>(departments, 1) <= kMaxLines);
  // Each line takes 24 bytes further on: what cannot follow is not made room for.
  require(count * departments <= reader_.left() / 24);
  for (std::size_t p = 0; p < count; ++p) {
    Pool pool(reader_.text(), departments);
    pool.virtual_tag = reader_.i64_in(0, kMost);
    pool.floor_base_us = reader_.i64_in(0, state_.now_us);
    pool.retired = reader_.flag();
    for (const Pool &other : state_.pools) require(other.name != pool.name);
    state_.reserve_pool();
    state_.pools.push_back(std::move(pool));
  }
}

void SnapshotReader::read_agents() {
  for (std::size_t left = reader_.count(26); left > 0; --left) {
    Agent agent;
    agent.name = reader_.text();
    agent.pool = reader_.i32();
    agent.slots = reader_.i32_in(0, limits::kRows + 1);
    agent.present = reader_.flag();
    agent.retired = reader_.flag();
    agent.last_assignment = reader_.i64_in(0, state_.assignments);
    require(state_.is_pool(agent.pool));
    for (std::size_t skills = reader_.count(4); skills > 0; --skills) {
      const std::int32_t skill = reader_.i32();
      require(state_.is_pool(skill) && skill != agent.pool);
      require(agent.skills.empty() || agent.skills.back() < skill);
      agent.skills.push_back(skill);
    }
    state_.agents.push_back(std::move(agent));
  }
}

void SnapshotReader::read_people() {
  for (std::size_t left = reader_.count(12); left > 0; --left) {
    const std::int64_t number = reader_.i64();
    require(state_.people.find(number) < 0 && number != kNoValue);
    const std::int32_t client = state_.people.add(number);
    std::int32_t last = -1;
    for (std::size_t known = reader_.count(12); known > 0; --known) {
      const std::int32_t agent = reader_.i32_in(last + 1, static_cast<std::int32_t>(state_.agents.size()) - 1);
      state_.people.reserve(1);
      state_.people.meet(client, agent, reader_.i64_in(0, state_.now_us));
      last = agent;
    }
  }
}

void SnapshotReader::read_request(std::int32_t place) {
  Request &request = requests_[static_cast<std::size_t>(place)];
  request.set_generation(reader_.u8_below(128));
  if (!reader_.flag()) return;
  const std::int64_t key = reader_.i64();
  const std::int64_t sequence = reader_.i64_in(0, state_.submissions - 1);
  const std::int64_t other = reader_.i64();
  const bool visited = reader_.flag();
  const std::int64_t due_us = reader_.i64();
  const auto departments = static_cast<std::int32_t>(state_.names.size());
  const auto pools = static_cast<std::int32_t>(state_.pools.size());
  require(departments > 0);
  const std::int32_t line = reader_.i32_in(0, departments * pools - 1);
  const std::int32_t agent = reader_.i32_in(-1, static_cast<std::int32_t>(state_.agents.size()) - 1);
  request.open(key, sequence, state_.line_id(line / departments, line % departments));
  request.set_state(static_cast<RequestState>(reader_.u8_below(static_cast<std::uint8_t>(RequestState::reshaped) + 1)));
  request.set_backing(static_cast<Backing>(reader_.u8_below(static_cast<std::uint8_t>(Backing::forfeited) + 1)));
  request.set_expedite(reader_.flag());
  request.set_intake_complete(reader_.flag());
  require(due_us == kNoValue || (visited && due_us >= 0 && due_us <= kMost));
  require((agent >= 0) == (request.state() == RequestState::active));
  require(!request.expedite() || (request.backing() == Backing::none && state_.expedite_cap > 0));
  if (visited) request.set_due_us(due_us);
  if (request.state() == RequestState::reshaped || (visited && request.backing() == Backing::held)) {
    require(!extras_.empty());
    extras_[static_cast<std::size_t>(place)].other = other;
  } else if (request.backing() == Backing::held) {
    request.set_first_held_period(other);
  }
  if (agent < 0) return;
  request.set_agent(agent);
  Agent &busy = state_.agents[static_cast<std::size_t>(agent)];
  require(!busy.retired && ++busy.active <= busy.slots);
  if (request.expedite()) ++state_.pool_of(state_.line_of(request)).expedite_active;
}

void SnapshotReader::read_requests() {
  const std::size_t count = reader_.count(2);
  require(count <= static_cast<std::size_t>(kMaxRequests));
  requests_.resize(count);
  extras_.resize(state_.requests.keeps_extras() ? count : 0);
  answer_by_.assign(count, kNoValue);
  std::size_t known = 0;
  bool limited = false;
  for (std::size_t at = 0; at < count; ++at) {
    const Request &request = requests_[at];
    read_request(static_cast<std::int32_t>(at));
    if (!request.known()) continue;
    ++known;
    RequestExtra extra;
    extra.sla_due_us = reader_.i64();
    extra.client = reader_.i32_in(-1, static_cast<std::int32_t>(state_.people.clients().size()) - 1);
    if (extras_.empty()) {
      require(extra.client < 0 && extra.sla_due_us == kNoValue);
    } else {
      extra.other = extras_[at].other;
      extras_[at] = extra;
    }
    const std::int64_t limit_us = answer_by_[at] = reader_.i64();
    const bool at_stake = request.backing() == Backing::held || request.backing() == Backing::spent;
    require(limit_us == kNoValue || (limit_us >= state_.now_us && limit_us <= 2 * kLastWorkingTimeUs &&
                                     request.state() == RequestState::waiting && at_stake));
    limited = limited || limit_us != kNoValue;
  }
  std::vector<std::int32_t> free(reader_.count(4));
  require(known + free.size() == count);
  std::vector<char> seen(count);
  for (std::int32_t &place : free) {
    place = reader_.i32_in(0, static_cast<std::int32_t>(count) - 1);
    require(!requests_[static_cast<std::size_t>(place)].known() && !std::exchange(seen[static_cast<std::size_t>(place)], 1));
  }
  check_numbers(requests_);
  const bool keeps = state_.requests.keeps_extras();
  state_.requests.restore(std::move(requests_), std::move(extras_), keeps, free);
  if (limited) state_.answer_limits.reserve(count);
  for (std::size_t at = 0; at < count; ++at)
    if (answer_by_[at] != kNoValue) state_.answer_limits.set(static_cast<std::int32_t>(at), answer_by_[at]);
  in_queue_.assign(count, 0);
}

void SnapshotReader::check_numbers(const std::vector<Request> &requests) const {
  std::vector<std::int64_t> keys, sequences;
  for (const Request &request : requests) {
    if (!request.known()) continue;
    keys.push_back(request.key);
    sequences.push_back(request.sequence());
  }
  for (auto *column : {&keys, &sequences}) {
    std::sort(column->begin(), column->end());
    require(std::adjacent_find(column->begin(), column->end()) == column->end());
  }
}

void SnapshotReader::check_units() const {
  const std::size_t departments = state_.names.size();
  std::vector<std::int64_t> held(departments), spent(departments);
  for (std::size_t at = 0; at < state_.requests.places(); ++at) {
    const Request &request = state_.requests[static_cast<std::int32_t>(at)];
    if (!request.known()) continue;
    const auto d = static_cast<std::size_t>(state_.department_of(request));
    if (request.backing() == Backing::held) {
      ++held[d];
      require(request.state() <= RequestState::waiting && request.state() != RequestState::active);
    }
    if (request.backing() == Backing::spent) ++spent[d];
    const bool queued = request.state() == RequestState::queued;
    require(queued == (in_queue_[at] != 0));
  }
  for (std::size_t d = 0; d < departments; ++d) {
    const Balances units = state_.ledger.balances(static_cast<std::int32_t>(d));
    require(units.held == held[d] && units.spent >= spent[d]);
  }
}

std::vector<std::int32_t> SnapshotReader::read_places(std::int32_t line) {
  std::vector<std::int32_t> places(reader_.count(4));
  for (std::int32_t &place : places) {
    place = reader_.i32_in(0, static_cast<std::int32_t>(state_.requests.places()) - 1);
    const Request &request = state_.requests[place];
    require(request.known() && request.state() == RequestState::queued && (line < 0 || request.line() == line));
    require(!std::exchange(in_queue_[static_cast<std::size_t>(place)], 1));
    if (state_.requests.extra_or_none(place).client >= 0) {
      state_.people.reserve(1);
      state_.people.entered();
    }
  }
  return places;
}

void SnapshotReader::read_backed(Line &line) {
  const std::int32_t id = state_.line_id(state_.pool_id(line), state_.department_of(line));
  const std::vector<std::int32_t> places = read_places(id);
  require(places.size() <= reader_.left() / 8);
  line.slots.reserve(places.size());
  std::int64_t last_us = 0;
  for (const std::int32_t place : places) {
    require(state_.requests[place].is_backed());
    last_us = reader_.i64_in(last_us, kMost);
    line.slots.push_back(last_us);
    state_.append(line.backed, place);
  }
  if (!places.empty()) state_.refresh_slot(line);
}

void SnapshotReader::read_line(Line &line) {
  line.last_used_us = reader_.i64();
  require(line.last_used_us == kNoValue || (line.last_used_us >= 0 && line.last_used_us <= kMost));
  line.finish_tag = reader_.i64_in(0, kMost);
  const std::int32_t id = state_.line_id(state_.pool_id(line), state_.department_of(line));
  Pool &pool = state_.pool_of(line);
  for (const std::int32_t place : read_places(id)) {
    require(!state_.requests[place].is_backed() && !state_.requests[place].expedite());
    if (state_.by_sla_due)
      state_.insert_by_due(line.ordinary, place);
    else
      state_.append(line.ordinary, place);
    ++pool.ordinary_waiting;
  }
  if (line.ordinary.head >= 0)
    pool.tags.set(state_.department_of(line), static_cast<std::uint64_t>(std::max(pool.virtual_tag, line.finish_tag)));
  read_backed(line);
}

void SnapshotReader::read_queues() {
  for (std::size_t p = 0; p < state_.pools.size(); ++p) {
    for (const std::int32_t place : read_places(-1)) {
      const Request &request = state_.requests[place];
      require(request.expedite() && state_.pool_id(state_.line_of(request)) == static_cast<std::int32_t>(p));
      state_.append(state_.pools[p].expedite, place);
    }
    for (std::size_t d = 0; d < state_.names.size(); ++d)
      read_line(state_.lines[d << state_.stride_bits | p]);
  }
}

void SnapshotReader::read() {
  read_figures();
  read_departments();
  read_pools();
  read_agents();
  read_people();
  read_requests();
  read_queues();
  check_units();
  require(reader_.left() == 0);
}

void Scheduler::State::read(ByteReader &reader) { SnapshotReader(reader, *this).read(); }

Scheduler Scheduler::restore(std::span<const std::uint8_t> bytes) {
  const char *const none = "this is no whole, unaltered snapshot of a scheduler";
  if (bytes.size() < snapshot_format::kFrameBytes) throw Error(ErrorCode::parse, none);
  const auto content = bytes.first(bytes.size() - 8);
  ByteHash hash;
  hash.add(content);
  if (ByteReader(bytes.last(8)).u64() != hash.value()) throw Error(ErrorCode::parse, none);
  ByteReader reader(content);
  if (reader.u64() != snapshot_format::kMagic) throw Error(ErrorCode::parse, none);
  if (reader.u32() != snapshot_format::kVersion) throw Error(ErrorCode::version, "a snapshot of another version");
  try {
    auto state = std::make_unique<State>(Ledger::read(reader));
    state->read(reader);
    return Scheduler(std::move(state));
  } catch (const Error &error) {
    throw Error(ErrorCode::parse, std::string(none) + ": " + error.what());
  }
}

}  // namespace entente
