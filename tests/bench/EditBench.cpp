// What a keystroke costs (spec/08 B18): a typing session over a generated workspace, from the
// change of a buffer to the diagnostics of all modules, and completion at the same place. Prints
// percentiles in milliseconds and the work that was done per keystroke; fails if a keystroke costs
// more than it may.
//   usage: edit_bench [LINES [MODULES [KEYSTROKES]]]

#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include "GeneratedProject.h"
#include "driver/Workspace.h"
#include "ide/Completion.h"

namespace aqua {
namespace {

// At most, for 95 of 100 keystrokes.
constexpr double millisecondsToDiagnostics = 25;
constexpr double millisecondsToCompletion = 15;

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

/// Milliseconds of many keystrokes.
class Times {
public:
  void add(double time) { times_.push_back(time); }
  void add(const Times& other) { llvm::append_range(times_, other.times_); }
  [[nodiscard]] size_t count() const { return times_.size(); }
  /// The time that so many of 100 do not exceed.
  [[nodiscard]] double percentile(double percent) const {
    std::vector<double> sorted = times_;
    llvm::sort(sorted);
    const double last = static_cast<double>(sorted.size() - 1);
    return sorted[static_cast<size_t>(percent / 100 * last)];
  }
  [[nodiscard]] std::string text() const {
    char text[80];
    std::snprintf(text, sizeof(text), "p50 %6.2f  p95 %6.2f  max %6.2f ms", percentile(50),
                  percentile(95), percentile(100));
    return text;
  }

private:
  std::vector<double> times_;
};

/// One line of the printed table.
struct Measured {
  Times diagnostics, completion;
};

/// The texts of a workspace, and somebody who types.
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
    const ide::Snapshot& snapshot = workspace_->snapshot();
    std::printf("%zu lines in %zu modules: cold %.1f ms, heap %.1f MiB\n", lineCount(), moduleCount,
                millisecondsOfWork() - start, mebibytes(heapInUse()));
    for (const support::Diagnostic& problem : snapshot.diagnostics)
      std::printf("unexpected problem: %s\n", problem.message.c_str());
    if (!snapshot.diagnostics.empty()) std::exit(1);
  }

  /// Statements are typed, corrected, and deleted or undone.
  void typeBodies() {
    static constexpr const char* statements[] = {
        "  typed = limit + 12\n",
        "  on relay:\n    typed <- Worker.finish(\"x\")\n",
        "  for one <- peers par:\n    Worker.log([one])\n",
        "  if limit > 3:\n    Worker.log(peers)\n  else:\n    Worker.log([])\n",
        "  try:\n    Worker.finish(relay)\n  catch problem:\n    Worker.log([problem.message])\n",
        "  texts: *string\n  texts <<- relay\n",
        "  again = (x: u32) -> u32:\n    <- x * 2\n"};
    edit(anyModule());
    const size_t place = behind("  total = ", "\n");
    const std::string statement = statements[random_() % std::size(statements)];
    type(place, statement);
    backspace(place + statement.size(), 4);
    type(place + statement.size() - 4, statement.substr(statement.size() - 4));
    if (random_() % 2 == 0) {
      undo();
    } else {
      remove(place, statement.size() / 2);
      undo();
    }
  }

  /// A function that other modules call gets a parameter, or one of another type.
  void typeSignatures() {
    edit(anyModule());
    if (random_() % 2 == 0) {
      const size_t place = behind("func first", "(");
      type(place, "more: u32, ");
      backspace(place + 11, 2);
    } else {
      const size_t place = behind("func first", "limit: u32");
      backspace(place, 3);
      type(place - 3, "i64");
    }
    undo();
  }

  /// A parameter gets another name: letter by letter where it is declared, then everywhere.
  void renameParameters() {
    edit(anyModule());
    const size_t start = before("\nfunc work");
    const size_t name = text_.find("relay: string", start);
    backspace(name + 5, 5);
    type(name, "gateway");
    std::string renamed = text_.substr(0, start);
    const size_t end = std::min(text_.find("\n\n-- ", start + 1), text_.size());
    for (size_t at = start; at < end;) {
      const bool isUse = text_.compare(at, 5, "relay") == 0;
      renamed += isUse ? "gateway" : text_.substr(at, 1);
      at += isUse ? 5 : 1;
    }
    press(renamed + text_.substr(end), name);
    undo();
  }

  void typeImports() {
    edit(anyModule());
    const size_t module = module_ > 0 ? random_() % module_ : 0;
    const std::string number = std::to_string(module);
    if (random_() % 2 == 0)
      type(before("export "), "use \"m" + number + ".aqua\" as Other\n");
    else
      type(before("export "), "import first" + number + " from \"m" + number + ".aqua\"\n");
    undo();
  }

  /// Comments between functions, which move everything below.
  void typeComments() {
    edit(anyModule());
    const std::string comment = "-- What this is about.\n";
    type(0, comment);
    backspace(comment.size(), 2);
    undo();
  }

  /// Does it again and again; prints a line.
  Measured measure(const char* name, size_t keystrokes, void (Session::*once)()) {
    measured_ = {};
    const driver::WorkDone from = workspace_->workDone();
    while (measured_.diagnostics.count() < keystrokes)
      (this->*once)();
    print(name, from);
    return measured_;
  }

private:
  [[nodiscard]] size_t lineCount() const {
    size_t lines = 0;
    for (const std::string& text : texts_)
      lines += static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
    return lines;
  }

  [[nodiscard]] size_t anyModule() { return random_() % texts_.size(); }

  /// Starts to edit a module.
  void edit(size_t module) {
    module_ = module;
    text_ = texts_[module];
  }

  /// Where one of the occurrences of `start` begins in the text.
  size_t before(const std::string& start) {
    const size_t at = text_.find(start, random_() % text_.size());
    return at == std::string::npos ? text_.find(start) : at;
  }
  /// Behind the end of what starts there.
  size_t behind(const std::string& start, const std::string& end) {
    return text_.find(end, before(start)) + end.size();
  }

  // -- What hands do

  void type(size_t place, const std::string& letters) {
    for (const char letter : letters) {
      press(text_.substr(0, place) + letter + text_.substr(place), place + 1);
      ++place;
    }
  }
  void backspace(size_t place, size_t count) {
    for (; count > 0; --count, --place)
      remove(place - 1, 1);
  }
  void remove(size_t place, size_t size) {
    press(text_.substr(0, place) + text_.substr(place + size), place);
  }
  /// Everything since `edit`.
  void undo() { press(texts_[module_], 0); }

  /// The text is another one, and the cursor stands at `cursor`.
  void press(std::string text, size_t cursor) {
    text_ = std::move(text);
    const std::string& path = paths_[module_];
    const double start = millisecondsOfWork();
    workspace_->setBuffer(path, text_);
    const ide::Snapshot& snapshot = workspace_->snapshot();
    const double asked = millisecondsOfWork();
    static_cast<void>(ide::completions(
        snapshot, {snapshot.module(llvm::StringRef(path)), static_cast<uint32_t>(cursor)}));
    measured_.completion.add(millisecondsOfWork() - asked);
    measured_.diagnostics.add(asked - start);
  }

  void print(const char* name, const driver::WorkDone& from) const {
    const driver::WorkDone& to = workspace_->workDone();
    const auto each = [&](uint64_t now, uint64_t then) {
      return static_cast<double>(now - then) / static_cast<double>(measured_.diagnostics.count());
    };
    std::printf("  %-11s %5zu keystrokes: %s; completion %s; each: %.2f modules checked, %.2f "
                "bodies; heap %.1f MiB, %llu rebuilds\n",
                name, measured_.diagnostics.count(), measured_.diagnostics.text().c_str(),
                measured_.completion.text().c_str(), each(to.modulesChecked, from.modulesChecked),
                each(to.bodiesChecked, from.bodiesChecked), mebibytes(heapInUse()),
                static_cast<unsigned long long>(to.rebuilds));
  }

  std::mt19937 random_{1};
  std::vector<std::string> texts_, paths_;
  std::unique_ptr<driver::Workspace> workspace_;
  size_t module_ = 0; // that is edited
  std::string text_;  // of it
  Measured measured_;
};

/// False if a keystroke costs more than it may.
bool measure(size_t lines, size_t modules, size_t keystrokes) {
  Session session(lines, modules);
  Measured all;
  const auto add = [&](const char* name, size_t count, void (Session::*once)()) {
    const Measured one = session.measure(name, count, once);
    all.diagnostics.add(one.diagnostics);
    all.completion.add(one.completion);
  };
  add("bodies", keystrokes / 2, &Session::typeBodies);
  add("signatures", keystrokes / 6, &Session::typeSignatures);
  add("parameters", keystrokes / 12, &Session::renameParameters);
  add("imports", keystrokes / 12, &Session::typeImports);
  add("comments", keystrokes / 6, &Session::typeComments);
  const bool isFast = all.diagnostics.percentile(95) <= millisecondsToDiagnostics &&
                      all.completion.percentile(95) <= millisecondsToCompletion;
  std::printf("  %-11s %5zu keystrokes: %s (at most %.0f); completion %s (at most %.0f)%s\n",
              "overall", all.diagnostics.count(), all.diagnostics.text().c_str(),
              millisecondsToDiagnostics, all.completion.text().c_str(), millisecondsToCompletion,
              isFast ? "" : ": TOO SLOW");
  return isFast;
}

} // namespace
} // namespace aqua

int main(int count, char** values) {
  const auto number = [&](int index, size_t fallback) {
    return count > index ? static_cast<size_t>(std::strtoul(values[index], nullptr, 10)) : fallback;
  };
  const size_t keystrokes = number(3, 3000);
  bool isFast = aqua::measure(number(1, 20'000), number(2, 200), keystrokes);
  if (count == 1) isFast = aqua::measure(5'000, 1, keystrokes) && isFast;
  return isFast ? 0 : 1;
}
