// The fixture of the tests of loading: files in memory, and the outcome as text.

#pragma once

#include <string>
#include <vector>

#include "gtest/gtest.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"

#include "modules/Load.h"

namespace aqua::modules {

class Loading : public testing::Test {
protected:
  Loading() : files(new llvm::vfs::InMemoryFileSystem) {
    static_cast<void>(files->setCurrentWorkingDirectory("/project"));
  }

  /// A file; relative paths are below /project.
  void file(llvm::StringRef path, llvm::StringRef text) {
    files->addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(text));
  }
  /// A module that imports others.
  void module(llvm::StringRef path, std::initializer_list<const char*> imports = {}) {
    std::string text = "aqua M declares *\n";
    for (const char* import : imports)
      text += std::string("import \"") + import + "\"\n";
    file(path, text);
  }
  ModuleGraph load(const std::vector<std::string>& roots, llvm::vfs::FileSystem* from = nullptr) {
    return loadModules(roots, options, from ? *from : *files, sources, names, diags);
  }
  /// The graph as it is printed.
  std::string loaded(const std::vector<std::string>& roots) {
    std::string text = "\n";
    llvm::raw_string_ostream out(text);
    print(load(roots), sources, out);
    return text;
  }
  /// What was reported, a line each: place, code, message; notes and help below.
  std::string problems() {
    std::string text = "\n";
    for (const support::Diagnostic& diag : diags.all()) {
      text += place(diag.loc) + std::string(diag.info().code) + " " + diag.message + "\n";
      for (const support::Label& label : diag.labels)
        text += "  " + place(label.loc) + label.text + "\n";
      for (const std::string& note : diag.notes)
        text += "  " + note + "\n";
      if (!diag.help.empty()) text += "  help: " + diag.help + "\n";
    }
    return text;
  }
  void expectNoProblems() { EXPECT_EQ(problems(), "\n"); }

  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> files;
  ImportOptions options;
  support::SourceManager sources;
  support::NameTable names;
  support::DiagnosticSink diags;

private:
  std::string place(support::Loc loc) {
    if (!loc.isValid()) return "";
    const support::SourceFile& source = sources.file(loc.file);
    const support::LineColumn position = source.lineColumn(loc.range.begin);
    return source.path().str() + ":" + std::to_string(position.line) + ":" +
           std::to_string(position.column) + ": ";
  }
};

} // namespace aqua::modules
