#include "base/json.hpp"

#include <nlohmann/json.hpp>

#include "base/json_cursor.hpp"
#include "base/words.hpp"
#include "entente/base/limits.hpp"

namespace entente::json {
namespace {

Position position(Place place) {
  return {place.line, place.column};
}

/// A token in our words, given the parser's.
std::string token_name(std::string_view name) {
  if (name == "string literal") return "a string";
  if (name == "number literal") return "a number";
  if (name == "end of input") return "the end of the text";
  if (name == "'[', '{', or a literal") return "a value";
  return shortened(name);
}

}  // namespace

/// The handler of the SAX events. Returning false ends the parse; the one problem is then already recorded.
class Builder {
 public:
  Builder(std::string_view text, ProblemList &problems) : cursor_(text), text_(text), problems_(problems) {}

  bool null() { return literal(Kind::null, 4); }
  bool boolean(bool value) { return literal(Kind::boolean, value ? 4 : 5); }
  bool number_integer(std::int64_t /*value*/) { return number(); }
  bool number_unsigned(std::uint64_t /*value*/) { return number(); }
  bool number_float(double /*value*/, const std::string & /*digits*/) { return number(); }
  bool binary(std::vector<std::uint8_t> & /*value*/) { return false; }  // does not occur in JSON

  bool string(std::string &value) {
    Node *node = append(Kind::text);
    if (node == nullptr) return false;
    node->text = keep(cursor_.take_string(), value);
    if (value.find('\0') != std::string::npos) {
      report("nul_character", Value(document_, last_), "a text without the character U+0000");
    }
    return true;
  }

  bool key(std::string &value) {
    cursor_.skip_separators();
    key_place_ = cursor_.place();
    key_ = keep(cursor_.take_string(), value);
    const bool has_nul = value.find('\0') != std::string::npos;
    const bool is_long = value.size() > limits::kNameBytes;
    if (!has_nul && !is_long) return true;
    // Pointers to it stay short and free of NUL.
    document_.unescaped_.push_back(shortened(json_quoted(value)));
    key_ = document_.unescaped_.back();
    if (problems_.full()) return true;
    problems_.add({has_nul ? "nul_character" : "too_long", Value(document_, open_.back().node).pointer(),
                   position(key_place_),
                   has_nul ? "a key without the character U+0000"
                           : "a key of at most " + std::to_string(limits::kNameBytes) + " bytes",
                   std::string(key_)});
    return true;
  }

  bool start_object(std::size_t /*size*/) { return open(Kind::object); }
  bool start_array(std::size_t /*size*/) { return open(Kind::array); }
  bool end_object() {
    report_duplicate_keys(open_.back().node);
    return close();
  }
  bool end_array() { return close(); }

  bool parse_error(std::size_t bytes_read, const std::string &last_token,
                   const nlohmann::detail::exception &error);

  [[nodiscard]] Document take() { return std::move(document_); }

 private:
  struct Container {
    std::uint32_t node;
    std::uint32_t last_child;
  };

  Node *append(Kind kind);
  void report_duplicate_keys(std::uint32_t object);
  bool refuse(const char *code, std::string expected, std::string got) {
    problems_.replace_all(
        {code, last_pointer(), position(cursor_.place()), std::move(expected), std::move(got)});
    return false;
  }
  void report(const char *code, Value at, const char *expected) {
    if (problems_.full()) return;  // pointers can be 32 long keys long
    problems_.add({code, at.pointer(), at.position(), expected, at.description()});
  }
  [[nodiscard]] std::string next_byte() const {
    static constexpr char kHex[] = "0123456789ABCDEF";
    if (cursor_.rest().empty()) return "the end of the text";
    const auto byte = static_cast<unsigned char>(cursor_.rest().front());
    return {'b', 'y', 't', 'e', ' ', '0', 'x', kHex[byte >> 4U], kHex[byte & 0xFU]};
  }
  /// Where the parse stands: the innermost open container.
  [[nodiscard]] std::string last_pointer() const {
    return open_.empty() ? std::string() : Value(document_, open_.back().node).pointer();
  }
  std::string_view keep(std::string_view spelling, const std::string &value) {
    if (spelling == value) return spelling;
    document_.unescaped_.push_back(value);
    return document_.unescaped_.back();
  }
  bool literal(Kind kind, std::size_t size) {
    Node *node = append(kind);
    if (node == nullptr) return false;
    node->text = cursor_.take(size);
    return true;
  }
  bool number() {
    Node *node = append(Kind::number);
    if (node == nullptr) return false;
    node->text = cursor_.take_number();
    return true;
  }
  bool open(Kind kind) {
    if (append(kind) == nullptr) return false;
    if (open_.size() == static_cast<std::size_t>(limits::kDocumentDepth)) {
      return refuse("limit",
                    "at most " + std::to_string(limits::kDocumentDepth) + " arrays and objects in each other",
                    "one more");
    }
    cursor_.take(1);
    open_.push_back({last_, kNoNode});
    return true;
  }
  bool close() {
    cursor_.skip_separators();
    cursor_.take(1);
    open_.pop_back();
    return true;
  }

  Cursor cursor_;
  std::string_view text_;
  ProblemList &problems_;
  Document document_;
  std::vector<Container> open_;
  std::string_view key_;
  Place key_place_;
  std::uint32_t last_ = kNoNode;  ///< the node appended last
};

Node *Builder::append(Kind kind) {
  cursor_.skip_separators();
  std::vector<Node> &nodes = document_.nodes_;
  if (nodes.size() == limits::kDocumentValues) {
    refuse("limit", "at most " + std::to_string(limits::kDocumentValues) + " values", "one more");
    return nullptr;
  }
  Node node;
  node.kind = kind;
  node.place = cursor_.place();
  last_ = static_cast<std::uint32_t>(nodes.size());
  if (!open_.empty()) {
    Container &container = open_.back();
    Node &parent = nodes[container.node];
    node.parent = container.node;
    node.index = parent.size++;
    if (parent.kind == Kind::object) {
      node.key = key_;
      node.key_place = key_place_;
    }
    (container.last_child == kNoNode ? parent.first : nodes[container.last_child].next) = last_;
    container.last_child = last_;
  }
  nodes.push_back(node);
  return &nodes.back();
}

void Builder::report_duplicate_keys(std::uint32_t object) {
  if (document_.nodes_[object].size < 2 || problems_.full()) return;
  std::vector<std::pair<std::string_view, std::uint32_t>> keys;
  for (std::uint32_t i = document_.nodes_[object].first; i != kNoNode; i = document_.nodes_[i].next) {
    keys.emplace_back(document_.nodes_[i].key, i);
  }
  std::sort(keys.begin(), keys.end());
  for (std::size_t i = 1; i < keys.size() && !problems_.full(); ++i) {
    if (keys[i].first != keys[i - 1].first) continue;
    const Value value(document_, keys[i].second);
    problems_.add({"duplicate_key", value.pointer(), value.key_position(), "each key once",
                   shortened(json_quoted(value.key())) + " again"});
  }
}

bool Builder::parse_error(std::size_t bytes_read, const std::string & /*last_token*/,
                          const nlohmann::detail::exception &error) {
  const std::string_view what = error.what();
  const std::size_t last_read = what.find("; last read: '");  // what follows is the document's own text
  const std::size_t unexpected = what.find("unexpected ");
  const std::size_t end = std::min(bytes_read, text_.size());
  if (error.id == 406) {  // a number beyond the range of double
    cursor_.skip_separators();
    return refuse("out_of_range", "a number within the range of double",
                  shortened(Cursor(cursor_.rest()).take_number()));
  }
  if (last_read != std::string_view::npos ||
      unexpected == std::string_view::npos) {  // a token that is wrong in itself, at the byte read last
    const std::string_view message = what.substr(0, last_read);
    const bool not_utf8 = message.find("UTF-8") != std::string_view::npos;
    cursor_.go_to(bytes_read > text_.size() || end == 0 ? end : end - 1);
    const std::size_t reason = message.find(" - ");
    const std::string_view detail = reason == std::string_view::npos ? message : message.substr(reason + 3);
    return refuse(not_utf8 ? "not_utf8" : "syntax", "JSON (" + shortened(detail, 160) + ")", next_byte());
  }
  if (end > 0 && bytes_read <= text_.size() &&
      std::string_view("[]{}:,").find(text_[end - 1]) != std::string_view::npos) {
    cursor_.go_to(end - 1);
  } else {
    cursor_.skip_separators();
  }
  const std::size_t expected = what.find("; expected ", unexpected);
  const std::string_view got = what.substr(unexpected + 11, expected - unexpected - 11);
  return refuse("syntax",
                token_name(expected == std::string_view::npos ? "JSON" : what.substr(expected + 11)),
                cursor_.rest().empty() ? "the end of the text" : token_name(got));
}

std::optional<Document> parse(std::string_view text, ProblemList &problems) {
  if (text.size() > limits::kDocumentBytes) {
    problems.replace_all({"limit",
                          "",
                          {1, 1},
                          "at most " + std::to_string(limits::kDocumentBytes) + " bytes",
                          std::to_string(text.size()) + " bytes"});
    return std::nullopt;
  }
  if (text.starts_with("\xEF\xBB\xBF")) {
    problems.replace_all(
        {"byte_order_mark", "", {1, 1}, "JSON that begins with its first value", "a byte order mark"});
    return std::nullopt;
  }
  // The parser would take a NUL byte for the end of the text.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    Cursor cursor(text);
    cursor.go_to(nul);
    problems.replace_all({"syntax", "", position(cursor.place()), "JSON", "a byte 0"});
    return std::nullopt;
  }
  Builder builder(text, problems);
  if (!nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &builder)) return std::nullopt;
  return builder.take();
}

}  // namespace entente::json
