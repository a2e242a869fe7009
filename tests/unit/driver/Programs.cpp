#include "Programs.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace aqua::driver {

namespace {

/// A golden program may hold several files, each behind `-- FILE: path`.
Program split(const std::string& name, llvm::StringRef text) {
  Program result{name, {}};
  constexpr llvm::StringLiteral mark = "-- FILE: ";
  if (!text.contains(mark)) return {name, {{"main.aqua", text.str()}}};
  llvm::SmallVector<llvm::StringRef> lines;
  text.split(lines, '\n');
  for (llvm::StringRef line : lines) {
    if (line.consume_front(mark))
      result.files.emplace_back(line.trim().str(), "");
    else if (!result.files.empty())
      result.files.back().second += line.str() + "\n";
  }
  return result;
}

/// All Aqua files below a folder, sorted.
std::vector<std::string> aquaFiles(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator at(AQUA_REPOSITORY + folder, error), end;
       at != end && !error; at.increment(error))
    if (llvm::sys::path::extension(at->path()) == ".aqua") paths.push_back(at->path());
  llvm::sort(paths);
  return paths;
}

std::string contentOf(const std::string& path) {
  const auto buffer = llvm::MemoryBuffer::getFile(path);
  return buffer ? (*buffer)->getBuffer().str() : "";
}

} // namespace

std::vector<Program> programs() {
  std::vector<Program> all;
  for (const std::string& path : aquaFiles("/tests/golden"))
    all.push_back(split(path, contentOf(path)));
  for (const char* folder : {"/tests/conformance/programs", "/examples"}) {
    const std::vector<std::string> paths = aquaFiles(folder);
    for (const std::string& path : paths) {
      Program& added = all.emplace_back();
      added.name = path;
      const llvm::StringRef home = llvm::sys::path::parent_path(path);
      added.files.emplace_back(path, contentOf(path));
      for (const std::string& other : paths)
        if (other != path && llvm::StringRef(other).starts_with(home))
          added.files.emplace_back(other, contentOf(other));
    }
  }
  std::string library = "aqua Main\n";
  for (const char* file : {"builtin", "math", "subnet", "workers"})
    library += std::string("use \"@fluencelabs/aqua-lib/") + file + ".aqua\"\n";
  all.push_back({"standard library", {{"main.aqua", library}}});
  return all;
}

} // namespace aqua::driver
