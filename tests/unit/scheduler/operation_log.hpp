#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>

/// Decodes bytes into a small contract book and a sequence of operations, plays them on the engine and on the reference
/// model, and checks after each operation that both agree on everything that can be seen, and the properties that hold
/// always: accounts (identity, no negative balance), work conservation, isolation of reordering, and that looking and
/// calling more often changes nothing.
/// Returns "" or what went wrong first, behind the operations that led to it. `reached` counts what happened: outcomes
/// (`back: quota_exhausted`), steps of the ordering rule (`rule 3`), balances that were not 0 at the end (`expired`).
std::string play(std::span<const std::uint8_t> bytes, std::map<std::string, int> &reached);
