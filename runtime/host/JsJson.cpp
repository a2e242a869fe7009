#include "JsJson.h"

#include "JsNumber.h"

#include <charconv>
#include <cmath>

#include "llvm/ADT/StringExtras.h"

namespace aqua::host {

using value::Kind;
using value::Member;
using value::Value;

namespace {

/// `Number.prototype.toString`: value = 0.DIGITS * 10^point in the shortest digits.
std::string jsNumberText(double number) {
  if (number == 0) return "0";
  char buffer[40];
  const auto end = std::to_chars(std::begin(buffer), std::end(buffer), std::fabs(number),
                                 std::chars_format::scientific)
                       .ptr;
  const auto [mantissa, exponentText] =
      llvm::StringRef(buffer, static_cast<size_t>(end - buffer)).split('e');
  std::string digits;
  for (const char c : mantissa)
    if (c != '.') digits += c;
  int exponent = 0;
  exponentText.ltrim('+').getAsInteger(10, exponent);

  const auto length = static_cast<int>(digits.size());
  const int point = exponent + 1;
  std::string text = number < 0 ? "-" : "";
  if (point >= length && point <= 21)
    return text + digits + std::string(static_cast<size_t>(point - length), '0');
  if (point > 0 && point <= 21)
    return text + digits.substr(0, static_cast<size_t>(point)) + "." +
           digits.substr(static_cast<size_t>(point));
  if (point > -6 && point <= 0)
    return text + "0." + std::string(static_cast<size_t>(-point), '0') + digits;
  text += digits.front();
  if (length > 1) text += "." + digits.substr(1);
  return text + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
}

/// Whether a key counts as an index of an array, and which.
std::optional<uint32_t> arrayIndex(llvm::StringRef key) {
  uint32_t index = 0;
  if (key.empty() || (key.size() > 1 && key.front() == '0') || key.getAsInteger(10, index) ||
      index == UINT32_MAX || !llvm::isDigit(key.front()))
    return std::nullopt;
  return index;
}

class JsWriter {
public:
  explicit JsWriter(unsigned indent) : indent_(indent) {}

  void write(const Value& value);
  std::string take() { return std::move(out_); }

private:
  void writeObject(const Value& object);
  void newLine() {
    if (indent_ == 0) return;
    out_ += '\n';
    out_.append(size_t{depth_} * indent_, ' ');
  }
  /// Writes brackets around items, each written by a callback with its index.
  template <typename WriteItem>
  void list(char open, char close, size_t count, WriteItem writeItem) {
    out_ += open;
    ++depth_;
    for (size_t i = 0; i < count; ++i) {
      if (i > 0) out_ += ',';
      newLine();
      writeItem(i);
    }
    --depth_;
    if (count > 0) newLine();
    out_ += close;
  }

  unsigned indent_;
  unsigned depth_ = 0;
  std::string out_;
};

// Recursive: values nest little more than the 127 levels of their texts.
void JsWriter::write(const Value& value) {
  if (value.isArray()) {
    const auto items = value.items();
    list('[', ']', items.size(), [&](size_t i) { write(items[i]); });
  } else if (value.isObject()) {
    writeObject(value);
  } else if (value.kind() == Kind::Float) {
    const double number = value.asFloat();
    out_ += std::isfinite(number) ? jsNumberText(number) : "null";
  } else {
    out_ += value::toJson(value);
  }
}

void JsWriter::writeObject(const Value& object) {
  std::vector<std::pair<uint32_t, const Member*>> indexed;
  std::vector<const Member*> ordered;
  for (const Member& member : object.members()) {
    if (const auto index = arrayIndex(member.first))
      indexed.emplace_back(*index, &member);
    else
      ordered.push_back(&member);
  }
  llvm::sort(indexed);
  std::vector<const Member*> all;
  for (const auto& [index, member] : indexed)
    all.push_back(member);
  all.insert(all.end(), ordered.begin(), ordered.end());
  list('{', '}', all.size(), [&](size_t i) {
    out_ += value::toJson(Value::string(all[i]->first)) + (indent_ == 0 ? ":" : ": ");
    write(all[i]->second);
  });
}

} // namespace

uint8_t toJsByte(const Value& number) {
  if (isInteger(number)) return static_cast<uint8_t>(wide(number));
  const double rest = std::fmod(std::trunc(number.asFloat()), 256);
  return static_cast<uint8_t>(static_cast<int>(rest));
}

Value fromJsNumber(double number) {
  if (!std::isfinite(number)) return {};
  return value::parseJson(jsNumberText(number), value::Floats::Exact).value;
}

Value throughJs(const Value& value) {
  if (value.kind() == Kind::Float) return fromJsNumber(value.asFloat());
  if (value.isArray()) {
    std::vector<Value> items;
    for (const Value& item : value.items())
      items.push_back(throughJs(item));
    return Value::array(std::move(items));
  }
  if (value.isObject()) {
    std::vector<Member> members;
    for (const auto& [key, member] : value.members())
      members.emplace_back(key, throughJs(member));
    return Value::object(std::move(members));
  }
  return value;
}

std::string toJsJson(const Value& value, unsigned indent) {
  JsWriter writer(indent);
  writer.write(value);
  return writer.take();
}

} // namespace aqua::host
