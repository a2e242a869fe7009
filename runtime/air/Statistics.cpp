#include "Statistics.h"

#include <fmt/format.h>

#include "Hops.h"
#include "Print.h"

namespace aqua::air {
namespace {

using value::Member;
using value::Value;

constexpr const char* kindNames[] = {
#define AQUA_AIR(Name, keyword) #Name,
#include "Instructions.def"
};

/// The keyword; the two forms of ap have different names.
std::string shownName(size_t kind) {
  return llvm::StringRef(kindNames[kind]) == "ApMap"
             ? "ap (map)"
             : keyword(static_cast<InstructionKind>(kind)).str();
}

llvm::StringRef shownName(VariableKind kind) {
  switch (kind) {
  case VariableKind::Scalar: return "scalars";
  case VariableKind::Stream: return "streams";
  case VariableKind::StreamMap: return "maps";
  case VariableKind::Canon: return "canons";
  case VariableKind::CanonMap: return "canon maps";
  }
  llvm_unreachable("all kinds are listed");
}

/// The names of a script, once each. The tag of a name says its kind.
std::map<VariableKind, uint32_t> countVariables(const Script& script) {
  std::map<VariableKind, uint32_t> counts;
  for (uint32_t id = 0; id < script.nameCount(); ++id) {
    const llvm::StringRef name = script.name({id});
    if (name.starts_with("$"))
      ++counts[VariableKind::Stream];
    else if (name.starts_with("%"))
      ++counts[VariableKind::StreamMap];
    else if (name.size() > 1 && name[1] == '%')
      ++counts[VariableKind::CanonMap];
    else if (name.starts_with("#"))
      ++counts[VariableKind::Canon];
    else
      ++counts[VariableKind::Scalar];
  }
  return counts;
}

uint32_t depthOf(const Script& script) {
  uint32_t deepest = 0;
  std::vector<uint32_t> ends;
  for (uint32_t id = 0; id < script.size(); ++id) {
    while (!ends.empty() && ends.back() <= id)
      ends.pop_back();
    ends.push_back(script.instruction(id).end());
    deepest = std::max(deepest, static_cast<uint32_t>(ends.size()));
  }
  return deepest;
}

void printCounts(llvm::StringRef title, const std::map<std::string, uint32_t>& counts,
                 llvm::raw_ostream& out) {
  if (counts.empty()) return;
  out << title << '\n';
  for (const auto& [name, count] : counts)
    out << fmt::format("{:>9}  {}\n", count, name);
}

Value countsValue(const std::map<std::string, uint32_t>& counts) {
  std::vector<Member> members;
  for (const auto& [name, count] : counts)
    members.emplace_back(name, Value::integer(count));
  return Value::object(std::move(members));
}

} // namespace

Statistics statistics(const Script& script) {
  Statistics result;
  result.instructions = script.size();
  result.depth = depthOf(script);
  result.bytes = toText(script).size() - 1; // without the newline
  result.variables = countVariables(script);
  const Hops hops(script);
  uint32_t hopEnd = 0; // a hop with `new`s must not be counted twice
  for (uint32_t id = 0; id < script.size(); ++id) {
    const Instruction& instruction = script.instruction(id);
    ++result.byKind[static_cast<size_t>(instruction.kind())];
    if (id >= hopEnd && hops.target(instruction)) {
      ++result.hops;
      hopEnd = instruction.end();
    }
    if (const auto* call = llvm::dyn_cast<Call>(&instruction)) {
      ++result.peers[operandText(script, call->peer)];
      ++result
            .calls[operandText(script, call->service) + " " + operandText(script, call->function)];
    } else if (const auto* canon = llvm::dyn_cast<Canon>(&instruction)) {
      ++result.peers[operandText(script, canon->peer)];
    }
  }
  return result;
}

void print(const Statistics& statistics, llvm::raw_ostream& out) {
  const auto row = [&](const std::string& name, size_t count) {
    out << fmt::format("{:<14}{:>7}\n", name, count);
  };
  row("bytes", statistics.bytes);
  row("instructions", statistics.instructions);
  for (size_t kind = 0; kind < instructionKindCount; ++kind)
    if (statistics.byKind[kind] > 0) row("  " + shownName(kind), statistics.byKind[kind]);
  row("depth", statistics.depth);
  row("hops", statistics.hops);
  for (const auto& [kind, count] : statistics.variables)
    row(shownName(kind).str(), count);
  printCounts("calls and canons by peer", statistics.peers, out);
  printCounts("calls by function", statistics.calls, out);
}

Value toValue(const Statistics& statistics) {
  std::vector<Member> kinds;
  for (size_t kind = 0; kind < instructionKindCount; ++kind)
    if (statistics.byKind[kind] > 0)
      kinds.emplace_back(shownName(kind), Value::integer(statistics.byKind[kind]));
  std::vector<Member> variables;
  for (const auto& [kind, count] : statistics.variables)
    variables.emplace_back(shownName(kind).str(), Value::integer(count));
  return Value::object({
      {"bytes", Value::integer(static_cast<int64_t>(statistics.bytes))},
      {"instructions", Value::integer(statistics.instructions)},
      {"byKind", Value::object(std::move(kinds))},
      {"depth", Value::integer(statistics.depth)},
      {"hops", Value::integer(statistics.hops)},
      {"variables", Value::object(std::move(variables))},
      {"peers", countsValue(statistics.peers)},
      {"calls", countsValue(statistics.calls)},
  });
}

} // namespace aqua::air
