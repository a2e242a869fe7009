// AquaVM's checks of a parsed script (spec/04 §4). A mention stands behind a definition if its
// instruction has the greater id: ids follow the order of left ends of the instructions' spans.

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "Parse.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace aqua::air {
namespace {

constexpr uint32_t none = std::numeric_limits<uint32_t>::max();

using NameCallback = llvm::function_ref<void(NameId)>;

void namesOf(const Operand& operand, NameCallback found) {
  // The names in a lens behind an error value are not checked.
  if (!operand.isVariable()) return;
  found(operand.variable.name);
  for (const Accessor& accessor : operand.lens.accessors)
    if (accessor.kind == Accessor::Kind::Variable) found(accessor.variable);
}

/// The names whose definition V1 demands; some mentions are not checked.
void forEachUse(const Instruction& instruction, NameCallback found) {
  if (const auto* call = llvm::dyn_cast<Call>(&instruction)) {
    for (const Operand* operand : {&call->peer, &call->service, &call->function})
      namesOf(*operand, found);
    for (const Operand& argument : call->arguments)
      namesOf(argument, found);
  } else if (const auto* fold = llvm::dyn_cast<Fold>(&instruction)) {
    namesOf(fold->iterable, found);
  } else if (const auto* match = llvm::dyn_cast<Match>(&instruction)) {
    namesOf(match->left, found);
    namesOf(match->right, found);
  } else if (const auto* mismatch = llvm::dyn_cast<Mismatch>(&instruction)) {
    namesOf(mismatch->left, found);
    namesOf(mismatch->right, found);
  } else if (const auto* ap = llvm::dyn_cast<Ap>(&instruction)) {
    namesOf(ap->value, found);
  } else if (const auto* apMap = llvm::dyn_cast<ApMap>(&instruction)) {
    namesOf(apMap->key, found);
  }
}

/// The name that an instruction defines for all that starts behind its own start.
std::optional<NameId> definition(const Instruction& instruction) {
  if (const auto* call = llvm::dyn_cast<Call>(&instruction))
    return call->hasOutput ? std::optional(call->output.name) : std::nullopt;
  if (const auto* canon = llvm::dyn_cast<Canon>(&instruction)) return canon->target.name;
  if (const auto* ap = llvm::dyn_cast<Ap>(&instruction)) return ap->target.name;
  if (const auto* apMap = llvm::dyn_cast<ApMap>(&instruction)) return apMap->map.name;
  if (const auto* scope = llvm::dyn_cast<New>(&instruction)) return scope->variable.name;
  if (const auto* fold = llvm::dyn_cast<Fold>(&instruction)) return fold->iterator;
  return std::nullopt;
}

/// Visits children before their parent.
void forEachInPostOrder(const Script& script, llvm::function_ref<void(const Instruction&)> visit) {
  std::vector<const Instruction*> open;
  const auto closeUntil = [&](uint32_t id) {
    for (; !open.empty() && open.back()->end() <= id; open.pop_back())
      visit(*open.back());
  };
  for (uint32_t id = 0; id < script.size(); ++id) {
    closeUntil(id);
    open.push_back(&script.instruction(id));
  }
  closeUntil(script.size());
}

/// The folds around an instruction, by iterator. Instructions are visited in order of their ids.
class OpenFolds {
public:
  explicit OpenFolds(const Script& script) : script_(script), open_(script.nameCount()) {}

  void enter(const Fold& fold) { open_[fold.iterator.value].push_back(fold.id()); }

  /// The innermost fold with this iterator around the instruction, or null.
  const Fold* innermost(NameId iterator, uint32_t instruction) {
    auto& folds = open_[iterator.value];
    while (!folds.empty() && script_.instruction(folds.back()).end() <= instruction)
      folds.pop_back();
    return folds.empty() ? nullptr : llvm::cast<Fold>(&script_.instruction(folds.back()));
  }

private:
  const Script& script_;
  std::vector<llvm::SmallVector<uint32_t, 1>> open_; // by name
};

/// V7: the machine that looks for instructions behind `next` in folds over streams and maps.
class AfterNextMachine {
public:
  AfterNextMachine(const Script& script, llvm::function_ref<void(uint32_t)> report)
      : report_(report), bad_(script.nameCount(), none) {}

  /// To be called for each instruction, children before parents.
  void visit(const Instruction& instruction);

private:
  /// The iterator whose `next` ends a subtree, or nothing.
  using Item = std::optional<NameId>;

  Item pop() {
    if (items_.empty()) {
      off_ = true;
      return std::nullopt;
    }
    const Item item = items_.back();
    items_.pop_back();
    return item;
  }

  void visitXor();
  void visitSeqOrPar(uint32_t id);
  void visitFold(const Fold& fold);

  llvm::function_ref<void(uint32_t)> report_;
  std::vector<Item> items_;
  std::vector<uint32_t> bad_; // by iterator: the first instruction with something behind `next`
  bool off_ = false;
};

void AfterNextMachine::visit(const Instruction& instruction) {
  if (off_) return;
  switch (instruction.kind()) {
  case InstructionKind::Next: items_.emplace_back(llvm::cast<Next>(instruction).iterator); break;
  case InstructionKind::Call:
  case InstructionKind::Ap:
  case InstructionKind::ApMap:
  case InstructionKind::Canon:
  case InstructionKind::Fail:
  case InstructionKind::Never:
  case InstructionKind::Null: items_.emplace_back(std::nullopt); break;
  case InstructionKind::Match:
  case InstructionKind::Mismatch:
  case InstructionKind::New: break; // ends as its child ends
  case InstructionKind::Xor: visitXor(); break;
  case InstructionKind::Seq:
  case InstructionKind::Par: visitSeqOrPar(instruction.id()); break;
  case InstructionKind::Fold: visitFold(llvm::cast<Fold>(instruction)); break;
  }
}

void AfterNextMachine::visitXor() {
  const Item right = pop();
  const Item left = pop();
  // AquaVM gives up on the whole script here.
  if (left && right)
    off_ = true;
  else
    items_.push_back(left ? left : right);
}

void AfterNextMachine::visitSeqOrPar(uint32_t id) {
  const Item right = pop();
  const Item left = pop();
  if (!left || left == right) {
    items_.push_back(right);
    return;
  }
  if (uint32_t& bad = bad_[left->value]; bad == none) bad = id;
  items_.emplace_back(std::nullopt);
}

void AfterNextMachine::visitFold(const Fold& fold) {
  if (fold.last) pop();
  const Item body = pop();
  const Operand& iterable = fold.iterable;
  const bool isRestricted =
      iterable.isVariable() && (iterable.variable.kind == VariableKind::Stream ||
                                iterable.variable.kind == VariableKind::StreamMap);
  if (!isRestricted) {
    items_.emplace_back(std::nullopt);
    return;
  }
  uint32_t& bad = bad_[fold.iterator.value];
  if (bad != none) report_(bad);
  if (body == fold.iterator) {
    bad = none;
    items_.emplace_back(std::nullopt);
  } else {
    items_.push_back(body);
  }
}

class Validator {
public:
  explicit Validator(const Script& script) : script_(script) {}

  std::vector<ScriptError> run() {
    checkVariables();
    checkNexts();
    checkNews();
    checkNestedFolds();
    checkFails();
    checkAfterNext();
    return std::move(errors_);
  }

private:
  [[nodiscard]] std::string name(NameId id) const { return script_.name(id).str(); }
  void report(uint32_t instruction, std::string message) {
    errors_.push_back({script_.instruction(instruction).span(), std::move(message)});
  }

  void checkVariables();
  void checkNexts();
  void checkNews();
  void checkNestedFolds();
  void checkFails();
  void checkAfterNext();

  const Script& script_;
  std::vector<ScriptError> errors_;
};

/// V1. AquaVM meets children before parents, remembers the mentions without a definition so far,
/// and at the end looks only at the first one of each name. So a parent's undefined mention may
/// escape:
/// `(match x 1 (new x (call … [x])))` is accepted.
void Validator::checkVariables() {
  std::vector<uint32_t> leftmostDefinition(script_.nameCount(), none);
  std::vector<uint32_t> firstUnresolved(script_.nameCount(), none);
  forEachInPostOrder(script_, [&](const Instruction& instruction) {
    forEachUse(instruction, [&](NameId used) {
      uint32_t& unresolved = firstUnresolved[used.value];
      const bool isDefined = leftmostDefinition[used.value] < instruction.id();
      if (!isDefined && unresolved == none) unresolved = instruction.id();
    });
    if (const auto defined = definition(instruction)) {
      uint32_t& leftmost = leftmostDefinition[defined->value];
      leftmost = std::min(leftmost, instruction.id());
    }
  });
  for (uint32_t id = 0; id < script_.nameCount(); ++id)
    if (firstUnresolved[id] != none && leftmostDefinition[id] >= firstUnresolved[id])
      report(firstUnresolved[id], fmt::format("variable '{}' wasn't defined", name({id})));
}

/// V2, V3. Of each iterator, AquaVM looks only at the first `next` for its fold.
void Validator::checkNexts() {
  OpenFolds folds(script_);
  std::vector<uint32_t> repeated;
  std::vector<char> hasNext(script_.size(), 0);
  std::vector<char> isChecked(script_.nameCount(), 0);
  for (uint32_t id = 0; id < script_.size(); ++id) {
    if (const auto* fold = llvm::dyn_cast<Fold>(&script_.instruction(id))) folds.enter(*fold);
    const auto* next = llvm::dyn_cast<Next>(&script_.instruction(id));
    if (!next) continue;
    const Fold* fold = folds.innermost(next->iterator, id);
    if (!fold && isChecked[next->iterator.value] == 0)
      report(id, fmt::format("iterable '{}' wasn't defined", name(next->iterator)));
    isChecked[next->iterator.value] = 1;
    if (fold && hasNext[fold->id()] != 0) repeated.push_back(id);
    if (fold) hasNext[fold->id()] = 1;
  }
  for (const uint32_t id : repeated)
    report(id, fmt::format("multiple next instructions for iterator '{}' found for one fold, that "
                           "is prohibited",
                           name(llvm::cast<Next>(script_.instruction(id)).iterator)));
}

/// V4.
void Validator::checkNews() {
  OpenFolds folds(script_);
  for (uint32_t id = 0; id < script_.size(); ++id) {
    if (const auto* fold = llvm::dyn_cast<Fold>(&script_.instruction(id))) folds.enter(*fold);
    const auto* scope = llvm::dyn_cast<New>(&script_.instruction(id));
    if (scope && folds.innermost(scope->variable.name, id))
      report(id, fmt::format("new can't be applied to a '{}' because it's an iterator",
                             name(scope->variable.name)));
  }
}

/// V5: of nested folds, all but the outermost are reported.
void Validator::checkNestedFolds() {
  OpenFolds outermost(script_);
  for (uint32_t id = 0; id < script_.size(); ++id) {
    const auto* fold = llvm::dyn_cast<Fold>(&script_.instruction(id));
    if (!fold) continue;
    if (outermost.innermost(fold->iterator, id))
      report(id, fmt::format("multiple iterable values found for iterator name '{}'",
                             name(fold->iterator)));
    else
      outermost.enter(*fold);
  }
}

/// V6.
void Validator::checkFails() {
  for (uint32_t id = 0; id < script_.size(); ++id) {
    const auto* fail = llvm::dyn_cast<Fail>(&script_.instruction(id));
    if (fail && fail->isLiteral && fail->code == 0)
      report(id, "error code 0 with fail is unsupported");
  }
}

/// V7.
void Validator::checkAfterNext() {
  const auto reportBad = [&](uint32_t instruction) {
    report(instruction, "fold can not have instructions after next");
  };
  AfterNextMachine machine(script_, reportBad);
  forEachInPostOrder(script_, [&](const Instruction& each) { machine.visit(each); });
}

} // namespace

std::vector<ScriptError> validate(const Script& script) {
  return Validator(script).run();
}

} // namespace aqua::air
