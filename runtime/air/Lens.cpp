#include "Lens.h"

#include <fmt/format.h>

#include "Unicode.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::air {
namespace {

class LensParser {
public:
  LensParser(llvm::StringRef text, ScriptBuilder& builder) : text_(text), builder_(builder) {}

  LensResult parse() {
    if (text_ == ".length") return {{.length = true, .accessors = {}}, ""};
    if (!text_.starts_with(".$")) {
      unexpectedSymbol(0, text_.size());
      return {{}, error_};
    }
    at_ = 2;
    if (atEnd()) return {{}, "provided lambda expression doesn't contain any accessor"};
    while (!atEnd())
      if (!accessor()) return {{}, error_};
    return {builder_.lens(accessors_), ""};
  }

private:
  [[nodiscard]] bool atEnd() const { return at_ == text_.size(); }
  [[nodiscard]] char peek() const { return atEnd() ? '\0' : text_[at_]; }

  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  bool fail(std::string message) {
    error_ = std::move(message);
    return false;
  }

  /// The words of AquaVM.
  bool unexpectedSymbol(size_t begin, size_t end) {
    return fail(fmt::format("User {{ error: UnexpectedSymbol({}, {}) }}", begin, end));
  }

  bool expected(llvm::StringRef what) {
    if (atEnd()) return fail(fmt::format("unexpected end of lambda, expected {}", what.str()));
    const CodePoint c = decode(text_, at_);
    if (!isNameCharacter(c.value) && !llvm::StringRef("[].!").contains(peek()))
      return unexpectedSymbol(at_, at_ + 1);
    return fail(fmt::format("unexpected '{}' at {} in lambda, expected {}",
                            text_.substr(at_, c.length).str(), at_, what.str()));
  }

  bool accessor();
  bool index(Accessor& accessor);
  bool identifier(llvm::StringRef& name, llvm::StringRef expectation);

  llvm::StringRef text_;
  ScriptBuilder& builder_;
  size_t at_ = 0;
  llvm::SmallVector<Accessor, 4> accessors_;
  std::string error_;
};

bool LensParser::accessor() {
  Accessor accessor;
  const bool dotted = take('.');
  if (take('[')) {
    if (llvm::isDigit(peek())) {
      if (!index(accessor)) return false;
    } else {
      llvm::StringRef name;
      if (!identifier(name, "number_accessor or string_accessor")) return false;
      accessor.kind = Accessor::Kind::Variable;
      accessor.variable = builder_.name(name);
    }
    if (!take(']')) return expected("\"]\"");
  } else if (dotted) {
    if (!identifier(accessor.field, "\"[\" or string_accessor")) return false;
  } else {
    return expected(accessors_.empty() ? "\".\" or \"[\"" : "\"!\" or \".\" or \"[\"");
  }
  take('!'); // the flattening sign has no effect (spec/04 §8)
  accessors_.push_back(accessor);
  return true;
}

bool LensParser::index(Accessor& accessor) {
  const size_t begin = at_;
  while (llvm::isDigit(peek()))
    ++at_;
  accessor.kind = Accessor::Kind::Index;
  if (text_.slice(begin, at_).getAsInteger(10, accessor.index))
    return fail(fmt::format("User {{ error: ParseIntError({}, {}, ParseIntError {{ kind: "
                            "PosOverflow }}) }}",
                            begin, at_));
  return true;
}

bool LensParser::identifier(llvm::StringRef& name, llvm::StringRef expectation) {
  const size_t begin = at_;
  if (llvm::isDigit(peek())) return expected(expectation);
  uint32_t lastLength = 1;
  while (!atEnd()) {
    const CodePoint c = decode(text_, at_);
    if (!isNameCharacter(c.value)) break;
    lastLength = c.length;
    at_ += c.length;
  }
  if (at_ == begin) return expected(expectation);
  // AquaVM cuts the name one byte behind the start of its last character, and traps.
  if (lastLength > 1) return fail("a name in a lambda can't end with a non-ASCII character");
  name = text_.slice(begin, at_);
  return true;
}

} // namespace

LensResult parseLens(llvm::StringRef text, ScriptBuilder& builder) {
  return LensParser(text, builder).parse();
}

} // namespace aqua::air
