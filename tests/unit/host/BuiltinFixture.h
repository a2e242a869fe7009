// Calls builtins of a peer in a small network.

#pragma once

#include "host/Builtins.h"
#include "host/Keys.h"

#include "gtest/gtest.h"

namespace aqua::host {

inline value::Value json(llvm::StringRef text) {
  const value::ReadResult result = value::parseJson(text, value::Floats::Exact);
  EXPECT_TRUE(result.ok) << text.str() << ": " << result.error.message;
  return result.value;
}

class BuiltinTest : public testing::Test {
protected:
  explicit BuiltinTest(Profile profile) {
    particle_.id = "p1";
    particle_.initPeer = "init";
    peer_.name = "me";
    peer_.profile = profile;
    peer_.seed = seedOfName("me");
    peer_.id = peerIdOfSeed(*peer_.seed);
    around_.particle = &particle_;
    around_.services = &shared_;
    around_.now = 1700000000123;
  }

  std::optional<Answer> ask(const std::string& service, const std::string& function,
                            llvm::StringRef arguments) {
    request_.service = service;
    request_.function = function;
    request_.arguments = json(arguments).items().vec();
    return callBuiltin(peer_, state_, request_, around_);
  }

  /// `service.function` with a JSON array of arguments: the JSON result, or `error TEXT`.
  std::string call(llvm::StringRef name, llvm::StringRef arguments) {
    const auto [service, function] = name.split('.');
    const std::optional<Answer> answer = ask(service.str(), function.str(), arguments);
    if (!answer) return "unknown";
    EXPECT_EQ(answer->source, Answer::Source::Builtin);
    if (answer->code == 0) return value::toJson(answer->value);
    EXPECT_EQ(answer->code, 1);
    return "error " + answer->value.asString().str();
  }

  Particle particle_;
  PeerSpec peer_;
  PeerState state_;
  MockTable shared_;
  Surroundings around_;
  vm::CallRequest request_;
};

class JsBuiltins : public BuiltinTest {
protected:
  JsBuiltins() : BuiltinTest(Profile::Js) {}
};

class NoxBuiltins : public BuiltinTest {
protected:
  NoxBuiltins() : BuiltinTest(Profile::Nox) {}
};

} // namespace aqua::host
