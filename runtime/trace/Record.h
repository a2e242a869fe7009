// What calls and canons leave behind: the records that AquaVM keeps in its content-addressed stores
// (spec/05 §6.3), here shared by reference instead of named by content id.

#pragma once

#include <variant>
#include <vector>

#include "Tetraplet.h"
#include "value/Value.h"

namespace aqua::trace {

/// A finished call: what it returned for which arguments. Of a failed call the value is
/// `{"message": text, "ret_code": code}`. Of a call without output only the value is kept.
struct ServiceResult {
  value::Value value;
  std::vector<value::Value> arguments;
  TetrapletRef tetraplet; // null for a call without output
};
using ServiceResultRef = value::Shared<ServiceResult>;

struct CanonResult;
using CanonResultRef = value::Shared<CanonResult>;

/// The record that proves a value. Monostate: a literal, which needs no proof. Lenses do not
/// change it.
using Provenance = std::variant<std::monostate, ServiceResultRef, CanonResultRef>;

/// A value together with its origin: what a variable, a stream element or an element of a canon is.
struct ValueRecord {
  value::Value value;
  TetrapletRef tetraplet;
  Provenance provenance;
};

/// A snapshot of a stream or stream map. Its tetraplet is (peer of the canon, "", "", "").
struct CanonResult {
  TetrapletRef tetraplet;
  std::vector<ValueRecord> elements;
};

/// Equality of content ids (spec/05 §6.3): value, arguments and tetraplet.
[[nodiscard]] bool sameResult(const ServiceResult& a, const ServiceResult& b);
/// Equality of content ids: tetraplets and elements with their provenance, however deep. Linear in
/// the number of different records below, also if these are shared.
[[nodiscard]] bool sameResult(const CanonResult& a, const CanonResult& b);

} // namespace aqua::trace
