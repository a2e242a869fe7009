// What a program is run with (spec/07 §17.5): arguments, and mocks for all its services. An answer
// depends on the arguments and the peer, but not on the order of elements in arrays.

#include "Generator.h"

#include "llvm/ADT/StringRef.h"

namespace aqua::fuzz {

namespace {

/// A number below 97 from the letters of the arguments.
constexpr const char* digest =
    "[...JSON.stringify(args)].reduce((a, c) => a + c.codePointAt(0), 7) % 97";

} // namespace

/// JavaScript for an answer of the type, in terms of `n`.
std::string Generator::mockExpression(const Type* type, int depth) {
  const std::string salt = std::to_string(depth);
  switch (type->kind) {
  case Kind::Scalar:
    if (type->scalar == Scalar::Bool) return "((n + " + salt + ") % 2 === 0)";
    if (type->scalar == Scalar::String) return "('r' + (n + " + salt + ") + '@' + ctx.peer)";
    if (type->isFloat()) return "((n + " + salt + ") % 50 + 0.5)";
    return "((n + " + salt + ") % 97)";
  case Kind::Array:
    return "[" + mockExpression(type->element, depth + 1) + ", " +
           mockExpression(type->element, depth + 2) + "]";
  case Kind::Option: return "[" + mockExpression(type->element, depth + 1) + "]";
  case Kind::Struct: {
    std::string text = "({";
    for (const Member& member : type->members)
      text +=
          (text.size() > 2 ? ", " : "") + member.name + ": " + mockExpression(member.type, ++depth);
    return text + "})";
  }
  case Kind::UnsignedLiteral:
  case Kind::SignedLiteral:
  case Kind::FloatLiteral:
  case Kind::Top:
  case Kind::Bottom:
  case Kind::Stream:
  case Kind::Map:
  case Kind::Ability:
  case Kind::Service:
  case Kind::Arrow: return "n";
  }
  return "n";
}

void Generator::mockService(const Type* service, const std::string& id) {
  llvm::json::Object functions;
  for (const Member& method : service->members) {
    std::string answer = "null";
    if (!method.type->results.empty())
      answer = mockExpression(method.type->results.front(), static_cast<int>(id.back()) % 7);
    if (llvm::StringRef(method.name).starts_with("flaky") && options_.hasFaults)
      answer = "n % 3 === 0 ? " + answer + " : ctx.fail('boom ' + n)";
    functions[method.name] = llvm::json::Object{{"js", "((n) => " + answer + ")(" + digest + ")"}};
  }
  program_.scenario.getObject("services")->insert({id, std::move(functions)});
}

llvm::json::Value Generator::argumentOf(const Type* type, int salt, const std::string& name) {
  switch (type->kind) {
  case Kind::Scalar:
    if (type->scalar == Scalar::Bool) return salt % 2 == 0;
    if (type->scalar == Scalar::String) return name + "-" + std::to_string(salt);
    if (type->isFloat()) return salt + 0.25;
    return salt % 90;
  case Kind::Array:
  case Kind::Stream:
    return llvm::json::Array{argumentOf(type->element, salt + 1, name),
                             argumentOf(type->element, salt + 2, name)};
  case Kind::Option: return llvm::json::Array{argumentOf(type->element, salt + 1, name)};
  case Kind::Struct: {
    llvm::json::Object object;
    for (const Member& member : type->members)
      object[member.name] = argumentOf(member.type, ++salt, name);
    return object;
  }
  case Kind::UnsignedLiteral:
  case Kind::SignedLiteral:
  case Kind::FloatLiteral:
  case Kind::Top:
  case Kind::Bottom:
  case Kind::Map:
  case Kind::Ability:
  case Kind::Service:
  case Kind::Arrow: return salt;
  }
  return nullptr;
}

void Generator::scenario(const std::vector<Member>& parameters) {
  llvm::json::Object arguments{
      {"peer1", "{{node1}}"},
      {"peer2", "{{node2}}"},
      {"peer3", "{{node3}}"},
      {"peers", llvm::json::Array{"{{node1}}", "{{node2}}"}},
      {"other", "{{client2}}"},
      {"otherRelay", "{{relay2}}"},
      {"vias", llvm::json::Array{"{{node4}}", "{{relay2}}"}},
  };
  llvm::json::Object callbacks;
  for (const Member& parameter : parameters) {
    if (arguments.get(parameter.name)) continue;
    if (parameter.type->kind == Kind::Arrow) {
      std::string answer = "null";
      if (!parameter.type->results.empty())
        answer = mockExpression(parameter.type->results.front(), 0);
      callbacks[parameter.name] =
          llvm::json::Object{{"js", "((n) => " + answer + ")(" + digest + ")"}};
    } else {
      arguments[parameter.name] =
          argumentOf(parameter.type, random_.between(1, 40), parameter.name);
    }
  }
  program_.scenario = llvm::json::Object{
      {"ttl", 100000}, {"args", std::move(arguments)}, {"callbacks", std::move(callbacks)}};
  program_.scenario["services"] = llvm::json::Object{
      {"probe", llvm::json::Object{{"seen", llvm::json::Object{{"value", nullptr}}}}}};
  for (const Type* service : allServices_)
    for (const char* suffix : {"", "-1", "-2"})
      mockService(service, service->name + suffix);
  if (options_.hasFaults && random_.chance(25))
    program_.scenario["peers"] = llvm::json::Object{{"node3", llvm::json::Object{{"down", true}}}};
}

} // namespace aqua::fuzz
