// Tokens from pieces of text, and text from lines.

#include "Program.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace aqua::fuzz {

namespace {

Role roleOfWord(llvm::StringRef word) {
  if (llvm::isDigit(word.front())) return word.contains('.') ? Role::Float : Role::Integer;
  if (word == "true" || word == "false") return Role::Bool;
  if (llvm::isUpper(word.front())) return Role::VariableUse;
  return Role::Keyword;
}

size_t lengthOfFirst(llvm::StringRef text) {
  if (text.front() == '"') return text.find('"', 1) + 1;
  if (text.starts_with("--")) return text.size();
  const auto isWord = [](char c) { return llvm::isAlnum(c) || c == '_' || c == '%'; };
  if (text.front() == ' ') return std::min(text.find_first_not_of(' '), text.size());
  if (llvm::isAlnum(text.front()) || text.starts_with("%init")) {
    size_t end = 1;
    while (end < text.size() &&
           (isWord(text[end]) || (llvm::isDigit(text.front()) && text[end] == '.')))
      ++end;
    return end;
  }
  for (const llvm::StringRef op :
       {"<<-", "<-", "->", "==", "!=", "<=", ">=", "&&", "||", "**", "?=", "[]"})
    if (text.starts_with(op)) return op.size();
  size_t length = 1; // of a code point
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
    ++length;
  return length;
}

Role roleOf(llvm::StringRef token) {
  if (token.front() == ' ' || token.front() == '\n') return Role::Space;
  if (token.front() == '"') return Role::String;
  if (token.starts_with("--")) return Role::Comment;
  if (llvm::isAlnum(token.front()) || token.front() == '%') return roleOfWord(token);
  return llvm::StringSwitch<Role>(token)
      .Cases("+", "-", "*", "/", "%", "**", "==", "!=", Role::Operator)
      .Cases("<", "<=", ">", ">=", "&&", "||", Role::Operator)
      .Default(Role::Punctuation);
}

} // namespace

Tokens& operator<<(Tokens& tokens, llvm::StringRef text) {
  while (!text.empty()) {
    const size_t length = lengthOfFirst(text);
    const llvm::StringRef token = text.take_front(length);
    tokens.push_back({token == "%" ? Role::Operator : roleOf(token), token.str()});
    text = text.drop_front(length);
  }
  return tokens;
}

Tokens& operator<<(Tokens& tokens, const Tokens& more) {
  tokens.insert(tokens.end(), more.begin(), more.end());
  return tokens;
}

std::string toText(const File& file, Layout layout) {
  std::string text;
  for (const Line& line : file.lines) {
    if (!line.tokens.empty()) text.append(static_cast<size_t>(line.depth * layout.indent), ' ');
    for (const Token& token : line.tokens)
      text += token.text;
    text += '\n';
  }
  return text;
}

} // namespace aqua::fuzz
