// Expressions of a wanted type.

#include "Generator.h"

namespace aqua::fuzz {

bool Generator::oneOf(std::vector<Weighted> forms) {
  while (!forms.empty()) {
    int total = 0;
    for (const Weighted& form : forms)
      total += form.weight;
    if (total <= 0) return false;
    int at = random_.between(1, total);
    size_t chosen = 0;
    while (at > forms[chosen].weight)
      at -= forms[chosen++].weight;
    if (forms[chosen].form()) return true;
    forms.erase(forms.begin() + static_cast<std::ptrdiff_t>(chosen));
  }
  return false;
}

Value Generator::parenthesised(Value value) {
  Tokens inner = std::move(value.tokens);
  value.tokens.clear();
  value.tokens << "(" << inner << ")";
  value.level = 0;
  cover(Construct::Parentheses);
  return value;
}

Value Generator::value(const Type* type, Want want) {
  if (type->kind == Kind::Top) return value(dataType(1), {.depth = want.depth - 1});
  std::optional<Value> found;
  const auto form = [&](auto make) -> Form {
    return [&found, make] { return (found = make()).has_value(); };
  };
  const Want inner{.depth = want.depth - 1,
                   .isExact = want.isExact,
                   .isOrdered = want.isOrdered,
                   .isOperand = want.isOperand};
  std::vector<Weighted> forms = {
      {want.isMade ? 0 : 45, form([&] { return fromScope(type, want); })},
      {type->kind == Kind::Scalar ? 18 : 4,
       form([&] { return std::optional(literal(type, inner)); })},
      {4, form([&] { return constantUse(type, want); })},
  };
  if (want.depth > 0) {
    forms.push_back({want.isMade ? 0 : 10, form([&] { return callValue(type, inner); })});
    forms.push_back({12, form([&] { return collectionLiteral(type, inner); })});
    forms.push_back({14, form([&] { return construction(type, inner); })});
    forms.push_back({8, form([&] { return copyOf(type, inner); })});
    if (type->isScalar(Scalar::Bool))
      forms.push_back({35, form([&] { return boolOperator(inner); })});
    if (type->isInteger())
      forms.push_back({25, form([&] { return integerOperator(type, inner); })});
  }
  oneOf(std::move(forms));
  if (!found) found = literal(type, inner);
  if (want.depth > 1 && random_.chance(4)) return parenthesised(std::move(*found));
  return *found;
}

Value Generator::stringPiece() {
  static const std::vector<std::string> texts = {"a", "b c",           "",   "x-y", "[1]", "ünï",
                                                 "'", "-- no comment", "c1", "key", "(s)", "$.x"};
  cover(Construct::String);
  Value value;
  value.type = types_.scalar(Scalar::String);
  value.tokens = one(Role::String, "\"" + random_.pick(texts) + "\"");
  return value;
}

Value Generator::numberLiteral(const Type* type, Want want) {
  Value value;
  if (type->isFloat() && (want.isExact || random_.chance(70))) {
    static const std::vector<std::string> texts = {"0.5",   "1.25", "3.0",
                                                   "10.75", "-2.5", "100.125"};
    cover(Construct::Float);
    value.type = types_.simple(Kind::FloatLiteral);
    value.tokens = one(Role::Float, random_.pick(texts));
    return value;
  }
  const bool isNegative = !type->isUnsigned() && !want.isOperand && random_.chance(15);
  const int number = random_.chance(60) ? random_.between(0, 5) : random_.between(6, 99);
  value.constant = isNegative ? -number - 1 : number;
  cover(isNegative ? Construct::NegativeInteger : Construct::Integer);
  value.type = types_.simple(isNegative ? Kind::SignedLiteral : Kind::UnsignedLiteral);
  value.tokens = one(Role::Integer, std::to_string(*value.constant));
  return value;
}

/// Always possible for data; the last resort for everything else.
Value Generator::literal(const Type* type, Want want) {
  Value value;
  value.type = type;
  if (type->isScalar(Scalar::String)) return stringPiece();
  if (type->isScalar(Scalar::Bool)) {
    cover(Construct::Bool);
    value.tokens = one(Role::Bool, random_.chance(50) ? "true" : "false");
    return value;
  }
  if (type->kind == Kind::Scalar) return numberLiteral(type, want);
  if (type->kind == Kind::Struct) return *construction(type, {.depth = 0});
  if (type->kind == Kind::Top) return stringPiece();
  if (type->kind == Kind::Array || type->kind == Kind::Option)
    return *collectionLiteral(type, {.depth = 0});
  return value;
}

/// All values of variables and their parts that fit.
std::optional<Value> Generator::fromScope(const Type* type, Want want) {
  std::vector<Value> all, fitting;
  for (const Variable* variable : variables()) {
    if (variable->outstanding > 0) continue;
    paths(use(*variable), 3, all);
  }
  for (Value& value : all) {
    const bool isExact = value.type == type ||
                         (value.type->isNumberLiteral() && !type->isFloat()) ||
                         value.type->kind == Kind::FloatLiteral;
    if (want.isExact ? !(isExact && fits(value.type, type)) : !fits(value.type, type)) continue;
    if (want.isOrdered && value.isUnordered) continue;
    if (want.isOperand && value.type->kind == Kind::SignedLiteral) continue;
    if (value.type->kind == Kind::UnsignedLiteral && value.constant.value_or(0) > 99) continue;
    fitting.push_back(std::move(value));
  }
  if (fitting.empty()) return std::nullopt;
  const Value& chosen = random_.pick(fitting);
  bool isOfAbility = false;
  for (const Variable* variable : variables()) {
    if (variable->name != chosen.tokens.front().text) continue;
    isOfAbility = variable->type->kind == Kind::Ability;
    noteRead(*variable);
  }
  for (const Token& token : chosen.tokens)
    if (token.role == Role::FieldUse)
      cover(token.text == "length" ? Construct::Length
            : isOfAbility          ? Construct::AbilityField
                                   : Construct::Field);
  return chosen;
}

/// The value, its fields and elements, and so on.
void Generator::paths(const Value& base, int depth, std::vector<Value>& found) {
  found.push_back(base);
  if (depth == 0) return;
  if (base.type->isCollection()) return collectionPaths(base, depth, found);
  if (base.type->kind != Kind::Struct && base.type->kind != Kind::Ability) return;
  for (const Member& member : base.type->members) {
    if (!member.type->isData()) continue;
    Value field;
    field.tokens << base.tokens << "." << one(Role::FieldUse, member.name);
    field.type = member.type;
    field.isStandard = base.isStandard;
    field.isUnordered = base.isUnordered;
    if (base.isStandard && member.type->isCollection())
      field.length = member.type->kind == Kind::Array ? 2 : 1;
    paths(field, depth - 1, found);
  }
}

void Generator::collectionPaths(const Value& base, int depth, std::vector<Value>& found) {
  Value length;
  length.tokens << base.tokens << "." << one(Role::FieldUse, "length");
  length.type = types_.scalar(Scalar::U32);
  found.push_back(length);
  if (base.length <= 0 || base.isUnordered) return;
  Value element;
  element.type = base.type->element;
  element.isStandard = base.isStandard;
  element.isPeer = base.isPeer;
  if (base.isStandard && element.type->isCollection())
    element.length = element.type->kind == Kind::Array ? 2 : 1;
  element.tokens = base.tokens;
  if (base.type->kind == Kind::Stream) cover(Construct::IndexOfStream);
  const int index = random_.between(0, base.length - 1);
  if (base.type->kind == Kind::Option || (index == 0 && random_.chance(40))) {
    cover(Construct::IndexBang);
    element.tokens << "!";
  } else if (random_.chance(30)) {
    cover(Construct::IndexBangNumber);
    element.tokens << "!" << std::to_string(index);
  } else {
    const std::optional<Value> computed = constantIndex(base.length);
    cover(computed ? Construct::IndexComputed : Construct::IndexBrackets);
    element.tokens << "[" << (computed ? computed->tokens : Tokens() << std::to_string(index))
                   << "]";
  }
  paths(element, depth - 1, found);
}

/// An index below `length` that is more than a number.
std::optional<Value> Generator::constantIndex(int length) {
  if (random_.chance(60)) return std::nullopt;
  for (const Variable* variable : variables())
    if (variable->constant && *variable->constant >= 0 && *variable->constant < length &&
        random_.chance(60))
      return use(*variable);
  Value sum;
  const int left = random_.between(0, length - 1);
  sum.tokens << std::to_string(left) << " + "
             << std::to_string(random_.between(0, length - 1 - left));
  return sum;
}

std::optional<Value> Generator::collectionLiteral(const Type* type, Want want) {
  if (type->kind != Kind::Array && type->kind != Kind::Option) return std::nullopt;
  Value value;
  value.type = type;
  const bool isArray = type->kind == Kind::Array;
  const int count = random_.chance(12) ? 0 : random_.between(1, isArray ? 3 : 1);
  value.length = count;
  if (count == 0 && random_.chance(30)) {
    cover(Construct::Nil);
    value.tokens = one(Role::VariableUse, "nil");
    return value;
  }
  if (count == 0)
    cover(isArray ? Construct::EmptyArray : Construct::EmptyOption);
  else
    cover(isArray ? Construct::ArrayLiteral : Construct::OptionLiteral);
  value.tokens << (isArray ? "[" : "?[");
  for (int i = 0; i < count; ++i) {
    const Value element = this->value(
        type->element,
        {.depth = want.depth, .isExact = true, .isOrdered = want.isOrdered, .isOperand = true});
    value.isUnordered |= element.isUnordered;
    if (i > 0)
      value.tokens << (random_.chance(3) ? (cover(Construct::LineBreak), ",\n      ") : ", ");
    value.tokens << element.tokens;
  }
  value.tokens << "]";
  return value;
}

/// Gives a field's value the name of the field in front of the statement, for the short form.
bool Generator::namedInFront(const Member& field, const Value& value) {
  if (noPrelude_ || value.length == 0 || !random_.chance(10)) return false;
  for (const Frame& frame : frames_)
    for (const Variable& variable : frame.variables)
      if (variable.name == field.name) return false;
  if (frames_.empty()) return false;
  cover(Construct::ConstructionShort);
  line(one(Role::Introduced, field.name) << " = " << value.tokens);
  define({.name = field.name,
          .type = value.type,
          .constant = value.constant,
          .isUnordered = value.isUnordered});
  return true;
}

std::optional<Value> Generator::construction(const Type* type, Want want) {
  if (type->kind != Kind::Struct) return std::nullopt;
  Value value;
  value.type = type;
  value.isConstruction = true;
  const bool isQualified = spelling_[type->name].size() > 1;
  cover(isQualified ? Construct::QualifiedConstruction : Construct::Construction);
  value.tokens << typeName(type->name) << "(";
  std::vector<Member> fields = type->members;
  random_.shuffle(fields);
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) value.tokens << ", ";
    const Value field =
        this->value(fields[i].type, {.depth = want.depth, .isOrdered = want.isOrdered});
    value.isUnordered |= field.isUnordered;
    value.tokens << one(Role::FieldUse, fields[i].name);
    if (!namedInFront(fields[i], field)) value.tokens << " = " << field.tokens;
  }
  value.tokens << ")";
  return value;
}

std::optional<Value> Generator::copyOf(const Type* type, Want want) {
  if (type->kind != Kind::Struct || !has(Feature::Copy)) return std::nullopt;
  std::optional<Value> base =
      fromScope(type, {.depth = 0, .isExact = true, .isOrdered = want.isOrdered});
  if (!base) return std::nullopt;
  cover(Construct::Copy);
  base->tokens << ".copy(";
  std::vector<Member> fields = type->members;
  random_.shuffle(fields);
  const size_t count = 1 + random_.below(fields.size());
  for (size_t i = 0; i < count; ++i) {
    const Value field = value(fields[i].type, {.depth = want.depth, .isOrdered = want.isOrdered});
    base->isUnordered |= field.isUnordered;
    if (i > 0) base->tokens << ", ";
    base->tokens << one(Role::FieldUse, fields[i].name) << " = " << field.tokens;
  }
  base->tokens << ")";
  base->isStandard = false;
  return base;
}

std::optional<Value> Generator::constantUse(const Type* type, Want want) {
  Value value;
  if (type->isScalar(Scalar::String) && random_.chance(25)) {
    const bool isLiteral = random_.chance(50);
    if (isLiteral) cover(Construct::InitPeerLiteral);
    value.tokens =
        one(isLiteral ? Role::String : Role::VariableUse, isLiteral            ? "%init_peer_id%"
                                                          : random_.chance(50) ? "INIT_PEER_ID"
                                                                               : "HOST_PEER_ID");
    value.type = type;
    return value;
  }
  if (type->isScalar(Scalar::U64) && random_.chance(30)) {
    cover(Construct::ParticleConstant);
    value.tokens =
        one(Role::VariableUse, random_.chance(50) ? "PARTICLE_TTL" : "PARTICLE_TIMESTAMP");
    value.type = type;
    return value;
  }
  std::vector<Value> found;
  for (const Variable& constant : here_.constants)
    if (fits(constant.type, type) &&
        !(want.isOperand && constant.type->kind == Kind::SignedLiteral) &&
        !(want.isExact && type->isFloat() && constant.type->kind != Kind::FloatLiteral))
      found.push_back(use(constant));
  if (found.empty()) return std::nullopt;
  Value chosen = random_.pick(found);
  cover(chosen.tokens.front().text.find('.') != std::string::npos ? Construct::QualifiedConstant
                                                                  : Construct::ConstantUse);
  return chosen;
}

/// The id of a peer that can be reached from nodes without via.
Value Generator::peer() {
  std::vector<Value> all, peers;
  for (const Variable* variable : variables())
    if (variable->isPeer) paths(use(*variable), 1, all);
  for (Value& value : all)
    if (value.isPeer && value.type->isScalar(Scalar::String)) peers.push_back(std::move(value));
  if (!peers.empty()) return random_.pick(peers);
  Value host;
  host.type = types_.scalar(Scalar::String);
  host.tokens = one(Role::VariableUse, "HOST_PEER_ID");
  return host;
}

} // namespace aqua::fuzz
