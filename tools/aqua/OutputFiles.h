// Writing results: all files of a command, or none.

#pragma once

#include <string>
#include <vector>

#include "llvm/Support/Error.h"

namespace aqua::cli {

struct OutputFile {
  std::string path;
  std::string content;
};

/// Writes each file beside its place under a temporary name, then moves all of them there; folders
/// are made, permissions stay, and so do links: the file that they lead to is written. What is no
/// file, like `/dev/null` or a pipe, is written to. After an error no file has changed, but for
/// those that were moved before a move failed.
[[nodiscard]] llvm::Error writeFiles(const std::vector<OutputFile>& files);

} // namespace aqua::cli
