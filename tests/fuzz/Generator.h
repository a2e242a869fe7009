// Writes random programs that are valid by construction, and whose outcome the language determines.

#pragma once

#include <bitset>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "Program.h"
#include "Random.h"
#include "Scope.h"

namespace aqua::fuzz {

struct Options {
  uint64_t seed = 1;
  int size = 12; // statements of the exported function, roughly
  std::bitset<featureCount> without;
  bool hasFaults = false; // services that fail, peers that are down
};

/// An expression and what is known about its value.
struct Value {
  Tokens tokens;
  const Type* type = nullptr;
  int level = 0; // of precedence: 0 for what needs no parentheses ever, then as in spec/01 §8.1
  std::optional<int64_t> constant;
  int length = unknownLength;
  bool isStandard = false;
  bool isUnordered = false;
  bool isPeer = false;
  bool isConstruction = false;
};

/// What a value must be beyond its type.
struct Want {
  int depth = 3;          // of nesting
  bool isExact = false;   // the type itself or a literal, no subtype
  bool isOrdered = false; // not an array whose order depends on delays
  bool isOperand = false; // of arithmetic: no signed literal
  bool isMade = false;    // made here: no variable, no part of one, no result of a call
};

class Generator {
public:
  explicit Generator(const Options& options);
  Program generate();

private:
  using Form = std::function<bool()>;
  struct Weighted {
    int weight;
    Form form;
  };
  /// Tries the forms in random order by weight until one succeeds.
  bool oneOf(std::vector<Weighted> forms);
  void cover(Construct construct) { program_.coverage.add(construct); }
  [[nodiscard]] bool has(Feature feature) const {
    return !options_.without[static_cast<size_t>(feature)];
  }
  std::string fresh(const char* prefix) { return prefix + std::to_string(++names_); }

  enum class ImportKind : uint8_t { Import, Use };
  /// Who calls a function.
  enum class Audience : uint8_t { Program, World };
  enum class PathUse : uint8_t { Call, Value };
  enum class ClosureBody : uint8_t { Short, Long };
  /// What handlers do with an error.
  enum class ErrorUse : uint8_t { Ignored, Observed };
  /// Of what is iterated over.
  enum class Length : uint8_t { Any, Known };

  // ---- Modules.cpp: files, headers
  struct Defined {
    std::vector<std::string> names;
    std::vector<const Type*> structs, abilities, services;
    std::vector<Variable> constants;
    std::vector<Callable> functions;
  };
  struct Library {
    std::string module, file;
    Defined defined;
  };
  Library library();
  void mainModule(const std::vector<Library>& libraries);
  void import(const Library& library);
  void importWhole(const Library& library, ImportKind kind);
  void importItems(const Library& library, ImportKind kind);

  // ---- Definitions.cpp
  void definitions(int amount);
  void defineConstant();
  void defineData();
  void defineAlias();
  void defineService();
  void defineAbility();
  void defineProbe();
  void defineFunction(int statements);
  std::string defineExported(std::vector<Member>& parameters);
  void methodLine(const Member& method, Kind owner);
  Tokens parameterList(const std::vector<Member>& parameters);
  Tokens resultList(const std::vector<const Type*>& results);
  void returnLine(const std::vector<const Type*>& results);
  Value named(const Value& value);
  std::vector<Member> functionParameters(size_t& abilities);
  std::vector<Member> exportedParameters();
  std::vector<const Type*> functionResults(Audience audience);
  void defineParameters(const std::vector<Member>& parameters, Audience audience);
  void blankLine() { out_->push_back({}); }

  // ---- TypeText.cpp: types
  const Type* scalarType();
  const Type* dataType(int depth = 2);
  const Type* integerType();
  const Type* simpleArrow();
  Tokens typeText(const Type* type);
  Tokens typeName(const std::string& name);

  // ---- Values.cpp
  Value value(const Type* type, Want want = {});
  Value literal(const Type* type, Want want);
  Value numberLiteral(const Type* type, Want want);
  std::optional<Value> fromScope(const Type* type, Want want);
  void paths(const Value& base, int depth, std::vector<Value>& found);
  void collectionPaths(const Value& base, int depth, std::vector<Value>& found);
  std::optional<Value> constantIndex(int length);
  std::optional<Value> collectionLiteral(const Type* type, Want want);
  std::optional<Value> construction(const Type* type, Want want);
  bool namedInFront(const Member& field, const Value& value);
  std::optional<Value> copyOf(const Type* type, Want want);
  std::optional<Value> callValue(const Type* type, Want want);
  std::optional<Value> constantUse(const Type* type, Want want);
  Value peer();
  Value stringPiece();
  Value parenthesised(Value value);

  // ---- Operators.cpp
  std::optional<Value> boolOperator(Want want);
  std::optional<Value> integerOperator(const Type* type, Want want);
  std::optional<Value> comparison(Want want);
  Value binary(Value left, llvm::StringRef op, Value right, int level);

  // ---- Calls.cpp
  std::vector<Callable> visibleCallables();
  std::optional<Tokens> callText(const Callable& callable, Want want);
  std::optional<Tokens> argument(const Member& parameter, int pushes, Want want);
  std::optional<Value> arrowValue(const Type* type);
  std::optional<Value> abilityValue(const Type* type, Want want);
  std::optional<Value> serviceValue(const Type* type);
  Callable closure(const Type* type, ClosureBody body);
  bool hasId(const Type* service);
  Tokens pathText(const std::vector<std::string>& path, PathUse use);
  bool callStatement(Tokens prefix = {});
  bool bind(const Callable& callable, const Tokens& call, Tokens prefix);

  // ---- Statements.cpp
  void blockIn(Frame frame, int statements, const std::function<void()>& before = {},
               const std::function<void()>& after = {});
  void statements(int amount);
  bool statement();
  bool assign();
  bool push();
  bool declareStream();
  bool probe();
  bool ifStatement();
  bool tryStatement();
  bool otherwiseAfter();
  bool forStatement();
  bool onStatement(Tokens prefix);
  bool forIn(Tokens prefix);
  bool joinStatement();
  bool serviceId();
  bool closureStatement();
  bool arrowVariable();
  bool abilityVariable();
  bool serviceVariable();
  bool failingCall();
  void guarded(ErrorUse use);
  void handler(ErrorUse use, const std::string& error);
  Tokens onHead(Frame& frame);
  void seen(const Tokens& value);
  void note();
  std::set<std::string> pendingNames();
  Variable& newStream(const Type* element);

  // ---- Parallel.cpp
  bool parStatement();
  bool coStatement();
  bool forPar();
  bool parallelLoop(Tokens prefix, const char* mode);
  bool parSeq();
  bool forTry();
  bool forRec();
  bool streamMap();
  bool branch(Tokens prefix);
  void gather(const std::set<std::string>& pendingBefore);
  std::optional<Value> iterable(Length length);
  std::optional<Value> peers();
  void loopBody(Frame frame, const Value& items, const std::string& item, Variable* results);

  // ---- Scopes.cpp
  Variable& define(Variable variable);
  std::vector<Variable*> variables();
  void leave();
  bool isParallel(size_t fromLevel) const;
  bool canPush(const Variable& stream, int times);
  void notePush(Variable& stream, int times);
  [[nodiscard]] bool canFail() const;
  Value use(const Variable& variable);
  void noteRead(const Variable& stream);
  void line(Tokens tokens) { out_->push_back({depth_, std::move(tokens)}); }

  // ---- Scenario.cpp
  void scenario(const std::vector<Member>& parameters);
  void mockService(const Type* service, const std::string& id);
  std::string mockExpression(const Type* type, int depth);
  llvm::json::Value argumentOf(const Type* type, int salt, const std::string& name);

  Options options_;
  Random random_;
  Types types_;
  Program program_;
  int names_ = 0;

  Defined here_;                                             // visible in the module being written
  std::map<std::string, std::vector<std::string>> spelling_; // of types
  std::set<std::string> serviceIds_;                         // of services with a default id
  std::map<const Type*, std::string> aliases_;
  std::vector<const Type*> allServices_;
  std::map<std::string, std::string> defaultIds_;

  std::vector<Frame> frames_;
  Lines* out_ = nullptr;
  int depth_ = 0;
  int fuel_ = 0;
  int effects_ = 0;                    // calls written so far
  std::string probe_;                  // the service of this module that shows values
  bool usesQualifiedServices_ = false; // the reference often breaks down on them
  bool noPrelude_ = false;  // statements in front of the one being written are not possible
  bool isObserved_ = false; // the error of the open `try` is looked at
  bool mayFail_ = false;    // what the open function turned out to do
  bool isRemote_ = false;
};

} // namespace aqua::fuzz
