#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "base/byte_stream.hpp"
#include "scheduler/journal.hpp"

namespace entente {

/// What the content of a frame says, with room for all of it.
struct ReadLine {
  Operation operation;
  std::string name;
  TermsChange change;
  QuotaLine line;
};

template <class C>
auto change_fields(C &c) {
  return std::array{&c.start_within_us, &c.spacing_us, &c.grace_us,  &c.answer_within_us, &c.quota,     &c.overdraft,
                    &c.carry_cap,       &c.carry_num,  &c.carry_den, &c.weight,           &c.period_us, &c.anchor_us};
}

template <class L>
auto line_fields(L &l) {
  return std::array{&l.quota,     &l.period_us, &l.start_within_us, &l.answer_within_us, &l.weight,   &l.spacing_us,
                    &l.carry_cap, &l.carry_num, &l.carry_den,       &l.overdraft,        &l.grace_us, &l.anchor_us};
}

/// Content: kind (1 byte), instant, request, first, second, value; then, by kind, key, client and SLA due date; a name;
/// the changed terms; a name and a quota line.
inline void write_line(ByteWriter &writer, const JournalLine &line) {
  const Operation &operation = line.operation;
  writer.u8(static_cast<std::uint8_t>(operation.kind));
  writer.i64(operation.at_us);
  writer.i32(operation.request);
  writer.i32(operation.first);
  writer.i32(operation.second);
  writer.i64(operation.value);
  switch (operation.kind) {
    case OperationKind::submit:
      for (const std::int64_t value : {operation.key, operation.client, operation.sla_due_us}) writer.i64(value);
      break;
    case OperationKind::add_pool:
    case OperationKind::add_agent: writer.text(line.name); break;
    case OperationKind::change_terms:
      for (const std::optional<std::int64_t> *field : change_fields(*line.change)) {
        writer.flag(field->has_value());
        writer.i64(field->value_or(0));
      }
      break;
    case OperationKind::add_department:
      writer.text(line.line->party);
      for (const std::int64_t *field : line_fields(*line.line)) writer.i64(*field);
      break;
    default: break;
  }
}

/// Throws ErrorCode::parse.
inline ReadLine read_line(ByteReader &reader) {
  ReadLine line;
  Operation &operation = line.operation;
  operation.kind = static_cast<OperationKind>(reader.u8_below(static_cast<std::uint8_t>(OperationKind::add_department) + 1));
  operation.at_us = reader.i64();
  operation.request = reader.i32();
  operation.first = reader.i32();
  operation.second = reader.i32();
  operation.value = reader.i64();
  switch (operation.kind) {
    case OperationKind::submit:
      operation.key = reader.i64();
      operation.client = reader.i64();
      operation.sla_due_us = reader.i64();
      break;
    case OperationKind::add_pool:
    case OperationKind::add_agent: line.name = reader.text(); break;
    case OperationKind::change_terms:
      for (std::optional<std::int64_t> *field : change_fields(line.change)) {
        const bool given = reader.flag();
        const std::int64_t value = reader.i64();
        if (given) *field = value;
      }
      break;
    case OperationKind::add_department:
      line.line.party = reader.text();
      for (std::int64_t *field : line_fields(line.line)) *field = reader.i64();
      break;
    default: break;
  }
  ByteReader::require(reader.left() == 0);
  return line;
}

}  // namespace entente
