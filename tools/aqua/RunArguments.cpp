#include "RunArguments.h"

#include <list>

#include "fmt/format.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include "RunFindings.h"
#include "driver/Convert.h"
#include "network/Scenario.h"

namespace aqua::cli {
namespace {

using support::Diagnostic;
using support::Severity;
using value::Value;

/// Whether values were written for this call, or may serve others, too.
enum class MeantFor : uint8_t { ThisCall, ManyCalls };

/// A value of the command line.
struct Given {
  Value value;
  const ValueText* text = nullptr;
  ValueText::Path path; // within the text
  MeantFor meantFor = MeantFor::ThisCall;
};

/// Gives the parameters of one call their values.
class ArgumentSupply {
public:
  ArgumentSupply(const RunSettings& settings, driver::Compilation& compilation,
                 const driver::CallTarget& target, const ValueText& scenarioText,
                 network::Scenario& scenario)
      : settings_(settings), compilation_(compilation), target_(target),
        scenarioText_(scenarioText), scenario_(scenario), names_(network::peerNames(scenario)) {}

  ExitCode supply();

private:
  // ---- what the command line gives
  bool readOptions(ExitCode& exit);
  bool readData(ExitCode& exit);
  bool readArgument(const std::string& option);
  const ValueText* addText(const std::string& title, const std::string& text, Value& value);

  // ---- one value for each parameter
  void supplyData(const hir::Local& parameter);
  void supplyCallback(const hir::Local& parameter);
  void report(const hir::Local& parameter, const driver::Converted& converted,
              const ValueText& text, const ValueText::Path& path, MeantFor meantFor);
  void reportSurplus(const driver::SurplusMember& surplus, const std::string& parameter,
                     support::Loc loc, MeantFor meantFor);
  void reportMissing(const hir::Local& parameter, llvm::StringLiteral what,
                     llvm::StringLiteral where);

  // ---- what nothing takes
  void checkNames();
  void checkScenarioName(llvm::StringRef field, llvm::StringRef name);
  void reportUnknown(llvm::StringRef name, support::Loc loc, MeantFor meantFor);
  [[nodiscard]] bool isTakenElsewhere(llvm::StringRef name) const;
  [[nodiscard]] std::string adviceFor(llvm::StringRef name) const;

  const RunSettings& settings_;
  driver::Compilation& compilation_;
  const driver::CallTarget& target_;
  const ValueText& scenarioText_;
  network::Scenario& scenario_;
  network::PeerNames names_;
  std::list<ValueText> texts_; // of the options
  std::map<std::string, Given> given_;
  support::DiagnosticSink findings_;
};

const hir::Local* findLocal(llvm::ArrayRef<const hir::Local*> locals, llvm::StringRef name) {
  const auto found =
      llvm::find_if(locals, [&](const hir::Local* local) { return local->name.str() == name; });
  return found == locals.end() ? nullptr : *found;
}

bool isOption(const types::Type* type) {
  const auto* collection = llvm::dyn_cast<types::CollectionType>(type);
  return collection && collection->collection() == types::Collection::Option;
}

// ------------------------------------------------------------------- what the command line gives

/// Null if the text is not JSON.
const ValueText* ArgumentSupply::addText(const std::string& title, const std::string& text,
                                         Value& value) {
  const ValueText& added = texts_.emplace_back(compilation_, names_, title, text);
  const value::ReadResult read = value::parseJson(text);
  if (!read.ok) {
    const support::LineColumn at = compilation_.sources()
                                       .file(added.locate({}).file)
                                       .lineColumn(static_cast<uint32_t>(read.error.offset));
    complain(fmt::format("{}:{}:{}: not JSON: {}", title, at.line, at.column, read.error.message));
    return nullptr;
  }
  value = names_.toIds(read.value);
  return &added;
}

bool ArgumentSupply::readData(ExitCode& exit) {
  if (settings_.data.empty()) return true;
  std::string title = "--data";
  std::string text = settings_.data;
  const bool isFile = text.front() == '@';
  if (isFile) {
    title = text.substr(1);
    std::optional<std::string> content = readFile(title);
    if (!content) {
      exit = ExitCode::InputOutput;
      return false;
    }
    text = std::move(*content);
  }
  Value data;
  const ValueText* source = addText(title, text, data);
  if (!source) return false;
  if (!data.isObject()) {
    complain(title + ": the data must be an object: the arguments by name");
    return false;
  }
  for (const auto& [name, value] : data.members())
    given_[name] = {value, source, {key(name)}, isFile ? MeantFor::ManyCalls : MeantFor::ThisCall};
  return true;
}

bool ArgumentSupply::readArgument(const std::string& option) {
  const size_t equals = option.find('=');
  if (equals == std::string::npos) {
    complain(fmt::format("`--arg {}` must be written as NAME=JSON", option));
    return false;
  }
  const std::string name = option.substr(0, equals);
  Value value;
  const ValueText* source = addText("--arg " + name, option.substr(equals + 1), value);
  if (!source) return false;
  given_[name] = {std::move(value), source, {}, MeantFor::ThisCall};
  return true;
}

bool ArgumentSupply::readOptions(ExitCode& exit) {
  exit = ExitCode::Usage;
  if (!readData(exit)) return false;
  for (const std::string& option : settings_.arguments)
    if (!readArgument(option)) return false;
  exit = ExitCode::Success;
  return true;
}

// ------------------------------------------------------------------------ one value per parameter

/// A value that its type does not admit is an error: the program was compiled for others.
void ArgumentSupply::report(const hir::Local& parameter, const driver::Converted& converted,
                            const ValueText& text, const ValueText::Path& path, MeantFor meantFor) {
  const auto partOf = [&](ValueText::Path part) {
    part.insert(part.begin(), path.begin(), path.end());
    return part;
  };
  for (const driver::SurplusMember& surplus : converted.surplus)
    reportSurplus(surplus, parameter.name.str().str(), text.locateKey(partOf(surplus.path)),
                  meantFor);
  if (converted.error.empty()) return;
  Diagnostic& diagnostic =
      findings_.report(support::diag::ArgumentType, text.locate(partOf(converted.culprit)),
                       names_.toNames(converted.error));
  if (&text == &scenarioText_ && isOption(converted.culpritType))
    diagnostic.help = "scenarios write values as AIR sees them: an option is `[]` or `[value]`";
  diagnostic.labels.push_back({parameter.loc, "declared here"});
}

/// In a file it may be meant for others.
void ArgumentSupply::reportSurplus(const driver::SurplusMember& surplus,
                                   const std::string& parameter, support::Loc loc,
                                   MeantFor meantFor) {
  ValueText::Path owner = {key(parameter)};
  owner.insert(owner.end(), surplus.path.begin(), surplus.path.end() - 1);
  const std::string& name = surplus.path.back().key;
  Diagnostic& diagnostic =
      findings_.report(support::diag::ArgumentUnknown, loc,
                       fmt::format("`{}` is a `{}`, which has no field `{}`",
                                   value::pathText(owner), types::typeText(surplus.type), name));
  if (meantFor == MeantFor::ThisCall) diagnostic.level = Severity::Error;
  llvm::SmallVector<llvm::StringRef> fields;
  for (const types::Field& field : surplus.type->fields())
    fields.push_back(field.name.str());
  if (const auto similar = value::closest(name, fields))
    diagnostic.help = fmt::format("did you mean `{}`?", similar->str());
}

void ArgumentSupply::reportMissing(const hir::Local& parameter, llvm::StringLiteral what,
                                   llvm::StringLiteral where) {
  Diagnostic& diagnostic =
      findings_.report(support::diag::ArgumentMissing, parameter.loc, what.str(),
                       parameter.name.str().str(), types::typeText(parameter.type));
  diagnostic.help = where.str();
}

void ArgumentSupply::supplyData(const hir::Local& parameter) {
  const std::string name = parameter.name.str().str();
  if (const auto found = given_.find(name); found != given_.end()) {
    const Given& given = found->second;
    driver::Converted converted = driver::toAir(*parameter.type, given.value, name);
    report(parameter, converted, *given.text, given.path, given.meantFor);
    scenario_.args[name] = std::move(converted.value);
    return;
  }
  if (const auto found = scenario_.args.find(name); found != scenario_.args.end())
    return report(parameter, driver::checkAir(*parameter.type, found->second, name), scenarioText_,
                  {key("args"), key(name)}, MeantFor::ManyCalls);
  if (isOption(parameter.type))
    scenario_.args[name] = Value::array({});
  else
    reportMissing(parameter, "value",
                  "give it by `--arg NAME=JSON`, `--data` or the scenario's `args`");
}

/// One without a result needs no answer: its arguments are printed.
void ArgumentSupply::supplyCallback(const hir::Local& parameter) {
  const std::string name = parameter.name.str().str();
  if (scenario_.callbacks.contains(name)) return;
  if (!llvm::cast<types::ArrowType>(parameter.type)->results().empty())
    return reportMissing(parameter, "answer", "give it in the scenario's `callbacks`");
  host::Mock print;
  print.kind = host::Mock::Kind::Print;
  scenario_.callbacks[name] = print;
}

// ------------------------------------------------------------------------------ what nothing takes

/// One scenario may serve all functions of a program.
bool ArgumentSupply::isTakenElsewhere(llvm::StringRef name) const {
  return llvm::any_of(compilation_.entries(), [&](const driver::Entry& entry) {
    return findLocal(entry.function.function->parameters, name) != nullptr;
  });
}

std::string ArgumentSupply::adviceFor(llvm::StringRef name) const {
  if (findLocal(target_.callbacks, name))
    return "it is called: write its answer into the scenario's `callbacks`";
  if (findLocal(target_.data, name)) return "it is a value: write it into `args`";
  llvm::SmallVector<llvm::StringRef> known;
  for (const auto& locals : {target_.data, target_.callbacks})
    for (const hir::Local* local : locals)
      known.push_back(local->name.str());
  llvm::SmallVector<llvm::StringRef> candidates = known;
  for (const driver::Entry& entry : compilation_.entries())
    for (const hir::Local* local : entry.function.function->parameters)
      candidates.push_back(local->name.str());
  constexpr size_t minLength = 3; // shorter ones all look alike
  if (const auto similar = value::closest(name, candidates); similar && name.size() >= minLength)
    return fmt::format("did you mean `{}`?", similar->str());
  if (known.empty()) return "the call takes no values by name";
  return "the call takes `" + llvm::join(known, "`, `") + "`";
}

void ArgumentSupply::reportUnknown(llvm::StringRef name, support::Loc loc, MeantFor meantFor) {
  const std::string text = findLocal(target_.data, name)        ? "`{}` is no callback"
                           : findLocal(target_.callbacks, name) ? "`{}` is a callback, not a value"
                                                                : "the call takes no `{}`";
  Diagnostic& diagnostic = findings_.report(support::diag::ArgumentUnknown, loc,
                                            fmt::format(fmt::runtime(text), name.str()));
  if (meantFor == MeantFor::ThisCall) diagnostic.level = Severity::Error;
  diagnostic.help = adviceFor(name);
}

void ArgumentSupply::checkScenarioName(llvm::StringRef field, llvm::StringRef name) {
  const bool isOfCall = findLocal(target_.data, name) || findLocal(target_.callbacks, name);
  if (isOfCall || !isTakenElsewhere(name))
    reportUnknown(name, scenarioText_.locateKey({key(field), key(name)}), MeantFor::ManyCalls);
}

void ArgumentSupply::checkNames() {
  for (const auto& [name, given] : given_) {
    const bool isUnknown = given.meantFor == MeantFor::ThisCall ||
                           findLocal(target_.callbacks, name) || !isTakenElsewhere(name);
    if (!findLocal(target_.data, name) && isUnknown)
      reportUnknown(name,
                    given.path.empty() ? given.text->locate({}) : given.text->locateKey(given.path),
                    given.meantFor);
  }
  for (const auto& [name, value] : scenario_.args)
    if (!findLocal(target_.data, name)) checkScenarioName("args", name);
  for (const auto& [name, mock] : scenario_.callbacks)
    if (!findLocal(target_.callbacks, name)) checkScenarioName("callbacks", name);
}

ExitCode ArgumentSupply::supply() {
  ExitCode exit = ExitCode::Success;
  if (!readOptions(exit)) return exit;
  checkNames(); // before values of options are put into the scenario
  for (const hir::Local* parameter : target_.data)
    supplyData(*parameter);
  for (const hir::Local* parameter : target_.callbacks)
    supplyCallback(*parameter);
  // Also those that are errors only here.
  const bool hasErrors = llvm::any_of(findings_.all(), [](const Diagnostic& finding) {
    return finding.severity() == Severity::Error;
  });
  findings_.sort();
  exit = showFindings(findings_, compilation_, settings_);
  return hasErrors ? ExitCode::Usage : exit;
}

} // namespace

ExitCode supplyArguments(const RunSettings& settings, driver::Compilation& compilation,
                         const driver::CallTarget& target, const ValueText& scenarioText,
                         network::Scenario& scenario) {
  return ArgumentSupply(settings, compilation, target, scenarioText, scenario).supply();
}

} // namespace aqua::cli
