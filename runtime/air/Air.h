// The AIR tree: the script language of AquaVM (spec/04 §2–§3) as data. Shared by the compiler,
// which builds it, and the VM, which executes it. Trees are immutable and owned by their Script.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Casting.h"
#include "llvm/Support/raw_ostream.h"

namespace aqua::air {

/// Index into the names of a Script.
struct NameId {
  uint32_t value = 0;
  friend bool operator==(NameId, NameId) = default;
};

enum class VariableKind : uint8_t { Scalar, Stream, StreamMap, Canon, CanonMap };

/// A variable. Its name includes the tag (`$s`, `#$c`), as AquaVM compares them.
struct Variable {
  NameId name;
  VariableKind kind = VariableKind::Scalar;
  friend bool operator==(const Variable&, const Variable&) = default;
};

/// One step of a lens.
struct Accessor {
  enum class Kind : uint8_t { Field, Index, Variable };
  Kind kind = Kind::Field;
  uint32_t index = 0;    // Index
  NameId variable;       // Variable: a scalar or iterator
  llvm::StringRef field; // Field
};

/// `.$.a.[0]`, or the functor `.length`. Empty if there is neither.
struct Lens {
  bool length = false;
  llvm::ArrayRef<Accessor> accessors;

  [[nodiscard]] bool isEmpty() const { return !length && accessors.empty(); }
};

/// Anything that has a value: argument, operand of match, peer, iterable … The parser and the
/// builder take care that only legal kinds come to each position (table of spec/04 §3).
struct Operand {
  enum class Kind : uint8_t {
    InitPeer,   // %init_peer_id%
    Ttl,        // %ttl%
    Timestamp,  // %timestamp%
    LastError,  // %last_error%, with lens
    Error,      // :error:, with lens
    String,     // text
    Integer,    // integer
    Float,      // number; text as written
    Boolean,    // boolean
    EmptyArray, // []
    Variable,   // variable, with lens
  };
  Kind kind = Kind::EmptyArray;
  bool boolean = false;
  int64_t integer = 0;
  double number = 0;
  llvm::StringRef text;
  Variable variable;
  Lens lens;

  [[nodiscard]] bool isVariable() const { return kind == Kind::Variable; }
};

/// Half-open range of byte offsets in the text a script was parsed from; empty if it was built.
struct TextSpan {
  uint32_t begin = 0;
  uint32_t end = 0;
};

/// Names the place in the source that an instruction stands for; opaque here. 0: none.
using Origin = uint32_t;

/// One enumerator for each row of Instructions.def.
enum class InstructionKind : uint8_t {
#define AQUA_AIR(Name, keyword) Name,
#include "Instructions.def"
};

/// Base of all instructions. `id` is the position in document order (the root has 0), the same
/// whether the tree was built or parsed from its own text; [id, end) are the ids of the subtree.
/// A mention of a variable lies inside a `new` iff its instruction's id lies in that range.
class Instruction {
public:
  [[nodiscard]] InstructionKind kind() const { return kind_; }
  [[nodiscard]] uint32_t id() const { return id_; }
  [[nodiscard]] uint32_t end() const { return end_; }
  [[nodiscard]] Origin origin() const { return origin_; }
  [[nodiscard]] TextSpan span() const { return span_; }

protected:
  explicit Instruction(InstructionKind kind) : kind_(kind) {}

private:
  friend class ScriptBuilder;
  InstructionKind kind_;
  uint32_t id_ = 0;
  uint32_t end_ = 0;
  Origin origin_ = 0;
  TextSpan span_;
};

/// Base of the class of one kind, for LLVM's casts.
template <InstructionKind K>
class InstructionOf : public Instruction {
public:
  static bool classof(const Instruction* i) { return i->kind() == K; }

protected:
  InstructionOf() : Instruction(K) {}
};

/// (call peer (service function) [arguments] output?)
struct Call final : InstructionOf<InstructionKind::Call> {
  Operand peer, service, function;
  llvm::ArrayRef<Operand> arguments;
  bool hasOutput = false;
  Variable output; // scalar or stream
};

/// (canon peer source target): stream to canon, map to canon map, map to scalar
struct Canon final : InstructionOf<InstructionKind::Canon> {
  Operand peer;
  Variable source, target;
};

/// (ap value target): target is a scalar or a stream
struct Ap final : InstructionOf<InstructionKind::Ap> {
  Operand value;
  Variable target;
};

/// (ap (key value) map)
struct ApMap final : InstructionOf<InstructionKind::ApMap> {
  Operand key, value;
  Variable map;
};

/// (seq left right), and so par and xor
template <InstructionKind K>
struct Binary final : InstructionOf<K> {
  const Instruction* left = nullptr;
  const Instruction* right = nullptr;
};
using Seq = Binary<InstructionKind::Seq>;
using Par = Binary<InstructionKind::Par>;
using Xor = Binary<InstructionKind::Xor>;

/// (match left right body), and mismatch
template <InstructionKind K>
struct Comparison final : InstructionOf<K> {
  Operand left, right;
  const Instruction* body = nullptr;
};
using Match = Comparison<InstructionKind::Match>;
using Mismatch = Comparison<InstructionKind::Mismatch>;

/// (fail value), (fail code "message")
struct Fail final : InstructionOf<InstructionKind::Fail> {
  bool isLiteral = false; // code and message are set, else value
  int64_t code = 0;
  llvm::StringRef message;
  Operand value;
};

/// (fold iterable iterator body last?)
struct Fold final : InstructionOf<InstructionKind::Fold> {
  Operand iterable;
  NameId iterator;
  const Instruction* body = nullptr;
  const Instruction* last = nullptr; // may be absent
};

/// (next iterator)
struct Next final : InstructionOf<InstructionKind::Next> {
  NameId iterator;
};

/// (new variable body)
struct New final : InstructionOf<InstructionKind::New> {
  Variable variable;
  const Instruction* body = nullptr;
};

struct Never final : InstructionOf<InstructionKind::Never> {};
struct Null final : InstructionOf<InstructionKind::Null> {};

/// A whole script: owns its tree and names. Movable; addresses of instructions stay.
class Script {
public:
  [[nodiscard]] const Instruction& root() const { return *root_; }
  /// Number of instructions; ids are below it.
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(instructions_.size()); }
  [[nodiscard]] const Instruction& instruction(uint32_t id) const { return *instructions_[id]; }
  [[nodiscard]] llvm::StringRef name(NameId id) const { return names_[id.value]; }
  [[nodiscard]] uint32_t nameCount() const { return static_cast<uint32_t>(names_.size()); }
  /// Whether an instruction takes a value from the variable, as operand or in a lens.
  [[nodiscard]] bool isRead(NameId id) const { return isRead_[id.value]; }

private:
  friend class ScriptBuilder;
  Script() = default;
  std::unique_ptr<llvm::BumpPtrAllocator> arena_;
  std::vector<llvm::StringRef> names_;
  std::vector<bool> isRead_; // by name
  std::vector<const Instruction*> instructions_;
  const Instruction* root_ = nullptr;
};

/// Builds a Script bottom-up. Texts and lists are copied into the script's arena.
class ScriptBuilder {
public:
  ScriptBuilder();

  /// `text` includes the tag for everything but scalars.
  NameId name(llvm::StringRef text);
  Variable variable(VariableKind kind, llvm::StringRef text) { return {name(text), kind}; }
  llvm::StringRef copy(llvm::StringRef text);
  llvm::ArrayRef<Accessor> copy(llvm::ArrayRef<Accessor> accessors);
  Lens lens(llvm::ArrayRef<Accessor> accessors) { return {false, copy(accessors)}; }

  static Operand constant(Operand::Kind kind);
  Operand string(llvm::StringRef text);
  static Operand integer(int64_t value);
  /// `text` is printed as it is.
  Operand number(double value, llvm::StringRef text);
  static Operand boolean(bool value);
  static Operand variable(Variable variable, Lens lens = {});

  const Instruction* call(Operand peer, Operand service, Operand function,
                          llvm::ArrayRef<Operand> arguments, const Variable* output);
  const Instruction* canon(Operand peer, Variable source, Variable target);
  const Instruction* ap(Operand value, Variable target);
  const Instruction* apMap(Operand key, Operand value, Variable map);
  const Instruction* seq(const Instruction* left, const Instruction* right);
  const Instruction* par(const Instruction* left, const Instruction* right);
  const Instruction* xor_(const Instruction* left, const Instruction* right);
  const Instruction* match(Operand left, Operand right, const Instruction* body);
  const Instruction* mismatch(Operand left, Operand right, const Instruction* body);
  const Instruction* fail(Operand value);
  const Instruction* fail(int64_t code, llvm::StringRef message);
  const Instruction* fold(Operand iterable, NameId iterator, const Instruction* body,
                          const Instruction* last);
  const Instruction* next(NameId iterator);
  const Instruction* new_(Variable variable, const Instruction* body);
  const Instruction* never();
  const Instruction* null();

  /// Marks an instruction of this builder; call before finish().
  void setOrigin(const Instruction* instruction, Origin origin);
  void setSpan(const Instruction* instruction, TextSpan span);

  /// Links a sequence of this builder anew; call before finish().
  void setChildren(const Seq& seq, const Instruction* left, const Instruction* right);

  /// Numbers the tree and hands it over. The builder is empty afterwards. Each instruction may
  /// stand in one place only.
  Script finish(const Instruction* root);

private:
  template <typename T>
  T* make();

  Script script_;
  llvm::DenseMap<llvm::StringRef, uint32_t> ids_; // by name
};

/// Children in document order.
[[nodiscard]] llvm::SmallVector<const Instruction*, 2> children(const Instruction& instruction);
[[nodiscard]] llvm::StringRef keyword(InstructionKind kind);

} // namespace aqua::air
