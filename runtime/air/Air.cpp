#include "Air.h"

#include "Mentions.h"

#include <cassert>

namespace aqua::air {

llvm::StringRef keyword(InstructionKind kind) {
  switch (kind) {
#define AQUA_AIR(Name, keyword)                                                                    \
  case InstructionKind::Name: return keyword;
#include "Instructions.def"
  }
  llvm_unreachable("all kinds are listed");
}

llvm::SmallVector<const Instruction*, 2> children(const Instruction& instruction) {
  switch (instruction.kind()) {
  case InstructionKind::Seq: {
    const auto& seq = llvm::cast<Seq>(instruction);
    return {seq.left, seq.right};
  }
  case InstructionKind::Par: {
    const auto& par = llvm::cast<Par>(instruction);
    return {par.left, par.right};
  }
  case InstructionKind::Xor: {
    const auto& either = llvm::cast<Xor>(instruction);
    return {either.left, either.right};
  }
  case InstructionKind::Match: return {llvm::cast<Match>(instruction).body};
  case InstructionKind::Mismatch: return {llvm::cast<Mismatch>(instruction).body};
  case InstructionKind::New: return {llvm::cast<New>(instruction).body};
  case InstructionKind::Fold: {
    const auto& fold = llvm::cast<Fold>(instruction);
    if (fold.last) return {fold.body, fold.last};
    return {fold.body};
  }
  case InstructionKind::Call:
  case InstructionKind::Canon:
  case InstructionKind::Ap:
  case InstructionKind::ApMap:
  case InstructionKind::Fail:
  case InstructionKind::Next:
  case InstructionKind::Never:
  case InstructionKind::Null: return {};
  }
  llvm_unreachable("all kinds are listed");
}

ScriptBuilder::ScriptBuilder() {
  script_.arena_ = std::make_unique<llvm::BumpPtrAllocator>();
}

template <typename T>
T* ScriptBuilder::make() {
  return new (*script_.arena_) T();
}

NameId ScriptBuilder::name(llvm::StringRef text) {
  if (const auto known = ids_.find(text); known != ids_.end()) return {known->second};
  const auto id = static_cast<uint32_t>(script_.names_.size());
  script_.names_.push_back(copy(text));
  ids_[script_.names_.back()] = id;
  return {id};
}

llvm::StringRef ScriptBuilder::copy(llvm::StringRef text) {
  return text.copy(*script_.arena_);
}

llvm::ArrayRef<Accessor> ScriptBuilder::copy(llvm::ArrayRef<Accessor> accessors) {
  if (accessors.empty()) return {};
  auto* copied = script_.arena_->Allocate<Accessor>(accessors.size());
  for (size_t i = 0; i < accessors.size(); ++i) {
    copied[i] = accessors[i];
    copied[i].field = copy(accessors[i].field);
  }
  return {copied, accessors.size()};
}

Operand ScriptBuilder::constant(Operand::Kind kind) {
  Operand operand;
  operand.kind = kind;
  return operand;
}

Operand ScriptBuilder::string(llvm::StringRef text) {
  Operand operand = constant(Operand::Kind::String);
  operand.text = copy(text);
  return operand;
}

Operand ScriptBuilder::integer(int64_t value) {
  Operand operand = constant(Operand::Kind::Integer);
  operand.integer = value;
  return operand;
}

Operand ScriptBuilder::number(double value, llvm::StringRef text) {
  Operand operand = constant(Operand::Kind::Float);
  operand.number = value;
  operand.text = copy(text);
  return operand;
}

Operand ScriptBuilder::boolean(bool value) {
  Operand operand = constant(Operand::Kind::Boolean);
  operand.boolean = value;
  return operand;
}

Operand ScriptBuilder::variable(Variable variable, Lens lens) {
  Operand operand = constant(Operand::Kind::Variable);
  operand.variable = variable;
  operand.lens = lens;
  return operand;
}

const Instruction* ScriptBuilder::call(Operand peer, Operand service, Operand function,
                                       llvm::ArrayRef<Operand> arguments, const Variable* output) {
  auto* node = make<Call>();
  node->peer = peer;
  node->service = service;
  node->function = function;
  node->arguments = arguments.copy(*script_.arena_);
  node->hasOutput = output != nullptr;
  if (output) node->output = *output;
  return node;
}

const Instruction* ScriptBuilder::canon(Operand peer, Variable source, Variable target) {
  auto* node = make<Canon>();
  node->peer = peer;
  node->source = source;
  node->target = target;
  return node;
}

const Instruction* ScriptBuilder::ap(Operand value, Variable target) {
  auto* node = make<Ap>();
  node->value = value;
  node->target = target;
  return node;
}

const Instruction* ScriptBuilder::apMap(Operand key, Operand value, Variable map) {
  auto* node = make<ApMap>();
  node->key = key;
  node->value = value;
  node->map = map;
  return node;
}

const Instruction* ScriptBuilder::seq(const Instruction* left, const Instruction* right) {
  auto* node = make<Seq>();
  node->left = left;
  node->right = right;
  return node;
}

const Instruction* ScriptBuilder::par(const Instruction* left, const Instruction* right) {
  auto* node = make<Par>();
  node->left = left;
  node->right = right;
  return node;
}

const Instruction* ScriptBuilder::xor_(const Instruction* left, const Instruction* right) {
  auto* node = make<Xor>();
  node->left = left;
  node->right = right;
  return node;
}

const Instruction* ScriptBuilder::match(Operand left, Operand right, const Instruction* body) {
  auto* node = make<Match>();
  node->left = left;
  node->right = right;
  node->body = body;
  return node;
}

const Instruction* ScriptBuilder::mismatch(Operand left, Operand right, const Instruction* body) {
  auto* node = make<Mismatch>();
  node->left = left;
  node->right = right;
  node->body = body;
  return node;
}

const Instruction* ScriptBuilder::fail(Operand value) {
  auto* node = make<Fail>();
  node->value = value;
  return node;
}

const Instruction* ScriptBuilder::fail(int64_t code, llvm::StringRef message) {
  auto* node = make<Fail>();
  node->isLiteral = true;
  node->code = code;
  node->message = copy(message);
  return node;
}

const Instruction* ScriptBuilder::fold(Operand iterable, NameId iterator, const Instruction* body,
                                       const Instruction* last) {
  auto* node = make<Fold>();
  node->iterable = iterable;
  node->iterator = iterator;
  node->body = body;
  node->last = last;
  return node;
}

const Instruction* ScriptBuilder::next(NameId iterator) {
  auto* node = make<Next>();
  node->iterator = iterator;
  return node;
}

const Instruction* ScriptBuilder::new_(Variable variable, const Instruction* body) {
  auto* node = make<New>();
  node->variable = variable;
  node->body = body;
  return node;
}

const Instruction* ScriptBuilder::never() {
  return make<Never>();
}

const Instruction* ScriptBuilder::null() {
  return make<Null>();
}

// Nodes are handed out as const, but until finish() they belong to this builder alone.
void ScriptBuilder::setOrigin(const Instruction* instruction, Origin origin) {
  const_cast<Instruction*>(instruction)->origin_ = origin;
}

void ScriptBuilder::setSpan(const Instruction* instruction, TextSpan span) {
  const_cast<Instruction*>(instruction)->span_ = span;
}

void ScriptBuilder::setChildren(const Seq& seq, const Instruction* left, const Instruction* right) {
  auto& mutableSeq = const_cast<Seq&>(seq);
  mutableSeq.left = left;
  mutableSeq.right = right;
}

Script ScriptBuilder::finish(const Instruction* root) {
  // An explicit stack: scripts nest as deep as programs are long.
  struct Frame {
    Instruction* instruction;
    llvm::SmallVector<const Instruction*, 2> children;
    size_t next = 0;
  };
  std::vector<Frame> stack;
  const auto enter = [&](const Instruction* instruction) {
    auto* mutableInstruction = const_cast<Instruction*>(instruction);
    mutableInstruction->id_ = script_.size();
    script_.instructions_.push_back(instruction);
    stack.push_back({mutableInstruction, air::children(*instruction)});
  };
  enter(root);
  while (!stack.empty()) {
    if (Frame& top = stack.back(); top.next < top.children.size()) {
      enter(top.children[top.next++]);
    } else {
      top.instruction->end_ = script_.size();
      stack.pop_back();
    }
  }
  script_.root_ = root;
  script_.isRead_.resize(script_.nameCount());
  for (const Instruction* instruction : script_.instructions_)
    visitMentions(*instruction, [&](NameId name, Access access) {
      if (access == Access::Read) script_.isRead_[name.value] = true;
    });
  Script finished = std::move(script_);
  script_ = Script();
  script_.arena_ = std::make_unique<llvm::BumpPtrAllocator>();
  ids_.clear();
  return finished;
}

} // namespace aqua::air
