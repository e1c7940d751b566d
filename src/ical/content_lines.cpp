#include "ical/content_lines.hpp"

#include <algorithm>
#include <optional>

#include "entente/base/error.hpp"
#include "entente/base/limits.hpp"
#include "entente/base/utf8.hpp"

namespace entente::ical {
namespace {

constexpr std::size_t kDepth = 32;

[[noreturn]] void fail(std::int64_t line, const std::string &what, ErrorCode code = ErrorCode::parse) {
  throw Error(code, "line " + std::to_string(line) + ": " + what, {line, 0});
}

std::string capitals(std::string_view text) {
  std::string result(text);
  for (char &c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result;
}

/// Physical lines, checked.
class Lines {
 public:
  explicit Lines(std::string_view feed) : rest_(feed) {
    if (feed.size() > limits::kDocumentBytes) fail(0, "a feed of more than 16 MiB", ErrorCode::limit);
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }

  [[nodiscard]] std::int64_t number() const { return number_; }
  [[nodiscard]] bool next_is_folded() const { return !rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t'); }

  std::optional<std::string_view> next() {
    if (rest_.empty()) return std::nullopt;
    ++number_;
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    for (const char c : line) {
      const auto byte = static_cast<unsigned char>(c);
      if ((byte < 0x20 && c != '\t') || byte == 0x7F) fail(number_, "a control character");
    }
    return line;
  }

 private:
  std::string_view rest_;
  std::int64_t number_ = 0;
};

void check_utf8(const ContentLine &line) {
  for (std::size_t at = 0; at < line.text.size();) {
    const std::size_t length = utf8_length(line.text, at);
    if (length == 0) fail(line.number, "not UTF-8");
    at += length;
  }
}

/// The next content line. Folds may cut a UTF-8 sequence, so it is checked when it is whole.
std::optional<ContentLine> next_content_line(Lines &lines) {
  std::optional<std::string_view> physical = lines.next();
  while (physical && physical->empty()) physical = lines.next();
  if (!physical) return std::nullopt;
  ContentLine line{lines.number(), "", std::string(*physical)};
  while (lines.next_is_folded()) line.text += lines.next()->substr(1);
  check_utf8(line);
  const std::size_t end = line.text.find_first_of(":;");
  if (end == std::string::npos) fail(line.number, "no content line: a name, \":\" and a value were expected");
  const std::string_view name = std::string_view(line.text).substr(0, end);
  const bool is_name = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  if (!is_name) fail(line.number, "no content line: the name of a property was expected");
  line.name = capitals(name);
  return line;
}

/// The component that a BEGIN or END names.
std::string component_of(const ContentLine &line) {
  if (line.text.size() <= line.name.size() || line.text[line.name.size()] != ':') fail(line.number, "no component");
  return capitals(std::string_view(line.text).substr(line.name.size() + 1));
}

/// The components that are open at a place of the feed.
class Nesting {
 public:
  void begin(const ContentLine &line) {
    const std::string component = component_of(line);
    if (open_.empty() && component != "VCALENDAR") fail(line.number, "BEGIN:VCALENDAR was expected");
    if (open_.size() == kDepth) fail(line.number, "components are nested too deep", ErrorCode::limit);
    open_.push_back({component, line.number});
  }
  void end(const ContentLine &line) {
    if (open_.empty()) fail(line.number, "BEGIN:VCALENDAR was expected");
    if (component_of(line) != open_.back().name) {
      fail(line.number, "END:" + open_.back().name + " was expected, which began in line " +
                            std::to_string(open_.back().number));
    }
    open_.pop_back();
  }
  /// Directly in an event, or right after it began or ended.
  [[nodiscard]] bool is_event() const {
    return open_.size() == 2 && open_.back().name == "VEVENT";
  }
  void check_outside(const ContentLine &line) const {
    if (open_.empty()) fail(line.number, "BEGIN:VCALENDAR was expected");
  }
  void check_closed(std::int64_t last_line) const {
    if (open_.empty()) return;
    fail(last_line, "the feed ends within " + open_.back().name + ", which began in line " +
                        std::to_string(open_.back().number));
  }

 private:
  struct Component {
    std::string name;
    std::int64_t number;
  };
  std::vector<Component> open_;
};

}  // namespace

std::vector<EventLines> read_events(std::string_view feed) {
  std::vector<EventLines> events;
  Lines lines(feed);
  Nesting nesting;
  bool is_empty = true;
  while (std::optional<ContentLine> line = next_content_line(lines)) {
    is_empty = false;
    if (line->name == "BEGIN") {
      nesting.begin(*line);
      if (nesting.is_event()) events.push_back({line->number, {}});
    } else if (line->name == "END") {
      nesting.end(*line);
    } else {
      nesting.check_outside(*line);
      if (nesting.is_event()) events.back().lines.push_back(std::move(*line));
    }
  }
  if (is_empty) fail(1, "BEGIN:VCALENDAR was expected");
  nesting.check_closed(lines.number());
  return events;
}

}  // namespace entente::ical
