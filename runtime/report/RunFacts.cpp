#include "RunFacts.h"

#include "air/Mentions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <fmt/format.h>

namespace aqua::report {

using network::LogEvent;

RunFacts::RunFacts(const network::RunResult& result, const air::Script& script)
    : result_(result), script_(script), calls_(script.size()), writers_(script.nameCount()),
      readers_(script.nameCount()) {
  for (uint32_t name = 0; name < script.nameCount(); ++name)
    names_.try_emplace(script.name({name}), name);
  for (uint32_t id = 0; id < script.size(); ++id)
    air::visitMentions(script.instruction(id), [&](air::NameId name, air::Access access) {
      if (access == air::Access::Write) writers_[name.value].push_back(id);
      if (access == air::Access::Read) readers_[name.value].push_back(id);
    });
  for (const auto& [index, one] : llvm::enumerate(result.peers))
    peers_.try_emplace(one.id, static_cast<uint32_t>(index));
  for (const network::Undelivered& one : result.outcome.undelivered) {
    lostTo_.try_emplace(one.toId, &one);
    lost_.try_emplace({one.from, one.toId}, &one);
  }
  std::vector<CallRun> runs(result.outcome.calls.size());
  for (const LogEvent& event : result.log) {
    if (event.kind == LogEvent::Kind::Call) runs[event.call].due = event.due;
    if (event.kind == LogEvent::Kind::Answer) runs[event.call].isAnswered = true;
    const bool isDelivered = event.kind == LogEvent::Kind::Send && event.undelivered == none;
    if (!isDelivered || event.due <= result.outcome.stats.virtualMs) continue;
    underway_.emplace(event.peer, event.to);
    underway_.emplace(none, event.to);
  }
  for (auto [run, record] : llvm::zip_equal(runs, result.outcome.calls)) {
    run.record = &record;
    if (record.request.instruction < calls_.size())
      calls_[record.request.instruction].push_back(run);
  }
}

bool RunFacts::reached(uint32_t peer, uint32_t instruction) const {
  const auto has = [&](const network::PeerResult& one) {
    return instruction < one.reached.size() && one.reached[instruction];
  };
  return peer == none ? llvm::any_of(result_.peers, has) : has(result_.peers[peer]);
}

std::vector<const air::Instruction*> RunFacts::path(uint32_t instruction) const {
  std::vector<const air::Instruction*> nodes = {&script_.root()};
  while (nodes.back()->id() != instruction) {
    const auto children = air::children(*nodes.back());
    const auto* next =
        llvm::find_if(children, [&](const auto* child) { return isInside(instruction, *child); });
    if (next == children.end()) break;
    nodes.push_back(*next);
  }
  return nodes;
}

std::optional<air::NameId> RunFacts::variable(llvm::StringRef name) const {
  const auto found = names_.find(name);
  if (found == names_.end()) return std::nullopt;
  return air::NameId{found->second};
}

std::vector<uint32_t> RunFacts::writers(air::NameId name, uint32_t user) const {
  const air::Instruction* scope = &script_.root();
  for (const air::Instruction* node : path(user))
    if (const auto* opened = llvm::dyn_cast<air::New>(node))
      if (opened->variable.name == name) scope = node;
  std::vector<uint32_t> found;
  llvm::copy_if(writers_[name.value], std::back_inserter(found),
                [&](uint32_t id) { return isInside(id, *scope); });
  return found;
}

uint32_t RunFacts::unreachedReader(air::NameId name) const {
  for (const uint32_t id : readers_[name.value])
    if (!reached(none, id)) return id;
  return none;
}

const std::vector<CallRun>& RunFacts::calls(uint32_t instruction) const {
  return calls_[instruction];
}

std::optional<value::Value> RunFacts::valueOf(const air::Operand& operand) const {
  using Kind = air::Operand::Kind;
  if (operand.kind == Kind::Integer) return value::Value::integer(operand.integer);
  if (operand.kind == Kind::String) return value::Value::string(operand.text);
  if (operand.kind == Kind::InitPeer) {
    const auto init = llvm::find_if(result_.peers, [](const auto& peer) { return peer.isInit; });
    if (init == result_.peers.end()) return std::nullopt;
    return value::Value::string(init->id);
  }
  if (operand.kind != Kind::Variable || !operand.lens.isEmpty() ||
      operand.variable.kind != air::VariableKind::Scalar)
    return std::nullopt;
  std::optional<value::Value> known;
  for (const uint32_t writer : writers_[operand.variable.name.value])
    for (const CallRun& run : calls_[writer]) {
      if (!run.isAnswered || run.record->answer.code != 0) continue;
      if (known && *known != run.record->answer.value) return std::nullopt;
      known = run.record->answer.value;
    }
  return known;
}

/// The literal or computed length at which the gate lets pass; 1 if it asks for none.
std::optional<uint64_t> RunFacts::neededElements(const air::Fold& gate) const {
  for (uint32_t id = gate.body->id(); id < gate.body->end(); ++id) {
    const auto* match = llvm::dyn_cast<air::Match>(&script_.instruction(id));
    if (!match || !match->left.lens.length) continue;
    const auto length = valueOf(match->right);
    if (!length || length->kind() != value::Kind::Int) return std::nullopt;
    return static_cast<uint64_t>(length->asInt());
  }
  return 1;
}

std::string RunFacts::waitName(const vm::Wait& wait) const {
  std::string name = sourceName(wait.name());
  const air::Instruction& instruction = script_.instruction(wait.instruction);
  if (wait.kind == vm::Wait::Kind::Variable || !isGate(instruction)) return name;
  const auto needed = neededElements(llvm::cast<air::Fold>(instruction));
  return needed && *needed > 0 ? fmt::format("{}[{}]", name, *needed - 1) : name;
}

uint32_t RunFacts::peer(llvm::StringRef id) const {
  const auto found = peers_.find(id);
  return found == peers_.end() ? none : found->second;
}

const network::Undelivered* RunFacts::lostTo(llvm::StringRef id) const {
  return lostTo_.lookup(id);
}

const network::Undelivered* RunFacts::lost(uint32_t from, llvm::StringRef id) const {
  const auto found = lost_.find({from, id});
  return found == lost_.end() ? nullptr : found->second;
}

bool RunFacts::isUnderway(uint32_t from, uint32_t to) const {
  return underway_.contains({from, to});
}

bool RunFacts::isUnderway(uint32_t peer) const {
  return isUnderway(none, peer);
}

bool isDetour(network::Obstacle obstacle) {
  return obstacle == network::Obstacle::ForeignClient || obstacle == network::Obstacle::NotTheRelay;
}

bool isDecision(const vm::Failure& failure) {
  constexpr int64_t matchFailed = 10001;
  constexpr int64_t mismatchFailed = 10002;
  return failure.code == matchFailed || failure.code == mismatchFailed;
}

bool isInside(uint32_t instruction, const air::Instruction& tree) {
  return tree.id() <= instruction && instruction < tree.end();
}

bool isGate(const air::Instruction& instruction) {
  const auto* fold = llvm::dyn_cast<air::Fold>(&instruction);
  if (!fold) return false;
  const air::Instruction* first = fold->body;
  while (const auto* seq = llvm::dyn_cast<air::Seq>(first))
    first = seq->left;
  const auto* copy = llvm::dyn_cast<air::Ap>(first);
  return copy && copy->value.isVariable() && copy->value.variable.name == fold->iterator;
}

std::string sourceName(llvm::StringRef name) {
  const bool isCanon = name.starts_with("#");
  name = name.ltrim("#$%");
  const auto [stem, number] = name.rsplit('-');
  if (!stem.empty() && !number.empty() && llvm::all_of(number, llvm::isDigit)) name = stem;
  name = name.trim('-');
  if (isCanon && name.size() == 2) name.consume_back("_"); // see Names.cpp of compiler/emit
  return name.str();
}

} // namespace aqua::report
