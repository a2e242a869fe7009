// The published JavaScript client as judge: the table holds what its builtins answered to good and
// to hostile arguments (tests/conformance/verdicts/js-client-verdicts.mjs).

#include "BuiltinFixture.h"

namespace aqua::host {
namespace {

/// The peer of the recording. Its VM asks for one call.
class JsClient : public BuiltinTest {
protected:
  JsClient() : BuiltinTest(Profile::Js) {
    peer_.seed.emplace().fill(1);
    peer_.id = peerIdOfSeed(*peer_.seed);
    around_.entry = &entry_;
    around_.invoke = &invoke_;
  }

  Answer answerTo(const value::Value& row) {
    request_.id = 1;
    request_.service = row.field("service")->asString().str();
    request_.function = row.field("function")->asString().str();
    request_.arguments = row.field("arguments")->items().vec();
    request_.tetraplets.clear();
    if (const value::Value* origin = row.field("origin")) {
      const auto [service, function] = origin->asString().split('.');
      request_.tetraplets = {{{"p", service.str(), function.str(), ""}}};
    }
    const value::Value* own = row.field("own");
    particle_.initPeer = own && own->asBool() ? peer_.id : "init";
    const Effects effects = handleEvent(peer_, state_, {}, around_);
    return effects.calls.at(0).answer;
  }

private:
  EntryServices entry_;
  Invoke invoke_ = [this](const vm::Input&) {
    vm::Outcome outcome;
    outcome.requests.push_back(request_);
    return outcome;
  };
};

TEST_F(JsClient, AnswersAsTheOneThatWasRecorded) {
  const std::vector<value::Value> rows = recordedRows("js-client-verdicts.jsonl");
  ASSERT_GT(rows.size(), 800U);
  for (const value::Value& row : rows) {
    SCOPED_TRACE(value::toJson(row));
    const Answer answer = answerTo(row);
    EXPECT_EQ(answer.code, row.field("code")->asInt());
    expectRecorded(answer.value, *row.field("result"));
  }
}

} // namespace
} // namespace aqua::host
