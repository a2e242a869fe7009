#include "AstJson.h"

#include "Lexer.h"
#include "value/Value.h"
#include "llvm/Support/JSON.h"

namespace aqua::air {
namespace {

/// Where the variables of a script stand, in document order. Trees do not keep it, because nothing
/// else needs it.
std::vector<uint32_t> variablePositions(llvm::StringRef text) {
  std::vector<uint32_t> positions;
  Lexer lexer(text);
  for (Token token = lexer.next(); token.kind != TokenKind::End; token = lexer.next()) {
    switch (token.kind) {
    case TokenKind::Scalar:
    case TokenKind::ScalarLens:
    case TokenKind::Stream:
    case TokenKind::StreamLens:
    case TokenKind::StreamMap:
    case TokenKind::StreamMapLens:
    case TokenKind::CanonStream:
    case TokenKind::CanonStreamLens:
    case TokenKind::CanonMap:
    case TokenKind::CanonMapLens: positions.push_back(token.span.begin); break;
    case TokenKind::Invalid: return positions;
    default: break;
    }
  }
  return positions;
}

llvm::StringRef kindName(VariableKind kind) {
  switch (kind) {
  case VariableKind::Scalar: return "Scalar";
  case VariableKind::Stream: return "Stream";
  case VariableKind::StreamMap: return "StreamMap";
  case VariableKind::Canon: return "CanonStream";
  case VariableKind::CanonMap: return "CanonStreamMap";
  }
  llvm_unreachable("all kinds are listed");
}

/// AquaVM has several types for operands, which it names differently.
enum class OperandStyle : uint8_t {
  Argument, // of calls and comparisons: variables are wrapped once more
  Value,    // of ap, peers, iterables: the kind of variable says whether there is a lens
  Key,      // of maps: the same, and integers are not wrapped
};

/// Runs over the ids instead of recursing: scripts nest as deep as programs are long.
class AstPrinter {
public:
  AstPrinter(const Script& script, llvm::StringRef text, llvm::json::OStream& json)
      : script_(script), json_(json), positions_(variablePositions(text)) {}

  void print() {
    for (uint32_t id = 0; id < script_.size(); ++id) {
      closeUntil(id);
      beginChild(id);
      open(script_.instruction(id));
    }
    closeUntil(script_.size());
  }

private:
  /// How the children of an open instruction are written.
  struct Open {
    const Instruction* instruction;
    unsigned childrenSeen = 0;
  };

  void open(const Instruction& instruction);
  void closeUntil(uint32_t id);
  void close(const Instruction& instruction, unsigned childrenSeen);
  void beginChild(uint32_t id);
  void openFold(const Fold& fold);
  void leaf(const Instruction& instruction);
  void call(const Call& call);
  void canon(const Canon& canon);
  void ap(const Ap& ap);
  void apMap(const ApMap& ap);
  void fail(const Fail& fail);
  template <typename C>
  void comparison(const C& comparison);

  void operand(const Operand& operand, OperandStyle style);
  void variableOperand(const Operand& operand, OperandStyle style);
  void number(const Operand& operand, OperandStyle style);
  void errorValue(const Operand& operand);
  void lens(const Lens& lens);
  void attribute(llvm::StringRef name, const Operand& value, OperandStyle style) {
    json_.attributeBegin(name);
    operand(value, style);
    json_.attributeEnd();
  }
  void wrapped(llvm::StringRef name, llvm::function_ref<void()> content) {
    json_.object([&] {
      json_.attributeBegin(name);
      content();
      json_.attributeEnd();
    });
  }
  /// {"name": …, "position": …}
  void place(NameId name, const Lens* lens = nullptr);
  void kindAndPlace(const Variable& variable) {
    wrapped(kindName(variable.kind), [&] { place(variable.name); });
  }
  void bare(llvm::StringRef attribute, NameId name) {
    json_.attributeBegin(attribute);
    place(name);
    json_.attributeEnd();
  }
  void span(const Instruction& instruction) {
    json_.attributeObject("span", [&] {
      json_.attribute("left", instruction.span().begin);
      json_.attribute("right", instruction.span().end);
    });
  }
  uint32_t nextPosition() { return at_ < positions_.size() ? positions_[at_++] : 0; }

  const Script& script_;
  llvm::json::OStream& json_;
  std::vector<uint32_t> positions_;
  size_t at_ = 0; // of the next variable
  llvm::SmallVector<Open> open_;
};

void AstPrinter::place(NameId name, const Lens* withLens) {
  json_.object([&] {
    json_.attribute("name", script_.name(name));
    if (withLens) {
      json_.attributeBegin("lambda");
      lens(*withLens);
      json_.attributeEnd();
    }
    json_.attribute("position", nextPosition());
  });
}

void AstPrinter::lens(const Lens& lens) {
  json_.object([&] {
    if (lens.length) {
      json_.attribute("Functor", "Length");
      return;
    }
    json_.attributeArray("ValuePath", [&] {
      for (const Accessor& accessor : lens.accessors) {
        switch (accessor.kind) {
        case Accessor::Kind::Field:
          wrapped("FieldAccessByName",
                  [&] { json_.object([&] { json_.attribute("field_name", accessor.field); }); });
          break;
        case Accessor::Kind::Index:
          wrapped("ArrayAccess",
                  [&] { json_.object([&] { json_.attribute("idx", accessor.index); }); });
          break;
        case Accessor::Kind::Variable:
          wrapped("FieldAccessByScalar", [&] {
            json_.object([&] { json_.attribute("scalar_name", script_.name(accessor.variable)); });
          });
          break;
        }
      }
    });
  });
}

void AstPrinter::number(const Operand& operand, OperandStyle style) {
  const auto content = [&] {
    json_.object([&] {
      if (operand.kind == Operand::Kind::Integer) {
        json_.attribute("Int", operand.integer);
        return;
      }
      json_.attributeBegin("Float");
      json_.rawValue(value::toJson(value::Value::number(operand.number))); // 1.0 keeps its point
      json_.attributeEnd();
    });
  };
  if (style == OperandStyle::Key)
    content();
  else
    wrapped("Number", content);
}

void AstPrinter::errorValue(const Operand& operand) {
  const auto lensOrNull = [&] {
    if (operand.lens.isEmpty())
      json_.value(nullptr);
    else
      lens(operand.lens);
  };
  if (operand.kind == Operand::Kind::LastError) {
    wrapped("LastError", lensOrNull);
    return;
  }
  wrapped("Error", [&] {
    json_.object([&] {
      json_.attributeBegin("lens");
      lensOrNull();
      json_.attributeEnd();
    });
  });
}

void AstPrinter::variableOperand(const Operand& operand, OperandStyle style) {
  const bool hasLens = !operand.lens.isEmpty();
  const llvm::StringRef kind = kindName(operand.variable.kind);
  const auto content = [&] { place(operand.variable.name, hasLens ? &operand.lens : nullptr); };
  if (style == OperandStyle::Argument)
    wrapped(hasLens ? "VariableWithLambda" : "Variable", [&] { wrapped(kind, content); });
  else
    wrapped(hasLens ? (kind + "WithLambda").str() : kind.str(), content);
}

void AstPrinter::operand(const Operand& operand, OperandStyle style) {
  switch (operand.kind) {
  case Operand::Kind::InitPeer: json_.value("InitPeerId"); return;
  case Operand::Kind::Ttl: json_.value("TTL"); return;
  case Operand::Kind::Timestamp: json_.value("Timestamp"); return;
  case Operand::Kind::EmptyArray: json_.value("EmptyArray"); return;
  case Operand::Kind::LastError:
  case Operand::Kind::Error: errorValue(operand); return;
  case Operand::Kind::String:
    json_.object([&] { json_.attribute("Literal", operand.text); });
    return;
  case Operand::Kind::Integer:
  case Operand::Kind::Float: number(operand, style); return;
  case Operand::Kind::Boolean:
    json_.object([&] { json_.attribute("Boolean", operand.boolean); });
    return;
  case Operand::Kind::Variable: variableOperand(operand, style); return;
  }
}

void AstPrinter::call(const Call& call) {
  json_.attributeObject("triplet", [&] {
    attribute("peer_id", call.peer, OperandStyle::Value);
    attribute("service_id", call.service, OperandStyle::Value);
    attribute("function_name", call.function, OperandStyle::Value);
  });
  json_.attributeArray("args", [&] {
    for (const Operand& argument : call.arguments)
      operand(argument, OperandStyle::Argument);
  });
  if (!call.hasOutput) {
    json_.attribute("output", "None");
    return;
  }
  json_.attributeBegin("output");
  kindAndPlace(call.output);
  json_.attributeEnd();
}

void AstPrinter::canon(const Canon& canon) {
  attribute("peer_id", canon.peer, OperandStyle::Value);
  const bool isMap = canon.source.kind == VariableKind::StreamMap;
  bare(isMap ? "stream_map" : "stream", canon.source.name);
  switch (canon.target.kind) {
  case VariableKind::CanonMap: bare("canon_stream_map", canon.target.name); return;
  case VariableKind::Scalar: bare("scalar", canon.target.name); return;
  case VariableKind::Canon:
  case VariableKind::Stream:
  case VariableKind::StreamMap: bare("canon_stream", canon.target.name); return;
  }
}

void AstPrinter::ap(const Ap& ap) {
  attribute("argument", ap.value, OperandStyle::Value);
  json_.attributeBegin("result");
  kindAndPlace(ap.target);
  json_.attributeEnd();
}

void AstPrinter::apMap(const ApMap& ap) {
  attribute("key", ap.key, OperandStyle::Key);
  attribute("value", ap.value, OperandStyle::Value);
  bare("map", ap.map.name);
}

llvm::StringRef astName(const Instruction& instruction) {
  switch (instruction.kind()) {
  case InstructionKind::Mismatch: return "MisMatch";
  case InstructionKind::Canon: {
    const auto& canon = llvm::cast<Canon>(instruction);
    if (canon.source.kind != VariableKind::StreamMap) return "Canon";
    return canon.target.kind == VariableKind::Scalar ? "CanonStreamMapScalar" : "CanonMap";
  }
  case InstructionKind::Fold: {
    const Operand& iterable = llvm::cast<Fold>(instruction).iterable;
    if (!iterable.isVariable()) return "FoldScalar";
    if (iterable.variable.kind == VariableKind::Stream) return "FoldStream";
    return iterable.variable.kind == VariableKind::StreamMap ? "FoldStreamMap" : "FoldScalar";
  }
  case InstructionKind::Call: return "Call";
  case InstructionKind::Ap: return "Ap";
  case InstructionKind::ApMap: return "ApMap";
  case InstructionKind::Seq: return "Seq";
  case InstructionKind::Par: return "Par";
  case InstructionKind::Xor: return "Xor";
  case InstructionKind::Match: return "Match";
  case InstructionKind::Fail: return "Fail";
  case InstructionKind::Next: return "Next";
  case InstructionKind::New: return "New";
  case InstructionKind::Never: return "Never";
  case InstructionKind::Null: return "Null";
  }
  llvm_unreachable("all kinds are listed");
}

void AstPrinter::fail(const Fail& fail) {
  if (fail.isLiteral) {
    json_.object([&] {
      json_.attributeObject("Literal", [&] {
        json_.attribute("ret_code", fail.code);
        json_.attribute("error_message", fail.message);
      });
    });
    return;
  }
  switch (fail.value.kind) {
  case Operand::Kind::LastError: json_.value("LastError"); return;
  case Operand::Kind::Error: json_.value("Error"); return;
  default: operand(fail.value, OperandStyle::Value); return;
  }
}

void AstPrinter::leaf(const Instruction& instruction) {
  if (const auto* failing = llvm::dyn_cast<Fail>(&instruction)) {
    fail(*failing);
    return;
  }
  if (llvm::isa<Null, Never>(instruction)) {
    json_.value(nullptr);
    return;
  }
  json_.object([&] {
    if (llvm::isa<Call>(instruction))
      call(llvm::cast<Call>(instruction));
    else if (llvm::isa<Canon>(instruction))
      canon(llvm::cast<Canon>(instruction));
    else if (llvm::isa<Ap>(instruction))
      ap(llvm::cast<Ap>(instruction));
    else if (llvm::isa<ApMap>(instruction))
      apMap(llvm::cast<ApMap>(instruction));
    else
      bare("iterator", llvm::cast<Next>(instruction).iterator);
  });
}

template <typename C>
void AstPrinter::comparison(const C& comparison) {
  attribute("left_value", comparison.left, OperandStyle::Argument);
  attribute("right_value", comparison.right, OperandStyle::Argument);
}

void AstPrinter::openFold(const Fold& fold) {
  const bool isStream =
      fold.iterable.isVariable() && (fold.iterable.variable.kind == VariableKind::Stream ||
                                     fold.iterable.variable.kind == VariableKind::StreamMap);
  if (isStream)
    bare("iterable", fold.iterable.variable.name);
  else
    attribute("iterable", fold.iterable, OperandStyle::Value);
  bare("iterator", fold.iterator);
}

void AstPrinter::open(const Instruction& instruction) {
  json_.objectBegin();
  json_.attributeBegin(astName(instruction));
  if (instruction.end() == instruction.id() + 1) {
    leaf(instruction);
    json_.attributeEnd();
    json_.objectEnd();
    return;
  }
  open_.push_back({&instruction});
  if (llvm::isa<Seq, Par, Xor>(instruction)) {
    json_.arrayBegin();
    return;
  }
  json_.objectBegin();
  if (const auto* match = llvm::dyn_cast<Match>(&instruction)) {
    comparison(*match);
  } else if (const auto* mismatch = llvm::dyn_cast<Mismatch>(&instruction)) {
    comparison(*mismatch);
  } else if (const auto* fold = llvm::dyn_cast<Fold>(&instruction)) {
    openFold(*fold);
  } else {
    json_.attributeBegin("argument");
    kindAndPlace(llvm::cast<New>(instruction).variable);
    json_.attributeEnd();
  }
}

/// What stands between an open instruction and its child.
void AstPrinter::beginChild(uint32_t id) {
  if (open_.empty() || id == 0) return;
  Open& parent = open_.back();
  const unsigned before = parent.childrenSeen++;
  if (llvm::isa<Seq, Par, Xor>(*parent.instruction)) return;
  if (before > 0) json_.attributeEnd();
  json_.attributeBegin(before > 0 ? "last_instruction" : "instruction");
}

void AstPrinter::close(const Instruction& instruction, unsigned childrenSeen) {
  if (llvm::isa<Seq, Par, Xor>(instruction)) {
    json_.arrayEnd();
  } else {
    json_.attributeEnd();
    if (llvm::isa<Fold>(instruction) && childrenSeen < 2)
      json_.attribute("last_instruction", nullptr);
    if (llvm::isa<Fold, New>(instruction)) span(instruction);
    json_.objectEnd();
  }
  json_.attributeEnd();
  json_.objectEnd();
}

void AstPrinter::closeUntil(uint32_t id) {
  while (!open_.empty() && open_.back().instruction->end() <= id) {
    const Open closed = open_.pop_back_val();
    close(*closed.instruction, closed.childrenSeen);
  }
}

} // namespace

void printAst(const Script& script, llvm::StringRef text, llvm::raw_ostream& out,
              JsonLayout layout) {
  llvm::json::OStream json(out, layout == JsonLayout::Indented ? 2 : 0);
  AstPrinter(script, text, json).print();
  json.flush();
  out << '\n';
}

} // namespace aqua::air
