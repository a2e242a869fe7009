#include "EditorCheck.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

#include "driver/CheckEditor.h"

namespace aqua::golden {

std::string complainOfEditor(const GoldenFile& golden) {
  auto memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  static_cast<void>(memory->setCurrentWorkingDirectory("/test"));
  for (const VirtualFile& file : golden.files)
    memory->addFile("/test/" + file.path, 0, llvm::MemoryBuffer::getMemBufferCopy(file.text));
  driver::EditorCheckOptions options;
  options.renames = 2;
  std::string text;
  for (const std::string& line : driver::checkEditor("/test", {}, memory, options).contradictions)
    text += line + '\n';
  return text;
}

} // namespace aqua::golden
