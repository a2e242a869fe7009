// inlining-blowup: the script of an exported function is so large that nodes may refuse it, and
// every invocation of the VM parses it anew. All functions are inlined, so that functions that call
// each other several times multiply.

#include <map>

#include "Rule.h"
#include "Texts.h"

namespace aqua::lint::rules {

namespace {

/// The function of this module with the step that a script contains most often, and how often.
struct MostInlined {
  const FunctionFacts* function = nullptr;
  size_t times = 0;
};

MostInlined mostInlined(const ModuleFacts& module, uint32_t process) {
  std::map<std::pair<uint32_t, uint32_t>, size_t> counts; // by place
  for (const route::Visit& visit : module.routes.visitsIn(module.ast.id))
    if (visit.process == process) ++counts[{visit.loc.range.begin, visit.loc.range.end}];
  MostInlined most;
  support::SourceRange place;
  for (const auto& [range, times] : counts) {
    if (times <= most.times) continue;
    most.times = times;
    place = {range.first, range.second};
  }
  most.function = module.around({module.ast.id, place}).function;
  return most;
}

} // namespace

void checkInliningBlowup(const ModuleFacts& module, Reporter& reporter) {
  constexpr size_t mostBytes = 200'000;
  for (const LargeScript& script : module.routes.largeScripts) {
    if (script.function.file != module.ast.id || script.bytes <= mostBytes) continue;
    auto& finding =
        reporter.report(script.function, "the script of this function has " +
                                             std::to_string(script.bytes / 1000) + " kB");
    finding.help = "let services do more at once, or loop instead of calling again and again";
    const MostInlined most = mostInlined(module, script.process);
    if (most.function && most.times > 1)
      finding.labels.push_back(
          {most.function->function().loc,
           "it contains this function " + std::to_string(most.times) + " times"});
  }
}

} // namespace aqua::lint::rules
