// The keys of `aqua.yaml`, one table per map, and where a problem stands in the text.

#include "ProjectFile.h"

#include <algorithm>

#include "llvm/ADT/STLExtras.h"

#include "Paths.h"
#include "ReadSource.h"

namespace aqua::modules {

using support::Loc;
using value::FieldProblem;
using value::FieldReader;
using value::Kind;
using value::Value;
namespace diag = support::diag;

namespace {

/// The name under which a constant is known in the language.
bool isConstantName(llvm::StringRef name) {
  const auto isUpper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return !name.empty() && isUpper(name.front()) && llvm::all_of(name, [&](char c) {
    return isUpper(c) || (c >= '0' && c <= '9') || c == '_';
  });
}

/// Reads `aqua.yaml`. Keys that the specification has but this version does not use are collected.
class ProjectReader {
public:
  explicit ProjectReader(const ConfigText& text, std::string folder)
      : text_(text), folder_(std::move(folder)) {}

  ProjectFile read(const Value& root);
  [[nodiscard]] const FieldReader& fields() const { return reader_; }
  [[nodiscard]] llvm::ArrayRef<FieldProblem> unused() const { return unused_; }

private:
  using Field = FieldReader::Field;

  Field flag(llvm::StringRef name, std::optional<bool>& target);
  Field withoutEffect(llvm::StringRef parent, llvm::StringRef name);
  void readCompile(const Value& value, ProjectFile& file);
  void readLint(const Value& value, LintSettings& lint);
  [[nodiscard]] PathLintSettings readPathLint(const Value& value);
  using Levels = std::vector<std::pair<LintWord, std::string>>;
  Field words(llvm::StringRef name, std::vector<LintWord>& target);
  Field levels(llvm::StringRef name, Levels& target);
  /// The value at which the reader stands.
  [[nodiscard]] LintWord word(const Value& value);
  void readConstants(const Value& value, ProjectFile& file);
  void readLayout(const Value& value, LayoutSettings& layout);
  void readRun(const Value& value, RunDefaults& run);
  [[nodiscard]] bool isConstantValue(const Value& value);

  const ConfigText& text_;
  std::string folder_;
  FieldReader reader_;
  std::vector<FieldProblem> unused_;
};

ProjectReader::Field ProjectReader::flag(llvm::StringRef name, std::optional<bool>& target) {
  return {name, [this, &target](const Value& value) { target = reader_.boolean(value); }};
}

ProjectReader::Field ProjectReader::withoutEffect(llvm::StringRef parent, llvm::StringRef name) {
  return {name, [this, parent, name](const Value&) {
            FieldProblem field{{}, FieldProblem::At::Key, ""};
            if (!parent.empty()) field.path.push_back({parent.str(), std::nullopt});
            field.path.push_back({name.str(), std::nullopt});
            unused_.push_back(std::move(field));
          }};
}

ProjectFile ProjectReader::read(const Value& root) {
  ProjectFile file;
  std::vector<Field> fields{
      {"extends",
       [&](const Value& value) {
         if (const auto path = reader_.text(value)) file.extends = joinPath(folder_, *path);
       }},
      {"imports",
       [&](const Value& value) { file.imports = readImports(reader_, value, {folder_, folder_}); }},
      flag("node-modules", file.nodeModules),
      {"constants", [&](const Value& value) { readConstants(value, file); }},
      {"compile", [&](const Value& value) { readCompile(value, file); }},
      {"lint", [&](const Value& value) { readLint(value, file.lint); }},
      {"fmt", [&](const Value& value) { readLayout(value, file.layout); }},
      {"run", [&](const Value& value) { readRun(value, file.run); }},
  };
  for (const llvm::StringRef name : {"project", "outputs", "warnings"})
    fields.push_back(withoutEffect("", name));
  reader_.object(root, fields);
  return file;
}

void ProjectReader::readCompile(const Value& value, ProjectFile& file) {
  std::vector<Field> fields{
      flag("no-relay", file.noRelay),
      flag("no-xor", file.noXor),
      flag("empty-response", file.emptyResponse),
      flag("tracing", file.tracing),
      {"preset",
       [&](const Value& preset) {
         if (const auto index = reader_.word(preset, presetNames()))
           file.preset = static_cast<Preset>(*index);
       }},
  };
  for (const llvm::StringRef name : {"output", "target", "header"})
    fields.push_back(withoutEffect("compile", name));
  reader_.object(value, fields);
}

LintWord ProjectReader::word(const Value& value) {
  const FieldProblem here{
      {reader_.path().begin(), reader_.path().end()}, FieldProblem::At::Value, ""};
  return {reader_.text(value).value_or(""), text_.place(here)};
}

ProjectReader::Field ProjectReader::words(llvm::StringRef name, std::vector<LintWord>& target) {
  return {name, [this, &target](const Value& list) {
            reader_.list(list, [&](const Value& one) { target.push_back(word(one)); });
          }};
}

ProjectReader::Field ProjectReader::levels(llvm::StringRef name, Levels& target) {
  return {name, [this, &target](const Value& rules) {
            reader_.map(rules, [&](llvm::StringRef id, const Value& level) {
              LintWord rule = word(level);
              std::string text = std::exchange(rule.text, id.str());
              target.emplace_back(std::move(rule), std::move(text));
            });
          }};
}

PathLintSettings ProjectReader::readPathLint(const Value& value) {
  PathLintSettings settings;
  const auto readPaths = [&](const Value& paths) {
    reader_.list(paths, [&](const Value& path) {
      if (const auto text = reader_.text(path))
        settings.patterns.push_back(joinPath(folder_, *text));
    });
  };
  reader_.object(value, {{"paths", readPaths},
                         words("select", settings.select),
                         words("ignore", settings.ignore),
                         levels("rules", settings.rules)});
  return settings;
}

void ProjectReader::readLint(const Value& value, LintSettings& lint) {
  const auto list = [&](llvm::StringRef name, std::optional<std::vector<LintWord>>& target) {
    return Field{name, [this, name, &target](const Value& entries) {
                   words(name, target.emplace()).read(entries);
                 }};
  };
  static constexpr llvm::StringRef severities[] = {"error", "warning"};
  std::vector<Field> fields{
      list("select", lint.select),
      list("ignore", lint.ignore),
      levels("rules", lint.rules),
      flag("require-reason", lint.requiresReasons),
      {"fail-on",
       [&](const Value& level) {
         if (const auto index = reader_.word(level, severities)) lint.failsOnWarnings = *index == 1;
       }},
      {"per-path",
       [&](const Value& entries) {
         lint.perPath.emplace();
         reader_.list(entries,
                      [&](const Value& entry) { lint.perPath->push_back(readPathLint(entry)); });
       }},
  };
  reader_.object(value, fields);
}

void ProjectReader::readConstants(const Value& value, ProjectFile& file) {
  reader_.map(value, [&](llvm::StringRef name, const Value& constant) {
    if (!isConstantName(name))
      reader_.reportKey("the name of a constant has upper-case letters, digits and `_`");
    else if (isConstantValue(constant))
      file.constants[name.str()] = constant;
  });
}

void ProjectReader::readLayout(const Value& value, LayoutSettings& layout) {
  const auto readIndent = [&](const Value& indent) {
    const auto number = reader_.integer(indent);
    if (number && *number != 2 && *number != 4)
      reader_.report("the indentation is 2 or 4");
    else if (number)
      layout.indent = static_cast<uint32_t>(*number);
  };
  const auto readWidth = [&](const Value& width) {
    if (const auto number = reader_.integer(width, narrowestWidth, widestWidth))
      layout.width = static_cast<uint32_t>(*number);
  };
  reader_.object(value, {{"indent", readIndent}, {"width", readWidth}});
}

void ProjectReader::readRun(const Value& value, RunDefaults& run) {
  const auto readScenario = [&](const Value& scenario) {
    if (const auto path = reader_.text(scenario)) run.scenario = joinPath(folder_, *path);
  };
  const auto readTimeout = [&](const Value& timeout) {
    if (const auto ms = reader_.integer(timeout, 0)) run.timeoutMs = static_cast<uint64_t>(*ms);
  };
  const auto readTtl = [&](const Value& ttl) {
    if (const auto ms = reader_.integer(ttl, 0, UINT32_MAX)) run.ttl = static_cast<uint32_t>(*ms);
  };
  reader_.object(value, {{"scenario", readScenario}, {"timeout", readTimeout}, {"ttl", readTtl}});
}

bool ProjectReader::isConstantValue(const Value& value) {
  if (value.isString()) {
    if (!value.asString().contains('"')) return true;
    reader_.report("a string of Aqua cannot contain a double quote");
    return false;
  }
  if (value.kind() == Kind::Float && value::toJson(value).find('e') != std::string::npos) {
    reader_.report("a number of Aqua has no exponent");
    return false;
  }
  if (value.kind() == Kind::Bool || value.isNumber()) return true;
  reader_.report("a constant is a string, a number, true or false");
  return false;
}

/// From where a field begins to where it seems to end; for marking it.
support::SourceRange extent(llvm::StringRef text, size_t begin, FieldProblem::At at) {
  const llvm::StringRef rest = text.substr(begin);
  size_t size = 0;
  if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) {
    size = std::min(rest.find(rest.front(), 1), rest.size() - 1) + 1;
  } else {
    const llvm::StringRef ends = at == FieldProblem::At::Key ? ":\r\n" : ",]}\r\n";
    const llvm::StringRef part = rest.take_front(rest.find_first_of(ends));
    size = part.take_front(part.find(" #")).rtrim().size();
  }
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + size)};
}

} // namespace

void ProjectFile::overrideWith(ProjectFile other) {
  extends = std::move(other.extends);
  if (other.imports && imports)
    imports->overrideWith(*other.imports);
  else if (other.imports)
    imports = std::move(other.imports);
  if (other.nodeModules) nodeModules = other.nodeModules;
  for (auto& [name, value] : other.constants)
    constants[name] = value;
  if (other.noRelay) noRelay = other.noRelay;
  if (other.noXor) noXor = other.noXor;
  if (other.emptyResponse) emptyResponse = other.emptyResponse;
  if (other.tracing) tracing = other.tracing;
  if (other.preset) preset = other.preset;
  if (other.lint.select) lint.select = std::move(other.lint.select);
  if (other.lint.ignore) lint.ignore = std::move(other.lint.ignore);
  llvm::append_range(lint.rules, other.lint.rules); // later ones win
  if (other.lint.perPath) lint.perPath = std::move(other.lint.perPath);
  if (other.lint.requiresReasons) lint.requiresReasons = other.lint.requiresReasons;
  if (other.lint.failsOnWarnings) lint.failsOnWarnings = other.lint.failsOnWarnings;
  if (other.layout.indent) layout.indent = other.layout.indent;
  if (other.layout.width) layout.width = other.layout.width;
  if (other.run.scenario) run.scenario = std::move(other.run.scenario);
  if (other.run.timeoutMs) run.timeoutMs = other.run.timeoutMs;
  if (other.run.ttl) run.ttl = other.run.ttl;
}

std::optional<ConfigText> ConfigText::read(const std::string& path, ConfigOwner owner, Loc usedAt,
                                           llvm::vfs::FileSystem& files,
                                           support::SourceManager& sources,
                                           support::DiagnosticSink& diags) {
  const std::string shown = displayPath(files, path);
  if (!files.exists(path)) {
    diags.report(diag::ConfigNotFound, usedAt, shown);
    return std::nullopt;
  }
  std::optional<SourceText> source = readSource(files, path, shown, usedAt, diags);
  if (!source) return std::nullopt;
  const support::FileId id = sources.add(shown, std::move(source->text));
  ConfigText config(id, sources.file(id).text(), owner);
  value::ReadResult result = value::parseYaml(config.text_);
  if (!result.ok) {
    const auto begin = static_cast<uint32_t>(std::min(result.error.offset, config.text_.size()));
    const Loc place{id, {begin, begin}};
    if (owner == ConfigOwner::Ours)
      diags.report(diag::ConfigSyntax, place, result.error.message);
    else
      diags.report(diag::ForeignConfigIgnored, place, result.error.message);
    return std::nullopt;
  }
  // An empty file says nothing.
  config.root_ = result.value.isNull() ? Value::object({}) : std::move(result.value);
  return config;
}

Loc ConfigText::place(const FieldProblem& field) const {
  const std::optional<size_t> offset = value::locateField(text_, field);
  return {file_, offset ? extent(text_, *offset, field.at) : support::SourceRange{}};
}

void ConfigText::report(const FieldReader& reader, support::DiagnosticSink& diags) const {
  for (const FieldProblem& problem : reader.problems()) {
    const std::string path = value::pathText(problem.path);
    if (owner_ == ConfigOwner::Foreign)
      diags.report(diag::ForeignConfigIgnored, place(problem), path + ": " + problem.message);
    else if (path.empty())
      diags.report(diag::ConfigSyntax, place(problem), problem.message);
    else
      diags.report(diag::ConfigField, place(problem), path, problem.message);
  }
}

ProjectFile readProjectFile(const ConfigText& text, const std::string& folder,
                            support::DiagnosticSink& diags) {
  ProjectReader reader(text, folder);
  ProjectFile file = reader.read(text.root());
  text.report(reader.fields(), diags);
  for (const FieldProblem& unused : reader.unused())
    diags.report(diag::ConfigWithoutEffect, text.place(unused), value::pathText(unused.path));
  return file;
}

ProjectFile readFluenceFile(const ConfigText& text, const std::string& folder,
                            support::DiagnosticSink& diags) {
  ProjectFile file;
  FieldReader reader;
  reader.map(text.root(), [&](llvm::StringRef name, const Value& value) {
    if (name == "aquaImports") file.imports = readImports(reader, value, {folder, folder});
  });
  text.report(reader, diags);
  return file;
}

} // namespace aqua::modules
