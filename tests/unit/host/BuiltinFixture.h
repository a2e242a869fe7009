// Calls builtins of a peer in a small network.

#pragma once

#include "host/Builtins.h"
#include "host/Keys.h"

#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

namespace aqua::host {

inline value::Value json(llvm::StringRef text) {
  const value::ReadResult result = value::parseJson(text, value::Floats::Exact);
  EXPECT_TRUE(result.ok) << text.str() << ": " << result.error.message;
  return result.value;
}

/// The lines of a table of recorded answers, each of which is JSON.
inline std::vector<value::Value> recordedRows(llvm::StringRef fileName) {
  const auto file = llvm::MemoryBuffer::getFile(AQUA_TEST_DATA "/" + fileName);
  EXPECT_TRUE(file) << fileName.str();
  std::vector<value::Value> rows;
  if (!file) return rows;
  llvm::SmallVector<llvm::StringRef> lines;
  (*file)->getBuffer().split(lines, '\n', -1, false);
  for (const llvm::StringRef line : lines)
    rows.push_back(json(line));
  return rows;
}

/// The logarithms of the C and the JavaScript library may differ in the last bit.
inline void expectRecorded(const value::Value& actual, const value::Value& recorded) {
  if (recorded.kind() == value::Kind::Float && actual.kind() == value::Kind::Float)
    EXPECT_DOUBLE_EQ(actual.asFloat(), recorded.asFloat());
  else
    EXPECT_EQ(value::toJson(actual), value::toJson(recorded));
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
