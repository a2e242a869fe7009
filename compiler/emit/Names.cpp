// Choice of names: `x`, `x-2`, … A source name never contains `-`, so numbered names look like what
// they are.

#include "Names.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::emit {

namespace {

llvm::StringRef tagOf(flow::VarKind kind) {
  switch (kind) {
  case flow::VarKind::Scalar:
  case flow::VarKind::Item: return "";
  case flow::VarKind::Stream: return "$";
  case flow::VarKind::StreamMap: return "%";
  case flow::VarKind::Canon: return "#";
  case flow::VarKind::CanonMap: return "#%";
  }
  llvm_unreachable("unknown kind of variable");
}

/// Words that AIR would not read as a variable.
bool isReserved(llvm::StringRef name) {
  static constexpr llvm::StringLiteral words[] = {
      "call",  "canon", "ap",   "seq",  "par",   "fail",     "fold", "xor",
      "never", "new",   "next", "null", "match", "mismatch", "true", "false"};
  if (llvm::is_contained(words, name)) return true;
  llvm::StringRef digits = name;
  if (!digits.consume_front("-")) digits.consume_front("+");
  return llvm::all_of(digits, llvm::isDigit); // a number, or a lone sign
}

std::string legalName(flow::VarKind kind, llvm::StringRef hint) {
  std::string name = hint.empty() ? "v" : hint.str();
  for (char& c : name)
    if (!llvm::isAlnum(c) && c != '_' && c != '-') c = '_';
  if (tagOf(kind).empty()) return isReserved(name) ? "v" + name : name;
  return tagOf(kind).str() + name;
}

} // namespace

void Names::reserve(flow::VarId id, llvm::StringRef name) {
  names_[id.value] = name.str();
  taken_.insert(name);
}

llvm::StringRef Names::of(flow::VarId id) {
  std::string& name = names_[id.value];
  if (!name.empty()) return name;
  const flow::Var& var = vars_[id.value];
  // A canon of one letter cannot have a lens.
  const bool isTooShort = var.hint.size() == 1 && tagOf(var.kind).starts_with("#");
  name = isTooShort ? fresh(var.kind, (var.hint + "_").str()) : fresh(var.kind, var.hint);
  return name;
}

std::string Names::fresh(flow::VarKind kind, llvm::StringRef hint) {
  const std::string base = legalName(kind, hint);
  unsigned& count = counts_[base];
  for (;;) {
    ++count;
    const std::string name = count == 1 ? base : base + "-" + std::to_string(count);
    if (taken_.insert(name).second) return name;
  }
}

} // namespace aqua::emit
