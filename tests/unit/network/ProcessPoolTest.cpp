#include "network/ProcessPool.h"

#include "llvm/Support/Program.h"
#include "gtest/gtest.h"

namespace aqua::network {
namespace {

using host::ProcessReply;
using value::Value;

/// A service in JavaScript; `body` handles `request` and writes what it likes.
ProcessDescription service(const std::string& body, uint64_t timeoutMs = 10000) {
  ProcessDescription description;
  description.command = {"node", "-e", R"js(
const say = (line) => process.stdout.write(typeof line === "string" ? line : JSON.stringify(line) + "\n");
let calls = 0;
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const request = JSON.parse(line);
  const { id, args } = request;
  calls++;
)js" + body + "\n});"};
  description.timeoutMs = timeoutMs;
  return description;
}

class ProcessPoolTest : public testing::Test {
protected:
  void SetUp() override {
    if (!llvm::sys::findProgramByName("node")) GTEST_SKIP() << "there is no node in PATH";
  }
};

/// The reply in one line.
std::string ask(ProcessPool& pool, llvm::StringRef call = R"({"args": [1, 2]})") {
  const ProcessReply reply = pool.ask("p", value::parseJson(call).value);
  const std::string delay = reply.delay == 0 ? "" : " after " + std::to_string(reply.delay);
  switch (reply.kind) {
  case ProcessReply::Kind::Value: return value::toJson(reply.value) + delay;
  case ProcessReply::Kind::Failed:
    return "failed " + std::to_string(reply.code) + ": " + value::toJson(reply.value) + delay;
  case ProcessReply::Kind::Broken: return reply.reason;
  }
  llvm_unreachable("all kinds are listed");
}

TEST_F(ProcessPoolTest, AsksByJsonLinesAndKeepsTheProcess) {
  ProcessPool pool(
      {{"p", service("say({ id, value: [args[0] + args[1], calls, request.service] })")}}, "");
  EXPECT_EQ(ask(pool, R"({"args": [1, 2], "service": "s"})"), R"([3,1,"s"])");
  EXPECT_EQ(ask(pool, R"({"args": [40, 2], "service": "s"})"), R"([42,2,"s"])");
}

TEST_F(ProcessPoolTest, ErrorsHaveACodeAndBothHaveADelay) {
  ProcessPool pool({{"p", service(R"(
    if (calls === 1) say({ id, error: { why: "no luck" }, code: 7, delay: 30 });
    if (calls === 2) say({ id, error: "plain" });
    if (calls === 3) say({ id, value: null, delay: 5 });
  )")}},
                   "");
  EXPECT_EQ(ask(pool), R"(failed 7: {"why":"no luck"} after 30)");
  EXPECT_EQ(ask(pool), R"(failed 1: "plain")");
  EXPECT_EQ(ask(pool), "null after 5");
}

TEST_F(ProcessPoolTest, WhatIsNoReplyFailsTheCallOnly) {
  ProcessPool pool({{"p", service(R"(
    if (calls === 1) say("hello\n");
    if (calls === 2) say({ id });
    if (calls === 3) say({ id, vlaue: 1 });
    if (calls === 4) say({ id, value: 1, code: 2 });
    if (calls === 5) say({ id: 99, value: 1 });
    if (calls === 6) say("[1]\n");
    if (calls === 7) say({ id, error: 1, code: 0 });
    if (calls === 8) say({ id, value: "fine" });
  )")}},
                   "");
  EXPECT_EQ(ask(pool), "process p: its output is no JSON object: hello");
  EXPECT_EQ(ask(pool), "process p: wrong reply: it needs either `value` or `error`");
  EXPECT_EQ(ask(pool),
            "process p: wrong reply: vlaue: unknown field `vlaue`; did you mean `value`?");
  EXPECT_EQ(ask(pool), "process p: wrong reply: `code` goes with `error` only");
  EXPECT_EQ(ask(pool), "process p: a reply to request 99, which was never made");
  EXPECT_EQ(ask(pool), "process p: wrong reply: expected an object, found a list");
  EXPECT_EQ(ask(pool), "process p: wrong reply: code: 0 means success");
  EXPECT_EQ(ask(pool), "\"fine\"");
}

TEST_F(ProcessPoolTest, ALateReplyIsNotTakenForTheNextOne) {
  ProcessPool pool({{"p", service(R"(
    if (calls === 2) { say({ id: 1, value: "late" }); say({ id: 2, value: "in time" }); }
  )",
                                  2000)}},
                   "");
  EXPECT_EQ(ask(pool), "process p: no reply within 2000 ms");
  EXPECT_EQ(ask(pool), "\"in time\"");
}

TEST_F(ProcessPoolTest, AProcessThatEndsFailsThisCallAndAllLaterOnes) {
  ProcessPool pool({{"p", service("process.exit(3)")}}, "");
  EXPECT_EQ(ask(pool), "process p: ended with exit code 3");
  EXPECT_EQ(ask(pool), "process p: ended with exit code 3");
}

TEST_F(ProcessPoolTest, ARunBeginsWithNewProcesses) {
  ProcessPool pool(
      {{"p", service("if (calls === 2) process.exit(0); say({ id, value: [id, calls] })")}}, "");
  EXPECT_EQ(ask(pool), "[1,1]");
  EXPECT_EQ(ask(pool), "process p: ended with exit code 0");
  pool.beginRun();
  EXPECT_EQ(ask(pool), "[1,1]");
}

TEST_F(ProcessPoolTest, TheSignalThatEndsAProcessIsNamed) {
  ProcessPool pool({{"p", service("process.kill(process.pid, 'SIGKILL')")}}, "");
  EXPECT_EQ(ask(pool), "process p: ended by signal 9 (Killed)");
}

TEST_F(ProcessPoolTest, LongRequestsAndRepliesPass) {
  ProcessPool pool({{"p", service("say({ id, value: args[0].length + '' + args[0] })")}}, "");
  const std::string text(3'000'000, 'x');
  const ProcessReply reply =
      pool.ask("p", Value::object({{"args", Value::array({Value::string(text)})}}));
  ASSERT_EQ(reply.kind, ProcessReply::Kind::Value) << reply.reason;
  EXPECT_EQ(reply.value.asString(), "3000000" + text);
}

TEST_F(ProcessPoolTest, AProcessThatDoesNotListenIsLateAndEnded) {
  ProcessDescription deaf;
  deaf.command = {"node", "-e", "setInterval(() => {}, 1000)"};
  deaf.timeoutMs = 300;
  ProcessPool pool({{"p", deaf}}, "");
  const ProcessReply reply = pool.ask(
      "p", Value::object({{"args", Value::array({Value::string(std::string(8'000'000, 'x'))})}}));
  EXPECT_EQ(reply.reason, "process p: no reply within 300 ms");
  EXPECT_EQ(ask(pool), "process p: did not take its input in time");
}

TEST_F(ProcessPoolTest, VariablesAreAddedToOursAndReplaceThem) {
  ProcessDescription description =
      service("say({ id, value: [process.env.AQUA_TEST, process.env.HOME, process.cwd(), "
              "process.env.PATH !== undefined] })");
  description.environment = {{"AQUA_TEST", "yes"}, {"HOME", "elsewhere"}};
  description.folder = "..";
  ProcessPool pool({{"p", description}}, "/usr/lib");
  EXPECT_EQ(ask(pool), R"(["yes","elsewhere","/usr",true])");
}

TEST(ProcessPoolStart, AMissingProgramIsNamedAtEachCall) {
  ProcessDescription description;
  description.command = {"no-such-program"};
  ProcessPool pool({{"p", description}}, "");
  for (int call = 0; call < 2; ++call)
    EXPECT_EQ(ask(pool), "process p: cannot start `no-such-program`: No such file or directory");
}

TEST(ProcessPoolStart, AProgramWithASlashIsRelativeToTheFolder) {
  ProcessDescription description;
  description.command = {"./no-such-program"};
  description.folder = "lib";
  ProcessPool pool({{"p", description}}, "/usr");
  EXPECT_EQ(ask(pool), "process p: cannot start `/usr/no-such-program`: No such file or directory");
}

} // namespace
} // namespace aqua::network
