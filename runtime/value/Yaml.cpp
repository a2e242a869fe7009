// Reader of the YAML subset of project and scenario files (spec/07 §17.6): LLVM's parser finds the
// nodes, this file types the scalars and refuses what that parser gets wrong or silently drops.

#include <algorithm>

#include "Value.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

namespace aqua::value {
namespace {

constexpr unsigned maxDepth = 127;

/// The type of a plain scalar is that of the same JSON text; what is no JSON scalar is a string.
Value typedPlain(llvm::StringRef text) {
  if (text.empty() || text == "~") return {};
  const bool mayBeJson = text.front() == '-' || llvm::isDigit(text.front()) || text == "null" ||
                         text == "true" || text == "false";
  if (!mayBeJson) return Value::string(text);
  ReadResult json = parseJson(text, Floats::Exact);
  return json.ok ? std::move(json.value) : Value::string(text);
}

/// LLVM decodes each half of an escaped surrogate pair alone, into three bytes that are no UTF-8:
/// ED A0..AF xx, ED B0..BF xx. Joins the halves; false if one is alone.
bool joinSurrogates(std::string& text) {
  const auto half = [&](size_t at) -> uint32_t {
    if (at + 3 > text.size() || text[at] != '\xED') return 0;
    const uint32_t code = 0xD000U | ((static_cast<unsigned char>(text[at + 1]) & 0x3FU) << 6U) |
                          (static_cast<unsigned char>(text[at + 2]) & 0x3FU);
    return code >= 0xD800 ? code : 0;
  };
  for (size_t at = text.find('\xED'); at != std::string::npos; at = text.find('\xED', at + 1)) {
    const uint32_t high = half(at);
    if (high == 0) continue;
    const uint32_t low = half(at + 3);
    if (high >= 0xDC00 || low < 0xDC00) return false;
    char buffer[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
    char* end = buffer;
    llvm::ConvertCodePointToUTF8(0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00), end);
    text.replace(at, 6, buffer, static_cast<size_t>(end - buffer));
  }
  return true;
}

class YamlReader {
public:
  explicit YamlReader(llvm::StringRef text) : text_(text) {
    sources_.setDiagHandler(
        [](const llvm::SMDiagnostic& diagnostic, void* reader) {
          static_cast<YamlReader*>(reader)->fail(diagnostic.getLoc(), diagnostic.getMessage());
        },
        this);
  }

  ReadResult read() {
    llvm::yaml::Stream stream(text_, sources_, /*ShowColors=*/false);
    Value value;
    auto document = stream.begin();
    if (document == stream.end()) return result(stream, Value());
    readNode(document->getRoot(), value);
    if (!failed_ && !stream.failed() && ++document != stream.end())
      if (const auto* second = document->getRoot())
        fail(second->getSourceRange().Start, "only one document is allowed");
    return result(stream, std::move(value));
  }

private:
  ReadResult result(llvm::yaml::Stream& stream, Value value) {
    if (stream.failed()) fail({}, "not a YAML text");
    if (failed_) return {{}, false, error_};
    return {std::move(value), true, {}};
  }

  /// Keeps the first problem only: those after it may be due to it.
  bool fail(llvm::SMLoc where, llvm::StringRef message) {
    if (failed_) return false;
    failed_ = true;
    // Where the parser names no place, it is at the end of the text.
    size_t offset = text_.size();
    if (const char* place = where.getPointer(); place >= text_.begin() && place <= text_.end())
      offset = static_cast<size_t>(place - text_.begin());
    error_ = {offset, message.str()};
    return false;
  }

  bool readNode(llvm::yaml::Node* node, Value& value);
  bool readScalar(const llvm::yaml::ScalarNode& node, Value& value);
  bool readBlock(const llvm::yaml::BlockScalarNode& node, Value& value);
  bool readSequence(llvm::yaml::SequenceNode& node, Value& value);
  bool readMapping(llvm::yaml::MappingNode& node, Value& value);
  bool readKey(llvm::yaml::Node* node, std::string& key);
  bool text(const llvm::yaml::ScalarNode& node, std::string& string);

  llvm::StringRef text_;
  llvm::SourceMgr sources_;
  unsigned depth_ = 0;
  bool failed_ = false;
  TextError error_;
};

bool isPlain(const llvm::yaml::ScalarNode& node) {
  const llvm::StringRef raw = node.getRawValue();
  return raw.empty() || (raw.front() != '"' && raw.front() != '\'');
}

bool YamlReader::readNode(llvm::yaml::Node* node, Value& value) {
  if (!node) return fail({}, "not a YAML text");
  const llvm::SMLoc start = node->getSourceRange().Start;
  if (!node->getAnchor().empty()) return fail(start, "anchors are not supported");
  if (!node->getRawTag().empty()) return fail(start, "tags are not supported");
  if (depth_ == maxDepth) return fail(start, "nesting is too deep");
  ++depth_;
  bool ok = true;
  if (const auto* scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(node))
    ok = readScalar(*scalar, value);
  else if (const auto* block = llvm::dyn_cast<llvm::yaml::BlockScalarNode>(node))
    ok = readBlock(*block, value);
  else if (auto* sequence = llvm::dyn_cast<llvm::yaml::SequenceNode>(node))
    ok = readSequence(*sequence, value);
  else if (auto* mapping = llvm::dyn_cast<llvm::yaml::MappingNode>(node))
    ok = readMapping(*mapping, value);
  else if (llvm::isa<llvm::yaml::AliasNode>(node))
    ok = fail(start, "aliases are not supported");
  --depth_;
  return ok && !node->failed();
}

bool YamlReader::text(const llvm::yaml::ScalarNode& node, std::string& string) {
  llvm::SmallString<64> storage;
  llvm::StringRef value = node.getValue(storage);
  if (isPlain(node)) value = value.rtrim(" \t");
  string = value.str();
  return joinSurrogates(string) ||
         fail(node.getSourceRange().Start, "lone surrogate in an escape sequence");
}

bool YamlReader::readScalar(const llvm::yaml::ScalarNode& node, Value& value) {
  std::string string;
  if (!text(node, string)) return false;
  value = isPlain(node) ? typedPlain(string) : Value::string(string);
  return true;
}

bool YamlReader::readBlock(const llvm::yaml::BlockScalarNode& node, Value& value) {
  const llvm::SMLoc start = node.getSourceRange().Start;
  if (*start.getPointer() == '>') return fail(start, "folded scalars are not supported");
  value = Value::string(node.getValue());
  return true;
}

bool YamlReader::readSequence(llvm::yaml::SequenceNode& node, Value& value) {
  std::vector<Value> items;
  for (llvm::yaml::Node& item : node)
    if (!readNode(&item, items.emplace_back())) return false;
  value = Value::array(std::move(items));
  return true;
}

bool YamlReader::readKey(llvm::yaml::Node* node, std::string& key) {
  if (!node) return fail({}, "not a YAML text");
  const auto* scalar = llvm::dyn_cast<llvm::yaml::ScalarNode>(node);
  const llvm::SMLoc start = node->getSourceRange().Start;
  if (!scalar) return fail(start, "a key must be a scalar");
  if (!node->getAnchor().empty()) return fail(start, "anchors are not supported");
  if (!node->getRawTag().empty()) return fail(start, "tags are not supported");
  if (!text(*scalar, key)) return false;
  if (key == "<<" && isPlain(*scalar)) return fail(start, "merge keys are not supported");
  return true;
}

bool YamlReader::readMapping(llvm::yaml::MappingNode& node, Value& value) {
  std::vector<Member> members;
  llvm::StringSet<> keys;
  for (llvm::yaml::KeyValueNode& entry : node) {
    llvm::yaml::Node* const key = entry.getKey();
    Member& member = members.emplace_back();
    if (!readKey(key, member.first)) return false;
    if (!keys.insert(member.first).second)
      return fail(key->getSourceRange().Start, "duplicate key `" + member.first + "`");
    if (!readNode(entry.getValue(), member.second)) return false;
  }
  value = Value::object(std::move(members));
  return true;
}

/// Offset of the first byte that is not part of legal UTF-8.
size_t legalPrefix(llvm::StringRef text) {
  const auto* const begin = reinterpret_cast<const llvm::UTF8*>(text.begin());
  const auto* const end = reinterpret_cast<const llvm::UTF8*>(text.end());
  const llvm::UTF8* place = begin;
  llvm::isLegalUTF8String(&place, end);
  return static_cast<size_t>(place - begin);
}

} // namespace

ReadResult parseYaml(llvm::StringRef text) {
  if (text.ltrim().starts_with("{")) return parseJson(text, Floats::Exact);
  // The parser below keeps illegal bytes, and it skips a byte order mark by itself.
  if (const size_t legal = legalPrefix(text); legal != text.size())
    return {{}, false, {legal, "invalid UTF-8"}};
  return YamlReader(text).read();
}

} // namespace aqua::value
