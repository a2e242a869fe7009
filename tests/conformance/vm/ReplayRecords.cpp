// Replays records of the real AquaVM on ours and tells what differs (README.md).
//
//   replay_records [FILE]...        without files: the standard input

#include <fmt/format.h>

#include <map>

#include "Replay.h"
#include "llvm/Support/MemoryBuffer.h"

namespace {

using namespace aqua::vm::test;

/// The place of the first error of a refused script.
llvm::StringRef place(llvm::StringRef line) {
  return line.split("┌─ ").second.split("\\n").first;
}

/// Why a mismatch is none; see differences.md. Null: it is one.
const char* explanation(const Mismatch& mismatch) {
  const llvm::StringRef expected = mismatch.expected;
  const llvm::StringRef got = mismatch.got;
  if (!expected.starts_with("code 1 ") || !got.starts_with("code 1 ")) return nullptr;
  return place(expected) == place(got) ? "refused in other words" : "refused at another place";
}

class Comparison {
public:
  void compare(const Sequence& sequence) {
    ++sequences_;
    for (const llvm::StringRef line : sequence.lines)
      invocations_ += line.starts_with("> ") ? 1 : 0;
    const auto mismatch = firstMismatch(sequence, replay(sequence));
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
    llvm::outs() << fmt::format("{} sequences, {} invocations, {} different", sequences_,
                                invocations_, different_);
    for (const auto& [reason, count] : explained_)
      llvm::outs() << fmt::format(", {} {}", count, reason);
    llvm::outs() << "\n";
    return different_ == 0 && sequences_ > 0;
  }

private:
  size_t sequences_ = 0;
  size_t invocations_ = 0;
  size_t different_ = 0;
  std::map<std::string, size_t> explained_;
};

} // namespace

int main(int argc, char** argv) {
  std::vector<std::string> files(argv + 1, argv + argc);
  if (files.empty()) files.emplace_back("-");
  Comparison comparison;
  for (const std::string& file : files) {
    const auto buffer = llvm::MemoryBuffer::getFileOrSTDIN(file);
    if (!buffer) {
      llvm::errs() << file << ": " << buffer.getError().message() << "\n";
      return 2;
    }
    for (const Sequence& sequence : readRecord((*buffer)->getBuffer()))
      comparison.compare(sequence);
  }
  return comparison.report() ? 0 : 1;
}
