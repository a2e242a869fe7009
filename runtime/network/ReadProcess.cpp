#include "ReadProcess.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace aqua::network {

using value::FieldReader;
using value::Value;

ProcessDescription readProcess(FieldReader& reader, const Value& value) {
  constexpr int64_t maxTimeout = 86'400'000;
  ProcessDescription process;
  bool hasCommand = false;
  const auto readCommand = [&](const Value& v) {
    hasCommand = true;
    reader.list(
        v, [&](const Value& item) { process.command.push_back(reader.text(item).value_or("")); });
    if (v.isArray() && (process.command.empty() || process.command.front().empty()))
      reader.report("needs the name of a program");
  };
  const auto readEnvironment = [&](const Value& v) {
    reader.map(v, [&](llvm::StringRef name, const Value& text) {
      process.environment[name.str()] = reader.text(text).value_or("");
      if (name.empty() || name.contains('=')) reader.reportKey("is no name of a variable");
    });
  };
  const auto readTimeout = [&](const Value& v) {
    process.timeoutMs = static_cast<uint64_t>(reader.integer(v, 1, maxTimeout).value_or(1));
  };
  const size_t before = reader.problems().size();
  reader.object(value,
                {{"command", readCommand},
                 {"cwd", [&](const Value& v) { process.folder = reader.text(v).value_or(""); }},
                 {"env", readEnvironment},
                 {"timeout", readTimeout}});
  if (!hasCommand && reader.problems().size() == before)
    reader.report("a process needs a `command`: the program and its arguments");
  return process;
}

void checkProcessMocks(FieldReader& reader, const Scenario& scenario) {
  std::vector<llvm::StringRef> names;
  for (const auto& entry : scenario.processes)
    names.emplace_back(entry.first);
  forEachMock(scenario, [&](const host::Mock& mock, const std::string&) {
    if (mock.kind != host::Mock::Kind::Process || llvm::is_contained(names, mock.process)) return;
    std::vector<value::PathStep> path = *mock.place;
    path.push_back({"process", std::nullopt});
    std::string message = fmt::format("there is no process `{}`", mock.process);
    if (const auto similar = value::closest(mock.process, names))
      message += fmt::format("; did you mean `{}`?", similar->str());
    reader.reportAt(llvm::ArrayRef(path), std::move(message));
  });
}

} // namespace aqua::network
