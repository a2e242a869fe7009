// Replays records of the real AquaVM on ours and tells what differs (README.md).
//
//   replay_records [--coverage FILE] [RECORDS]...    without records: the standard input
//   replay_records --report FILE
//   replay_records --laws RECORDS
//
//   --coverage: what is reached is added to the file; --report: shows it, fails if there are gaps;
//   --laws: tries the laws of merging on what the peers of the records had (MergeLaws.h)

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "Coverage.h"
#include "MergeLaws.h"
#include "Replay.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

namespace {

using namespace aqua;
using namespace aqua::vm;
using namespace aqua::vm::test;

/// The place of the first error of a refused script.
std::pair<size_t, size_t> place(llvm::StringRef line) {
  const auto [row, column] = line.split("┌─ script.air:").second.split("\\n").first.split(':');
  std::pair<size_t, size_t> result;
  (void)(llvm::to_integer(row, result.first) && llvm::to_integer(column, result.second));
  return result;
}

/// What the labels below the lines of the script say.
std::vector<std::string> labels(llvm::StringRef diagnostic) {
  std::vector<std::string> result;
  llvm::SmallVector<llvm::StringRef> lines;
  diagnostic.split(lines, "\\n");
  for (const llvm::StringRef line : lines) {
    if (!line.starts_with(" ")) continue;            // a line of the script begins with its number
    const size_t marks = line.find_last_of("^\x82"); // or the last byte of a bar
    if (marks == llvm::StringRef::npos) continue;
    const llvm::StringRef text = line.drop_front(marks + 1).trim();
    if (!text.empty()) result.push_back(text.str());
  }
  llvm::sort(result);
  return result;
}

/// Why a mismatch is none; see differences.md. Null: it is one.
const char* explanation(const Mismatch& mismatch) {
  const llvm::StringRef expected = mismatch.expected;
  const llvm::StringRef got = mismatch.got;
  if (!expected.starts_with("code 1 ") || !got.starts_with("code 1 ")) return nullptr;
  const std::vector<std::string> real = labels(expected), ours = labels(got);
  if (std::ranges::includes(real, ours)) return "refused with more that follows from the error";
  if (real.size() == 1 && place(expected) > place(got))
    return "refused for an error further behind";
  const bool isLambda = ours.size() == 1 && llvm::StringRef(ours[0]).contains("lambda, ");
  if (isLambda && place(expected) == place(got)) return "refused with structures of the parser";
  return nullptr;
}

class Comparison {
public:
  void compare(const Sequence& sequence) {
    ++sequences_;
    for (const llvm::StringRef line : sequence.lines) {
      invocations_ += line.starts_with("> ") ? 1 : 0;
      refused_ += line.starts_with("code 1 ") ? 1 : 0;
      trapped_ += line == "trap" ? 1 : 0;
      if (line.starts_with("code ")) coverage_.addEnd(line);
    }
    const std::vector<std::string> replayed =
        replay(sequence, directly, [&](const air::Script& script, const Outcome& outcome) {
          coverage_.addInvocation(script, outcome);
        });
    const auto mismatch = firstMismatch(sequence, replayed);
    if (!mismatch) return;
    if (const char* reason = explanation(*mismatch)) {
      ++explained_[reason];
      return;
    }
    ++different_;
    llvm::outs() << "== " << sequence.name << "\n";
    for (size_t i = 0; i < mismatch->line; ++i)
      llvm::outs() << sequence.lines[i] << "\n";
    llvm::outs() << "REAL: " << mismatch->expected << "\nOURS: " << mismatch->got << "\n\n";
  }

  [[nodiscard]] bool report() const {
    llvm::outs() << fmt::format(
        "{} sequences, {} invocations ({} executed, {} refused, {} traps of the real VM), {} "
        "different",
        sequences_, invocations_, invocations_ - refused_ - trapped_, refused_, trapped_,
        different_);
    for (const auto& [reason, count] : explained_)
      llvm::outs() << fmt::format(", {} {}", count, reason);
    llvm::outs() << "\n";
    return different_ == 0 && sequences_ > 0;
  }

  [[nodiscard]] Coverage& coverage() { return coverage_; }

private:
  size_t sequences_ = 0;
  size_t invocations_ = 0;
  size_t refused_ = 0;
  size_t trapped_ = 0;
  size_t different_ = 0;
  std::map<std::string, size_t> explained_;
  Coverage coverage_;
};

constexpr int cannotRead = 2;

bool readCoverage(Coverage& coverage, const std::string& file) {
  const auto buffer = llvm::MemoryBuffer::getFile(file);
  if (buffer) coverage.read((*buffer)->getBuffer());
  return static_cast<bool>(buffer);
}

int compareAll(const std::vector<std::string>& files, const std::string& coverageFile) {
  Comparison comparison;
  for (const std::string& file : files) {
    const auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(file);
    if (!buffer) {
      llvm::errs() << file << ": " << buffer.getError().message() << "\n";
      return cannotRead;
    }
    for (const Sequence& sequence : readRecord((*buffer)->getBuffer()))
      comparison.compare(sequence);
  }
  if (!coverageFile.empty()) {
    (void)readCoverage(comparison.coverage(), coverageFile); // there is none at first
    std::error_code error;
    llvm::raw_fd_ostream out(coverageFile, error);
    if (error) return cannotRead;
    comparison.coverage().write(out);
  }
  return comparison.report() ? 0 : 1;
}

int tryLaws(const std::string& file) {
  constexpr size_t enough = 5;
  const auto buffer = llvm::MemoryBuffer::getFile(file);
  if (!buffer) return cannotRead;
  std::map<Law, LawCounts> counts;
  for (const Sequence& sequence : readRecord((*buffer)->getBuffer())) {
    const Particle particle = particleOf(sequence, enough);
    for (const Law law : allLaws)
      tryLaw(law, particle, counts[law]);
  }
  bool holds = true;
  for (const auto& [law, count] : counts) {
    llvm::outs() << fmt::format("{}: {} cases, {} of them news, {} broken", nameOf(law),
                                count.checked, count.informative, count.broken.size());
    for (const auto& [reason, number] : count.explained)
      llvm::outs() << fmt::format(", {} {}", number, reason);
    llvm::outs() << "\n";
    for (const std::string& text : count.broken)
      llvm::outs() << text << "\n";
    holds &= count.broken.empty();
  }
  return holds ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
  std::vector<std::string> files(argv + 1, argv + argc);
  const bool hasOption = files.size() > 1 && llvm::StringRef(files[0]).starts_with("--");
  if (hasOption && files[0] == "--report") {
    Coverage coverage;
    if (!readCoverage(coverage, files[1])) return cannotRead;
    return coverage.report(llvm::outs()) ? 0 : 1;
  }
  if (hasOption && files[0] == "--laws") return tryLaws(files[1]);
  std::string coverageFile;
  if (hasOption && files[0] == "--coverage") {
    coverageFile = files[1];
    files.erase(files.begin(), files.begin() + 2);
  }
  if (files.empty()) files.emplace_back("-");
  return compareAll(files, coverageFile);
}
