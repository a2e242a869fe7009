#include "Source.h"

#include <algorithm>

#include "Check.h"

namespace aqua::support {

SourceFile::SourceFile(std::string path, std::string text)
    : path_(std::move(path)), text_(std::move(text)) {
  lines_.push_back(0);
  for (size_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n') lines_.push_back(static_cast<uint32_t>(i + 1));
}

LineColumn SourceFile::lineColumn(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), offset);
  const auto line = static_cast<uint32_t>(next - lines_.begin());
  uint32_t column = 1;
  for (uint32_t i = lines_[line - 1]; i < offset; ++i) {
    // Continuation bytes belong to the code point that began before them.
    if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) ++column;
  }
  return {line, column};
}

uint32_t SourceFile::lineStart(uint32_t number) const {
  AQUA_CHECK(number >= 1 && number <= lines_.size(), "line outside of the file");
  return lines_[number - 1];
}

llvm::StringRef SourceFile::line(uint32_t number) const {
  const uint32_t start = lineStart(number);
  const llvm::StringRef rest = llvm::StringRef(text_).substr(start);
  return rest.substr(0, rest.find('\n')).rtrim('\r');
}

FileId SourceManager::add(std::string path, std::string text) {
  files_.push_back(std::make_shared<const SourceFile>(std::move(path), std::move(text)));
  return {static_cast<uint32_t>(files_.size())};
}

size_t SourceManager::indexOf(FileId id) const {
  AQUA_CHECK(id.isValid() && id.value <= files_.size(), "no such file");
  return id.value - 1;
}

void SourceManager::replace(FileId id, std::string text) {
  std::shared_ptr<const SourceFile>& file = files_[indexOf(id)];
  file = std::make_shared<const SourceFile>(file->path().str(), std::move(text));
}

const SourceFile& SourceManager::file(FileId id) const {
  return *files_[indexOf(id)];
}

std::shared_ptr<const SourceFile> SourceManager::share(FileId id) const {
  return files_[indexOf(id)];
}

} // namespace aqua::support
