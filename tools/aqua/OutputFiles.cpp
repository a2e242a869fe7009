#include "OutputFiles.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace aqua::cli {
namespace {

llvm::Error failure(const std::string& path, std::error_code error) {
  return llvm::createStringError(error, "cannot write `" + path + "`: " + error.message());
}

/// The file that a link leads to; the path itself if it is none.
std::string realPath(const std::string& path) {
  llvm::SmallString<128> real;
  if (!llvm::sys::fs::is_symlink_file(path)) return path;
  return llvm::sys::fs::real_path(path, real) ? path : real.str().str();
}

/// A device or a pipe: it must not become a file.
bool isOther(const std::string& path) {
  llvm::sys::fs::file_status status;
  return !llvm::sys::fs::status(path, status) && llvm::sys::fs::is_other(status);
}

llvm::Error writeInPlace(const OutputFile& file) {
  std::error_code error;
  llvm::raw_fd_ostream out(file.path, error, llvm::sys::fs::CD_OpenExisting,
                           llvm::sys::fs::FA_Write, llvm::sys::fs::OF_None);
  if (error) return failure(file.path, error);
  out << file.content;
  out.close();
  if (!out.has_error()) return llvm::Error::success();
  error = out.error();
  out.clear_error();
  return failure(file.path, error);
}

/// A file that is replaced keeps its permissions.
std::error_code copyPermissions(const std::string& from, llvm::StringRef to) {
  const auto permissions = llvm::sys::fs::getPermissions(from);
  if (!permissions) return {}; // there is none yet
  return llvm::sys::fs::setPermissions(to, *permissions);
}

llvm::Error writeTemporary(const OutputFile& file, std::string& temporary) {
  const llvm::StringRef folder = llvm::sys::path::parent_path(file.path);
  if (!folder.empty())
    if (const std::error_code error = llvm::sys::fs::create_directories(folder))
      return failure(file.path, error);
  if (llvm::sys::fs::is_directory(file.path))
    return failure(file.path, std::make_error_code(std::errc::is_a_directory));
  int descriptor = 0;
  llvm::SmallString<128> path;
  if (const std::error_code error = llvm::sys::fs::createUniqueFile(
          file.path + ".%%%%%%.tmp", descriptor, path, llvm::sys::fs::OF_None, 0666))
    return failure(file.path, error);
  temporary = path.str();
  llvm::raw_fd_ostream out(descriptor, /*shouldClose=*/true);
  if (const std::error_code error = copyPermissions(file.path, path))
    return failure(file.path, error);
  out << file.content;
  out.close();
  if (!out.has_error()) return llvm::Error::success();
  const std::error_code error = out.error();
  out.clear_error();
  return failure(file.path, error);
}

} // namespace

llvm::Error writeFiles(const std::vector<OutputFile>& files) {
  std::vector<std::string> temporaries;
  const auto discard = [&] {
    for (const std::string& path : temporaries)
      static_cast<void>(llvm::sys::fs::remove(path)); // nothing more can be done about it
  };
  for (const OutputFile& file : files) {
    temporaries.emplace_back();
    if (isOther(file.path)) continue;
    if (llvm::Error error =
            writeTemporary({realPath(file.path), file.content}, temporaries.back())) {
      discard();
      return error;
    }
  }
  for (size_t i = 0; i < files.size(); ++i) {
    if (temporaries[i].empty()) {
      if (llvm::Error error = writeInPlace(files[i])) {
        discard();
        return error;
      }
      continue;
    }
    const std::string target = realPath(files[i].path);
    if (const std::error_code error = llvm::sys::fs::rename(temporaries[i], target)) {
      discard();
      return failure(files[i].path, error);
    }
    temporaries[i].clear();
  }
  return llvm::Error::success();
}

} // namespace aqua::cli
