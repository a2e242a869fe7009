// The syntax tree of one file: what was written, nothing resolved. Finer than the HIR (it keeps
// parentheses, `else` and `par` as statements of their own, error nodes and comments), coarser than
// the tokens. Print it with `aqua compile --emit=ast`.
//
// Nodes live in the arena of their File and are immutable after parsing. Every node has the range
// of its text; names have ranges of their own, each part of a dotted name included.

#pragma once

#include <cstdint>
#include <memory>

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/Casting.h"
#include "llvm/Support/raw_ostream.h"

#include "support/Name.h"
#include "support/Source.h"

namespace aqua::ast {

using support::SourceRange;

enum class NodeKind : uint8_t {
#define AQUA_AST(Kind, Group) Kind,
#include "AstNodes.def"
};

/// `FuncDecl` and so on, for printing.
[[nodiscard]] llvm::StringRef kindName(NodeKind kind);

class Node {
public:
  [[nodiscard]] NodeKind kind() const { return kind_; }
  SourceRange range;
  /// Of items and statements: a syntax error was reported in the first line, parts may be missing.
  bool hasErrors = false;
  /// Of items: text below it was skipped that may belong to it.
  bool isCutShort = false;

protected:
  explicit Node(NodeKind kind) : kind_(kind) {}

private:
  NodeKind kind_;
};

/// A word with its place. Empty after a syntax error that lost it.
struct Name {
  support::Name text;
  SourceRange range;
  explicit operator bool() const { return static_cast<bool>(text); }
};

/// `Lib.Sub.f`: one part or more.
struct Path {
  llvm::ArrayRef<Name> parts;
  SourceRange range;
  [[nodiscard]] bool isEmpty() const { return parts.empty(); }
  [[nodiscard]] bool isSimple() const { return parts.size() == 1; }
};

// Base classes of the groups: they exist so that a pointer says what it can point to.
#define AQUA_GROUP(Base, First, Last)                                                              \
  class Base : public Node {                                                                       \
  public:                                                                                          \
    static bool classof(const Node* n) {                                                           \
      return n->kind() >= NodeKind::First && n->kind() <= NodeKind::Last;                          \
    }                                                                                              \
                                                                                                   \
  protected:                                                                                       \
    using Node::Node;                                                                              \
  };
AQUA_GROUP(Item, ModuleLine, FuncDecl)
AQUA_GROUP(Type, ErrorType, ArrowType)
AQUA_GROUP(Stmt, ErrorStmt, CallStmt)
AQUA_GROUP(Expr, ErrorExpr, BangExpr)
#undef AQUA_GROUP

template <typename Base, NodeKind K>
class Of : public Base {
public:
  static bool classof(const Node* n) { return n->kind() == K; }

protected:
  Of() : Base(K) {}
};

// ------------------------------------------------------------------------------------------ Types

struct ErrorType final : Of<Type, NodeKind::ErrorType> {};
struct TopType final : Of<Type, NodeKind::TopType> {};
struct BottomType final : Of<Type, NodeKind::BottomType> {};

/// `u32`, `string` …
struct ScalarType final : Of<Type, NodeKind::ScalarType> {
  llvm::StringRef name;
};

/// `Data`, `Lib.Data`
struct NamedType final : Of<Type, NodeKind::NamedType> {
  Path path;
};

enum class CollectionKind : uint8_t { Array, Option, Stream, StreamMap };

/// `[]T`, `?T`, `*T`, `%T`
struct CollectionType final : Of<Type, NodeKind::CollectionType> {
  CollectionKind collection = CollectionKind::Array;
  const Type* element = nullptr;
};

/// `{Ab} A, B -> C`; no results: `-> ()`
struct ArrowType final : Of<Type, NodeKind::ArrowType> {
  llvm::ArrayRef<const NamedType*> abilities;
  llvm::ArrayRef<const Type*> parameters;
  llvm::ArrayRef<const Type*> results;
};

// ------------------------------------------------------------------------------------ Expressions

/// A value with a syntax error, or one that is missing.
struct ErrorExpr final : Of<Expr, NodeKind::ErrorExpr> {
  const Expr* partial = nullptr; // what was understood, for the editor; null if nothing
};

enum class LiteralKind : uint8_t { Bool, Int, Float, String, InitPeer };

/// `text` as written: a number with its sign, a string without its quotes.
struct LiteralExpr final : Of<Expr, NodeKind::LiteralExpr> {
  LiteralKind literal = LiteralKind::Int;
  llvm::StringRef text;
};

/// `[a, b]`, `?[a]`, `*[a]`
struct CollectionExpr final : Of<Expr, NodeKind::CollectionExpr> {
  CollectionKind collection = CollectionKind::Array;
  llvm::ArrayRef<const Expr*> elements;
};

/// A word that stands for a value, service, type or module: told apart when names are resolved.
struct NameExpr final : Of<Expr, NodeKind::NameExpr> {
  Name name;
};

/// `(inner)`
struct ParenExpr final : Of<Expr, NodeKind::ParenExpr> {
  const Expr* inner = nullptr;
};

/// `!operand`
struct NotExpr final : Of<Expr, NodeKind::NotExpr> {
  const Expr* operand = nullptr;
};

enum class BinaryOperator : uint8_t {
#define AQUA_OPERATOR(Name, text) Name,
#include "Operators.def"
};

/// `||`, `<=` …
[[nodiscard]] llvm::StringRef operatorText(BinaryOperator op);

struct BinaryExpr final : Of<Expr, NodeKind::BinaryExpr> {
  BinaryOperator op = BinaryOperator::Add;
  SourceRange operatorRange;
  const Expr* left = nullptr;
  const Expr* right = nullptr;
};

/// `base.name`: field, method, functor, or part of a module path
struct MemberExpr final : Of<Expr, NodeKind::MemberExpr> {
  const Expr* base = nullptr;
  Name name;
};

/// `value` or `name = value`
struct Argument {
  Name name; // may be empty
  const Expr* value = nullptr;
  SourceRange range;
};

/// `callee{abilities}(arguments)`: a call, a construction or `.copy(…)`
struct CallExpr final : Of<Expr, NodeKind::CallExpr> {
  const Expr* callee = nullptr;
  llvm::ArrayRef<const Expr*> abilities;
  llvm::ArrayRef<Argument> arguments;
};

/// `base[index]`
struct IndexExpr final : Of<Expr, NodeKind::IndexExpr> {
  const Expr* base = nullptr;
  const Expr* index = nullptr;
};

/// `base!` or `base!3`
struct BangExpr final : Of<Expr, NodeKind::BangExpr> {
  const Expr* base = nullptr;
  bool hasDigits = false;
  llvm::StringRef digits;
  SourceRange digitsRange;
};

// ------------------------------------------------------------------------------------- Statements

/// The indented lines under a block line.
struct Block {
  llvm::ArrayRef<const Stmt*> statements;
  SourceRange range;
};

struct Parameter {
  Name name;
  const Type* type = nullptr;
  SourceRange range;
};

/// `{Ab}(a: T, b: U) -> R, S`
struct ArrowHead {
  llvm::ArrayRef<const NamedType*> abilities;
  llvm::ArrayRef<Parameter> parameters;
  llvm::ArrayRef<const Type*> results;
  SourceRange range;
};

/// What was not understood. May keep the block that stood under it.
struct ErrorStmt final : Of<Stmt, NodeKind::ErrorStmt> {
  Block block;
};

struct IfStmt final : Of<Stmt, NodeKind::IfStmt> {
  const Expr* condition = nullptr;
  Block body;
};

// `else`, `catch`, `otherwise` and `par` stand as statements of their own; they are combined with
// what precedes them when the program is checked (spec/02 §13).
struct ElseStmt final : Of<Stmt, NodeKind::ElseStmt> {
  SourceRange keyword;
  Block body;
};

struct TryStmt final : Of<Stmt, NodeKind::TryStmt> {
  Block body;
};

struct CatchStmt final : Of<Stmt, NodeKind::CatchStmt> {
  SourceRange keyword;
  Name name;
  Block body;
};

struct OtherwiseStmt final : Of<Stmt, NodeKind::OtherwiseStmt> {
  SourceRange keyword;
  Block body;
};

struct OnStmt final : Of<Stmt, NodeKind::OnStmt> {
  const Expr* peer = nullptr;
  llvm::ArrayRef<const Expr*> via;
  Block body;
};

enum class ForMode : uint8_t { Seq, Par, Try, Rec };

/// `for item <- iterable mode:`, `for key, value <- map:`
struct ForStmt final : Of<Stmt, NodeKind::ForStmt> {
  Name item;
  Name value; // empty but in `for key, value`
  const Expr* iterable = nullptr;
  ForMode mode = ForMode::Seq;
  Block body;
};

struct ParSeqStmt final : Of<Stmt, NodeKind::ParSeqStmt> {
  Name item;
  Name value;
  const Expr* iterable = nullptr;
  const Expr* peer = nullptr;
  llvm::ArrayRef<const Expr*> via;
  Block body;
};

enum class PrefixKind : uint8_t { Par, Co };

struct PrefixedStmt final : Of<Stmt, NodeKind::PrefixedStmt> {
  PrefixKind prefix = PrefixKind::Par;
  SourceRange keyword;
  const Stmt* statement = nullptr;
};

struct JoinStmt final : Of<Stmt, NodeKind::JoinStmt> {
  llvm::ArrayRef<const Expr*> values;
};

struct ReturnStmt final : Of<Stmt, NodeKind::ReturnStmt> {
  llvm::ArrayRef<const Expr*> values;
};

/// `stream <<- value`, `map <<- key, value`
struct PushStmt final : Of<Stmt, NodeKind::PushStmt> {
  Name target;
  const Expr* key = nullptr; // null for streams
  const Expr* value = nullptr;
};

struct StreamDeclStmt final : Of<Stmt, NodeKind::StreamDeclStmt> {
  Name name;
  const Type* type = nullptr;
};

struct ClosureStmt final : Of<Stmt, NodeKind::ClosureStmt> {
  Name name;
  bool detached = false; // `= func (…)`
  ArrowHead head;
  Block body;
};

struct AssignStmt final : Of<Stmt, NodeKind::AssignStmt> {
  Name name;
  const Expr* value = nullptr;
};

/// `Srv "id"`
struct ServiceIdStmt final : Of<Stmt, NodeKind::ServiceIdStmt> {
  Path service;
  const Expr* id = nullptr;
};

/// `a, b <- f()` or `f()`; that the value is a call is checked later
struct CallStmt final : Of<Stmt, NodeKind::CallStmt> {
  llvm::ArrayRef<Name> results;
  const Expr* call = nullptr;
};

// ------------------------------------------------------------------------------------------ Items

/// `name` or `name as alias`
struct Selected {
  Path name;
  Path alias; // empty if none
};

struct ModuleLine final : Of<Item, NodeKind::ModuleLine> {
  SourceRange keyword;
  bool isDeprecated = false; // `module` instead of `aqua`
  Path name;
  bool declaresAll = false; // `declares *`
  llvm::ArrayRef<Path> declares;
};

/// `import "path"`, `import a as b from "path"`
struct Import final : Of<Item, NodeKind::Import> {
  llvm::ArrayRef<Selected> selection; // empty: everything
  llvm::StringRef path;
  SourceRange pathRange;
};

/// `use "path" as Name`, `use a from "path" as Name`
struct Use final : Of<Item, NodeKind::Use> {
  llvm::ArrayRef<Selected> selection;
  llvm::StringRef path;
  SourceRange pathRange;
  Path alias; // empty if none
};

struct Export final : Of<Item, NodeKind::Export> {
  llvm::ArrayRef<Selected> selection;
};

/// Field or arrow of a data type, service or ability: exactly one of type and head is set. The last
/// one has no name if whole lines were not understood.
struct Member {
  Name name;
  const Type* type = nullptr;
  const ArrowHead* head = nullptr;
  SourceRange range;
  bool hasErrors = false; // a syntax error was reported in its line
};

struct ServiceDecl final : Of<Item, NodeKind::ServiceDecl> {
  Name name;
  const Expr* defaultId = nullptr; // null if none
  llvm::ArrayRef<Member> members;
};

struct DataDecl final : Of<Item, NodeKind::DataDecl> {
  Name name;
  llvm::ArrayRef<Member> members;
};

struct AbilityDecl final : Of<Item, NodeKind::AbilityDecl> {
  Name name;
  llvm::ArrayRef<Member> members;
};

struct AliasDecl final : Of<Item, NodeKind::AliasDecl> {
  Name name;
  const Type* type = nullptr;
};

struct ConstDecl final : Of<Item, NodeKind::ConstDecl> {
  Name name;
  bool isDefault = false; // `?=`
  const Expr* value = nullptr;
};

struct FuncDecl final : Of<Item, NodeKind::FuncDecl> {
  Name name;
  ArrowHead head;
  Block body;
};

// ------------------------------------------------------------------------------------------- File

/// `-- text`, without the line end.
struct Comment {
  SourceRange range;
};

/// An item without any problem: the parse of another text in which it stands, too, takes it over.
struct SoundItem {
  const Item* item = nullptr;
  SourceRange range;       // of its tokens
  uint64_t tokensHash = 0; // of their kinds and distances
};

/// One parsed file. Movable; nodes keep their addresses. Literals refer to the source text, which
/// must outlive it.
struct File {
  support::FileId id;
  llvm::StringRef text;
  llvm::ArrayRef<const Item*> items; // in the order of the text
  llvm::ArrayRef<Comment> comments;  // in the order of the text
  llvm::ArrayRef<SoundItem> sound;   // those of the items that another parse may take over
  size_t takenOver = 0;              // how many items were
  bool hasLostItems = false;         // text outside of all definitions was skipped
  std::unique_ptr<llvm::BumpPtrAllocator> arena;
};

/// One node per line, indented, with ranges as line:column.
void print(const File& file, const support::SourceFile& source, llvm::raw_ostream& out);

/// The same without ranges and comments: equal for two layouts of one program.
void printTree(const File& file, const support::SourceFile& source, llvm::raw_ostream& out);

} // namespace aqua::ast
