#include "RunSummary.h"

#include "air/Print.h"
#include "driver/Convert.h"

namespace aqua::cli {

const support::Loc* SourceMap::find(uint32_t instruction) const {
  if (instruction >= origins_.size() || !origins_[instruction].isValid()) return nullptr;
  return &origins_[instruction];
}

std::string SourceMap::place(uint32_t instruction) const {
  const support::Loc* loc = find(instruction);
  if (!loc) return "";
  const support::SourceFile& file = sources_.file(loc->file);
  const support::LineColumn at = file.lineColumn(loc->range.begin);
  return fmt::format("{}:{}:{}", file.path().str(), at.line, at.column);
}

std::string SourceMap::line(uint32_t instruction) const {
  const std::string head = air::headText(script_, script_.instruction(instruction));
  std::string itself = "(" + llvm::StringRef(head).rtrim().str() + ")";
  const support::Loc* loc = find(instruction);
  if (!loc) return itself;
  const support::SourceFile& file = sources_.file(loc->file);
  const llvm::StringRef text = file.line(file.lineColumn(loc->range.begin).line).trim();
  return place(instruction) + ": " + (show_ == Show::Lines ? text.str() : itself);
}

std::vector<report::SourceText> SourceMap::files() const {
  std::vector<report::SourceText> files;
  for (const support::Loc& loc : origins_) {
    if (!loc.isValid()) continue;
    const support::SourceFile& file = sources_.file(loc.file);
    const auto isThis = [&](const report::SourceText& one) { return one.path == file.path(); };
    if (llvm::none_of(files, isThis)) files.push_back({file.path().str(), file.text().str()});
  }
  llvm::sort(files, [](const auto& a, const auto& b) { return a.path < b.path; });
  return files;
}

std::string resultText(const driver::CallTarget& target, const network::RunResult& result) {
  const auto types = target.function.function->type->results();
  if (types.empty() || result.outcome.responses.empty()) return "";
  const std::vector<value::Value>& values = result.outcome.responses.front();
  std::vector<value::Value> converted;
  for (size_t i = 0; i < values.size(); ++i)
    converted.push_back(i < types.size() ? driver::fromAir(*types[i], values[i]) : values[i]);
  if (converted.size() == 1) return value::toJson(converted.front());
  return value::toJson(value::Value::array(std::move(converted)));
}

namespace {

/// The text with names of peers in place of their ids.
std::string withNames(const network::RunResult& result, const std::string& text) {
  std::string named = result.names.toNames(text);
  // `{{name}}` is for files; people know their peers by name.
  for (const char* brace : {"{{", "}}"})
    for (size_t at = 0; (at = named.find(brace, at)) != std::string::npos;)
      named.erase(at, 2);
  return named;
}

std::string fieldText(const value::Value& object, llvm::StringRef key) {
  const value::Value* field = object.field(key);
  if (!field) return "";
  return field->isString() ? field->asString().str() : value::toJson(*field);
}

/// What the scenario did to the run.
void printFaults(const network::RunResult& result, llvm::raw_ostream& out) {
  for (const network::FaultRecord& fault : result.outcome.faults)
    out << "  fault at " << fault.time << " ms: " << network::faultText(result, fault) << "\n";
}

} // namespace

std::string errorLine(const network::RunResult& result) {
  if (!result.outcome.errors.empty()) {
    const auto& arguments = result.outcome.errors.front();
    const value::Value& error = arguments.empty() ? value::Value() : arguments.front();
    return "error " + fieldText(error, "error_code") + ": " +
           withNames(result, fieldText(error, "message"));
  }
  const network::VmError& error = result.outcome.vmErrors.front();
  return fmt::format("VM error {} on {}: {}", error.code, result.peers[error.peer].name,
                     withNames(result, error.message));
}

void explainError(const network::RunResult& result, llvm::raw_ostream& out) {
  for (const std::vector<value::Value>& arguments : result.outcome.errors) {
    const value::Value& error = arguments.empty() ? value::Value() : arguments.front();
    out << "aqua: the function failed: " << withNames(result, fieldText(error, "message")) << "\n";
    if (const std::string code = fieldText(error, "error_code"); !code.empty())
      out << "  code " << code << "\n";
    if (const std::string peer = fieldText(error, "peer_id"); !peer.empty())
      out << "  on peer " << withNames(result, peer) << "\n";
    if (const std::string text = fieldText(error, "instruction"); !text.empty())
      out << "  in (" << withNames(result, text) << ")\n";
  }
  for (const network::VmError& error : result.outcome.vmErrors)
    out << "aqua: the VM failed on peer " << result.peers[error.peer].name << " with code "
        << error.code << ": " << withNames(result, error.message) << "\n";
  printFaults(result, out);
}

void explainNoAnswer(const network::RunResult& result, const SourceMap& map,
                     const report::NoAnswer& reasons, llvm::raw_ostream& out) {
  out << "aqua: no answer (" << network::statusText(result.outcome.status) << ")\n";
  for (const report::ExplanationLine& line : report::explanationLines(reasons, result)) {
    const std::string indent(2 * line.depth + 2, ' ');
    out << indent << line.text << "\n";
    if (line.instruction != network::none)
      out << indent << "  at " << map.line(line.instruction) << "\n";
  }
  printFaults(result, out);
  if (reasons.lookAt != network::none) out << "  look at " << map.line(reasons.lookAt) << "\n";
}

} // namespace aqua::cli
