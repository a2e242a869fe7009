#include "Mutations.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <random>

#include "fmt/format.h"

#include "gtest/gtest.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include "GoldenFile.h"

namespace aqua::golden {
namespace {

// ---------------------------------------------------------------------------------------- Mutants

struct Token {
  size_t begin = 0, end = 0;
  uint32_t line = 0;
};

/// Where a token ends that begins at `at`. Coarse: good enough to change a program.
size_t tokenEnd(llvm::StringRef text, size_t at) {
  const auto isWordPart = [](char c) { return llvm::isAlnum(c) || c == '_'; };
  const llvm::StringRef rest = text.drop_front(at);
  if (isWordPart(rest.front())) return at + rest.take_while(isWordPart).size();
  if (rest.front() == '"') return std::min(text.find('"', at + 1), text.size() - 1) + 1;
  for (const llvm::StringRef sign : {"<<-", "<-", "->", "<=", ">=", "==", "!=", "&&", "||", "**"})
    if (rest.starts_with(sign)) return at + sign.size();
  return at + 1;
}

/// The tokens of a program that has no comments.
std::vector<Token> tokensOf(llvm::StringRef text) {
  std::vector<Token> tokens;
  uint32_t line = 1;
  for (size_t at = 0; at < text.size();) {
    if (llvm::isSpace(text[at])) {
      line += text[at] == '\n' ? 1 : 0;
      ++at;
      continue;
    }
    const size_t end = tokenEnd(text, at);
    tokens.push_back({at, end, line});
    line += static_cast<uint32_t>(text.slice(at, end).count('\n'));
    at = end;
  }
  return tokens;
}

struct Mutant {
  std::string text;
  uint32_t line = 0;
};

/// None if the change would change nothing.
std::optional<Mutant> mutate(llvm::StringRef text, llvm::ArrayRef<Token> tokens,
                             std::mt19937& random) {
  const size_t chosen = random() % tokens.size();
  const Token& token = tokens[chosen];
  const std::string before = text.take_front(token.begin).str();
  const std::string own = text.slice(token.begin, token.end).str();
  switch (random() % 3) {
  case 0: return Mutant{before + text.drop_front(token.end).str(), token.line};
  case 1: return Mutant{before + own + " " + text.drop_front(token.begin).str(), token.line};
  default: break;
  }
  if (chosen + 1 == tokens.size() || tokens[chosen + 1].line != token.line) return std::nullopt;
  const Token& next = tokens[chosen + 1];
  const std::string other = text.slice(next.begin, next.end).str();
  if (own == other) return std::nullopt;
  return Mutant{before + other + text.slice(token.end, next.begin).str() + own +
                    text.drop_front(next.end).str(),
                token.line};
}

// --------------------------------------------------------------------------------------- Programs

std::string withoutComments(llvm::StringRef text) {
  std::string result;
  while (!text.empty()) {
    const auto [line, rest] = text.split('\n');
    const size_t comment = line.contains('"') ? llvm::StringRef::npos : line.find("--");
    result += line.take_front(comment).rtrim().str() + "\n";
    text = rest;
  }
  return result;
}

std::vector<VirtualFile> validPrograms() {
  std::vector<VirtualFile> programs;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator at(AQUA_GOLDEN_DIR, error), end;
       at != end && !error; at.increment(error)) {
    if (llvm::sys::path::filename(at->path()) == "cli") at.no_push();
    if (llvm::sys::path::extension(at->path()) != ".aqua") continue;
    const auto buffer = llvm::MemoryBuffer::getFile(at->path());
    if (!buffer) continue;
    const GoldenFile golden = parseGoldenFile("main.aqua", (*buffer)->getBuffer());
    if (golden.files.size() != 1 || (*buffer)->getBuffer().contains("\r")) continue;
    VirtualFile program{at->path(), withoutComments(golden.files.front().text)};
    const auto isError = [](const Finding& finding) { return finding.severity == "error"; };
    if (llvm::none_of(runStage("check", {}, {{"main.aqua", program.text}}).findings, isError))
      programs.push_back(std::move(program));
  }
  llvm::sort(programs, [](const auto& a, const auto& b) { return a.path < b.path; });
  return programs;
}

// ---------------------------------------------------------------------------------------- Verdicts

struct Figures {
  size_t accepted = 0;
  size_t blamed = 0; // a diagnostic is in the changed line
  size_t missed = 0; // all are elsewhere
  size_t single = 0; // exactly one error
  size_t errors = 0;
};

/// `label 3:4-5: …` names the line 3.
bool hasLabelIn(const Finding& finding, uint32_t line) {
  const std::string start = fmt::format("label {}:", line);
  return llvm::any_of(finding.remarks, [&](const std::string& remark) {
    return llvm::StringRef(remark).starts_with(start);
  });
}

class MutationTest : public testing::Test {
public:
  void TestBody() override {
    const std::vector<VirtualFile> programs = validPrograms();
    ASSERT_FALSE(programs.empty());
    std::mt19937 random(number("AQUA_SEED", 1));
    for (const VirtualFile& program : programs) {
      const std::vector<Token> tokens = tokensOf(program.text);
      if (tokens.empty()) continue;
      for (unsigned i = 0; i < number("AQUA_MUTANTS", 10); ++i)
        if (const auto mutant = mutate(program.text, tokens, random)) judge(program, *mutant);
    }
    const size_t rejected = figures_.blamed + figures_.missed;
    llvm::outs() << fmt::format(
        "{} programs, {} mutants: {} accepted, {} rejected; {} blamed in their line, {} with "
        "exactly one error, {} errors in all\n",
        programs.size(), figures_.accepted + rejected, figures_.accepted, rejected, figures_.blamed,
        figures_.single, figures_.errors);
    EXPECT_GE(figures_.blamed * 100, rejected * 95);
    EXPECT_GE(figures_.single * 100, rejected * 95);
  }

private:
  static unsigned number(const char* variable, unsigned otherwise) {
    const char* text = std::getenv(variable);
    unsigned value = otherwise;
    if (text && llvm::StringRef(text).getAsInteger(10, value)) return otherwise;
    return value;
  }

  void judge(const VirtualFile& program, const Mutant& mutant) {
    const StageResult result = runStage("check", {}, {{"main.aqua", mutant.text}});
    const auto touches = [&](const Finding& finding) {
      return (finding.begin.line <= mutant.line && mutant.line <= finding.end.line) ||
             hasLabelIn(finding, mutant.line);
    };
    const auto errors = static_cast<size_t>(llvm::count_if(
        result.findings, [](const Finding& finding) { return finding.severity == "error"; }));
    if (errors == 0) {
      ++figures_.accepted;
      return;
    }
    figures_.errors += errors;
    figures_.single += errors == 1 ? 1 : 0;
    const bool isBlamed = llvm::any_of(result.findings, touches);
    ++(isBlamed ? figures_.blamed : figures_.missed);
    const char* show = std::getenv("AQUA_SHOW");
    const bool isShown = show && (llvm::StringRef(show) == "missed" ? !isBlamed : errors > 1);
    if (isShown) print(program, mutant, result);
  }

  static void print(const VirtualFile& program, const Mutant& mutant, const StageResult& result) {
    llvm::SmallVector<llvm::StringRef> lines;
    llvm::StringRef(mutant.text).split(lines, '\n');
    llvm::outs() << program.path << ":" << mutant.line << ": " << lines[mutant.line - 1] << "\n";
    for (const Finding& finding : result.findings)
      llvm::outs() << "    " << describe(finding) << "\n        in: "
                   << lines[std::min<size_t>(finding.begin.line, lines.size()) - 1] << "\n";
  }

  Figures figures_;
};

} // namespace

void registerMutationTest() {
  testing::RegisterTest("mutations", "blame_the_changed_line", nullptr, nullptr, __FILE__, __LINE__,
                        []() -> testing::Test* { return new MutationTest; });
}

} // namespace aqua::golden
