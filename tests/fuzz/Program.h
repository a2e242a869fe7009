// A generated program: its files as lines of tokens, and what is needed to run it.

#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"

#include "Coverage.h"

namespace aqua::fuzz {

/// What a token is for: mutations go by it.
enum class Role : uint8_t {
  Space,
  Keyword,
  Punctuation,
  Operator,
  VariableUse,
  FunctionUse,
  MethodUse,
  TypeUse,
  FieldUse,
  Introduced, // a name where it is defined
  Integer,
  Float,
  Bool,
  String,
  Comment,
};

struct Token {
  Role role = Role::Punctuation;
  std::string text;
};

using Tokens = std::vector<Token>;

/// Appends text with spaces, words (keywords or scalar types), operators and punctuation in it.
Tokens& operator<<(Tokens& tokens, llvm::StringRef text);
Tokens& operator<<(Tokens& tokens, const Tokens& more);
inline Tokens operator<<(Tokens&& tokens, llvm::StringRef text) {
  tokens << text;
  return std::move(tokens);
}
inline Tokens operator<<(Tokens&& tokens, const Tokens& more) {
  tokens << more;
  return std::move(tokens);
}
inline Tokens one(Role role, std::string text) {
  return {Token{role, std::move(text)}};
}

struct Line {
  int depth = 0;
  Tokens tokens; // none: a blank line
};
using Lines = std::vector<Line>;

struct File {
  std::string name;
  Lines lines;
};

struct Program {
  uint64_t seed = 0;
  std::vector<File> files; // the first one is `main.aqua`
  std::string function;    // the exported function to run
  llvm::json::Object scenario;
  bool isUnordered = false; // orders of arrays depend on delays
  Coverage coverage;
};

/// How lines become text.
struct Layout {
  int indent = 2;
};

[[nodiscard]] std::string toText(const File& file, Layout layout);

} // namespace aqua::fuzz
