#include "base/json.hpp"
#include "base/words.hpp"

namespace entente::json {

Value Document::root() const noexcept {
  return {*this, 0};
}

std::optional<Value> Value::member(std::string_view key) const noexcept {
  if (kind() != Kind::object) return std::nullopt;
  for (const Value child : *this) {
    if (child.key() == key) return child;
  }
  return std::nullopt;
}

std::string Value::pointer() const {
  std::vector<const Node *> path;
  for (const Node *node = &this->node(); node->parent != kNoNode; node = &document_->nodes_[node->parent]) {
    path.push_back(node);
  }
  std::string text;
  for (auto step = path.rbegin(); step != path.rend(); ++step) {
    text += '/';
    if (document_->nodes_[(*step)->parent].kind == Kind::array) {
      text += std::to_string((*step)->index);
      continue;
    }
    for (const char c : (*step)->key) {
      if (c == '~')
        text += "~0";
      else if (c == '/')
        text += "~1";
      else
        text += c;
    }
  }
  return text;
}

std::string Value::description() const {
  switch (kind()) {
    case Kind::array:
      return "an array";
    case Kind::object:
      return "an object";
    case Kind::text:
      return shortened(json_quoted(text()));
    default:
      return shortened(text());
  }
}

}  // namespace entente::json
