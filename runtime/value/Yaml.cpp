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

constexpr unsigned maxYamlDepth = 127;

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

/// The parser shouts: `Expected , between entries!`
std::string ourWords(llvm::StringRef message) {
  std::string text = message.rtrim("!.").str();
  if (!text.empty()) text.front() = llvm::toLower(text.front());
  return text;
}

class YamlReader {
public:
  explicit YamlReader(llvm::StringRef text) : text_(text) {
    sources_.setDiagHandler(
        [](const llvm::SMDiagnostic& diagnostic, void* reader) {
          static_cast<YamlReader*>(reader)->fail(diagnostic.getLoc(),
                                                 ourWords(diagnostic.getMessage()));
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
    error_ = {offsetOf(where), message.str()};
    return false;
  }

  /// Where the parser names no place, it is at the end of the text.
  [[nodiscard]] size_t offsetOf(llvm::SMLoc where) const {
    const char* const place = where.getPointer();
    if (place < text_.begin() || place > text_.end()) return text_.size();
    return static_cast<size_t>(place - text_.begin());
  }

  /// The parser knows the place of what follows a mark only: finds the mark before it.
  [[nodiscard]] llvm::SMLoc markBefore(llvm::SMLoc where, const llvm::Twine& mark) const {
    const size_t found = text_.take_front(offsetOf(where)).rfind(mark.str());
    return found == llvm::StringRef::npos ? where
                                          : llvm::SMLoc::getFromPointer(text_.data() + found);
  }

  bool checkProperties(const llvm::yaml::Node& node);
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
  size_t lastEnd_ = 0; // where the last scalar ended
  bool failed_ = false;
  TextError error_;
};

/// Whether a block scalar whose text begins after `before` has the folding header `>`.
bool isFolded(llvm::StringRef before) {
  before.consume_back("\n");
  const llvm::StringRef line = before.substr(before.rfind('\n') + 1);
  for (size_t at = line.find_first_of("|>"); at != llvm::StringRef::npos;
       at = line.find_first_of("|>", at + 1)) {
    const llvm::StringRef rest = line.substr(at + 1).ltrim("+-0123456789").ltrim();
    if (rest.empty() || rest.starts_with("#")) return line[at] == '>';
  }
  return false;
}

/// A plain scalar of several lines swallows the marks between documents.
bool containsMarker(llvm::StringRef raw) {
  return raw.contains("\n---") || raw.contains("\n...");
}

/// Whether a double-quoted scalar has an escape past the last code point: it would come as nothing.
bool escapesTooMuch(llvm::StringRef raw) {
  if (!raw.starts_with("\"")) return false;
  for (size_t at = raw.find('\\'); at != llvm::StringRef::npos; at = raw.find('\\', at + 2)) {
    uint32_t code = 0;
    if (raw.substr(at + 1).starts_with("U") && !raw.substr(at + 2, 8).getAsInteger(16, code) &&
        code > 0x10FFFF)
      return true;
  }
  return false;
}

bool isPlain(const llvm::yaml::ScalarNode& node) {
  const llvm::StringRef raw = node.getRawValue();
  return raw.empty() || (raw.front() != '"' && raw.front() != '\'');
}

bool YamlReader::checkProperties(const llvm::yaml::Node& node) {
  const llvm::SMLoc start = node.getSourceRange().Start;
  if (const llvm::StringRef anchor = node.getAnchor(); !anchor.empty())
    return fail(markBefore(start, "&" + anchor), "anchors are not supported");
  if (const llvm::StringRef tag = node.getRawTag(); !tag.empty())
    return fail(markBefore(start, tag), "tags are not supported");
  if (const auto* alias = llvm::dyn_cast<llvm::yaml::AliasNode>(&node))
    return fail(markBefore(start, "*" + alias->getName()), "aliases are not supported");
  return true;
}

bool YamlReader::readNode(llvm::yaml::Node* node, Value& value) {
  if (!node) return fail({}, "not a YAML text");
  const llvm::SMLoc start = node->getSourceRange().Start;
  if (!checkProperties(*node)) return false;
  if (depth_ == maxYamlDepth) return fail(start, "nesting is too deep");
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
  --depth_;
  return ok && !node->failed();
}

bool YamlReader::text(const llvm::yaml::ScalarNode& node, std::string& string) {
  llvm::SmallString<64> storage;
  llvm::StringRef value = node.getValue(storage);
  const llvm::SMLoc start = node.getSourceRange().Start;
  if (isPlain(node)) {
    if (containsMarker(node.getRawValue())) return fail(start, "only one document is allowed");
    value = value.rtrim(" \t");
  }
  string = value.str();
  lastEnd_ = offsetOf(node.getSourceRange().End);
  if (!joinSurrogates(string) || escapesTooMuch(node.getRawValue()))
    return fail(start, "escape sequence of no character");
  return true;
}

bool YamlReader::readScalar(const llvm::yaml::ScalarNode& node, Value& value) {
  std::string string;
  if (!text(node, string)) return false;
  value = isPlain(node) ? typedPlain(string) : Value::string(string);
  return true;
}

bool YamlReader::readBlock(const llvm::yaml::BlockScalarNode& node, Value& value) {
  const llvm::SMLoc start = node.getSourceRange().Start;
  if (isFolded(text_.take_front(offsetOf(start))))
    return fail(start, "folded scalars are not supported");
  value = Value::string(node.getValue());
  // The line end belongs to the scalar, but to readMapping it separates.
  lastEnd_ = offsetOf(start);
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
  if (!checkProperties(*node)) return false;
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
    const size_t lastEnd = lastEnd_;
    if (!readKey(key, member.first)) return false;
    // The parser takes the end of `a: "b" c` for another key.
    const size_t begin = offsetOf(key->getSourceRange().Start);
    if (!keys.empty() && text_.slice(lastEnd, begin).find_first_of(",\n") == llvm::StringRef::npos)
      return fail(key->getSourceRange().Start, "unexpected text after the value");
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
