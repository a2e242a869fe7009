// Choice of names: `x`, `x-2`, … A source name never contains `-`, so numbered names look like what
// they are.

#include "Names.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
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

using Text = llvm::SmallString<48>;

Text legalName(flow::VarKind kind, llvm::StringRef hint) {
  const llvm::StringRef tag = tagOf(kind);
  if (hint.empty()) hint = "v";
  Text name(tag.empty() && isReserved(hint) ? llvm::StringRef("v") : tag);
  for (const char c : hint)
    name.push_back(llvm::isAlnum(c) || c == '-' ? c : '_');
  return name;
}

} // namespace

void Names::reserve(flow::VarId id, llvm::StringRef name) {
  names_[id.value] = name.copy(texts_);
  taken_.insert(names_[id.value]);
}

llvm::StringRef Names::of(flow::VarId id) {
  llvm::StringRef& name = names_[id.value];
  if (!name.empty()) return name;
  const flow::Var& var = vars_[id.value];
  // A canon of one letter cannot have a lens.
  const bool isTooShort = var.hint.size() == 1 && tagOf(var.kind).starts_with("#");
  return name = fresh(var.kind, isTooShort ? (var.hint + "_").str() : var.hint.str());
}

llvm::StringRef Names::fresh(flow::VarKind kind, llvm::StringRef hint) {
  constexpr size_t briefLength = 2;
  if (naming_ == Naming::Brief) hint = hint.ltrim('-').take_front(briefLength);
  Text name = legalName(kind, hint);
  const size_t length = name.size();
  auto known = counts_.find(name.str());
  if (known == counts_.end()) known = counts_.try_emplace(name.str().copy(texts_), 0).first;
  for (unsigned& count = known->second;;) {
    if (++count > 1) {
      name.truncate(length);
      if (naming_ == Naming::Full) name += '-';
      name += llvm::utostr(count);
    }
    if (taken_.contains(name.str())) continue;
    const llvm::StringRef text = count == 1 ? known->first : name.str().copy(texts_);
    taken_.insert(text);
    return text;
  }
}

} // namespace aqua::emit
