#include "Print.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace aqua::lsp_test {

namespace {

namespace json = llvm::json;

constexpr size_t longestLine = 100;

std::string positionText(const json::Object& position) {
  return std::to_string(position.getInteger("line").value_or(-1)) + ":" +
         std::to_string(position.getInteger("character").value_or(-1));
}

bool isPosition(const json::Object& object) {
  return object.size() == 2 && object.get("line") && object.get("character");
}

bool isRange(const json::Object& object) {
  const json::Object* start = object.getObject("start");
  const json::Object* end = object.getObject("end");
  return object.size() == 2 && start && end && isPosition(*start) && isPosition(*end);
}

bool isNumbers(const json::Array& array) {
  return llvm::all_of(
      array, [](const json::Value& element) { return element.kind() == json::Value::Number; });
}

std::string quoted(llvm::StringRef text) {
  std::string result;
  llvm::raw_string_ostream(result) << json::Value(text);
  return result;
}

std::string print(const json::Value& value, size_t indent);

/// The parts on one line if they fit, else each on its own.
std::string join(const std::vector<std::string>& parts, const char* brackets, size_t indent) {
  size_t width = indent + 2;
  bool isLong = false;
  for (const std::string& part : parts) {
    width += part.size() + 2;
    isLong |= part.find('\n') != std::string::npos;
  }
  isLong |= width > longestLine;
  std::string result(1, brackets[0]);
  for (const std::string& part : parts) {
    if (&part != &parts.front()) result += isLong ? "," : ", ";
    if (isLong) result += "\n" + std::string(indent + 2, ' ');
    result += part;
  }
  return result + brackets[1];
}

std::string print(const json::Value& value, size_t indent) {
  std::vector<std::string> parts;
  if (const json::Array* array = value.getAsArray()) {
    for (const json::Value& element : *array)
      parts.push_back(print(element, indent + 2));
    if (isNumbers(*array)) return "[" + llvm::join(parts, " ") + "]";
    return join(parts, "[]", indent);
  }
  if (const json::Object* object = value.getAsObject()) {
    if (isPosition(*object)) return positionText(*object);
    if (isRange(*object))
      return positionText(*object->getObject("start")) + "-" +
             positionText(*object->getObject("end"));
    for (const json::Object::value_type* member : json::sortedElements(*object))
      parts.push_back(quoted(member->first) + ": " + print(member->second, indent + 2));
    return join(parts, "{}", indent);
  }
  std::string result;
  llvm::raw_string_ostream(result) << value;
  return result;
}

} // namespace

std::string printMessage(const json::Value& message) {
  const json::Object& object = *message.getAsObject();
  if (const json::Object* error = object.getObject("error"))
    return "error " + std::to_string(error->getInteger("code").value_or(0)) + ": " +
           error->getString("message").value_or("").str() +
           (object.get("id")->kind() == json::Value::Null ? " (to nobody)" : "");
  if (const json::Value* result = object.get("result")) return "result " + print(*result, 0);
  const std::string asked = object.get("id") ? " (id " + print(*object.get("id"), 0) + ")" : "";
  return object.getString("method").value_or("").str() + asked + " " +
         print(*object.get("params"), 0);
}

} // namespace aqua::lsp_test
