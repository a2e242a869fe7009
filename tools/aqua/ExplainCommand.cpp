// `aqua explain`: the page of a diagnostic, or the list of all of them.

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

/// The codes that are at most one character away from `code`; if there are none, those of its
/// group (`E04`).
std::string nearCodes(llvm::StringRef code) {
  constexpr size_t shown = 5;
  llvm::SmallVector<std::string> near;
  for (const DiagnosticPage& page : diagnosticPages())
    if (page.code.edit_distance(code, true, 1) <= 1) near.push_back("`" + page.code.str() + "`");
  if (near.empty() && code.size() >= 3)
    for (const DiagnosticPage& page : diagnosticPages())
      if (page.code.starts_with(code.take_front(3))) near.push_back("`" + page.code.str() + "`");
  if (near.size() > shown) near.truncate(shown);
  return llvm::join(near, ", ");
}

/// `e203` → `E0203`
std::string normalized(llvm::StringRef text) {
  std::string code = text.upper();
  constexpr size_t length = 5;
  if (code.size() > 1 && code.size() < length && llvm::all_of(code.substr(1), llvm::isDigit))
    code.insert(1, length - code.size(), '0');
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
  std::string problem = "there is no diagnostic `" + text.str() + "`";
  if (const std::string near = nearCodes(code); !near.empty()) problem += "; near it are " + near;
  complain(problem);
  llvm::errs() << "`aqua explain` lists all of them.\n";
  return ExitCode::Usage;
}

} // namespace

void addExplainCommand(CLI::App& app, ExitCode& exit) {
  auto code = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("explain", "Explain a diagnostic by its code, or list all codes");
  command->add_option("code", *code, "Code of an error or a warning, such as E0203");
  command->callback([code, &exit] { exit = explain(*code); });
}

} // namespace aqua::cli
