// `aqua explain`: the page of a diagnostic or of a rule, or the list of all of them.

#include <memory>

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

#include "Commands.h"
#include "CommonOptions.h"
#include "DiagnosticPages.h"

namespace aqua::cli {
namespace {

/// `# E0203: title` → `title`
llvm::StringRef titleOf(const DiagnosticPage& page) {
  return page.text.split('\n').first.split(": ").second;
}

/// `[E0101](E0101.md)` → `E0101`
std::string withoutLinks(llvm::StringRef line) {
  std::string text;
  while (!line.empty()) {
    const size_t open = line.find('[');
    const size_t middle = line.find("](", open);
    const size_t close = line.find(".md)", middle);
    if (close == llvm::StringRef::npos) break;
    text += line.take_front(open).str() + line.slice(open + 1, middle).str();
    line = line.drop_front(close + 4);
  }
  return text + line.str();
}

/// The Markdown of a page, for a terminal: examples indented instead of fenced.
void printPage(const DiagnosticPage& page, llvm::raw_ostream& out) {
  llvm::SmallVector<llvm::StringRef> lines;
  page.text.rtrim('\n').split(lines, '\n');
  bool isExample = false;
  for (llvm::StringRef line : lines) {
    if (line.starts_with("```")) {
      isExample = !isExample;
      continue;
    }
    if (isExample) {
      if (!line.empty()) out.indent(4);
      out << line << '\n';
      continue;
    }
    line.consume_front("# ");
    out << withoutLinks(line) << '\n';
  }
}

void listPages() {
  for (const DiagnosticPage& page : diagnosticPages())
    llvm::outs() << page.code << "  " << titleOf(page) << '\n';
}

/// Codes are short: one character more or less is near. Ids of rules are long.
unsigned nearDistance(llvm::StringRef code) {
  return static_cast<unsigned>(std::max<size_t>(1, code.size() / 5));
}

/// The codes that are close to `code`; if there are none, those of its group (`E04`).
std::string nearCodes(llvm::StringRef code) {
  constexpr size_t shown = 5;
  llvm::SmallVector<std::string> near;
  const unsigned distance = nearDistance(code);
  for (const DiagnosticPage& page : diagnosticPages())
    if (page.code.edit_distance(code, true, distance) <= distance)
      near.push_back("`" + page.code.str() + "`");
  if (near.empty() && code.size() >= 3)
    for (const DiagnosticPage& page : diagnosticPages())
      if (page.code.starts_with(code.take_front(3))) near.push_back("`" + page.code.str() + "`");
  if (near.size() > shown) near.truncate(shown);
  return llvm::join(near, ", ");
}

/// `e203` → `E0203`; ids of rules are lower case.
std::string normalized(llvm::StringRef text) {
  const bool isCode = text.size() > 1 &&
                      (text[0] == 'e' || text[0] == 'E' || text[0] == 'w' || text[0] == 'W') &&
                      llvm::all_of(text.drop_front(), llvm::isDigit);
  if (!isCode) return text.lower();
  std::string code = text.upper();
  constexpr size_t length = 5;
  if (code.size() < length) code.insert(1, length - code.size(), '0');
  return code;
}

ExitCode explain(llvm::StringRef text) {
  if (text.empty()) {
    listPages();
    return ExitCode::Success;
  }
  const std::string code = normalized(text);
  const auto pages = diagnosticPages();
  const auto* page = llvm::find_if(pages, [&](const DiagnosticPage& p) { return p.code == code; });
  if (page != pages.end()) {
    printPage(*page, llvm::outs());
    return ExitCode::Success;
  }
  std::string problem = "there is no diagnostic or rule `" + text.str() + "`";
  if (const std::string near = nearCodes(code); !near.empty()) problem += "; near it are " + near;
  complain(problem);
  llvm::errs() << "`aqua explain` lists all of them.\n";
  return ExitCode::Usage;
}

} // namespace

void addExplainCommand(CLI::App& app, ExitCode& exit) {
  auto code = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("explain", "Explain a diagnostic or a rule, or list all of them");
  command->add_option("code", *code, "Code of an error or a warning, such as E0203, or a rule");
  command->callback([code, &exit] { exit = explain(*code); });
}

} // namespace aqua::cli
