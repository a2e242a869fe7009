#include "Beautify.h"

#include "Hops.h"
#include "Print.h"

namespace aqua::air {
namespace {

constexpr unsigned blanksPerLevel = 4;

class Beautifier {
public:
  Beautifier(const Script& script, llvm::raw_ostream& out, Patterns patterns)
      : script_(script), out_(out), patterns_(patterns), hops_(script) {}

  /// By a list of what is still to be printed, because scripts nest as deep as programs are long.
  void run() {
    push(script_.root(), 0);
    while (!todo_.empty()) {
      const Item item = todo_.pop_back_val();
      if (item.instruction)
        print(*item.instruction, item.level);
      else
        line(item.level, item.text);
    }
  }

private:
  /// An instruction, or a line of its own.
  struct Item {
    const Instruction* instruction = nullptr;
    llvm::StringRef text;
    unsigned level = 0;
  };

  void line(unsigned level, llvm::StringRef text) {
    out_.indent(level * blanksPerLevel) << text << '\n';
  }
  void push(const Instruction& instruction, unsigned level) {
    todo_.push_back({&instruction, {}, level});
  }
  void pushLine(llvm::StringRef text, unsigned level) { todo_.push_back({nullptr, text, level}); }

  void print(const Instruction& instruction, unsigned level);
  void printCall(const Call& call, unsigned level);
  /// `head:` and a child below it.
  void block(const Instruction& instruction, const Instruction& body, unsigned level) {
    line(level, headText(script_, instruction) + ":");
    push(body, level + 1);
  }

  const Script& script_;
  llvm::raw_ostream& out_;
  Patterns patterns_;
  Hops hops_;
  llvm::SmallVector<Item> todo_; // the next one is the last
};

void Beautifier::printCall(const Call& call, unsigned level) {
  std::string text;
  if (call.hasOutput) text = (script_.name(call.output.name) + " <- ").str();
  text += "call " + operandText(script_, call.peer) + " (" + operandText(script_, call.service) +
          ", " + operandText(script_, call.function) + ") [";
  for (const Operand& argument : call.arguments) {
    if (&argument != call.arguments.begin()) text += ", ";
    text += operandText(script_, argument);
  }
  line(level, text + "]");
}

void Beautifier::print(const Instruction& instruction, unsigned level) {
  if (const Operand* peer = patterns_ == Patterns::Named ? hops_.target(instruction) : nullptr)
    return line(level, "hopon " + operandText(script_, *peer));
  switch (instruction.kind()) {
  case InstructionKind::Call: return printCall(llvm::cast<Call>(instruction), level);
  case InstructionKind::Seq: {
    const auto& seq = llvm::cast<Seq>(instruction);
    push(*seq.right, level);
    return push(*seq.left, level);
  }
  case InstructionKind::Par: {
    const auto& par = llvm::cast<Par>(instruction);
    line(level, "par:");
    push(*par.right, level + 1);
    pushLine("|", level);
    return push(*par.left, level + 1);
  }
  case InstructionKind::Xor: {
    const auto& handled = llvm::cast<Xor>(instruction);
    line(level, "try:");
    push(*handled.right, level + 1);
    pushLine("catch:", level);
    return push(*handled.left, level + 1);
  }
  case InstructionKind::Match:
    return block(instruction, *llvm::cast<Match>(instruction).body, level);
  case InstructionKind::Mismatch:
    return block(instruction, *llvm::cast<Mismatch>(instruction).body, level);
  case InstructionKind::New: return block(instruction, *llvm::cast<New>(instruction).body, level);
  case InstructionKind::Fold: {
    const auto& fold = llvm::cast<Fold>(instruction);
    if (fold.last) {
      push(*fold.last, level + 1);
      pushLine("last:", level);
    }
    return block(instruction, *fold.body, level);
  }
  case InstructionKind::Canon:
  case InstructionKind::Ap:
  case InstructionKind::ApMap:
  case InstructionKind::Fail:
  case InstructionKind::Next:
  case InstructionKind::Never:
  case InstructionKind::Null: return line(level, headText(script_, instruction));
  }
}

} // namespace

void beautify(const Script& script, llvm::raw_ostream& out, Patterns patterns) {
  Beautifier(script, out, patterns).run();
}

} // namespace aqua::air
