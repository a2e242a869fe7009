#include "Render.h"

#include <algorithm>

#include "llvm/Support/JSON.h"

#include "Excerpt.h"
#include "WholeReports.h"

namespace aqua::support {
namespace {

llvm::StringRef codeOf(const Diagnostic& diagnostic) {
  const std::string_view code = diagnostic.info().code;
  return {code.data(), code.size()};
}

// ------------------------------------------------------------------------------------------ Human

/// Escape sequences, or nothing if colours are off.
struct Palette {
  std::string error, warning, info, bold, gutter, reset;

  explicit Palette(DiagColors colors) {
    if (colors == DiagColors::Never) return;
    error = "\x1b[1;31m";
    warning = "\x1b[1;33m";
    info = "\x1b[1;36m";
    bold = "\x1b[1m";
    gutter = "\x1b[34m";
    reset = "\x1b[0m";
  }

  [[nodiscard]] const std::string& of(Severity severity) const {
    if (severity == Severity::Error) return error;
    return severity == Severity::Warning ? warning : info;
  }
};

class HumanPrinter {
public:
  HumanPrinter(const SourceManager& sources, DiagColors colors, llvm::raw_ostream& out)
      : sources_(sources), palette_(colors), out_(out) {}

  void print(const Diagnostic& diagnostic) {
    const Severity severity = diagnostic.severity();
    out_ << palette_.of(severity) << severityName(severity) << '[' << codeOf(diagnostic) << ']'
         << palette_.reset << palette_.bold << ": " << withoutControls(diagnostic.message)
         << palette_.reset << '\n';
    const unsigned gutter = printPlaces(diagnostic);
    for (const std::string& note : diagnostic.notes)
      printRemark("note", note, gutter);
    if (!diagnostic.help.empty()) printRemark("help", diagnostic.help, gutter);
    for (const Fix& fix : diagnostic.fixes)
      printRemark("fix", fix.title, gutter);
    out_ << '\n';
  }

private:
  /// The marks of one file: the primary range and labels, or labels alone.
  struct Place {
    FileId file;
    uint32_t offset; // the position to be named
    std::vector<Mark> marks;
  };

  std::vector<Place> placesOf(const Diagnostic& diagnostic) {
    std::vector<Place> places;
    const auto add = [&](const Loc& loc, Mark::Rank rank, const std::string& text) {
      if (!loc.isValid()) return;
      auto place = std::find_if(places.begin(), places.end(),
                                [&](const Place& other) { return other.file == loc.file; });
      if (place == places.end()) place = places.insert(place, Place{loc.file, loc.range.begin, {}});
      place->marks.push_back({loc.range, rank, text});
    };
    add(diagnostic.loc, Mark::Rank::Primary, "");
    for (const Label& label : diagnostic.labels)
      add(label.loc, Mark::Rank::Secondary, label.text);
    return places;
  }

  /// Returns the width of the line numbers.
  unsigned printPlaces(const Diagnostic& diagnostic) {
    const std::vector<Place> places = placesOf(diagnostic);
    unsigned gutter = 1;
    for (const Place& place : places)
      gutter = std::max(gutter, gutterWidth(sources_.file(place.file), place.marks));
    const ExcerptColors colors{palette_.gutter, palette_.of(diagnostic.severity()), palette_.gutter,
                               palette_.reset};
    for (const Place& place : places) {
      const SourceFile& file = sources_.file(place.file);
      const LineColumn at = file.lineColumn(place.offset);
      const bool isFirst = &place == &places.front();
      out_ << palette_.gutter;
      out_.indent(gutter) << (isFirst ? "--> " : "::: ") << palette_.reset << file.path() << ':'
                          << at.line << ':' << at.column << '\n';
      printExcerpt(file, place.marks, gutter, colors, out_);
    }
    return gutter;
  }

  void printRemark(llvm::StringRef what, llvm::StringRef text, unsigned gutter) {
    out_ << palette_.gutter;
    out_.indent(gutter + 1) << "= " << palette_.reset << palette_.bold << what << ": "
                            << palette_.reset << withoutControls(text) << '\n';
  }

  const SourceManager& sources_;
  const Palette palette_;
  llvm::raw_ostream& out_;
};

// ------------------------------------------------------------------------------------------ Short

void printShort(const Diagnostic& diagnostic, const SourceManager& sources, DiagColors colors,
                llvm::raw_ostream& out) {
  const Palette palette(colors);
  if (diagnostic.loc.isValid()) {
    const SourceFile& file = sources.file(diagnostic.loc.file);
    const LineColumn at = file.lineColumn(diagnostic.loc.range.begin);
    out << file.path() << ':' << at.line << ':' << at.column << ": ";
  }
  std::string message = withoutControls(diagnostic.message);
  std::replace(message.begin(), message.end(), '\n', ' ');
  out << palette.of(diagnostic.severity()) << severityName(diagnostic.severity()) << '['
      << codeOf(diagnostic) << ']' << palette.reset << ": " << message << '\n';
}

// ------------------------------------------------------------------------------------------- Json

class JsonPrinter {
public:
  JsonPrinter(const SourceManager& sources, llvm::raw_ostream& out)
      : sources_(sources), out_(out), json_(out) {}

  void print(const Diagnostic& diagnostic) {
    json_.object([&] {
      json_.attribute("code", codeOf(diagnostic));
      json_.attribute("severity", severityName(diagnostic.severity()));
      json_.attribute("message", llvm::json::fixUTF8(diagnostic.message));
      place(diagnostic.loc);
      json_.attributeArray("labels", [&] {
        for (const Label& label : diagnostic.labels)
          json_.object([&] {
            place(label.loc);
            json_.attribute("text", llvm::json::fixUTF8(label.text));
          });
      });
      json_.attributeArray("notes", [&] {
        for (const std::string& note : diagnostic.notes)
          json_.value(llvm::json::fixUTF8(note));
      });
      if (diagnostic.help.empty())
        json_.attribute("help", nullptr);
      else
        json_.attribute("help", llvm::json::fixUTF8(diagnostic.help));
      fixes(diagnostic);
    });
    json_.flush();
    out_ << '\n';
  }

private:
  void place(const Loc& loc) {
    if (!loc.isValid()) {
      json_.attribute("file", nullptr);
      json_.attribute("range", nullptr);
      return;
    }
    json_.attribute("file", llvm::json::fixUTF8(sources_.file(loc.file).path()));
    range(loc);
  }

  void range(const Loc& loc) {
    const SourceFile& file = sources_.file(loc.file);
    json_.attributeObject("range", [&] {
      position("start", file, loc.range.begin);
      position("end", file, loc.range.end);
    });
  }

  void position(llvm::StringRef name, const SourceFile& file, uint32_t offset) {
    const LineColumn at = file.lineColumn(offset);
    json_.attributeObject(name, [&] {
      json_.attribute("line", at.line);
      json_.attribute("col", at.column);
      json_.attribute("offset", offset);
    });
  }

  void fixes(const Diagnostic& diagnostic) {
    json_.attributeArray("fixes", [&] {
      for (const Fix& fix : diagnostic.fixes)
        json_.object([&] {
          json_.attribute("title", llvm::json::fixUTF8(fix.title));
          json_.attributeArray("edits", [&] {
            for (const TextEdit& edit : fix.edits)
              this->edit(edit, diagnostic.loc.file);
          });
        });
    });
  }

  /// The file is named only if it is not that of the diagnostic.
  void edit(const TextEdit& edit, FileId ownFile) {
    json_.object([&] {
      if (edit.loc.file != ownFile)
        json_.attribute("file", llvm::json::fixUTF8(sources_.file(edit.loc.file).path()));
      range(edit.loc);
      json_.attribute("text", llvm::json::fixUTF8(edit.text));
    });
  }

  const SourceManager& sources_;
  llvm::raw_ostream& out_;
  llvm::json::OStream json_;
};

// ----------------------------------------------------------------------------------------- GitHub

/// Properties of a workflow command escape more than its message.
enum class CommandPart { Message, Property };

std::string escapeCommand(llvm::StringRef text, CommandPart part) {
  std::string result;
  for (const char c : text) {
    if (c == '%')
      result += "%25";
    else if (c == '\r')
      result += "%0D";
    else if (c == '\n')
      result += "%0A";
    else if (c == ':' && part == CommandPart::Property)
      result += "%3A";
    else if (c == ',' && part == CommandPart::Property)
      result += "%2C";
    else
      result += c;
  }
  return result;
}

void printGitHub(const Diagnostic& diagnostic, const SourceManager& sources,
                 llvm::raw_ostream& out) {
  const Severity severity = diagnostic.severity();
  const bool isProblem = severity == Severity::Error || severity == Severity::Warning;
  out << "::" << (isProblem ? severityName(severity) : "notice") << ' ';
  if (diagnostic.loc.isValid()) {
    const SourceFile& file = sources.file(diagnostic.loc.file);
    const LineColumn begin = file.lineColumn(diagnostic.loc.range.begin);
    const LineColumn end = file.lineColumn(diagnostic.loc.range.end);
    out << "file=" << escapeCommand(file.path(), CommandPart::Property) << ",line=" << begin.line
        << ",col=" << begin.column << ",endLine=" << end.line << ",endColumn=" << end.column << ',';
  }
  std::string message = diagnostic.message;
  if (!diagnostic.help.empty()) message += "\nhelp: " + diagnostic.help;
  out << "title=" << codeOf(diagnostic) << "::" << escapeCommand(message, CommandPart::Message)
      << '\n';
}

/// "1 error", "2 errors"
std::string counted(size_t number, llvm::StringRef what) {
  return std::to_string(number) + " " + what.str() + (number == 1 ? "" : "s");
}

} // namespace

llvm::StringRef severityName(Severity severity) {
  switch (severity) {
  case Severity::Error: return "error";
  case Severity::Warning: return "warning";
  case Severity::Info: return "info";
  case Severity::Hint: return "hint";
  }
  return "";
}

void DiagnosticPrinter::print(const Diagnostic& diagnostic) {
  switch (diagnostic.severity()) {
  case Severity::Error: ++errors_; break;
  case Severity::Warning: ++warnings_; break;
  case Severity::Info:
  case Severity::Hint: ++others_; break;
  }
  const FileId file = diagnostic.loc.file;
  const auto known = std::lower_bound(files_.begin(), files_.end(), file);
  if (file.isValid() && (known == files_.end() || *known != file)) files_.insert(known, file);
  switch (options_.format) {
  case DiagFormat::Human: return HumanPrinter(sources_, options_.colors, out_).print(diagnostic);
  case DiagFormat::Short: return printShort(diagnostic, sources_, options_.colors, out_);
  case DiagFormat::Json: return JsonPrinter(sources_, out_).print(diagnostic);
  case DiagFormat::GitHub: return printGitHub(diagnostic, sources_, out_);
  case DiagFormat::Sarif:
  case DiagFormat::JUnit: collected_.push_back(&diagnostic); return;
  }
}

void DiagnosticPrinter::printSummary() {
  if (options_.format == DiagFormat::Sarif) return writeSarif(collected_, sources_, options_, out_);
  if (options_.format == DiagFormat::JUnit) return writeJUnit(collected_, sources_, options_, out_);
  if (options_.format == DiagFormat::Json) {
    llvm::json::OStream json(out_);
    json.object([&] {
      json.attributeObject("summary", [&] {
        json.attribute("errors", errors_);
        json.attribute("warnings", warnings_);
        json.attribute("infos", others_);
        json.attribute("files", files_.size());
      });
    });
    json.flush();
    out_ << '\n';
    return;
  }
  if (options_.format != DiagFormat::Human || errors_ + warnings_ + others_ == 0) return;
  out_ << counted(errors_, "error") << ", " << counted(warnings_, "warning") << " in "
       << counted(files_.size(), "file") << '\n';
}

void renderDiagnostics(const DiagnosticSink& diagnostics, const SourceManager& sources,
                       RenderOptions options, llvm::raw_ostream& out) {
  DiagnosticPrinter printer(sources, std::move(options), out);
  for (const Diagnostic& diagnostic : diagnostics.all())
    printer.print(diagnostic);
  printer.printSummary();
}

} // namespace aqua::support
