#include "operation_log.hpp"

#include <stdexcept>

#include "log_game.hpp"

std::string play(std::span<const std::uint8_t> bytes, std::map<std::string, int> &reached) {
  LogGame game(bytes, reached);
  try {
    game.run();
  } catch (const std::exception &error) {
    return game.trace() + error.what();
  }
  return "";
}
