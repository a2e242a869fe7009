// What a keystroke costs (spec/08 B18): a typing session over a generated workspace, from the
// change of a buffer to the diagnostics of all modules. Prints percentiles in milliseconds and the
// work that was done per keystroke.
//   usage: edit_bench [LINES [MODULES [KEYSTROKES]]]

#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include "GeneratedProject.h"
#include "driver/Workspace.h"
#include "ide/Completion.h"

namespace aqua {
namespace {

/// Of this thread: who else is busy on the machine does not count.
double millisecondsOfWork() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

size_t heapInUse() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

double mebibytes(size_t bytes) {
  return static_cast<double>(bytes) / (1 << 20);
}

/// A place where something is typed, and what.
struct Typing {
  size_t module = 0;
  size_t offset = 0;
  std::string text;
  size_t corrections = 0; // letters that are deleted and typed again
};

class Session {
public:
  Session(size_t lines, size_t moduleCount) {
    auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    for (size_t i = 0; i < moduleCount; ++i) {
      texts_.push_back(moduleText(i, lines / moduleCount));
      paths_.push_back("/project/m" + std::to_string(i) + ".aqua");
      files->addFile(paths_.back(), 0, llvm::MemoryBuffer::getMemBufferCopy(texts_.back()));
    }
    workspace_ = std::make_unique<driver::Workspace>("/project", driver::CompileOptions(), files);
    const double start = millisecondsOfWork();
    static_cast<void>(workspace_->snapshot());
    std::printf("%zu lines in %zu modules: cold %.1f ms, heap %.1f MiB\n", lineCount(), moduleCount,
                millisecondsOfWork() - start, mebibytes(heapInUse()));
  }

  /// A line of a body is typed, deleted letter by letter, and so on.
  void typeBodies(size_t keystrokes) {
    const auto next = [&] {
      const size_t module = random_() % texts_.size();
      const std::string line = "  typed = limit + " + std::to_string(random_() % 100) + "\n";
      return Typing{module, behind(module, "  total = ", "\n"), line, 3};
    };
    replay("in bodies", keystrokes, next);
  }
  /// Parameters are added to functions that other modules call.
  void typeSignatures(size_t keystrokes) {
    const auto next = [&] {
      const size_t module = texts_.size() / 2 + random_() % (texts_.size() - texts_.size() / 2);
      return Typing{module, behind(module, "func first", "("), "more: u32, ", 2};
    };
    replay("in signatures", keystrokes, next);
  }
  /// Comments between functions, which move everything below.
  void typeComments(size_t keystrokes) {
    const auto next = [&] {
      return Typing{random_() % texts_.size(), 0, "-- What this is about.\n", 2};
    };
    replay("in comments", keystrokes, next);
  }

private:
  [[nodiscard]] size_t lineCount() const {
    size_t lines = 0;
    for (const std::string& text : texts_)
      lines += static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
    return lines;
  }

  /// Behind the end of one of the places where `start` stands.
  size_t behind(size_t module, const std::string& start, const std::string& end) {
    const std::string& text = texts_[module];
    size_t at = text.find(start, random_() % text.size());
    if (at == std::string::npos) at = text.find(start);
    return text.find(end, at) + end.size();
  }

  template <typename Next>
  void replay(const char* name, size_t keystrokes, Next next) {
    std::vector<double> times, completionTimes;
    const driver::WorkDone before = workspace_->workDone();
    const auto press = [&](const Typing& typing, const std::string& inserted) {
      std::string text = texts_[typing.module];
      text.insert(typing.offset, inserted);
      const double start = millisecondsOfWork();
      workspace_->setBuffer(paths_[typing.module], std::move(text));
      const ide::Snapshot& snapshot = workspace_->snapshot();
      times.push_back(millisecondsOfWork() - start);
      const double asked = millisecondsOfWork();
      const auto at = static_cast<uint32_t>(typing.offset + inserted.size());
      static_cast<void>(ide::completions(
          snapshot, {snapshot.module(llvm::StringRef(paths_[typing.module])), at}));
      completionTimes.push_back(millisecondsOfWork() - asked);
    };
    while (times.size() < keystrokes) {
      const Typing typing = next();
      for (size_t end = 1; end <= typing.text.size(); ++end)
        press(typing, typing.text.substr(0, end));
      for (size_t back = 1; back <= typing.corrections; ++back)
        press(typing, typing.text.substr(0, typing.text.size() - back));
      // What was typed is deleted again, so that the workspace stays as large as it is.
      press(typing, "");
    }
    print(name, times, before);
    print("completion", completionTimes, workspace_->workDone());
  }

  void print(const char* name, std::vector<double>& times, const driver::WorkDone& before) const {
    llvm::sort(times);
    const auto at = [&](double part) {
      return times[static_cast<size_t>(part * static_cast<double>(times.size() - 1))];
    };
    const driver::WorkDone& after = workspace_->workDone();
    const auto each = [&](uint64_t now, uint64_t then) {
      return static_cast<double>(now - then) / static_cast<double>(times.size());
    };
    std::printf("  %-14s p50 %6.2f  p95 %6.2f  max %6.2f ms; each: %.2f parsed, %.2f modules "
                "checked, %.2f bodies; heap %.1f MiB, %llu rebuilds\n",
                name, at(0.5), at(0.95), times.back(),
                each(after.modulesParsed, before.modulesParsed),
                each(after.modulesChecked, before.modulesChecked),
                each(after.bodiesChecked, before.bodiesChecked), mebibytes(heapInUse()),
                static_cast<unsigned long long>(after.rebuilds));
  }

  std::mt19937 random_{1};
  std::vector<std::string> texts_, paths_;
  std::unique_ptr<driver::Workspace> workspace_;
};

void measure(size_t lines, size_t modules, size_t keystrokes) {
  Session session(lines, modules);
  session.typeBodies(keystrokes);
  session.typeComments(keystrokes / 4);
  session.typeSignatures(keystrokes / 4);
  session.typeBodies(keystrokes);
}

} // namespace
} // namespace aqua

int main(int count, char** values) {
  const auto number = [&](int index, size_t fallback) {
    return count > index ? static_cast<size_t>(std::strtoul(values[index], nullptr, 10)) : fallback;
  };
  const size_t keystrokes = number(3, 2000);
  aqua::measure(number(1, 20'000), number(2, 200), keystrokes);
  if (count == 1) aqua::measure(5'000, 1, keystrokes);
}
