#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "entente/base/deadline_heap.hpp"
#include "entente/quota/ledger.hpp"
#include "entente/scheduler/scheduler.hpp"
#include "scheduler/due_ring.hpp"
#include "scheduler/journal.hpp"
#include "scheduler/people.hpp"
#include "scheduler/request_table.hpp"
#include "scheduler/winner_tree.hpp"

namespace entente {

/// Order of slots: due date, then submission number of the request at the head.
struct SlotKey {
  std::int64_t due_us;
  std::int64_t sequence;
  static constexpr SlotKey none() noexcept { return {std::numeric_limits<std::int64_t>::max(), 0}; }
  friend constexpr bool operator<(const SlotKey &a, const SlotKey &b) noexcept {
    return (a.due_us < b.due_us) | ((a.due_us == b.due_us) & (a.sequence < b.sequence));
  }
};

/// Requests in order, linked through next() and prev(). Under OrdinaryOrder::sla_due those of ordinary requests are
/// pairing heaps (sla_queue.cpp): the head is their root.
struct Queue {
  std::int32_t head = -1;
  std::int32_t second = -1;  ///< behind the head: what is asked of memory before the head leaves (not kept in a heap)
  std::int32_t tail = -1;
};

/// One department in one pool; which ones is told by its place.
struct alignas(64) Line {
  Queue backed;
  Queue ordinary;
  DueRing slots;  ///< one for each request in `backed`
  std::int64_t last_used_us = kNoValue;
  std::int64_t finish_tag = 0;
};
static_assert(sizeof(Line) == 64);

struct Pool {
  Pool(std::string_view pool_name, std::size_t departments)
      : name(pool_name), slots(departments), tags(departments) {}
  std::string name;
  WinnerTree slots;   ///< departments with backed requests: due date, then submission number of the request at the head
  WinnerTree tags;    ///< departments with ordinary requests: start tag, in 1/720720 of an ordinary start at weight 1
  std::int64_t virtual_tag = 0;  ///< start tag of the last ordinary start
  std::int64_t floor_base_us = 0;
  std::int64_t ordinary_waiting = 0;
  Queue expedite;                ///< incidents, by entry
  std::int64_t expedite_active = 0;
  bool retired = false;
};

struct Agent {
  std::string name;
  std::int32_t pool;
  std::int32_t slots;
  std::int32_t active = 0;
  bool present = true;
  bool retired = false;
  std::int64_t last_assignment = 0;  ///< number of the last start, counted over all agents; 0: never
  std::vector<std::int32_t> skills;  ///< other pools, ascending

  [[nodiscard]] bool free() const noexcept { return present && active < slots; }
};

/// What a journal says of a submission.
Operation submission_of(std::int64_t at_us, const NewRequest &request) noexcept;

struct Scheduler::State {
  /// A request and the step of the ordering rule that chooses it.
  struct Choice {
    std::int32_t place = -1;
    std::int32_t rule = 0;
    std::int64_t rank = kNoValue;  ///< due date of its slot, or start tag
  };
  struct TagChoice {
    std::int32_t place = -1;
    std::int64_t tag = 0;
  };
  struct SlotChoice {
    SlotKey key = SlotKey::none();
    std::int32_t place = -1;
  };

  /// What is needed to tell who would have started without the request that just did.
  struct Started {
    std::int32_t pool;
    std::int32_t department;
    std::int32_t next;         ///< the head of its queue now, -1: none
    bool backed;
    bool expedite;
    std::int64_t rank;         ///< due date of the slot it took, or its start tag
    std::int64_t floor_base_us;  ///< of its pool, before the start
  };

  State(const Quotas &quotas, std::int64_t start_us);
  explicit State(Ledger &&restored) : ledger(std::move(restored)) {}

  // clock.cpp: moves the clock; false where it would run backwards.
  bool tick(std::int64_t at_us) {
    check_time(at_us);
    if (at_us < now_us) return false;
    now_us = at_us;
    ledger.advance(at_us);
    if (!answer_limits.empty() && answer_limits.front_at() < at_us) [[unlikely]] expire_answers();
    return true;
  }
  void expire_answers() noexcept;
  static void check_time(std::int64_t at_us) {
    if (at_us < 0 || at_us > kLastWorkingTimeUs) [[unlikely]] refuse_time();
  }
  [[noreturn]] static void refuse_time();

  // choose.cpp: the ordering rule; with `started`, as if that request had not been there before its start.
  [[nodiscard]] Choice choose(const Agent &agent, const Started *started) const noexcept;
  [[nodiscard]] SlotChoice earliest_slot(std::int32_t pool, const Started *started) const noexcept;
  [[nodiscard]] TagChoice fair_head(std::int32_t pool, const Started *started) const noexcept;
  [[nodiscard]] std::int32_t expedite_head(std::int32_t pool, const Started *started) const noexcept;
  [[nodiscard]] SlotChoice earliest_helped(const Agent &agent, const Started *started) const noexcept;
  [[nodiscard]] TagChoice oldest_helped(const Agent &agent, const Started *started) const noexcept;

  // visits.cpp: brings a request that is in the state `from` back into its queue, a backed one with a new slot.
  Refusal resume(OperationKind kind, std::int64_t at_us, std::int32_t number, RequestState from, Refusal otherwise);

  bool close(std::int32_t place, RequestState as) noexcept;  ///< false: it is closed

  // submit.cpp: what a backing is refused for.
  Refusal back(std::int32_t place) noexcept;
  /// Makes room for one request more in the queues of a line. On bad_alloc nothing has changed.
  void reserve_entry(std::size_t line) {
    lines[line].slots.reserve_one();
    people.reserve(1);
  }

  // departments.cpp: room for one more; on an exception nothing has changed.
  void reserve_pool();
  void reserve_department();
  void append_department(std::string &&name) noexcept;  ///< of a name that is new, within the room reserved
  [[nodiscard]] std::int32_t line_id(std::int32_t pool, std::int32_t department) const noexcept {
    return department << stride_bits | pool;
  }
  [[nodiscard]] std::int32_t department_of(const Request &request) const noexcept {
    return request.line() >> stride_bits;
  }
  [[nodiscard]] std::int32_t department_of(const Line &line) const noexcept {
    return static_cast<std::int32_t>((&line - lines.data()) >> stride_bits);
  }
  [[nodiscard]] std::int32_t pool_id(const Line &line) const noexcept {
    return static_cast<std::int32_t>(&line - lines.data()) & ((1 << stride_bits) - 1);
  }
  /// The department of that name.
  [[nodiscard]] KeyIndex::Found find_department(std::string_view name) const noexcept;

  // sla_queue.cpp: an ordinary queue by SLA due date, then submission.
  [[nodiscard]] bool sooner(std::int32_t a, std::int32_t b) noexcept;
  [[nodiscard]] std::int32_t meld(std::int32_t a, std::int32_t b) noexcept;
  [[nodiscard]] std::int32_t meld_row(std::int32_t first) noexcept;
  void set_root(Queue &queue, std::int32_t place) noexcept;
  void insert_by_due(Queue &queue, std::int32_t place) noexcept;
  void remove_by_due(Queue &queue, std::int32_t place) noexcept;
  /// The requests of an ordinary queue in the order in which they would be served.
  [[nodiscard]] std::vector<std::int32_t> ordinary_order(const Line &line) const;

  // snapshot.cpp, snapshot_reader.cpp
  void write(ByteWriter &writer, bool canonical) const;
  void read(ByteReader &reader);

  // queues.cpp
  void enter_queue(std::int32_t place) noexcept;  ///< at the tail; a backed one within the room of its ring
  void leave_queue(std::int32_t place) noexcept;  ///< a backed one takes its department's latest slot with it
  bool start(std::int32_t place, std::int32_t agent) noexcept;  ///< true: late, the unit was given back
  void free_agent(std::int32_t place) noexcept;
  void prefetch_winners(const Pool &pool) const noexcept;  ///< asks memory for what the next starts will look at
  bool hold(std::int32_t place) noexcept;  ///< backs a queued ordinary request, within the room of its ring
  void enter_ordinary(Line &line, std::int32_t place) noexcept;
  void leave_ordinary(Line &line, std::int32_t place) noexcept;
  void unlink_ordinary(Line &line, std::int32_t place) noexcept;  ///< the tree of tags is left to the caller
  void append(Queue &queue, std::int32_t place) noexcept;
  void unlink(Queue &queue, std::int32_t place) noexcept;
  void insert(Queue &queue, std::int32_t place, std::size_t position) noexcept;
  void refresh_slot(const Line &line) noexcept;

  [[nodiscard]] Line &line_of(const Request &request) noexcept { return lines[static_cast<std::size_t>(request.line())]; }
  [[nodiscard]] const Line &line_at(std::int32_t pool, std::int32_t department) const noexcept {
    return lines[static_cast<std::size_t>(line_id(pool, department))];
  }
  [[nodiscard]] Pool &pool_of(const Line &line) noexcept { return pools[static_cast<std::size_t>(pool_id(line))]; }
  [[nodiscard]] bool is_department(std::int32_t id) const noexcept { return in(id, names.size()); }
  [[nodiscard]] bool is_pool(std::int32_t id) const noexcept { return in(id, pools.size()); }
  [[nodiscard]] bool is_agent(std::int32_t id) const noexcept {
    return in(id, agents.size()) && !agents[static_cast<std::size_t>(id)].retired;
  }
  /// Not retired: takes new requests.
  [[nodiscard]] bool takes_department(std::int32_t id) const noexcept {
    return is_department(id) && !retired[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] bool takes_pool(std::int32_t id) const noexcept {
    return is_pool(id) && !pools[static_cast<std::size_t>(id)].retired;
  }
  [[nodiscard]] JournalEntry enter(OperationKind kind, std::int32_t request, std::int64_t at_us, std::int32_t first = 0,
                                   std::int64_t value = 0, std::int32_t second = 0) {
    return {journal, now_us, [=] { return JournalLine{{kind, request, at_us, 0, first, second, value}}; }};
  }
  [[nodiscard]] static bool in(std::int32_t id, std::size_t count) noexcept {
    return id >= 0 && static_cast<std::size_t>(id) < count;
  }

  std::vector<QuotaLine> sorted;     ///< emptied once the ledger is open
  std::vector<std::string> names;    ///< of departments
  KeyIndex by_name;                  ///< departments
  Ledger ledger;
  std::int64_t now_us = 0;
  std::int64_t floor_us = 0;         ///< T0; 0: none
  std::int64_t expedite_cap = 0;     ///< E
  bool intake_required = false;
  bool by_sla_due = false;           ///< the order of ordinary queues
  std::int64_t submissions = 0;
  RequestTable requests;
  int stride_bits = 0;               ///< a department has room for 2^stride_bits pools
  std::vector<Line> lines;           ///< department by department, pool by pool, unused room included
  std::vector<Pool> pools;
  std::vector<Agent> agents;
  std::vector<std::int64_t> overrides;  ///< by department
  std::vector<std::int64_t> expedites;  ///< by department: incidents that it declared
  std::vector<char> retired;         ///< by department
  std::int64_t assignments = 0;      ///< starts so far
  People people;
  Journal journal;
  DeadlineHeap answer_limits;        ///< waiting requests whose unit is at stake, by the last instant for an answer
};

}  // namespace entente
