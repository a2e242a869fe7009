#include "FileRenames.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace aqua::ide {

namespace path = llvm::sys::path;

namespace {

constexpr llvm::StringLiteral extension = ".aqua";

std::string renamed(llvm::StringRef file, llvm::ArrayRef<FileRename> renames) {
  for (const FileRename& rename : renames) {
    llvm::StringRef rest = file;
    if (rest.consume_front(rename.from) && (rest.empty() || rest.starts_with("/")))
      return rename.to + rest.str();
  }
  return file.str();
}

std::string joined(llvm::StringRef folder, llvm::StringRef name) {
  llvm::SmallString<128> result(folder);
  path::append(result, name);
  path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

/// From a folder to a file; both absolute.
std::string relative(llvm::StringRef folder, llvm::StringRef file) {
  llvm::SmallVector<llvm::StringRef> from, to;
  folder.split(from, '/', -1, false);
  file.split(to, '/', -1, false);
  size_t common = 0;
  while (common < from.size() && common + 1 < to.size() && from[common] == to[common])
    ++common;
  std::string result;
  for (size_t i = common; i < from.size(); ++i)
    result += "../";
  for (size_t i = common; i < to.size(); ++i)
    result += (i > common ? "/" : "") + to[i].str();
  return result;
}

/// One import of a module.
class Follower {
public:
  Follower(const Module& importer, const Module& target, llvm::StringRef written,
           llvm::ArrayRef<FileRename> renames)
      : written_(written), hasExtension_(written.ends_with(extension)),
        named_(hasExtension_ ? written.str() : (written + extension).str()),
        oldTarget_(target.path), newTarget_(renamed(target.path, renames)),
        oldFolder_(path::parent_path(importer.path)),
        newFolder_(path::parent_path(renamed(importer.path, renames)).str()) {}

  /// What is to be written.
  [[nodiscard]] std::string text() const {
    const bool isRelative = joined(oldFolder_, named_) == oldTarget_;
    if (isRelative ? newTarget_ == oldTarget_ && newFolder_ == oldFolder_
                   : newTarget_ == oldTarget_)
      return written_.str();
    llvm::StringRef place = oldTarget_;
    if (!isRelative && place.consume_back(named_) && llvm::StringRef(newTarget_).starts_with(place))
      return withoutExtension(newTarget_.substr(place.size()));
    const std::string plain = relative(newFolder_, newTarget_);
    const bool hasDot = written_.starts_with("./") && !llvm::StringRef(plain).starts_with("../");
    return withoutExtension((hasDot ? "./" : "") + plain);
  }

private:
  /// As it was written.
  [[nodiscard]] std::string withoutExtension(std::string text) const {
    if (!hasExtension_ && llvm::StringRef(text).ends_with(extension))
      text.resize(text.size() - extension.size());
    return text;
  }

  const llvm::StringRef written_;
  const bool hasExtension_;
  const std::string named_;
  const llvm::StringRef oldTarget_;
  const std::string newTarget_;
  const llvm::StringRef oldFolder_;
  const std::string newFolder_;
};

} // namespace

std::vector<support::TextEdit> fileRenameEdits(const Snapshot& snapshot,
                                               llvm::ArrayRef<FileRename> renames) {
  std::vector<support::TextEdit> edits;
  for (const Module& module : snapshot.modules) {
    if (!module.isOwn) continue;
    const llvm::StringRef text = snapshot.source(module).text();
    for (const ImportLink& import : module.imports) {
      const Module* target = snapshot.module(import.target);
      if (!target || !path::is_absolute(target->path)) continue;
      support::SourceRange range = import.path;
      if (range.begin < range.end && text[range.begin] == '"')
        range = {range.begin + 1, range.end - 1};
      const llvm::StringRef written = text.slice(range.begin, range.end);
      std::string now = Follower(module, *target, written, renames).text();
      if (now != written) edits.push_back({{module.file, range}, std::move(now)});
    }
  }
  return edits;
}

} // namespace aqua::ide
