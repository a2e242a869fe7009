#include "Uris.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

namespace aqua::lsp {

namespace {

/// What stands before the URI of a document that is no file.
constexpr llvm::StringLiteral otherDocuments = "/:document:/";
constexpr llvm::StringLiteral embedded = "aqua-std:";

std::string percentDecoded(llvm::StringRef text) {
  std::string decoded;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && llvm::isHexDigit(text[i + 1]) &&
        llvm::isHexDigit(text[i + 2])) {
      decoded += static_cast<char>(llvm::hexFromNibbles(text[i + 1], text[i + 2]));
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

std::string percentEncoded(llvm::StringRef path) {
  std::string encoded;
  for (const char c : path) {
    if (llvm::isAlnum(c) || llvm::StringRef("/-._~").contains(c)) {
      encoded += c;
      continue;
    }
    encoded += '%';
    encoded += llvm::hexdigit(static_cast<unsigned char>(c) >> 4);
    encoded += llvm::hexdigit(static_cast<unsigned char>(c) & 15);
  }
  return encoded;
}

} // namespace

std::string pathOf(const Uri& uri) {
  llvm::StringRef rest = uri.text;
  if (rest.starts_with(embedded)) return percentDecoded(rest);
  if (!rest.consume_front("file://"))
    return (otherDocuments + uri.text + (rest.ends_with(".aqua") ? "" : ".aqua")).str();
  // The authority is empty, or this machine.
  const size_t slash = rest.find('/');
  rest = slash == llvm::StringRef::npos ? "/" : rest.substr(slash);
  llvm::SmallString<128> path(percentDecoded(rest));
  llvm::sys::path::remove_dots(path, /*remove_dot_dot=*/true);
  if (path.size() > 1 && path.back() == '/') path.pop_back();
  return path.str().str();
}

Uri uriOf(llvm::StringRef path) {
  if (path.consume_front(otherDocuments)) return {path.str()};
  if (path.starts_with(embedded)) return {path.str()};
  return {"file://" + percentEncoded(path)};
}

} // namespace aqua::lsp
