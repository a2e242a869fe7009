#include "FormatCheck.h"

#include "fmt/format.h"

#include "format/Format.h"
#include "syntax/Parse.h"

namespace aqua::golden {
namespace {

/// The tree without places, and the comments with their first blanks dropped.
std::string meaning(llvm::StringRef text) {
  support::SourceManager sources;
  support::NameTable names;
  support::DiagnosticSink diagnostics;
  const support::FileId id = sources.add("test.aqua", text.str());
  const support::SourceFile& source = sources.file(id);
  const ast::File tree = syntax::parseFile(id, source.text(), names, diagnostics);
  std::string result;
  llvm::raw_string_ostream out(result);
  ast::printTree(tree, source, out);
  for (const ast::Comment& comment : tree.comments)
    out << source.text().slice(comment.range.begin + 2, comment.range.end).trim() << '\n';
  return result;
}

std::string complainOf(const std::string& text, const format::Style& style) {
  const auto formatted = [&](llvm::StringRef input) {
    support::DiagnosticSink diagnostics;
    return format::formatText({1}, input, {style, {}, {}}, diagnostics);
  };
  const format::Result first = formatted(text);
  if (first.outcome == format::Outcome::SyntaxErrors)
    return first.text == text ? "" : "changed in spite of its syntax errors";
  if (first.outcome == format::Outcome::Fault) return "the formatter refuses its own result";
  if (meaning(text) != meaning(first.text)) return "another program after formatting";
  const format::Result second = formatted(first.text);
  if (second.text != first.text) return "changes when it is formatted again:\n" + second.text;
  return "";
}

} // namespace

std::string complainOfFormat(const GoldenFile& golden) {
  for (const VirtualFile& file : golden.files)
    for (const format::Style style :
         {format::Style{2, 100}, format::Style{4, 60}, format::Style{4, 20}})
      if (const std::string complaint = complainOf(file.text, style); !complaint.empty())
        return fmt::format("{} (--indent={} --width={}): {}", file.path, style.indent, style.width,
                           complaint);
  return "";
}

} // namespace aqua::golden
