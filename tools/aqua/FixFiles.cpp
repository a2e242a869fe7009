#include "FixFiles.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include "OutputFiles.h"

namespace aqua::cli {

llvm::Expected<WrittenFixes> writeFixes(const std::vector<driver::FixedText>& texts) {
  WrittenFixes written;
  std::vector<OutputFile> outputs;
  std::vector<std::pair<std::string, llvm::sys::fs::perms>> permissions;
  for (const driver::FixedText& text : texts) {
    llvm::SmallString<256> place; // not the link to it
    if (const std::error_code error = llvm::sys::fs::real_path(text.path, place))
      return llvm::createStringError(error, "cannot write `" + text.path + "`: " + error.message());
    const auto current = llvm::MemoryBuffer::getFile(place);
    const llvm::StringRef content = current ? (*current)->getBuffer() : llvm::StringRef();
    if (!content.ends_with(text.before)) { // but for a byte order mark it is what was read
      written.problems.push_back("`" + text.path + "` has changed meanwhile");
      continue;
    }
    outputs.push_back(
        {place.str().str(), content.drop_back(text.before.size()).str() + text.after});
    if (const auto mode = llvm::sys::fs::getPermissions(place))
      permissions.emplace_back(place.str().str(), *mode);
    written.fixes += text.fixes;
    ++written.files;
  }
  if (llvm::Error error = writeFiles(outputs)) return error;
  for (const auto& [path, mode] : permissions)
    if (const std::error_code error = llvm::sys::fs::setPermissions(path, mode))
      return llvm::createStringError(error, "`" + path + "`: " + error.message());
  return written;
}

} // namespace aqua::cli
