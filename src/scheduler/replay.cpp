#include "entente/base/error.hpp"
#include "scheduler/journal_fields.hpp"
#include "scheduler/state.hpp"

namespace entente {
namespace {

constexpr std::size_t kLargestFrame = 1024;

/// The contents of the whole frames of a journal whose header was read.
struct Frames {
  std::vector<std::span<const std::uint8_t>> contents;
  std::size_t bytes = Journal::kHeaderBytes;
};

Frames frames_of(std::span<const std::uint8_t> journal) {
  Frames frames;
  ByteHash hash;
  hash.add(journal.first(Journal::kHeaderBytes));
  while (journal.size() - frames.bytes >= 4) {
    const auto rest = journal.subspan(frames.bytes);
    const std::size_t size = ByteReader(rest).u32();
    if (size > kLargestFrame) throw Error(ErrorCode::parse, "the journal is damaged");
    if (rest.size() < size + 8) break;
    hash.add(rest.first(size + 4));
    if (ByteReader(rest.subspan(size + 4)).u32() != static_cast<std::uint32_t>(hash.value()))
      throw Error(ErrorCode::parse, "the journal is damaged");
    frames.contents.push_back(rest.subspan(4, size));
    frames.bytes += size + 8;
  }
  return frames;
}

void play_line(Scheduler &scheduler, const ReadLine &line) {
  const Operation &operation = line.operation;
  switch (operation.kind) {
    case OperationKind::change_terms: {
      ByteReader::require(operation.value == 0 || operation.value == 1);
      const Effective effective = operation.value == 1 ? Effective::now : Effective::next_period;
      (void)scheduler.change_terms(operation.at_us, operation.first, line.change, effective);
      return;
    }
    case OperationKind::add_pool: (void)scheduler.add_pool(line.name); return;
    case OperationKind::add_agent: (void)scheduler.add_agent(line.name, operation.first, operation.second); return;
    case OperationKind::add_skill: scheduler.add_skill(operation.first, operation.second); return;
    case OperationKind::add_department: (void)scheduler.add_department(operation.at_us, line.line); return;
    default: break;
  }
  Outcome outcome;
  std::size_t applied = 0;
  scheduler.apply({&operation, 1}, {&outcome, 1}, &applied);
}

}  // namespace

Scheduler::Replayed Scheduler::replay(std::span<const std::uint8_t> journal) {
  if (journal.size() < Journal::kHeaderBytes) throw Error(ErrorCode::parse, "this is no journal of a scheduler");
  ByteReader header(journal);
  if (header.u64() != Journal::kMagic) throw Error(ErrorCode::parse, "this is no journal of a scheduler");
  if (header.u32() != Journal::kVersion) throw Error(ErrorCode::version, "a journal of another version");
  if (state_->journal.on()) throw Error(ErrorCode::state, "this scheduler keeps a journal itself");
  if (header.u64() != digest()) throw Error(ErrorCode::state, "the journal began at another state");
  const Frames frames = frames_of(journal);
  Scheduler copy = restore(snapshot());
  for (const auto content : frames.contents) {
    ByteReader reader(content);
    try {
      play_line(copy, read_line(reader));
    } catch (const Error &error) {
      throw Error(ErrorCode::parse, std::string("the journal says what cannot have happened: ") + error.what());
    }
  }
  state_.swap(copy.state_);
  return {frames.contents.size(), frames.bytes};
}

void Scheduler::start_journal() { state_->journal.start(digest()); }
std::vector<std::uint8_t> Scheduler::take_journal() { return state_->journal.take(); }
void Scheduler::stop_journal() noexcept { state_->journal.stop(); }

}  // namespace entente
