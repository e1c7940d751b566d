#include <algorithm>

#include "scheduler/snapshot_format.hpp"
#include "scheduler/state.hpp"

namespace entente {
namespace {

void write_agent(ByteWriter &writer, const Agent &agent) {
  writer.text(agent.name);
  writer.i32(agent.pool);
  writer.i32(agent.slots);
  writer.flag(agent.present);
  writer.flag(agent.retired);
  writer.i64(agent.last_assignment);
  writer.count(agent.skills.size());
  for (const std::int32_t skill : agent.skills) writer.i32(skill);
}

void write_request(ByteWriter &writer, const RequestTable &requests, std::int32_t place, std::int32_t line) {
  const Request &request = requests[place];
  writer.u8(static_cast<std::uint8_t>(request.generation()));
  writer.flag(request.known());
  if (!request.known()) return;
  writer.i64(request.key);
  writer.i64(request.sequence());
  writer.i64(request.state() == RequestState::reshaped ? requests.extra_or_none(place).other
             : request.backing() == Backing::held      ? requests.held_period(place)
                                                       : 0);
  writer.flag(request.visited());
  writer.i64(request.due_us());
  writer.i32(line);
  writer.i32(request.agent());
  writer.u8(static_cast<std::uint8_t>(request.state()));
  writer.u8(static_cast<std::uint8_t>(request.backing()));
  writer.flag(request.expedite());
  writer.flag(request.intake_complete());
}

void write_places(ByteWriter &writer, const std::vector<std::int32_t> &places) {
  writer.count(places.size());
  for (const std::int32_t place : places) writer.i32(place);
}

void write_people(ByteWriter &writer, const People &people) {
  writer.count(people.clients().size());
  for (std::size_t c = 0; c < people.clients().size(); ++c) {
    writer.i64(people.clients()[c].number);
    std::vector<std::pair<std::int32_t, std::int64_t>> known;
    people.each(static_cast<std::int32_t>(c),
                [&](std::int32_t agent, std::int64_t last_us) { known.emplace_back(agent, last_us); });
    std::sort(known.begin(), known.end());
    writer.count(known.size());
    for (const auto &[agent, last_us] : known) {
      writer.i32(agent);
      writer.i64(last_us);
    }
  }
}

}  // namespace

void Scheduler::State::write(ByteWriter &writer, bool canonical) const {
  ledger.write(writer, canonical);
  for (const std::int64_t value : {now_us, floor_us, expedite_cap, submissions, assignments}) writer.i64(value);
  writer.flag(intake_required);
  writer.flag(by_sla_due);
  const bool extras = requests.keeps_extras();
  if (!canonical) writer.flag(extras);
  for (std::size_t d = 0; d < names.size(); ++d) {
    writer.text(names[d]);
    writer.i64(overrides[d]);
    writer.i64(expedites[d]);
    writer.flag(retired[d] != 0);
  }
  writer.count(pools.size());
  for (const Pool &pool : pools) {
    writer.text(pool.name);
    writer.i64(pool.virtual_tag);
    writer.i64(pool.floor_base_us);
    writer.flag(pool.retired);
  }
  writer.count(agents.size());
  for (const Agent &agent : agents) write_agent(writer, agent);
  write_people(writer, people);
  writer.count(requests.places());
  const auto departments = static_cast<std::int32_t>(names.size());
  for (std::size_t at = 0; at < requests.places(); ++at) {
    const auto place = static_cast<std::int32_t>(at);
    const Request &request = requests[place];
    const Line *const line = request.known() ? &lines[static_cast<std::size_t>(request.line())] : nullptr;
    write_request(writer, requests, place, line == nullptr ? 0 : pool_id(*line) * departments + department_of(*line));
    if (!request.known()) continue;
    const RequestExtra extra = requests.extra_or_none(place);
    writer.i64(extra.sla_due_us);
    writer.i32(extra.client);
    writer.i64(answer_limits.contains(place) ? answer_limits.at(place) : kNoValue);
  }
  write_places(writer, requests.free_places());
  const auto chain = [&](const Queue &queue) {
    std::vector<std::int32_t> places;
    for (std::int32_t at = queue.head; at >= 0; at = requests[at].next()) places.push_back(at);
    return places;
  };
  for (std::size_t p = 0; p < pools.size(); ++p) {
    write_places(writer, chain(pools[p].expedite));
    for (std::int32_t d = 0; d < departments; ++d) {
      const Line &line = line_at(static_cast<std::int32_t>(p), d);
      writer.i64(line.last_used_us);
      writer.i64(line.finish_tag);
      write_places(writer, ordinary_order(line));
      write_places(writer, chain(line.backed));
      for (std::uint32_t i = 0; i < line.slots.size(); ++i) writer.i64(line.slots[i]);
    }
  }
}

std::vector<std::uint8_t> Scheduler::snapshot() const {
  std::vector<std::uint8_t> bytes;
  ByteWriter writer(bytes);
  writer.u64(snapshot_format::kMagic);
  writer.u32(snapshot_format::kVersion);
  state_->write(writer, false);
  ByteHash hash;
  hash.add(bytes);
  writer.u64(hash.value());
  return bytes;
}

std::uint64_t Scheduler::digest() const {
  std::vector<std::uint8_t> bytes;
  ByteWriter writer(bytes);
  state_->write(writer, true);
  ByteHash hash;
  hash.add(bytes);
  return hash.value();
}

}  // namespace entente
