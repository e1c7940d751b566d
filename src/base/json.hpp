#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem_list.hpp"
#include "entente/base/problem.hpp"

/// A strict reader of JSON (RFC 8259): duplicate keys, byte order marks, characters U+0000, invalid UTF-8 and
/// anything beyond the limits are problems with their place; numbers keep their digits.
namespace entente::json {

enum class Kind : std::uint8_t { null, boolean, number, text, array, object };

struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

inline constexpr std::uint32_t kNoNode = 0xFFFFFFFF;

/// One value of a document. Children are linked; a child of an object has a key.
struct Node {
  std::string_view text;  ///< characters of a text, digits of a number as written, `true`, `false`, `null`
  std::string_view key;
  Place place;
  Place key_place;
  std::uint32_t parent = kNoNode;
  std::uint32_t index = 0;  ///< among its siblings
  std::uint32_t first = kNoNode;
  std::uint32_t next = kNoNode;
  std::uint32_t size = 0;  ///< number of children
  Kind kind = Kind::null;
};

class Value;

/// An immutable tree. Refers to the text it was parsed from, which must outlive it. Moving it is cheap;
/// destroying it allocates nothing.
class Document {
 public:
  [[nodiscard]] Value root() const noexcept;

 private:
  friend class Builder;
  friend class Value;
  std::vector<Node> nodes_;
  std::deque<std::string> unescaped_;  ///< texts that differ from their spelling in the document
};

/// One value of a Document, which must outlive it. Cheap to copy.
class Value {
 public:
  Value(const Document &document, std::uint32_t node) noexcept : document_(&document), node_(node) {}

  [[nodiscard]] Kind kind() const noexcept { return node().kind; }
  [[nodiscard]] std::string_view text() const noexcept { return node().text; }
  [[nodiscard]] std::string_view key() const noexcept { return node().key; }
  [[nodiscard]] std::uint32_t size() const noexcept { return node().size; }
  [[nodiscard]] Position position() const noexcept { return {node().place.line, node().place.column}; }
  [[nodiscard]] Position key_position() const noexcept {
    return {node().key_place.line, node().key_place.column};
  }
  /// The first member of this key, or nothing.
  [[nodiscard]] std::optional<Value> member(std::string_view key) const noexcept;
  /// JSON Pointer (RFC 6901) to this value. O(its length).
  [[nodiscard]] std::string pointer() const;
  /// The value in at most 80 bytes: scalars as JSON, "an array", "an object".
  [[nodiscard]] std::string description() const;

  class Iterator {
   public:
    Iterator(const Document &document, std::uint32_t node) noexcept : document_(&document), node_(node) {}
    Value operator*() const noexcept { return {*document_, node_}; }
    Iterator &operator++() noexcept {
      node_ = document_->nodes_[node_].next;
      return *this;
    }
    bool operator!=(const Iterator &other) const noexcept { return node_ != other.node_; }

   private:
    const Document *document_;
    std::uint32_t node_;
  };
  /// Children in the order of the document.
  [[nodiscard]] Iterator begin() const noexcept { return {*document_, node().first}; }
  [[nodiscard]] Iterator end() const noexcept { return {*document_, kNoNode}; }

 private:
  [[nodiscard]] const Node &node() const noexcept { return document_->nodes_[node_]; }
  const Document *document_;
  std::uint32_t node_;
};

/// Reads a document. Empty where the text is no JSON, has invalid UTF-8 or breaks a limit: then exactly one
/// problem
/// (`syntax`, `not_utf8`, `byte_order_mark`, `out_of_range` or `limit`) is left in `problems`. Otherwise the
/// tree, with a problem for each `duplicate_key`, `nul_character` and `too_long` (keys beyond
/// limits::kNameBytes). O(n log n).
[[nodiscard]] std::optional<Document> parse(std::string_view text, ProblemList &problems);

}  // namespace entente::json
