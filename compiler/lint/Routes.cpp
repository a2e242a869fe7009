#include "Routes.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallSet.h"
#include "llvm/ADT/StringSwitch.h"

#include "flow/Mentions.h"

namespace aqua::lint {

namespace {

/// Cuts a process into sequences, and finds the races on the way.
class SequenceWalk {
public:
  SequenceWalk(const flow::Process& process, size_t number, Routes& routes)
      : process_(process), number_(number), routes_(routes) {}

  void run(const flow::Node& node) {
    add(node);
    finish();
  }

private:
  void add(const flow::Node& node) {
    switch (node.kind()) {
    case flow::NodeKind::Seq:
    case flow::NodeKind::New:
    case flow::NodeKind::Traced:
      for (const flow::Node* child : flow::children(node))
        add(*child);
      return;
    case flow::NodeKind::Par:
      if (hasTimeout(node)) routes_.races.push_back({&process_, llvm::cast<flow::Par>(&node)});
      [[fallthrough]];
    case flow::NodeKind::Co:
    case flow::NodeKind::Try:
    case flow::NodeKind::If:
    case flow::NodeKind::Choice:
    case flow::NodeKind::For:
      finish();
      for (const flow::Node* child : flow::children(node))
        run(*child);
      return;
    case flow::NodeKind::Call:
    case flow::NodeKind::Canon:
    case flow::NodeKind::Gate:
    case flow::NodeKind::Wait: return addStep(node);
    case flow::NodeKind::Ap:
    case flow::NodeKind::Push:
    case flow::NodeKind::Insert: // wherever control is
      if (!sequence_.empty()) sequence_.back().all.push_back(&node);
      return;
    }
  }

  void addStep(const flow::Node& step) {
    if (sequence_.empty() || *sequence_.back().peer != step.at->peer)
      sequence_.emplace_back().peer = &step.at->peer;
    sequence_.back().steps.push_back(&step);
    sequence_.back().all.push_back(&step);
  }

  void finish() {
    if (sequence_.size() > 1) routes_.sequences.push_back({number_, std::move(sequence_)});
    sequence_.clear();
  }

  static bool hasTimeout(const flow::Node& node) {
    return isTimeout(node) || llvm::any_of(flow::children(node), [](const flow::Node* child) {
             return hasTimeout(*child);
           });
  }

  const flow::Process& process_;
  size_t number_;
  Routes& routes_;
  std::vector<Stretch> sequence_;
};

} // namespace

Routes::Routes(llvm::ArrayRef<const flow::Process*> processes, route::PlacesOfLines visited)
    : places(std::move(visited)) {
  for (const auto& [i, process] : llvm::enumerate(processes))
    SequenceWalk(*process, i, *this).run(*process->body);
}

size_t Routes::stepsOf(uint32_t process) const {
  return static_cast<size_t>(llvm::count_if(
      places.visits, [&](const route::Visit& visit) { return visit.process == process; }));
}

const route::Visit* Routes::firstVisit(Loc step, size_t process) const {
  for (const route::Visit& visit : places.within(step))
    if (visit.loc == step && visit.process == process && visit.isBound) return &visit;
  return nullptr;
}

std::optional<route::PeerNumber> senderTo(const route::Visit& visit) {
  if (!visit.isBound || visit.from == visit.peer) return std::nullopt;
  return visit.hops.empty() ? visit.from : visit.hops.back();
}

bool isComputation(const flow::Node& step) {
  const auto* call = llvm::dyn_cast<flow::Call>(&step);
  if (!call || call->service.kind != flow::Operand::Kind::String) return false;
  return llvm::StringSwitch<bool>(call->service.text)
      .Cases("math", "cmp", "array", "json", true)
      .Case("op", call->function != "noop")
      .Default(false);
}

bool isTimeout(const flow::Node& step) {
  const auto* call = llvm::dyn_cast<flow::Call>(&step);
  return call && call->service.kind == flow::Operand::Kind::String &&
         call->service.text == "peer" && call->function == "timeout";
}

bool dependsOn(const Stretch& later, const Stretch& earlier) {
  llvm::SmallSet<flow::VarId, 8> written;
  for (const flow::Node* node : earlier.all)
    if (const flow::VarId* output = flow::written(*node)) written.insert(*output);
  for (const flow::Node* node : later.all) {
    bool reads = false;
    flow::forEachRead(*node, [&](flow::VarId id) { reads |= written.contains(id); });
    if (!reads) continue;
    if (flow::isForcing(*node)) return true;
    if (const flow::VarId* output = flow::written(*node)) written.insert(*output);
  }
  return false;
}

} // namespace aqua::lint
