#include "unit/sla/reference/rows.hpp"

#include <algorithm>
#include <limits>
#include <sstream>

#include "entente/base/instant.hpp"

namespace entente::test {
namespace {

__extension__ using Wide = __int128;

/// What the text of a row is made of, from either side.
struct Columns {
  std::int32_t ticket, target, state, percent, status, cycle;
  std::int64_t started, due, stopped, breached, promise, elapsed, paused, settled, outside, provider,
      requester, third_party, closing, brought, put_off;
  std::vector<ReferenceReading::Raised> escalations;
};

std::string instant(std::int64_t us) {
  if (us == kNoValue) return "-";
  std::ostringstream out;
  const std::int64_t minute = us / kMinuteUs;
  out << minute / 1440 << "d" << minute % 1440 / 60 << ":" << minute % 60;
  if (us % kMinuteUs != 0) out << "+" << us % kMinuteUs << "us";
  return out.str();
}

std::string join(const Columns &c) {
  std::ostringstream out;
  out << "ticket " << c.ticket << " target " << c.target << " cycle " << c.cycle << " state " << c.state
      << " started " << instant(c.started) << " due " << instant(c.due) << " stopped " << instant(c.stopped)
      << " breached " << instant(c.breached) << " promise " << c.promise << " elapsed " << c.elapsed
      << " paused " << c.paused << " settled " << c.settled << " outside " << c.outside << " waited "
      << c.provider << "/" << c.requester << "/" << c.third_party << "/" << c.closing << " brought "
      << c.brought << " put_off " << c.put_off << " percent " << c.percent << " status " << c.status;
  for (const auto &one : c.escalations) out << " escalation " << one.number << "@" << instant(one.at_us);
  return out.str();
}

std::int32_t percent_of(const ReferenceRow &row) {
  const ReferenceReading &r = row.reading;
  const std::int64_t consumed = r.brought_us + r.elapsed_us;
  if (consumed < 0) return 0;
  const auto percent = static_cast<Wide>(consumed) * 100 / (row.target_us + r.put_off_us);
  return static_cast<std::int32_t>(std::min<Wide>(percent, std::numeric_limits<std::int32_t>::max()));
}

/// The row that counts for a combination, if there is one.
const ReferenceRow *combined(const Combination &combination, const Contract &contract,
                             const std::vector<ReferenceRow> &rows) {
  const ReferenceRow *best = nullptr;
  for (const std::int32_t member : combination.members) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto target = static_cast<std::size_t>(rows[i].target);
      const bool last = i + 1 == rows.size() || rows[i + 1].target != rows[i].target;
      if (contract.targets[target].commitment != member || !last) continue;
      const ReferenceReading &reading = rows[i].reading;
      if (reading.state == CycleState::cancelled || !reading.due_us) continue;
      if (best != nullptr && *reading.due_us == *best->reading.due_us && rows[i].target > best->target)
        continue;
      const bool earlier = best != nullptr && *reading.due_us < *best->reading.due_us;
      const bool same = best != nullptr && *reading.due_us == *best->reading.due_us;
      if (best == nullptr || same || earlier == (combination.combine == Combine::earliest_of))
        best = &rows[i];
    }
  }
  return best;
}

}  // namespace

std::vector<ReferenceRow> reference_rows(const ReferenceWorld &world, const LoggedTicket &ticket,
                                         std::int32_t number) {
  std::vector<ReferenceRow> rows;
  if (ticket.opened > world.as_of) return rows;
  const ReferenceHistory history(world, ticket);
  ReferenceLives lives(history);
  const std::vector<Target> &targets = world.contract->targets;
  for (std::size_t t = 0; t < targets.size(); ++t) {
    std::int32_t cycles = 0;
    for (const ReferenceCycle &cycle : lives.of(t, history.size() - 1).cycles) {
      ReferenceReading reading = read_cycle(history, targets[t], cycle);
      if (cycle.how == ReferenceCycle::End::superseded &&
          history.tick(cycle.counts_from) == history.tick(cycle.end)) {
        continue;
      }
      const bool at_opening = history.tick(cycle.start) == ticket.opened && !cycle.from_balance;
      if (at_opening && !history.is_whole()) {
        reading.state = CycleState::incomplete_history;
        reading.breached_us.reset();
      }
      rows.push_back({number, static_cast<std::int32_t>(t), cycles++, targets[t].duration_us, reading});
    }
  }
  const std::vector<ReferenceRow> own = rows;
  for (std::size_t c = 0; c < world.contract->combinations.size(); ++c) {
    const ReferenceRow *row = combined(world.contract->combinations[c], *world.contract, own);
    if (row == nullptr) continue;
    rows.push_back(*row);
    rows.back().target = static_cast<std::int32_t>(targets.size() + c);
    rows.back().cycle = 0;
    rows.back().reading.escalations.clear();
  }
  return rows;
}

std::string to_text(const ReferenceRow &row) {
  const ReferenceReading &r = row.reading;
  return join({row.ticket,
               row.target,
               static_cast<std::int32_t>(r.state),
               percent_of(row),
               r.due_us ? 0 : 5,
               row.cycle,
               r.started_us,
               r.due_us.value_or(kNoValue),
               r.stopped_us.value_or(kNoValue),
               r.breached_us.value_or(kNoValue),
               row.target_us,
               r.elapsed_us,
               r.paused_us,
               r.settled_us,
               r.outside_us,
               r.waited_us[0],
               r.waited_us[1],
               r.waited_us[2],
               r.waited_us[3],
               r.brought_us,
               r.put_off_us,
               r.escalations});
}

std::string to_text(const Cycles &c, std::size_t row) {
  std::vector<ReferenceReading::Raised> raised;
  for (std::size_t i = 0; i < c.escalated_row.size(); ++i) {
    if (c.escalated_row[i] == static_cast<std::int64_t>(row))
      raised.push_back({c.escalated_us[i], c.escalation[i]});
  }
  return join({c.ticket[row],       c.target[row],         c.state[row],      c.consumed_percent[row],
               c.status[row],       c.cycle[row],          c.started_us[row], c.due_us[row],
               c.stopped_us[row],   c.breached_us[row],    c.target_us[row],  c.elapsed_us[row],
               c.paused_us[row],    c.settled_us[row],     c.outside_us[row], c.provider_us[row],
               c.requester_us[row], c.third_party_us[row], c.closing_us[row], c.brought_us[row],
               c.put_off_us[row],   std::move(raised)});
}

}  // namespace entente::test
