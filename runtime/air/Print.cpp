#include "Print.h"

#include <charconv>

namespace aqua::air {
namespace {

/// For whom a text is: it must parse to an equal tree, or be what AquaVM quotes in its errors.
enum class Purpose : uint8_t { Script, Quote };

class Printer {
public:
  Printer(const Script& script, llvm::raw_ostream& out, Purpose purpose)
      : script_(script), out_(out), purpose_(purpose) {}

  void head(const Instruction& instruction, llvm::StringRef beforeCanonTarget = " ");
  void operand(const Operand& operand);
  void lens(const Lens& lens);

private:
  void call(const Call& call);
  void fail(const Fail& fail);
  void number(const Operand& operand);
  void name(NameId id) { out_ << script_.name(id); }
  void name(const Variable& variable) { name(variable.name); }
  /// A blank and the operand.
  void next(const Operand& each) {
    out_ << ' ';
    operand(each);
  }

  const Script& script_;
  llvm::raw_ostream& out_;
  Purpose purpose_;
};

void Printer::head(const Instruction& instruction, llvm::StringRef beforeCanonTarget) {
  out_ << keyword(instruction.kind());
  switch (instruction.kind()) {
  case InstructionKind::Call: call(llvm::cast<Call>(instruction)); return;
  case InstructionKind::Canon: {
    const auto& canon = llvm::cast<Canon>(instruction);
    next(canon.peer);
    out_ << ' ' << script_.name(canon.source.name) << beforeCanonTarget;
    name(canon.target);
    return;
  }
  case InstructionKind::Ap: {
    const auto& ap = llvm::cast<Ap>(instruction);
    next(ap.value);
    out_ << ' ' << script_.name(ap.target.name);
    return;
  }
  case InstructionKind::ApMap: {
    const auto& ap = llvm::cast<ApMap>(instruction);
    out_ << " (";
    operand(ap.key);
    next(ap.value);
    out_ << ") " << script_.name(ap.map.name);
    return;
  }
  case InstructionKind::Match: {
    const auto& match = llvm::cast<Match>(instruction);
    next(match.left);
    next(match.right);
    return;
  }
  case InstructionKind::Mismatch: {
    const auto& mismatch = llvm::cast<Mismatch>(instruction);
    next(mismatch.left);
    next(mismatch.right);
    return;
  }
  case InstructionKind::Fail: fail(llvm::cast<Fail>(instruction)); return;
  case InstructionKind::Fold: {
    const auto& fold = llvm::cast<Fold>(instruction);
    next(fold.iterable);
    out_ << ' ' << script_.name(fold.iterator);
    return;
  }
  case InstructionKind::Next:
    out_ << ' ' << script_.name(llvm::cast<Next>(instruction).iterator);
    return;
  case InstructionKind::New:
    out_ << ' ' << script_.name(llvm::cast<New>(instruction).variable.name);
    return;
  case InstructionKind::Seq:
  case InstructionKind::Par:
  case InstructionKind::Xor:
  case InstructionKind::Never:
  case InstructionKind::Null: return;
  }
}

void Printer::call(const Call& call) {
  next(call.peer);
  out_ << " (";
  operand(call.service);
  next(call.function);
  out_ << ") [";
  for (const Operand& argument : call.arguments) {
    if (&argument != call.arguments.begin()) out_ << ' ';
    operand(argument);
  }
  out_ << ']';
  // AquaVM's quotation ends with the blank before the missing output.
  if (call.hasOutput || purpose_ == Purpose::Quote) out_ << ' ';
  if (call.hasOutput) name(call.output);
}

void Printer::fail(const Fail& fail) {
  if (fail.isLiteral)
    out_ << ' ' << fail.code << " \"" << fail.message << '"';
  else
    next(fail.value);
}

void Printer::number(const Operand& operand) {
  if (purpose_ == Purpose::Script) {
    out_ << operand.text;
    return;
  }
  // At most 11 characters long in a script, but a built tree may hold any number.
  char buffer[400];
  const auto end =
      std::to_chars(std::begin(buffer), std::end(buffer), operand.number, std::chars_format::fixed)
          .ptr;
  out_ << llvm::StringRef(buffer, static_cast<size_t>(end - buffer));
}

void Printer::operand(const Operand& operand) {
  switch (operand.kind) {
  case Operand::Kind::InitPeer: out_ << "%init_peer_id%"; return;
  case Operand::Kind::Ttl: out_ << "%ttl%"; return;
  case Operand::Kind::Timestamp: out_ << "%timestamp%"; return;
  case Operand::Kind::LastError: out_ << "%last_error%"; break;
  case Operand::Kind::Error: out_ << ":error:"; break;
  case Operand::Kind::String: out_ << '"' << operand.text << '"'; return;
  case Operand::Kind::Integer: out_ << operand.integer; return;
  case Operand::Kind::Float: number(operand); return;
  case Operand::Kind::Boolean: out_ << (operand.boolean ? "true" : "false"); return;
  case Operand::Kind::EmptyArray: out_ << "[]"; return;
  case Operand::Kind::Variable: name(operand.variable); break;
  }
  lens(operand.lens);
}

void Printer::lens(const Lens& lens) {
  if (lens.length) {
    out_ << ".length";
    return;
  }
  if (!lens.accessors.empty()) out_ << ".$";
  for (const Accessor& accessor : lens.accessors) {
    switch (accessor.kind) {
    case Accessor::Kind::Field: out_ << '.' << accessor.field; break;
    case Accessor::Kind::Index: out_ << ".[" << accessor.index << ']'; break;
    case Accessor::Kind::Variable: out_ << ".[" << script_.name(accessor.variable) << ']'; break;
    }
  }
}

bool hasChildren(const Instruction& instruction) {
  return instruction.end() > instruction.id() + 1;
}

/// Runs over the ids instead of recursing: scripts nest as deep as programs are long.
class ScriptPrinter {
public:
  ScriptPrinter(const Script& script, llvm::raw_ostream& out, Layout layout)
      : script_(script), out_(out), layout_(layout), printer_(script, out, Purpose::Script) {}

  /// Gives back where each instruction stands.
  std::vector<TextRange> print() {
    ranges_.resize(script_.size());
    for (uint32_t id = 0; id < script_.size(); ++id) {
      closeUntil(id);
      open(script_.instruction(id));
    }
    closeUntil(script_.size());
    if (layout_ == Layout::Compact) out_ << '\n';
    return std::move(ranges_);
  }

private:
  void open(const Instruction& instruction) {
    if (layout_ == Layout::Indented)
      out_.indent(static_cast<unsigned>(open_.size()));
    else if (instruction.id() > 0)
      out_ << ' ';
    ranges_[instruction.id()].begin = out_.tell();
    out_ << '(';
    printer_.head(instruction, layout_ == Layout::Indented ? "  " : " ");
    if (hasChildren(instruction))
      open_.push_back(instruction.id());
    else
      close(instruction.id());
    if (layout_ == Layout::Indented) out_ << '\n';
  }

  void closeUntil(uint32_t id) {
    while (!open_.empty() && script_.instruction(open_.back()).end() <= id) {
      const uint32_t closed = open_.pop_back_val();
      if (layout_ == Layout::Indented) out_.indent(static_cast<unsigned>(open_.size()));
      close(closed);
      if (layout_ == Layout::Indented) out_ << '\n';
    }
  }

  void close(uint32_t id) {
    out_ << ')';
    ranges_[id].end = out_.tell();
  }

  const Script& script_;
  llvm::raw_ostream& out_;
  Layout layout_;
  Printer printer_;
  llvm::SmallVector<uint32_t> open_; // ids
  std::vector<TextRange> ranges_;
};

} // namespace

void print(const Script& script, llvm::raw_ostream& out, Layout layout) {
  ScriptPrinter(script, out, layout).print();
}

std::string toText(const Script& script, Layout layout) {
  return toMappedText(script, layout).text;
}

MappedText toMappedText(const Script& script, Layout layout) {
  MappedText mapped;
  llvm::raw_string_ostream out(mapped.text);
  out.SetBufferSize(4096); // a script is written in very small pieces
  mapped.ranges = ScriptPrinter(script, out, layout).print();
  out.flush();
  return mapped;
}

std::string headText(const Script& script, const Instruction& instruction) {
  std::string text;
  llvm::raw_string_ostream out(text);
  Printer(script, out, Purpose::Quote).head(instruction);
  return text;
}

std::string operandText(const Script& script, const Operand& operand) {
  std::string text;
  llvm::raw_string_ostream out(text);
  Printer(script, out, Purpose::Quote).operand(operand);
  return text;
}

std::string lensText(const Script& script, const Lens& lens) {
  std::string text;
  llvm::raw_string_ostream out(text);
  Printer(script, out, Purpose::Quote).lens(lens);
  return text;
}

} // namespace aqua::air
