#include "Names.h"

#include <algorithm>

#include "fmt/format.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace aqua::emit {
namespace {

/// Words that AIR reads as something else (spec/04 §2).
bool isReserved(llvm::StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases("call", "canon", "ap", "seq", "par", "fail", "fold", "xor", "never", true)
      .Cases("new", "next", "null", "match", "mismatch", "true", "false", true)
      .Default(false);
}

/// The hint with the characters that AIR allows: it starts with a letter and has two or more.
std::string legalize(llvm::StringRef hint) {
  std::string name;
  for (const char c : hint)
    name += llvm::isAlnum(c) || c == '_' || c == '-' ? c : '_';
  if (name.empty() || !llvm::isAlpha(name.front())) name = "v" + name;
  return name;
}

} // namespace

std::string Names::fresh(llvm::StringRef hint) {
  const std::string base = legalize(hint);
  const bool isTooShort = base.size() < 2 || isReserved(base);
  if (!isTooShort && used_.try_emplace(base, 1).second) return base;
  uint32_t number = std::max(used_[base], 1U);
  std::string name;
  do {
    name = fmt::format("{}-{}", base, number++);
  } while (!used_.try_emplace(name, 1).second);
  used_[base] = number;
  return name;
}

void Names::reserve(llvm::StringRef name) {
  used_.try_emplace(name, 1);
}

llvm::StringRef tag(flow::VarKind kind) {
  switch (kind) {
  case flow::VarKind::Scalar:
  case flow::VarKind::Item: return "";
  case flow::VarKind::Stream: return "$";
  case flow::VarKind::StreamMap: return "%";
  case flow::VarKind::Canon: return "#";
  case flow::VarKind::CanonMap: return "#%";
  }
  llvm_unreachable("all kinds are listed");
}

} // namespace aqua::emit
