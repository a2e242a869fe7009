#include "ValueText.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::cli {

using value::PathStep;

namespace {

/// The end of the bracket, the string or the word that begins at `begin`, on its line.
size_t endOfToken(llvm::StringRef text, size_t begin) {
  const llvm::StringRef line = text.drop_front(begin).take_until([](char c) { return c == '\n'; });
  if (line.empty()) return begin;
  char quote = 0;
  int depth = 0;
  for (const auto& [index, c] : llvm::enumerate(line)) {
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']' || c == ',') {
      if (c != ',') --depth;
      if (depth < 0 || (depth == 0 && c == ','))
        return begin + line.take_front(index).rtrim().size();
      if (depth == 0) return begin + index + 1;
    }
  }
  return begin + (depth > 0 ? 1 : line.rtrim().size());
}

/// The end of the name that begins at `begin`.
size_t endOfKey(llvm::StringRef text, size_t begin) {
  const llvm::StringRef rest = text.drop_front(begin);
  const bool isQuoted = rest.starts_with("\"") || rest.starts_with("'");
  const size_t end = isQuoted ? rest.find(rest.front(), 1) : rest.find_first_of(":\n");
  if (end == llvm::StringRef::npos) return begin;
  return begin + (isQuoted ? end + 1 : rest.take_front(end).rtrim().size());
}

support::Loc locAt(support::FileId file, size_t begin, size_t end) {
  return {file, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}};
}

} // namespace

ValueText::ValueText(driver::Compilation& compilation, const network::PeerNames& names,
                     std::string title, std::string text)
    : compilation_(&compilation), names_(&names),
      file_(compilation.addText(std::move(title), std::move(text))) {}

llvm::StringRef ValueText::text() const {
  return compilation_->sources().file(file_).text();
}

support::Loc ValueText::locate(const Path& path) const {
  if (!file_.isValid()) return {};
  const auto begin = network::locatePart(text(), *names_, path);
  return begin ? locAt(file_, *begin, endOfToken(text(), *begin)) : support::Loc{file_, {}};
}

support::Loc ValueText::locateKey(const Path& path) const {
  if (!file_.isValid()) return {};
  const auto begin = network::locatePart(text(), *names_, path, value::FieldProblem::At::Key);
  return begin ? locAt(file_, *begin, endOfKey(text(), *begin)) : support::Loc{file_, {}};
}

PathStep key(llvm::StringRef name) {
  return {name.str(), std::nullopt};
}

ValueText::Path operator/(ValueText::Path path, PathStep step) {
  path.push_back(std::move(step));
  return path;
}

std::string shortJson(const network::PeerNames& names, const value::Value& value) {
  constexpr size_t limit = 60;
  std::string text = value::toJson(names.toNames(value));
  if (text.size() <= limit) return text;
  size_t end = limit;
  while (end > 0 && (static_cast<uint8_t>(text[end]) & 0xC0) == 0x80) // inside a character
    --end;
  return text.substr(0, end) + "…";
}

} // namespace aqua::cli
