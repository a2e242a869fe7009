// Random edits over the programs of all tests, with fixed seeds: after each, the workspace says
// what a fresh one says of the same texts.

#include <random>

#include "gtest/gtest.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include "Dump.h"
#include "Programs.h"
#include "driver/Workspace.h"

namespace aqua::driver {
namespace {

using Files = llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem>;
using Random = std::mt19937;

size_t below(Random& random, size_t limit) {
  return limit == 0 ? 0 : random() % limit;
}

/// The places where the lines of a text start, and its end.
std::vector<size_t> lineStarts(const std::string& text) {
  std::vector<size_t> starts = {0};
  for (size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') starts.push_back(i + 1);
  return starts;
}

std::string randomPiece(Random& random) {
  static constexpr const char* pieces[] = {"x",
                                           "\n",
                                           " ",
                                           "  ",
                                           "(",
                                           ")",
                                           ":",
                                           "\"",
                                           "-- c\n",
                                           "\n\n",
                                           "-- é ",
                                           "func ",
                                           "<- ",
                                           " = 1\n",
                                           ".f",
                                           "*",
                                           "?",
                                           "declares *",
                                           "import",
                                           "data D:\n  x: u8\n\n",
                                           "func f():\n  x = 1\n\n",
                                           "[]u8",
                                           "par ",
                                           "for i <- x:\n    ",
                                           "\tif",
                                           "export f\n",
                                           "s <<- 1\n",
                                           "é"};
  return pieces[below(random, std::size(pieces))];
}

/// As people do it: letters come and go, lines are doubled, moved and commented.
std::string edited(std::string text, Random& random) {
  const size_t at = below(random, text.size() + 1);
  const std::vector<size_t> lines = lineStarts(text);
  const size_t line = below(random, lines.size());
  const size_t begin = lines[line];
  const size_t end = line + 1 < lines.size() ? lines[line + 1] : text.size();
  switch (random() % 9) {
  case 0: return text.insert(at, randomPiece(random));
  case 1: return text.insert(at, 1, static_cast<char>('a' + random() % 26));
  case 2: return text.erase(at, 1);
  case 3: return text.erase(begin, end - begin);
  case 4: return text.insert(begin, text.substr(begin, end - begin));
  case 5: return text.insert(begin, "-- moved down\n");
  case 6: return text.insert(begin, randomPiece(random));
  case 7: {
    const std::string moved = text.substr(begin, end - begin);
    text.erase(begin, end - begin);
    return text.insert(lineStarts(text)[below(random, lineStarts(text).size())], moved);
  }
  default: return text.erase(at, below(random, 12));
  }
}

/// A one on a disk and in buffers.
class Editing {
public:
  Editing(const Program& one, uint32_t seed) : random_(seed) {
    for (const auto& [name, text] : one.files) {
      const std::string path = name.front() == '/' ? name : "/ws/" + name;
      files_->addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(text));
      paths_.push_back(path);
      texts_.push_back({text});
    }
    folder_ = paths_.front().substr(0, paths_.front().rfind('/'));
    workspace_ = std::make_unique<Workspace>(folder_, CompileOptions(), files_);
  }

  [[nodiscard]] std::string says() { return dump(workspace_->snapshot()); }
  [[nodiscard]] std::string freshSays() const {
    Workspace fresh(folder_, CompileOptions(), files_);
    for (const size_t file : open_)
      fresh.setBuffer(paths_[file], texts_[file].back());
    return dump(fresh.snapshot());
  }
  [[nodiscard]] std::string text() const { return texts_[last_].back(); }

  /// One edit, undo, or buffer that is closed.
  void step() {
    last_ = below(random_, paths_.size());
    std::vector<std::string>& versions = texts_[last_];
    if (versions.size() > 1 && random_() % 12 == 0) {
      versions.resize(1);
      open_.erase(last_);
      workspace_->dropBuffer(paths_[last_]);
      return;
    }
    open_.insert(last_);
    if (versions.size() > 1 && random_() % 3 == 0)
      versions.pop_back();
    else
      versions.push_back(edited(versions.back(), random_));
    workspace_->setBuffer(paths_[last_], versions.back());
  }

private:
  Random random_;
  Files files_ = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  std::string folder_;
  std::vector<std::string> paths_;
  std::vector<std::vector<std::string>> texts_; // by file: the versions that can be undone
  std::set<size_t> open_;
  size_t last_ = 0;
  std::unique_ptr<Workspace> workspace_;
};

void edit(const Program& one, uint32_t seed, size_t steps) {
  Editing editing(one, seed);
  ASSERT_EQ(editing.says(), editing.freshSays()) << one.name;
  for (size_t i = 0; i < steps; ++i) {
    editing.step();
    if (i % 4 == 3) editing.step();
    ASSERT_EQ(editing.says(), editing.freshSays())
        << one.name << ", seed " << seed << ", step " << i << ", after\n"
        << editing.text();
  }
}

TEST(WorkspaceEdits, AnyProgramSaysTheSameAsAFreshOneAfterEachEdit) {
  uint32_t seed = 1;
  for (const Program& one : programs())
    ASSERT_NO_FATAL_FAILURE(edit(one, seed++, 4));
}

/// Modules that import each other in most ways that there are.
Program project() {
  return {"project",
          {{"base.aqua",
            "aqua Base declares *\n\ndata State:\n  name: string\n  size: u32\n\n"
            "service Worker(\"worker\"):\n  start(input: string) -> State\n\nconst LIMIT = 3\n\n"
            "func fill(out: *string):\n  out <<- \"a\"\n\nfunc keep(out: *string) -> u32:\n  <- 1\n"
            "\nfunc first(x: u32) -> u32:\n  y = x + LIMIT\n  <- y\n"},
           {"middle.aqua",
            "aqua Middle declares second, first, Alias\nimport \"base.aqua\"\nexport second\n\n"
            "alias State: Alias\n\nfunc second(s: State) -> u32:\n  z <- first(s.size)\n  <- z\n"},
           {"used.aqua",
            "aqua Used.Lib declares second\nuse \"base.aqua\"\nimport second from \"middle.aqua\"\n"
            "\nfunc third() -> string:\n  out: *string\n  Base.fill(out)\n  <- out[0]\n"},
           {"top.aqua",
            "aqua Top\nimport second as other from \"middle.aqua\"\nuse \"used.aqua\" as U\n"
            "import \"middle.aqua\"\nexport main, fill\n\nfunc main(n: string) -> u32:\n"
            "  s <- Worker.start(n)\n  a <- other(s)\n  b <- U.second(s)\n  <- a + b\n\n"
            "func more(s: Alias) -> u32:\n  o: *string\n  w: *string\n  fill(w)\n"
            "  <- s.size + LIMIT\n"}}};
}

TEST(WorkspaceEdits, ModulesThatImportEachOtherSayTheSameAsFreshOnes) {
  for (uint32_t seed = 1; seed <= 40; ++seed)
    ASSERT_NO_FATAL_FAILURE(edit(project(), seed, 40));
}

} // namespace
} // namespace aqua::driver
