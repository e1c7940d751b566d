#pragma once

#include <cstdint>

#include "entente/scheduler/request.hpp"
#include "entente/scheduler/scheduler.hpp"

namespace entente {

/// Most submissions in the life of a scheduler.
inline constexpr std::int64_t kMaxSubmissions = std::int64_t{1} << 37;
/// Most departments x pools, and most agents.
inline constexpr std::size_t kMaxLines = std::size_t{1} << 27;
inline constexpr std::size_t kMaxAgents = (std::size_t{1} << 24) - 1;

/// Bits of a word that hold a number. Words are read and written whole: a part that was just written on its own could not
/// be read with its neighbours before it has left for the cache.
template <int Shift, int Width>
struct BitField {
  static constexpr std::uint64_t kMost = (std::uint64_t{1} << Width) - 1;
  static constexpr std::int64_t of(std::uint64_t word) noexcept { return static_cast<std::int64_t>(word >> Shift & kMost); }
  static constexpr std::uint64_t word(std::int64_t value) noexcept {
    return (static_cast<std::uint64_t>(value) & kMost) << Shift;
  }
  static constexpr void set(std::uint64_t &word_of, std::int64_t value) noexcept {
    word_of = (word_of & ~(kMost << Shift)) | word(value);
  }
};

/// One request in half a line of the cache, so that taking one from a long queue costs one miss, and a million of them
/// 32 MB. A place of the table without a request is one, too: its generation and its link are kept.
class alignas(32) Request {
 public:
  std::int64_t key = 0;  ///< the host's

  [[nodiscard]] bool known() const noexcept { return State::of(what_) != kNoRequestHere; }
  [[nodiscard]] RequestState state() const noexcept { return static_cast<RequestState>(State::of(what_)); }
  void set_state(RequestState state) noexcept { State::set(what_, static_cast<std::int64_t>(state)); }
  [[nodiscard]] Backing backing() const noexcept { return static_cast<Backing>(Backed::of(what_)); }
  void set_backing(Backing backing) noexcept { Backed::set(what_, static_cast<std::int64_t>(backing)); }
  [[nodiscard]] bool is_backed() const noexcept {
    return backing() == Backing::held || backing() == Backing::spent || backing() == Backing::refunded;
  }
  [[nodiscard]] bool expedite() const noexcept { return Expedite::of(what_) != 0; }
  void set_expedite(bool expedite) noexcept { Expedite::set(what_, expedite ? 1 : 0); }
  [[nodiscard]] bool intake_complete() const noexcept { return IntakeComplete::of(what_) != 0; }
  void set_intake_complete(bool complete) noexcept { IntakeComplete::set(what_, complete ? 1 : 0); }

  /// Submission number.
  [[nodiscard]] std::int64_t sequence() const noexcept { return Sequence::of(where_); }
  [[nodiscard]] std::int32_t line() const noexcept { return static_cast<std::int32_t>(Line::of(where_)); }
  void set_line(std::int32_t line) noexcept { Line::set(where_, line); }
  [[nodiscard]] std::int32_t generation() const noexcept { return static_cast<std::int32_t>(Generation::of(what_)); }
  void set_generation(std::int32_t generation) noexcept { Generation::set(what_, generation); }

  /// Behind it in its queue, or among the free places; -1: nothing.
  [[nodiscard]] std::int32_t next() const noexcept { return static_cast<std::int32_t>(Next::of(what_)) - 1; }
  void set_next(std::int32_t place) noexcept { Next::set(what_, place + 1); }
  /// Before it in its queue; stale at the head.
  [[nodiscard]] std::int32_t prev() const noexcept { return static_cast<std::int32_t>(Prev::of(what_)) - 1; }
  void set_prev(std::int32_t place) noexcept { Prev::set(what_, place + 1); }
  /// Who has it in hand, -1: nobody. An active request stands in no queue.
  [[nodiscard]] std::int32_t agent() const noexcept { return state() == RequestState::active ? prev() : -1; }
  void set_agent(std::int32_t agent) noexcept { set_prev(agent); }

  /// Whether it was ever started, so that it has, or had, a due date.
  [[nodiscard]] bool visited() const noexcept { return Visited::of(what_) != 0; }
  /// The due date of the slot that started its last visit; kNoValue: none, or it took no slot.
  [[nodiscard]] std::int64_t due_us() const noexcept { return visited() ? moment_ : kNoValue; }
  void set_due_us(std::int64_t due_us) noexcept {
    Visited::set(what_, 1);
    moment_ = due_us;
  }
  /// Of a request that was not visited: the period in which its unit was held.
  [[nodiscard]] std::int64_t first_held_period() const noexcept { return moment_; }
  void set_first_held_period(std::int64_t period) noexcept { moment_ = period; }

  /// A new request in this place: queued, without backing.
  void open(std::int64_t of_key, std::int64_t sequence, std::int32_t line) noexcept {
    key = of_key;
    moment_ = 0;
    where_ = Sequence::word(sequence) | Line::word(line);
    what_ = Generation::word(generation()) | State::word(static_cast<std::int64_t>(RequestState::queued));
  }
  /// The place is free, and numbers given out for it are known no longer.
  void release(std::int32_t next_free) noexcept {
    what_ = Generation::word(generation() + 1) | State::word(kNoRequestHere) | Next::word(next_free + 1);
  }

 private:
  using Sequence = BitField<0, 37>;
  using Line = BitField<37, 27>;
  using Next = BitField<0, 24>;  ///< the place + 1
  using Prev = BitField<24, 24>;
  using Generation = BitField<48, 7>;
  using State = BitField<55, 3>;
  using Backed = BitField<58, 3>;
  using Expedite = BitField<61, 1>;
  using IntakeComplete = BitField<62, 1>;
  using Visited = BitField<63, 1>;
  static constexpr std::int64_t kNoRequestHere = 7;

  std::int64_t moment_ = 0;  ///< visited: the due date; before, where backing is held: the period of that
  std::uint64_t where_ = 0;
  std::uint64_t what_ = State::word(kNoRequestHere);
};
static_assert(sizeof(Request) == 32);

}  // namespace entente
