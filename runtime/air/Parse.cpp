// AIR tokens to tree (spec/04 §3). One loop over a stack of open instructions instead of recursion:
// scripts nest as deep as programs are long.

#include "Parse.h"

#include <fmt/format.h>

#include <algorithm>

#include "Lens.h"
#include "Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

namespace aqua::air {
namespace {

constexpr size_t maxDepth = 10000;

/// A set of token kinds: what is legal in some position.
class TokenSet {
public:
  constexpr TokenSet(std::initializer_list<TokenKind> kinds) {
    for (const TokenKind kind : kinds)
      bits_ |= bit(kind);
  }
  [[nodiscard]] constexpr bool contains(TokenKind kind) const { return (bits_ & bit(kind)) != 0; }
  friend constexpr TokenSet operator|(TokenSet a, TokenSet b) {
    a.bits_ |= b.bits_;
    return a;
  }

private:
  static constexpr uint32_t bit(TokenKind kind) { return 1U << static_cast<uint32_t>(kind); }
  uint32_t bits_ = 0;
};

// The table of spec/04 §3, one set per position. LeftSquare stands for `[]`.
using enum TokenKind;
constexpr TokenSet namePosition = {String, Scalar, ScalarLens, CanonStreamLens, CanonMapLens};
constexpr TokenSet peerPosition = namePosition | TokenSet{InitPeer};
constexpr TokenSet apPosition =
    peerPosition | TokenSet{Timestamp, Ttl,   LastError, LastErrorLens, ErrorValue, ErrorValueLens,
                            Integer,   Float, Boolean,   LeftSquare,    CanonStream};
constexpr TokenSet valuePosition = apPosition | TokenSet{CanonMap};
constexpr TokenSet keyPosition = {String, Integer, Scalar, ScalarLens, CanonStreamLens};
constexpr TokenSet failPosition = {Scalar,    ScalarLens, CanonStreamLens,
                                   LastError, Integer,    ErrorValue};
constexpr TokenSet iterablePosition = {Scalar,       ScalarLens, CanonStream, CanonMap,
                                       CanonMapLens, LeftSquare, Stream,      StreamMap};
constexpr TokenSet outputPosition = {Scalar, Stream};
constexpr TokenSet newPosition = {Scalar, Stream, StreamMap, CanonStream, CanonMap};

/// The names of AquaVM's grammar.
llvm::StringRef tokenName(TokenKind kind) {
  switch (kind) {
  case LeftRound: return "\"(\"";
  case RightRound: return "\")\"";
  case LeftSquare: return "\"[\"";
  case RightSquare: return "\"]\"";
  case Boolean: return "Boolean";
  case CanonStream: return "CanonStream";
  case CanonMap: return "CanonStreamMap";
  case CanonMapLens: return "CanonStreamMapWithLambda";
  case CanonStreamLens: return "CanonStreamWithLambda";
  case ErrorValue: return "Error";
  case ErrorValueLens: return "ErrorWithLambda";
  case Float: return "F64";
  case Integer: return "I64";
  case InitPeer: return "InitPeerId";
  case LastError: return "LastError";
  case LastErrorLens: return "LastErrorWithLambda";
  case String: return "Literal";
  case Scalar: return "Scalar";
  case ScalarLens: return "ScalarWithLambda";
  case Stream: return "Stream";
  case StreamLens: return "StreamWithLambda";
  case StreamMap: return "StreamMap";
  case StreamMapLens: return "StreamMapWithLambda";
  case Ttl: return "TTL";
  case Timestamp: return "Timestamp";
  case Keyword:
    return "ap or call or canon or fail or fold or match_ or mismatch or never or new or next or "
           "null or par or seq or xor";
  case End: return "<nothing>";
  case Invalid: return "";
  }
  llvm_unreachable("all kinds are listed");
}

VariableKind variableKind(TokenKind kind) {
  if (kind == CanonStream || kind == CanonStreamLens) return VariableKind::Canon;
  if (kind == CanonMap || kind == CanonMapLens) return VariableKind::CanonMap;
  if (kind == Stream) return VariableKind::Stream;
  if (kind == StreamMap) return VariableKind::StreamMap;
  return VariableKind::Scalar;
}

class Parser {
public:
  explicit Parser(llvm::StringRef text) : lexer_(text) {}

  ParseResult parse() {
    advance();
    const Instruction* root = script();
    ParseResult result;
    if (root)
      result.script = builder_.finish(root);
    else
      result.errors.push_back(std::move(error_));
    return result;
  }

private:
  /// An instruction whose children are being read.
  struct Open {
    InstructionKind kind;
    uint32_t begin;
    Operand left, right; // of match; left: iterable of fold
    Variable variable;   // of new
    NameId iterator;     // of fold
    const Instruction* first = nullptr;
    const Instruction* second = nullptr;
  };

  void advance() {
    previousEnd_ = token_.span.end;
    token_ = lexer_.next();
  }

  /// Reports the current token, unless something was reported before it.
  bool unexpected(TokenSet expected);
  bool fail(TextSpan span, std::string message);
  bool check(TokenSet expected) { return expected.contains(token_.kind) || unexpected(expected); }
  bool take(TokenKind kind) {
    if (!check({kind})) return false;
    advance();
    return true;
  }

  // Each returns false or null after reporting an error.
  const Instruction* script();
  const Instruction* leaf(InstructionKind kind);
  const Instruction* call();
  const Instruction* canon();
  const Instruction* ap();
  const Instruction* apMap();
  const Instruction* failInstruction();
  const Instruction* next();
  bool open(InstructionKind kind, uint32_t begin);
  const Instruction* close(const Open& open);
  bool isComplete(const Open& open) const;
  /// Besides its body.
  static bool mayHaveLast(const Open& open) {
    return open.kind == InstructionKind::Fold && !open.second;
  }
  bool operand(TokenSet legal, Operand& operand);
  bool variableOperand(Operand& operand);
  bool variable(TokenSet legal, Variable& variable);
  bool scalar(NameId& name);
  bool lens(Lens& lens);
  bool arguments(llvm::SmallVectorImpl<Operand>& arguments);

  Lexer lexer_;
  Token token_;
  uint32_t previousEnd_ = 0;
  ScriptBuilder builder_;
  std::vector<Open> open_;
  bool failed_ = false;
  ScriptError error_;
};

bool Parser::fail(TextSpan span, std::string message) {
  if (!failed_) error_ = {span, std::move(message)};
  failed_ = true;
  return false;
}

bool Parser::unexpected(TokenSet expected) {
  if (token_.kind == Invalid) return fail(lexer_.error().span, lexer_.error().message);
  llvm::SmallVector<llvm::StringRef, 20> names;
  for (unsigned kind = 0; kind <= static_cast<unsigned>(Invalid); ++kind)
    if (const auto each = static_cast<TokenKind>(kind); expected.contains(each))
      names.push_back(tokenName(each));
  llvm::sort(names);
  TextSpan span = token_.span;
  // The end has no character to point at: one position behind the last token.
  if (token_.kind == End) span = {previousEnd_, previousEnd_ + 1};
  return fail(span, "expected " + llvm::join(names, " or "));
}

const Instruction* Parser::script() {
  for (;;) {
    const uint32_t begin = token_.span.begin;
    if (!take(LeftRound) || !check({Keyword})) return nullptr;
    const InstructionKind kind = token_.keyword;
    advance();
    const Instruction* done = leaf(kind);
    if (!done) {
      if (failed_ || !open(kind, begin)) return nullptr;
      continue;
    }
    if (!take(RightRound)) return nullptr;
    builder_.setSpan(done, {begin, previousEnd_});

    // Give it to its parent, which it may complete, and so on.
    for (;;) {
      if (open_.empty()) return check({End}) ? done : nullptr;
      Open& parent = open_.back();
      (parent.first ? parent.second : parent.first) = done;
      if (!isComplete(parent)) break;
      if (!check(mayHaveLast(parent) ? TokenSet{LeftRound, RightRound} : TokenSet{RightRound}))
        return nullptr;
      advance();
      done = close(parent);
      builder_.setSpan(done, {parent.begin, previousEnd_});
      open_.pop_back();
    }
  }
}

/// Reads the rest of an instruction without children, up to its closing bracket. Null also for
/// instructions with children, of which nothing is read.
const Instruction* Parser::leaf(InstructionKind kind) {
  switch (kind) {
  case InstructionKind::Call: return call();
  case InstructionKind::Canon: return canon();
  case InstructionKind::Ap:
  case InstructionKind::ApMap: return ap();
  case InstructionKind::Fail: return failInstruction();
  case InstructionKind::Next: return next();
  case InstructionKind::Never: return builder_.never();
  case InstructionKind::Null: return builder_.null();
  case InstructionKind::Seq:
  case InstructionKind::Par:
  case InstructionKind::Xor:
  case InstructionKind::Match:
  case InstructionKind::Mismatch:
  case InstructionKind::Fold:
  case InstructionKind::New: return nullptr;
  }
  llvm_unreachable("all kinds are listed");
}

/// Reads the operands of an instruction with children.
bool Parser::open(InstructionKind kind, uint32_t begin) {
  if (open_.size() == maxDepth)
    return fail({begin, previousEnd_},
                fmt::format("more than {} instructions inside each other", maxDepth));
  Open& opened = open_.emplace_back();
  opened.kind = kind;
  opened.begin = begin;
  if (kind == InstructionKind::Match || kind == InstructionKind::Mismatch)
    return operand(valuePosition, opened.left) && operand(valuePosition, opened.right);
  if (kind == InstructionKind::Fold)
    return operand(iterablePosition, opened.left) && scalar(opened.iterator);
  if (kind == InstructionKind::New) return variable(newPosition, opened.variable);
  return true;
}

bool Parser::isComplete(const Open& open) const {
  const bool isBinary = open.kind == InstructionKind::Seq || open.kind == InstructionKind::Par ||
                        open.kind == InstructionKind::Xor;
  if (isBinary) return open.second != nullptr;
  return !mayHaveLast(open) || token_.kind != LeftRound;
}

const Instruction* Parser::close(const Open& open) {
  switch (open.kind) {
  case InstructionKind::Seq: return builder_.seq(open.first, open.second);
  case InstructionKind::Par: return builder_.par(open.first, open.second);
  case InstructionKind::Xor: return builder_.xor_(open.first, open.second);
  case InstructionKind::Match: return builder_.match(open.left, open.right, open.first);
  case InstructionKind::Mismatch: return builder_.mismatch(open.left, open.right, open.first);
  case InstructionKind::Fold:
    return builder_.fold(open.left, open.iterator, open.first, open.second);
  case InstructionKind::New: return builder_.new_(open.variable, open.first);
  case InstructionKind::Call:
  case InstructionKind::Canon:
  case InstructionKind::Ap:
  case InstructionKind::ApMap:
  case InstructionKind::Fail:
  case InstructionKind::Next:
  case InstructionKind::Never:
  case InstructionKind::Null: break;
  }
  llvm_unreachable("only instructions with children are opened");
}

const Instruction* Parser::call() {
  Operand peer;
  Operand service;
  Operand function;
  llvm::SmallVector<Operand, 8> args;
  if (!operand(peerPosition, peer) || !take(LeftRound) || !operand(namePosition, service) ||
      !operand(namePosition, function) || !take(RightRound) || !arguments(args))
    return nullptr;
  if (!check(outputPosition | TokenSet{RightRound})) return nullptr;
  if (token_.kind == RightRound) return builder_.call(peer, service, function, args, nullptr);
  Variable output;
  if (!variable(outputPosition, output)) return nullptr;
  return builder_.call(peer, service, function, args, &output);
}

bool Parser::arguments(llvm::SmallVectorImpl<Operand>& arguments) {
  if (!take(LeftSquare)) return false;
  while (token_.kind != RightSquare) {
    Operand argument;
    if (!check(valuePosition | TokenSet{RightSquare}) || !operand(valuePosition, argument))
      return false;
    arguments.push_back(argument);
  }
  advance();
  return true;
}

const Instruction* Parser::canon() {
  Operand peer;
  Variable source;
  Variable target;
  if (!operand(peerPosition, peer) || !variable({Stream, StreamMap}, source)) return nullptr;
  const bool fromMap = source.kind == VariableKind::StreamMap;
  const TokenSet targets = fromMap ? TokenSet{CanonMap, Scalar} : TokenSet{CanonStream};
  return variable(targets, target) ? builder_.canon(peer, source, target) : nullptr;
}

const Instruction* Parser::ap() {
  if (token_.kind == LeftRound) return apMap();
  Operand value;
  Variable target;
  if (!check(apPosition | TokenSet{LeftRound}) || !operand(apPosition, value) ||
      !variable(outputPosition, target))
    return nullptr;
  return builder_.ap(value, target);
}

const Instruction* Parser::apMap() {
  advance();
  Operand key;
  Operand value;
  Variable map;
  if (!operand(keyPosition, key) || !operand(apPosition, value) || !take(RightRound) ||
      !variable({StreamMap}, map))
    return nullptr;
  return builder_.apMap(key, value, map);
}

const Instruction* Parser::failInstruction() {
  Operand value;
  if (!operand(failPosition, value)) return nullptr;
  if (value.kind != Operand::Kind::Integer) return builder_.fail(value);
  const llvm::StringRef message = token_.text;
  return take(String) ? builder_.fail(value.integer, message) : nullptr;
}

const Instruction* Parser::next() {
  NameId iterator;
  return scalar(iterator) ? builder_.next(iterator) : nullptr;
}

bool Parser::scalar(NameId& name) {
  Variable read;
  if (!variable({Scalar}, read)) return false;
  name = read.name;
  return true;
}

bool Parser::variable(TokenSet legal, Variable& variable) {
  if (!check(legal)) return false;
  variable = builder_.variable(variableKind(token_.kind), token_.text);
  advance();
  return true;
}

bool Parser::lens(Lens& lens) {
  LensResult result = parseLens(token_.lens, builder_);
  if (!result.error.empty()) {
    const auto length = static_cast<uint32_t>(token_.lens.size());
    return fail({token_.span.end - length, token_.span.end}, std::move(result.error));
  }
  lens = result.lens;
  return true;
}

bool Parser::variableOperand(Operand& operand) {
  Lens path;
  if (!token_.lens.empty() && !lens(path)) return false;
  operand =
      ScriptBuilder::variable(builder_.variable(variableKind(token_.kind), token_.text), path);
  return true;
}

bool Parser::operand(TokenSet legal, Operand& operand) {
  if (!check(legal)) return false;
  bool ok = true;
  switch (token_.kind) {
  case InitPeer: operand = ScriptBuilder::constant(Operand::Kind::InitPeer); break;
  case Ttl: operand = ScriptBuilder::constant(Operand::Kind::Ttl); break;
  case Timestamp: operand = ScriptBuilder::constant(Operand::Kind::Timestamp); break;
  case LastError: operand = ScriptBuilder::constant(Operand::Kind::LastError); break;
  case ErrorValue: operand = ScriptBuilder::constant(Operand::Kind::Error); break;
  case LastErrorLens:
    operand = ScriptBuilder::constant(Operand::Kind::LastError);
    ok = lens(operand.lens);
    break;
  case ErrorValueLens:
    operand = ScriptBuilder::constant(Operand::Kind::Error);
    ok = lens(operand.lens);
    break;
  case String: operand = builder_.string(token_.text); break;
  case Integer: operand = ScriptBuilder::integer(token_.integer); break;
  case Float: operand = builder_.number(token_.number, token_.text); break;
  case Boolean: operand = ScriptBuilder::boolean(token_.boolean); break;
  case LeftSquare:
    operand = ScriptBuilder::constant(Operand::Kind::EmptyArray);
    advance();
    ok = check({RightSquare});
    break;
  case Scalar:
  case ScalarLens:
  case CanonStream:
  case CanonStreamLens:
  case CanonMap:
  case CanonMapLens:
  case Stream:
  case StreamMap: ok = variableOperand(operand); break;
  case LeftRound:
  case RightRound:
  case RightSquare:
  case StreamLens:
  case StreamMapLens:
  case Keyword:
  case End:
  case Invalid: llvm_unreachable("no position has them");
  }
  if (ok) advance();
  return ok;
}

} // namespace

ParseResult parseScript(llvm::StringRef text) {
  ParseResult result;
  if (size_t offset = 0; !llvm::json::isUTF8(text, &offset)) {
    const auto at = static_cast<uint32_t>(offset);
    result.errors.push_back({{at, at + 1}, "invalid UTF-8"});
    return result;
  }
  result = Parser(text).parse();
  if (!result.script) return result;
  result.errors = validate(*result.script);
  if (!result.errors.empty()) result.script.reset();
  return result;
}

} // namespace aqua::air
