// What an expression comes to while a function is lowered: an operand that AIR can write, or
// something that exists at compile time only (streams by reference, services, abilities, arrows).

#pragma once

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

#include "Flow.h"
#include "sema/Hir.h"

namespace aqua::flow {

struct AbilityValue;
struct Callable;

struct Value {
  enum class Kind : uint8_t { Data, Stream, StreamMap, Service, Ability, Arrow };

  static Value data(const Operand& operand) {
    Value result;
    result.operand = operand;
    return result;
  }
  static Value stream(VarId id) { return live(Kind::Stream, id); }
  static Value streamMap(VarId id) { return live(Kind::StreamMap, id); }
  static Value service(const Operand& id, const types::NamedType& type) {
    Value result = data(id);
    result.kind = Kind::Service;
    result.type = &type;
    return result;
  }
  static Value of(const AbilityValue& ability) {
    Value result;
    result.kind = Kind::Ability;
    result.ability = &ability;
    return result;
  }
  static Value of(const Callable& arrow) {
    Value result;
    result.kind = Kind::Arrow;
    result.arrow = &arrow;
    return result;
  }

  Kind kind = Kind::Data;
  Operand operand;                        // Data: the value; Service: its id
  VarId variable;                         // Stream, StreamMap
  const types::NamedType* type = nullptr; // Service
  const AbilityValue* ability = nullptr;
  const Callable* arrow = nullptr;

private:
  static Value live(Kind kind, VarId id) {
    Value result;
    result.kind = kind;
    result.variable = id;
    return result;
  }
};

/// Fields and arrows of an ability.
struct AbilityValue {
  llvm::SmallVector<std::pair<support::Name, Value>, 4> members;
};

/// What the names of one activation of a function stand for. Symbols are identities and a function
/// is lowered anew for each call, so names of different calls cannot meet.
struct Frame {
  const Frame* outer = nullptr; // of a closure: the activation that defined it
  llvm::SmallDenseMap<const hir::Local*, Value, 4> locals;
  llvm::SmallDenseMap<const hir::ServiceBinding*, Operand, 1> serviceIds;
};

/// Something that can be called: a function or closure, or what lives outside of the script
/// (service method, callback of the client).
struct Callable {
  const hir::Function* function = nullptr; // null: outside
  const Frame* frame = nullptr;            // closure: where it was defined
  const Location* place = nullptr;         // where it runs; null: where it is called
  Operand service;                         // outside: service id
  llvm::StringRef name;                    // outside: function name
  llvm::StringRef title;                   // what a trace calls it: `f`, `Srv.method`
  const types::ArrowType* type = nullptr;
};

} // namespace aqua::flow
