#include "IndentedJson.h"

namespace aqua::host {

using value::Value;

namespace {

/// JSON values are at most 127 levels deep.
void append(std::string& out, const Value& value, size_t depth) {
  const auto newLine = [&out](size_t level) {
    out += '\n';
    out.append(4 * level, ' ');
  };
  const auto list = [&](char open, char close, size_t count, auto&& appendItem) {
    out += open;
    for (size_t i = 0; i < count; ++i) {
      if (i > 0) out += ',';
      newLine(depth + 1);
      appendItem(i);
    }
    if (count > 0) newLine(depth);
    out += close;
  };
  if (value.isArray()) {
    const auto items = value.items();
    list('[', ']', items.size(), [&](size_t i) { append(out, items[i], depth + 1); });
  } else if (value.isObject()) {
    const auto members = value.members();
    list('{', '}', members.size(), [&](size_t i) {
      out += value::toJson(Value::string(members[i].first)) + ": ";
      append(out, members[i].second, depth + 1);
    });
  } else {
    out += value::toJson(value);
  }
}

} // namespace

std::string toIndentedJson(const Value& value) {
  std::string text;
  append(text, value, 0);
  return text;
}

} // namespace aqua::host
