// A depth-first walk with a stack of its own: chains of imports are as long as the user likes.

#include "Order.h"

#include <optional>

#include "llvm/ADT/STLExtras.h"

#include "ImportLine.h"

namespace aqua::modules {

namespace {

class Orderer {
public:
  Orderer(std::vector<LoadedModule>& modules, const support::SourceManager& sources,
          support::DiagnosticSink& diags)
      : modules_(modules), sources_(sources), diags_(diags), states_(modules.size()) {}

  /// Indexes of the modules, dependencies first.
  std::vector<uint32_t> run();

private:
  enum class State : uint8_t { Unseen, Open, Done };
  /// A module whose dependencies are being walked: those before `next` are done.
  struct Frame {
    uint32_t module;
    size_t next;
  };

  void visit(uint32_t start);
  void enter(uint32_t module);
  void breakCycle(Frame& frame);
  void report(llvm::ArrayRef<Frame> cycle, const Dependency& closing);
  [[nodiscard]] llvm::StringRef shown(uint32_t module) const {
    return sources_.file(modules_[module].file).path();
  }

  std::vector<LoadedModule>& modules_;
  const support::SourceManager& sources_;
  support::DiagnosticSink& diags_;
  std::vector<State> states_;
  llvm::SmallVector<Frame> stack_;
  std::vector<uint32_t> order_;
};

std::vector<uint32_t> Orderer::run() {
  for (uint32_t module = 0; module < modules_.size(); ++module)
    visit(module);
  return std::move(order_);
}

void Orderer::enter(uint32_t module) {
  states_[module] = State::Open;
  stack_.push_back({module, 0});
}

void Orderer::visit(uint32_t start) {
  if (states_[start] == State::Unseen) enter(start);
  while (!stack_.empty()) {
    Frame& frame = stack_.back();
    const std::vector<Dependency>& dependencies = modules_[frame.module].dependencies;
    if (frame.next == dependencies.size()) {
      states_[frame.module] = State::Done;
      order_.push_back(frame.module);
      stack_.pop_back();
      continue;
    }
    const uint32_t target = dependencies[frame.next].module;
    switch (states_[target]) {
    case State::Unseen:
      ++frame.next;
      enter(target);
      break;
    case State::Open: breakCycle(frame); break;
    case State::Done: ++frame.next; break;
    }
  }
}

/// Removes what closes a cycle: all lines of the module with the next dependency of its frame.
void Orderer::breakCycle(Frame& frame) {
  LoadedModule& module = modules_[frame.module];
  const Dependency closing = module.dependencies[frame.next];
  const auto* first =
      llvm::find_if(stack_, [&](const Frame& open) { return open.module == closing.module; });
  report(llvm::ArrayRef(stack_).drop_front(static_cast<size_t>(first - stack_.begin())), closing);
  module.isIncomplete = true;
  llvm::erase_if(module.dependencies,
                 [&](const Dependency& dependency) { return dependency.module == closing.module; });
}

void Orderer::report(llvm::ArrayRef<Frame> cycle, const Dependency& closing) {
  const support::Loc loc{modules_[cycle.back().module].file, importLine(*closing.line)->pathRange};
  if (cycle.size() == 1) {
    diags_.report(support::diag::SelfImport, loc, shown(closing.module));
    return;
  }
  constexpr size_t longest = 10; // more modules than this tell nobody anything
  std::string chain;
  for (const Frame& link : cycle.take_front(longest))
    chain += ("`" + shown(link.module) + "` → ").str();
  if (cycle.size() > longest) chain += "… → ";
  chain += ("`" + shown(closing.module) + "`").str();
  support::Diagnostic& diag = diags_.report(support::diag::ImportCycle, loc, chain);
  for (const Frame& link : cycle.drop_back().take_front(longest)) {
    const LoadedModule& importer = modules_[link.module];
    const Dependency& dependency = importer.dependencies[link.next - 1];
    diag.labels.push_back({{importer.file, importLine(*dependency.line)->pathRange},
                           ("`" + shown(dependency.module) + "` is imported here").str()});
  }
}

} // namespace

std::vector<LoadedModule> orderModules(std::vector<LoadedModule> modules,
                                       const support::SourceManager& sources,
                                       support::DiagnosticSink& diags) {
  const std::vector<uint32_t> order = Orderer(modules, sources, diags).run();
  std::vector<uint32_t> places(modules.size());
  for (uint32_t place = 0; place < order.size(); ++place)
    places[order[place]] = place;
  std::vector<LoadedModule> ordered;
  ordered.reserve(modules.size());
  for (const uint32_t index : order) {
    for (Dependency& dependency : modules[index].dependencies)
      dependency.module = places[dependency.module];
    ordered.push_back(std::move(modules[index]));
  }
  return ordered;
}

} // namespace aqua::modules
