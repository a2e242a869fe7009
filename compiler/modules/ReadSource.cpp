// Size, encoding and byte-order mark are settled here; nobody else sees the bytes of a file.

#include "ReadSource.h"

#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/MemoryBuffer.h"

#include "Paths.h"
#include "stdlib/Stdlib.h"

namespace aqua::modules {

namespace {

constexpr uint64_t mebibyte = uint64_t{1} << 20;
constexpr uint64_t largestFile = 64 * mebibyte;
constexpr llvm::StringLiteral byteOrderMark = "\xEF\xBB\xBF";
constexpr llvm::StringLiteral replacementCharacter = "\xEF\xBF\xBD";

/// How many bytes of the text are UTF-8, up to the first that is not.
size_t validPrefix(llvm::StringRef text) {
  const auto* begin = reinterpret_cast<const llvm::UTF8*>(text.data());
  const llvm::UTF8* position = begin;
  llvm::isLegalUTF8String(&position, begin + text.size());
  return static_cast<size_t>(position - begin);
}

} // namespace

SourceText decode(llvm::StringRef bytes) {
  llvm::StringRef rest = bytes;
  SourceText source;
  source.hadByteOrderMark = rest.consume_front(byteOrderMark);
  while (true) {
    const size_t valid = validPrefix(rest);
    source.text += rest.take_front(valid);
    rest = rest.drop_front(valid);
    if (rest.empty()) return source;
    if (!source.badByte) {
      const auto begin = static_cast<uint32_t>(source.text.size());
      const auto end = static_cast<uint32_t>(begin + replacementCharacter.size());
      source.badByte = BadByte{bytes.size() - rest.size(), {begin, end}};
    }
    source.text += replacementCharacter;
    rest = rest.drop_front();
  }
}

std::optional<SourceText> readSource(llvm::vfs::FileSystem& files, llvm::StringRef path,
                                     llvm::StringRef shown, support::Loc loc,
                                     support::DiagnosticSink& diags) {
  if (isEmbedded(path)) {
    const auto text = stdlib::findFile(path.drop_front(embeddedPrefix.size()));
    return SourceText{text.value_or("").str(), false, std::nullopt};
  }
  const auto unreadable = [&](llvm::StringRef reason) {
    diags.report(support::diag::FileUnreadable, loc, shown, reason);
    return std::nullopt;
  };
  const auto status = files.status(path);
  if (!status) return unreadable(status.getError().message());
  if (!status->isRegularFile()) return unreadable("not a regular file");
  // The size of a growing file is what it is when the text is there.
  uint64_t size = status->getSize();
  if (size <= largestFile) {
    const auto buffer = files.getBufferForFile(path, -1, /*RequiresNullTerminator=*/false,
                                               /*IsVolatile=*/true);
    if (!buffer) return unreadable(buffer.getError().message());
    size = (*buffer)->getBufferSize();
    if (size <= largestFile) return decode((*buffer)->getBuffer());
  }
  diags.report(support::diag::FileTooLarge, loc, shown, (size + mebibyte - 1) / mebibyte);
  return std::nullopt;
}

} // namespace aqua::modules
