#include "Links.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::ide {

namespace {

/// Addresses in a comment: what begins with a scheme, up to the next blank or closing mark.
void addAddresses(support::SourceRange comment, llvm::StringRef text, std::vector<Link>& links) {
  uint32_t at = comment.begin;
  while (at < comment.end) {
    const llvm::StringRef rest = text.slice(at, comment.end);
    const size_t found = std::min(rest.find("https://"), rest.find("http://"));
    if (found == llvm::StringRef::npos) return;
    llvm::StringRef address = rest.drop_front(found);
    address = address.take_until([](char c) {
      const auto code = static_cast<unsigned char>(c);
      return code <= ' ' || code >= 0x80 || llvm::StringRef("<>\"'`|").contains(c);
    });
    address = address.rtrim(".,;:!?)]}");
    const uint32_t begin = at + static_cast<uint32_t>(found);
    at = begin + static_cast<uint32_t>(std::max<size_t>(address.size(), 1));
    if (!address.ends_with("//")) links.push_back({{begin, at}, "", address.str()});
  }
}

} // namespace

std::vector<Link> links(const Snapshot& snapshot, const Module& module) {
  std::vector<Link> result;
  for (const ImportLink& import : module.imports)
    if (const Module* target = snapshot.module(import.target))
      result.push_back({import.path, target->path, ""});
  const llvm::StringRef text = snapshot.source(module).text();
  for (const ast::Comment& comment : module.ast->comments)
    addAddresses(comment.range, text, result);
  llvm::sort(result, [](const Link& a, const Link& b) { return a.range.begin < b.range.begin; });
  return result;
}

} // namespace aqua::ide
