#include "FieldReader.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

#include <fmt/format.h>

namespace aqua::value {

namespace {

llvm::StringRef kindText(Kind kind) {
  switch (kind) {
  case Kind::Null: return "null";
  case Kind::Bool: return "a boolean";
  case Kind::Int:
  case Kind::UInt:
  case Kind::Float: return "a number";
  case Kind::String: return "a string";
  case Kind::Array: return "a list";
  case Kind::Object: return "an object";
  }
  llvm_unreachable("all kinds are listed");
}

std::string expected(llvm::StringRef what, const Value& found) {
  return fmt::format("expected {}, found {}", what.str(), kindText(found.kind()).str());
}

} // namespace

void FieldReader::object(const Value& value, llvm::ArrayRef<Field> fields) {
  map(value, [&](llvm::StringRef name, const Value& item) {
    const auto* field = llvm::find_if(fields, [&](const Field& f) { return f.name == name; });
    if (field == fields.end())
      unknownField(name, fields);
    else
      field->read(item);
  });
}

void FieldReader::unknownField(llvm::StringRef name, llvm::ArrayRef<Field> fields) {
  llvm::SmallVector<llvm::StringRef> names;
  for (const Field& field : fields)
    names.push_back(field.name);
  if (const auto best = closest(name, names))
    reportKey(fmt::format("unknown field `{}`; did you mean `{}`?", name.str(), best->str()));
  else
    reportKey(
        fmt::format("unknown field `{}`; there are: {}", name.str(), llvm::join(names, ", ")));
}

void FieldReader::map(const Value& value, VisitKey visit) {
  if (!value.isObject()) return report(expected("an object", value));
  for (const auto& [key, item] : value.members()) {
    path_.push_back({key, std::nullopt});
    visit(key, item);
    path_.pop_back();
  }
}

void FieldReader::list(const Value& value, Visit visit) {
  if (!value.isArray()) return report(expected("a list", value));
  for (const auto& [index, item] : llvm::enumerate(value.items())) {
    path_.push_back({"", index});
    visit(item);
    path_.pop_back();
  }
}

std::optional<std::string> FieldReader::text(const Value& value) {
  if (value.isString()) return value.asString().str();
  report(expected("a string", value));
  return std::nullopt;
}

std::optional<bool> FieldReader::boolean(const Value& value) {
  if (value.kind() == Kind::Bool) return value.asBool();
  report(expected("true or false", value));
  return std::nullopt;
}

std::optional<int64_t> FieldReader::integer(const Value& value, int64_t min, int64_t max) {
  if (value.kind() == Kind::UInt) { // beyond the other integers
    report(fmt::format("must be at most {}", max));
    return std::nullopt;
  }
  if (value.kind() != Kind::Int) {
    report(value.isNumber() ? "expected an integer" : expected("an integer", value));
    return std::nullopt;
  }
  const int64_t number = value.asInt();
  if (number >= min && number <= max) return number;
  report(number < min ? fmt::format("must be at least {}", min)
                      : fmt::format("must be at most {}", max));
  return std::nullopt;
}

std::optional<double> FieldReader::number(const Value& value, double min, double max) {
  if (!value.isNumber()) {
    report(expected("a number", value));
    return std::nullopt;
  }
  const double number = value.kind() == Kind::Int    ? static_cast<double>(value.asInt())
                        : value.kind() == Kind::UInt ? static_cast<double>(value.asUInt())
                                                     : value.asFloat();
  if (number >= min && number <= max) return number;
  report(fmt::format("must be between {} and {}", min, max));
  return std::nullopt;
}

std::optional<size_t> FieldReader::word(const Value& value, llvm::ArrayRef<llvm::StringRef> words) {
  const auto* found = value.isString() ? llvm::find(words, value.asString()) : words.end();
  if (found != words.end()) return static_cast<size_t>(found - words.begin());
  std::string choices;
  for (const llvm::StringRef word : words)
    choices += fmt::format("{}`{}`", choices.empty() ? "" : " or ", word.str());
  report(value.isString() ? fmt::format("expected {}, found `{}`", choices, value.asString().str())
                          : expected(choices, value));
  return std::nullopt;
}

void FieldReader::report(std::string message) {
  problems_.push_back({path_, FieldProblem::At::Value, std::move(message)});
}

void FieldReader::reportKey(std::string message) {
  problems_.push_back({path_, FieldProblem::At::Key, std::move(message)});
}

void FieldReader::reportAt(llvm::ArrayRef<std::string> keys, std::string message) {
  std::vector<PathStep> steps;
  for (const std::string& key : keys)
    steps.push_back({key, std::nullopt});
  reportAt(llvm::ArrayRef(steps), std::move(message));
}

void FieldReader::reportAt(llvm::ArrayRef<PathStep> steps, std::string message) {
  std::vector<PathStep> path = path_;
  path.insert(path.end(), steps.begin(), steps.end());
  problems_.push_back({std::move(path), FieldProblem::At::Value, std::move(message)});
}

std::string pathText(llvm::ArrayRef<PathStep> path) {
  std::string text;
  for (const PathStep& step : path) {
    if (step.index)
      text += fmt::format("[{}]", *step.index);
    else
      text += (text.empty() ? "" : ".") + step.key;
  }
  return text;
}

namespace {

/// Where a node begins. LLVM's flow maps and sequences begin after their bracket.
const char* beginOf(const llvm::yaml::Node* node, const char* textBegin) {
  const char* begin = node->getSourceRange().Start.getPointer();
  if (!llvm::isa<llvm::yaml::MappingNode, llvm::yaml::SequenceNode>(node)) return begin;
  const char* before = begin;
  while (before > textBegin && llvm::isSpace(before[-1]))
    --before;
  return before > textBegin && (before[-1] == '{' || before[-1] == '[') ? before - 1 : begin;
}

/// Walks down a parsed document. LLVM's nodes can be read only once, in order.
class Locator {
public:
  Locator(const FieldProblem& problem, const char* textBegin)
      : problem_(problem), textBegin_(textBegin) {}

  const char* find(llvm::yaml::Node* node) {
    const char* key = nullptr;
    for (const PathStep& step : problem_.path) {
      if (step.index) {
        node = item(node, *step.index);
        key = node ? beginOf(node, textBegin_) : nullptr;
      } else {
        node = member(node, step.key, key);
      }
      if (!node) return key;
    }
    if (problem_.at == FieldProblem::At::Key && key) return key;
    return node ? beginOf(node, textBegin_) : nullptr;
  }

private:
  static llvm::yaml::Node* item(llvm::yaml::Node* node, size_t index) {
    auto* sequence = llvm::dyn_cast_or_null<llvm::yaml::SequenceNode>(node);
    if (!sequence) return nullptr;
    for (llvm::yaml::Node& candidate : *sequence) {
      if (index-- == 0) return &candidate;
      candidate.skip();
    }
    return nullptr;
  }

  static llvm::yaml::Node* member(llvm::yaml::Node* node, llvm::StringRef name, const char*& key) {
    auto* mapping = llvm::dyn_cast_or_null<llvm::yaml::MappingNode>(node);
    if (!mapping) return nullptr;
    for (llvm::yaml::KeyValueNode& entry : *mapping) {
      llvm::SmallString<32> storage;
      auto* scalar = llvm::dyn_cast_or_null<llvm::yaml::ScalarNode>(entry.getKey());
      if (scalar && scalar->getValue(storage).rtrim() == name) {
        key = scalar->getSourceRange().Start.getPointer();
        return entry.getValue();
      }
      entry.skip();
    }
    return nullptr;
  }

  const FieldProblem& problem_;
  const char* textBegin_;
};

} // namespace

std::optional<size_t> locateField(llvm::StringRef text, const FieldProblem& problem) {
  llvm::SourceMgr sources;
  sources.setDiagHandler([](const llvm::SMDiagnostic&, void*) {});
  llvm::yaml::Stream stream(text, sources, /*ShowColors=*/false);
  auto document = stream.begin();
  if (document == stream.end()) return std::nullopt;
  const char* found = Locator(problem, text.begin()).find(document->getRoot());
  if (stream.failed() || !found || found < text.begin() || found > text.end()) return std::nullopt;
  return static_cast<size_t>(found - text.begin());
}

std::optional<llvm::StringRef> closest(llvm::StringRef name,
                                       llvm::ArrayRef<llvm::StringRef> candidates) {
  std::optional<llvm::StringRef> best;
  unsigned bestDistance = static_cast<unsigned>(name.size() / 3 + 2);
  for (const llvm::StringRef candidate : candidates) {
    const unsigned distance =
        name.edit_distance_insensitive(candidate, /*AllowReplacements=*/true, bestDistance);
    if (distance >= bestDistance) continue;
    bestDistance = distance;
    best = candidate;
  }
  return best;
}

} // namespace aqua::value
