#include "CaseFile.h"

#include "llvm/ADT/SmallVector.h"

namespace aqua::acceptance {
namespace {

constexpr llvm::StringLiteral caseMark = "-- CASE: ";
constexpr llvm::StringLiteral referenceMark = "-- REFERENCE: ";
constexpr llvm::StringLiteral oursMark = "-- OURS: ";
constexpr llvm::StringLiteral differsMark = "-- DIFFERS: ";
constexpr llvm::StringLiteral fileMark = "-- FILE: ";

llvm::SmallVector<llvm::StringRef> linesOf(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> lines;
  text.rtrim('\n').split(lines, '\n');
  return lines;
}

std::string headerFor(llvm::StringRef program) {
  const bool hasMain = program.contains("func main(") || program.contains("func main{");
  return std::string("aqua Main\nimport \"prelude.aqua\"\n") + (hasMain ? "export main\n" : "");
}

} // namespace

std::vector<Case> parseCases(llvm::StringRef text, llvm::StringRef prelude) {
  std::vector<Case> cases;
  for (llvm::StringRef line : linesOf(text)) {
    if (line.consume_front(caseMark)) {
      cases.push_back({line.str(), "", "", "", {{"main.aqua", ""}}});
      continue;
    }
    if (cases.empty()) continue; // the comment at the top
    Case& current = cases.back();
    if (line.consume_front(referenceMark)) {
      current.reference = line.str();
    } else if (line.consume_front(oursMark)) {
      current.ours = line.str();
    } else if (line.consume_front(differsMark)) {
      current.differs = line.str();
    } else if (line.consume_front(fileMark)) {
      current.files.push_back({line.str(), ""});
    } else {
      current.files.back().text += line.str() + "\n";
    }
  }
  for (Case& one : cases) {
    std::string& program = one.files.front().text;
    if (llvm::StringRef(program).ltrim().starts_with("aqua ")) continue;
    program = headerFor(program) + program;
    one.files.push_back({"prelude.aqua", prelude.str()});
  }
  return cases;
}

std::string withVerdicts(llvm::StringRef text, const std::vector<std::string>& verdicts) {
  std::string result;
  size_t next = 0;
  for (const llvm::StringRef line : linesOf(text)) {
    if (line.starts_with(oursMark)) continue;
    result += line.str() + "\n";
    if (line.starts_with(caseMark)) result += oursMark.str() + verdicts.at(next++) + "\n";
  }
  return result;
}

bool isAccepted(llvm::StringRef verdict) {
  verdict.consume_front("newer: ");
  return verdict.starts_with("accepts");
}

} // namespace aqua::acceptance
