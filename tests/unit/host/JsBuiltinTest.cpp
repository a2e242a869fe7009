#include "BuiltinFixture.h"

#include "llvm/Support/MemoryBuffer.h"

namespace aqua::host {
namespace {

// Vectors of spec/06 §17.
TEST_F(JsBuiltins, GiveTheRecordedResults) {
  EXPECT_EQ(call("op.string_to_b58", R"(["hello"])"), R"("Cn8eVZg")");
  EXPECT_EQ(call("op.string_to_b58", R"(["ж"])"), R"("GtD")");
  EXPECT_EQ(call("op.bytes_to_b58", "[[1,2,3]]"), R"("Ldp")");
  EXPECT_EQ(call("op.bytes_from_b58", R"(["Ldp"])"), "[1,2,3]");
  EXPECT_EQ(call("op.sha256_string", R"(["hello, world!"])"),
            R"("QmVQ8pg6L1tpoWYeq6dpoWqnzZoSLCh7E96fCFXKvfKD3u")");
  EXPECT_EQ(call("op.concat", "[[1,[2]],[[3]]]"), "[1,[2],[3]]");
  EXPECT_EQ(call("op.array", R"([1,"a",null])"), R"([1,"a",null])");
  EXPECT_EQ(call("array.intersect", R"([["a","b","a","c"],["a","c"]])"), R"(["a","a","c"])");
  EXPECT_EQ(call("array.diff", R"([["a","b","b","c"],["a"]])"), R"(["b","b","c"])");
  EXPECT_EQ(call("array.sdiff", R"([["a","b","b"],["b","c","c"]])"), R"(["a","c","c"])");
  EXPECT_EQ(call("json.obj", R"(["b",1,"a",2])"), R"({"a":2,"b":1})");
  EXPECT_EQ(call("json.puts", R"([{},"a",1,"b",2])"), R"({"a":1,"b":2})");
  EXPECT_EQ(call("json.stringify", R"([{"a":1,"b":[1,null]}])"), R"("{\"a\":1,\"b\":[1,null]}")");
  EXPECT_EQ(call("debug.stringify", "[]"), R"("\"<empty argument list>\"")");
  EXPECT_EQ(call("debug.stringify", "[1,2]"), R"("[\n    1,\n    2\n]")");
  EXPECT_EQ(call("debug.stringify", R"([{"a":[],"b":{}}])"),
            R"("{\n    \"a\": [],\n    \"b\": {}\n}")");
}

// Values of spec/06 §5.
TEST_F(JsBuiltins, ComputeWithAnyNumbersAndNeverFail) {
  EXPECT_EQ(call("math.add", "[1.5,2]"), "3.5");
  EXPECT_EQ(call("math.div", "[-7,2]"), "-4");
  EXPECT_EQ(call("math.div", "[7,-2]"), "-4");
  EXPECT_EQ(call("math.div", "[1,0]"), "null");
  EXPECT_EQ(call("math.rem", "[-7,3]"), "-1");
  EXPECT_EQ(call("math.rem", "[1,0]"), "null");
  EXPECT_EQ(call("math.fmul", "[10,0.66]"), "6");
  EXPECT_EQ(call("math.fmul", "[-1,0.5]"), "-1");
  EXPECT_EQ(call("math.pow", "[2,64]"), "1.8446744073709552e19");
  EXPECT_EQ(call("math.pow", "[2,-1]"), "0.5");
  EXPECT_EQ(call("math.log", "[2,9]"), "3.1699250014423126");
  EXPECT_EQ(call("math.log", "[10,1000]"), "2.9999999999999996");
  EXPECT_EQ(call("math.log", "[2,0]"), "null");
  EXPECT_EQ(call("cmp.cmp", "[2,1.5]"), "1");
}

TEST_F(JsBuiltins, KeepIntegersExact) {
  EXPECT_EQ(call("math.add", "[9007199254740991,2]"), "9007199254740993");
  EXPECT_EQ(call("math.mul", "[4294967296,4294967295]"), "18446744069414584320");
  EXPECT_EQ(call("math.sub", "[0,9223372036854775808]"), "-9223372036854775808");
  EXPECT_EQ(call("math.pow", "[-2,63]"), "-9223372036854775808");
  EXPECT_EQ(call("math.pow", "[-1,9223372036854775807]"), "-1");
  EXPECT_EQ(call("math.mul", "[18446744073709551615,18446744073709551615]"),
            "3.402823669209385e38");
  EXPECT_EQ(call("cmp.lt", "[9007199254740992,9007199254740993]"), "true");
  EXPECT_EQ(call("array.sum", "[[9007199254740993,2]]"), "9007199254740995");
  EXPECT_EQ(call("array.sum", "[[18446744073709551615,-1]]"), "18446744073709551614");
  EXPECT_EQ(call("op.identity", "[9007199254740993]"), "9007199254740993");
}

TEST_F(JsBuiltins, HaveOneKindOfNumbers) {
  EXPECT_EQ(call("op.identity", "[[1.0,{\"a\":-0.0}]]"), "[1,{\"a\":0}]");
  EXPECT_EQ(call("array.dedup", "[[1,1.0]]"), "[1]");
  EXPECT_EQ(call("json.stringify", "[[1e21,1e-7,123456789012.5,5e-324]]"),
            R"("[1e+21,1e-7,123456789012.5,5e-324]")");
}

TEST_F(JsBuiltins, SmallIntegersComeFirstAmongTheKeysInTexts) {
  EXPECT_EQ(call("json.stringify", R"([{"10":1,"9":2,"Z":3,"a":4,"01":5}])"),
            R"("{\"9\":2,\"10\":1,\"01\":5,\"Z\":3,\"a\":4}")");
}

TEST_F(JsBuiltins, NameTheFunctionInErrors) {
  EXPECT_EQ(call("math.add", "[1]"), R"(error ("math" "add") Expected 2 argument(s). Got 1)");
  EXPECT_EQ(call("cmp.lt", R"(["a","b"])"),
            R"(error ("cmp" "lt") Argument 0 expected to be of type number, Got string)");
  EXPECT_EQ(call("array.sum", R"([[1,null]])"),
            R"(error ("array" "sum") Expected number, received null)");
  EXPECT_EQ(call("op.concat", "[[],1]"),
            R"(error ("op" "concat") Argument 1 expected to be of type array, Got number)");
  EXPECT_EQ(call("op.identity", "[1,2]"),
            R"(error ("op" "identity") Expected 1 argument(s). Got 2)");
  EXPECT_EQ(call("json.obj", R"(["a"])"),
            R"(error ("json" "obj") Expected even number of argument(s). Got 1)");
  EXPECT_EQ(call("json.obj", R"([{},1])"),
            R"(error ("json" "obj") Expected string, received object)");
  EXPECT_EQ(call("json.puts", R"([{}])"),
            R"(error ("json" "puts") Expected more than 3 argument(s). Got 1)");
  EXPECT_EQ(call("json.puts", R"([{},"a",1,"b"])"),
            R"(error ("json" "puts") Argument count must be odd.)");
  EXPECT_EQ(
      call("op.bytes_from_b58", R"(["0"])"),
      R"(error Service call failed. fnName="bytes_from_b58" serviceId="op" error: Non-base58 character)");
  EXPECT_EQ(call("kad.merge", "[]"),
            R"(error ("kad" "merge") The JS implementation of Peer does not support "kad.merge")");
}

TEST_F(JsBuiltins, KnowNoServicesOfNodes) {
  EXPECT_EQ(call("vault.put", R"(["x"])"), "unknown");
  EXPECT_EQ(call("math.sqrt", "[4]"), "unknown");
  EXPECT_EQ(call("math.", "[]"), "unknown");
}

TEST_F(JsBuiltins, MakeBytesOfAnyNumbers) {
  EXPECT_EQ(call("op.bytes_to_b58", "[[256,-1,1.9,-1.5]]"),
            call("op.bytes_to_b58", "[[0,255,1,255]]"));
}

TEST_F(JsBuiltins, Base58KeepsBytesOfAnyLengthWithTheirLeadingZeros) {
  for (const char* start : {"", "0,", "0,0,0,"})
    for (int length = 1; length < 20; ++length) {
      std::string bytes = std::string("[") + start;
      for (int i = 1; i <= length; ++i)
        bytes += std::to_string(i * 83 % 256) + (i < length ? "," : "]");
      const std::string text = call("op.bytes_to_b58", "[" + bytes + "]");
      EXPECT_EQ(call("op.bytes_from_b58", "[" + text + "]"), bytes) << text;
    }
}

TEST_F(JsBuiltins, Base58OfALongTextTakesNoTime) {
  const std::string text(30000, 'q');
  const std::string encoded = call("op.string_to_b58", "[\"" + text + "\"]");
  EXPECT_EQ(encoded.size(), 40970U + 2); // with its quotes
  EXPECT_EQ(call("op.string_from_b58", "[" + encoded + "]"), "\"" + text + "\"");
}

TEST_F(JsBuiltins, ReplaceWhatIsNoUtf8) {
  EXPECT_EQ(call("op.string_from_b58",
                 call("op.bytes_to_b58", "[[97,195,98,226,130,255]]").insert(0, "[").append("]")),
            "\"a\uFFFDb\uFFFD\uFFFD\"");
}

TEST_F(JsBuiltins, ArraysAndObjectsAreEqualToNothing) {
  EXPECT_EQ(call("array.dedup", "[[[1],[1],{},{},null,null]]"), "[[1],[1],{},{},null]");
  EXPECT_EQ(call("array.intersect", "[[[1],2],[[1],2]]"), "[2]");
}

TEST_F(JsBuiltins, UnitIsAnEmptyObject) {
  EXPECT_EQ(call("op.noop", "[1]"), "{}");
  EXPECT_EQ(call("op.identity", "[]"), "{}");
}

TEST_F(JsBuiltins, PrintedLinesComeWithTheAnswer) {
  const auto printed = ask("run-console", "print", R"(["a b",1,{"k":[null]}])");
  ASSERT_TRUE(printed);
  EXPECT_EQ(printed->console, R"(a b 1 {"k":[null]})");
  EXPECT_EQ(value::toJson(printed->value), "{}");
  const auto traced = ask("tracingSrv", "tracingEvent", R"(["f","enter"])");
  ASSERT_TRUE(traced);
  EXPECT_EQ(traced->console, "[p1] (f) enter");
  EXPECT_TRUE(traced->value.isNull());
  EXPECT_EQ(ask("tracingSrv", "tracingEvent", "[[1]]")->console, "[p1] ([1]) undefined");
}

TEST_F(JsBuiltins, TimeoutsAnswerLater) {
  const auto answer = ask("peer", "timeout", R"([250.7,"late"])");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->delay, 250U);
  EXPECT_EQ(value::toJson(answer->value), R"("late")");
  EXPECT_EQ(ask("peer", "timeout", R"([-5,"x"])")->delay, 0U);
  EXPECT_EQ(ask("peer", "timeout", R"([2147483647,"x"])")->delay, 2147483647U);
  EXPECT_EQ(ask("peer", "timeout", R"([2147483648,"too long for a timer"])")->delay, 1U);
  EXPECT_EQ(call("peer.timeout", "[1]"),
            R"(error ("peer" "timeout") Expected 2 argument(s). Got 1)");
}

TEST_F(JsBuiltins, ClocksMayBeWrong) {
  EXPECT_EQ(call("peer.timestamp_ms", "[]"), "1700000000123");
  peer_.clockOffset = -200;
  EXPECT_EQ(call("peer.timestamp_ms", "[]"), "1699999999923");
  EXPECT_EQ(call("peer.timestamp_sec", "[]"), "1699999999");
}

TEST_F(JsBuiltins, SignOnlyTrustedDataOfTheirOwnParticles) {
  const char* refused =
      R"({"error":["Security guard validation failed"],"signature":[],"success":false})";
  EXPECT_EQ(call("sig.sign", "[[1,2,3]]"), refused);
  request_.tetraplets = {{{"somebody", "registry", "get_key_bytes", ""}}};
  EXPECT_EQ(call("sig.sign", "[[1,2,3]]"), refused);
  particle_.initPeer = peer_.id;
  const auto answer = ask("sig", "sign", "[[1,2,3]]");
  ASSERT_TRUE(answer);
  const value::Value signature = answer->value.field("signature")->items()[0];
  EXPECT_EQ(call("sig.verify", "[" + value::toJson(signature) + ",[1,2,3]]"), "true");
  EXPECT_EQ(call("sig.verify", "[" + value::toJson(signature) + ",[1,2,4]]"), "false");
  request_.tetraplets = {{{"somebody", "op", "identity", ""}}};
  EXPECT_EQ(call("sig.sign", "[[1,2,3]]"), refused);
}

TEST_F(JsBuiltins, SignUnderTheirOwnIdToo) {
  EXPECT_EQ(call(peer_.id + ".get_peer_id", "[]"), "\"" + peer_.id + "\"");
  EXPECT_EQ(call("sig.get_peer_id", "[]"), "\"" + peer_.id + "\"");
}

/// `("math" "add") TEXT` without its start, which the oracle lacks.
llvm::StringRef withoutPrefix(llvm::StringRef error) {
  return error.contains("\") ") ? error.split("\") ").second : error;
}

// The table holds answers of the oracle (tests/conformance/verdicts/builtin-verdicts.mjs).
TEST_F(JsBuiltins, AgreeWithThoseOfTheOracle) {
  const std::vector<value::Value> rows = recordedRows("builtin-verdicts.jsonl");
  ASSERT_GT(rows.size(), 500U);
  for (const value::Value& row : rows) {
    SCOPED_TRACE(value::toJson(row));
    const std::optional<Answer> answer =
        ask(row.field("service")->asString().str(), row.field("function")->asString().str(),
            value::toJson(*row.field("arguments")));
    ASSERT_TRUE(answer);
    if (const value::Value* expected = row.field("value")) {
      EXPECT_EQ(answer->code, 0);
      expectRecorded(answer->value, *expected);
    } else {
      ASSERT_EQ(answer->code, 1);
      EXPECT_EQ(withoutPrefix(answer->value.asString()), row.field("error")->asString());
    }
  }
}

} // namespace
} // namespace aqua::host
