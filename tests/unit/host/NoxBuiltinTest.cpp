#include "BuiltinFixture.h"

namespace aqua::host {
namespace {

// Values of spec/06 §5.
TEST_F(NoxBuiltins, ComputeWithCheckedIntegers) {
  EXPECT_EQ(call("math.add", "[9007199254740991,2]"), "9007199254740993");
  EXPECT_EQ(call("math.add", "[9223372036854775807,1]"), "error i64 add overflow");
  EXPECT_EQ(call("math.sub", "[0,-9223372036854775808]"), "error i64 neg overflow");
  EXPECT_EQ(call("math.sub", "[-9223372036854775808,1]"), "error i64 add overflow");
  EXPECT_EQ(call("math.mul", "[9223372036854775807,2]"), "error i64 mul overflow");
  EXPECT_EQ(call("math.div", "[-7,2]"), "-3");
  EXPECT_EQ(call("math.div", "[7,-2]"), "-3");
  EXPECT_EQ(call("math.div", "[1,0]"), "error i64 div overflow");
  EXPECT_EQ(call("math.div", "[-9223372036854775808,-1]"), "error i64 div overflow");
  EXPECT_EQ(call("math.rem", "[-7,3]"), "-1");
  EXPECT_EQ(call("math.rem", "[1,0]"), "error i64 rem overflow");
  EXPECT_EQ(call("math.pow", "[0,0]"), "1");
  EXPECT_EQ(call("math.pow", "[-2,63]"), "-9223372036854775808");
  EXPECT_EQ(call("math.pow", "[2,64]"), "error i64 pow overflow");
  EXPECT_EQ(call("math.log", "[2,9]"), "3");
  EXPECT_EQ(call("math.log", "[10,1000]"), "3");
  EXPECT_EQ(call("math.log", "[1,5]"), "error i64 log overflow");
  EXPECT_EQ(call("math.log", "[2,0]"), "error i64 log overflow");
  EXPECT_EQ(call("cmp.cmp", "[-3,2]"), "-1");
  EXPECT_EQ(call("cmp.gte", "[2,2]"), "true");
}

TEST_F(NoxBuiltins, FloorTheProductOfFloats) {
  EXPECT_EQ(call("math.fmul", "[10,0.66]"), "6");
  EXPECT_EQ(call("math.fmul", "[-1,0.5]"), "-1");
  EXPECT_EQ(call("math.fmul", "[1e300,1]"), "9223372036854775807");
  EXPECT_EQ(call("math.fmul", "[-1e300,1]"), "-9223372036854775808");
}

TEST_F(NoxBuiltins, DescribeWrongArgumentsAsRustDoes) {
  EXPECT_EQ(call("math.add", R"(["1",2])"),
            "error Error: Error deserializing field 'x': expected i64, got \"1\"\n"
            "DeserializeError { field: \"x\", value: String(\"1\"), expected_type: \"i64\" }");
  EXPECT_EQ(call("math.add", "[1,2.0]"),
            "error Error: Error deserializing field 'y': expected i64, got 2.0\n"
            "DeserializeError { field: \"y\", value: Number(2.0), expected_type: \"i64\" }");
  EXPECT_EQ(call("math.pow", "[2,-1]"),
            "error Error: Error deserializing field 'y': expected u32, got -1\n"
            "DeserializeError { field: \"y\", value: Number(-1), expected_type: \"u32\" }");
  EXPECT_EQ(
      call("array.diff", R"([["a"],[{"k":[true,null]}]])"),
      "error Error: Error deserializing field 'y': expected "
      "std::collections::hash::set::HashSet<String>, got [{\"k\":[true,null]}]\n"
      "DeserializeError { field: \"y\", value: Array [Object {\"k\": Array [Bool(true), Null]}], "
      "expected_type: \"std::collections::hash::set::HashSet<String>\" }");
  EXPECT_EQ(call("math.add", "[1]"), "error expected 2 arguments, got 1");
  EXPECT_EQ(call("array.sum", "[]"), "error expected 1 arguments, got 0");
  EXPECT_EQ(call("json.put", "[{}]"),
            "error Error: Field 'key' is missing from args to call_service\nMissingField(\"key\")");
}

TEST_F(NoxBuiltins, OptionsHaveManyForms) {
  const std::string hash = call("op.sha256_string", R"(["a"])");
  for (const char* arguments :
       {R"(["a",null])", R"(["a",[]])", R"(["a",false])", R"(["a",[false]])"})
    EXPECT_EQ(call("op.sha256_string", arguments), hash) << arguments;
  EXPECT_EQ(call("op.sha256_string", R"(["a",[true],[true]])"),
            call("op.bytes_from_b58", "[" + hash + "]").replace(1, 6, ""));
  EXPECT_EQ(
      call("op.sha256_string", R"(["a",[true,false]])").substr(0, 85),
      "error Error: Option's array must contain at most 1 element, 'digest_only' was of 2 el");
}

TEST_F(NoxBuiltins, SetsAreSortedAndHaveNoRepetitions) {
  EXPECT_EQ(call("array.intersect", R"([["c","a","c","b"],["b","c"]])"), R"(["b","c"])");
  EXPECT_EQ(call("array.diff", R"([["c","a","c","b"],["b"]])"), R"(["a","c"])");
  EXPECT_EQ(call("array.sdiff", R"([["c","a"],["d","a","b"]])"), R"(["b","c","d"])");
  EXPECT_EQ(call("array.dedup", R"([["c","a","c"]])"), R"(["c","a"])");
}

// spec/06 §6, in the order of the checks.
TEST_F(NoxBuiltins, SliceChecksItsArgumentsInOrder) {
  EXPECT_EQ(call("array.slice", R"([["a","b","c"],1,3])"), R"(["b","c"])");
  EXPECT_EQ(call("array.slice", R"([[1,2],2,2])"), "[]");
  EXPECT_EQ(call("array.slice", "[[1]]"),
            "error invalid number of parameters. need array, start index and end index");
  EXPECT_EQ(call("array.slice", R"([[],"x",{}])"), "[]");
  EXPECT_EQ(call("array.slice", "[1,-1,-1]"), "error first argument must be an array, was 1");
  EXPECT_EQ(call("array.slice", "[[1],-1,1.0]"),
            "error second argument (start index) must be an unsigned integer, was -1");
  EXPECT_EQ(call("array.slice", "[[1],0,1.0]"),
            "error third argument (end index) must be an unsigned integer, was 1.0");
  EXPECT_EQ(call("array.slice", "[[1],0,2]"),
            "error slice indexes out of bounds. start index: 0, end index: 2, array length: 1");
}

TEST_F(NoxBuiltins, KeepFloatsAsTheyAre) {
  EXPECT_EQ(call("op.identity", "[1.0]"), "1.0");
  EXPECT_EQ(call("json.stringify", "[[1.0,1e16]]"), R"("[1.0,1e16]")");
}

TEST_F(NoxBuiltins, UnitIsAnEmptyString) {
  EXPECT_EQ(call("op.noop", "[]"), R"("")");
  EXPECT_EQ(call("op.identity", "[]"), R"("")");
  EXPECT_EQ(call("run-console.print", "[1]"), R"("")");
}

TEST_F(NoxBuiltins, DescribeWrongLists) {
  EXPECT_EQ(call("op.concat", "[[],1]"),
            "error all arguments of 'concat' must be arrays: argument #1 is not");
  EXPECT_EQ(call("op.concat_strings", R"([1])"),
            "error all arguments of 'concat_strings' must be strings: argument #0 is not");
  EXPECT_EQ(call("op.array_length", "[1]"), "error op array_length's argument must be an array");
  EXPECT_EQ(call("array.length", "[]"),
            "error op array_length accepts exactly 1 argument: 0 found");
  EXPECT_EQ(call("json.obj", R"(["a",1,"b"])"),
            "error Expected odd number of arguments, got even. No value for key '\"b\"'");
  EXPECT_EQ(call("json.obj", "[1,2]"), "error All keys must be of type string. Key of the "
                                       "following pair is of invalid type: (1, 2)");
  EXPECT_EQ(call("json.puts_pairs", "[1,[]]"), "error expected json object, got 1");
}

TEST_F(NoxBuiltins, DescribeWrongBase58) {
  EXPECT_EQ(call("op.bytes_from_b58", R"(["a0"])"),
            "error Error: decode base58 failed: provided string contained invalid character '0' at "
            "byte 1\nInvalidCharacter { character: '0', index: 1 }");
  const std::string notUtf8 = call("op.bytes_to_b58", "[[97,255]]");
  EXPECT_EQ(call("op.string_from_b58", "[" + notUtf8 + "]"),
            "error Error: decode from bytes to UTF8 failed: invalid utf-8 sequence of 1 bytes from "
            "index 1\nUtf8Error { valid_up_to: 1, error_len: Some(1) }");
}

TEST_F(NoxBuiltins, ParseTextsAsTheVmDoes) {
  EXPECT_EQ(call("json.parse", R"(["{\"b\":1.0,\"a\":[]}"])"), R"({"a":[],"b":1.0})");
  EXPECT_EQ(call("json.parse", R"(["[1"])"),
            "error Error: error parsing json [1\nEOF while parsing a list at line 1 column 2");
}

TEST_F(NoxBuiltins, TimeoutsTakeNumbersTextsAndOptions) {
  for (const char* arguments : {R"([250,"m"])", R"(["250","m"])", R"([[250],["m"]])"}) {
    const auto answer = ask("peer", "timeout", arguments);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->delay, 250U) << arguments;
    EXPECT_EQ(value::toJson(answer->value), R"("m")") << arguments;
  }
  EXPECT_EQ(call("peer.timeout", "[1]"), R"("")");
  EXPECT_EQ(call("peer.timeout", "[-1]").substr(0, 45),
            "error Error: Error deserializing field 'durat");
}

class NoxInNetwork : public NoxBuiltins {
protected:
  NoxInNetwork() {
    for (const char* name : {"node1", "node2", "node3"})
      ids_.push_back(id(name));
    neighbours_ = {{peer_.id, true, true, {}},
                   {ids_[0], true, true, addresses_},
                   {ids_[1], true, true, {}},
                   {ids_[2], true, false, {}},
                   {client_, false, true, {}}};
    around_.neighbours = neighbours_;
  }

  static std::string id(const char* name) { return peerIdOfSeed(seedOfName(name)); }
  std::string quoted(const std::string& text) { return "[\"" + text + "\"]"; }

  std::vector<std::string> ids_;
  std::string client_ = id("client");
  std::vector<std::string> addresses_ = {"/dns4/node1/tcp/7777"};
  std::vector<Neighbour> neighbours_;
};

TEST_F(NoxInNetwork, SeePeersThatAreUp) {
  EXPECT_EQ(call("peer.is_connected", quoted(ids_[0])), "true");
  EXPECT_EQ(call("peer.is_connected", quoted(ids_[2])), "false");
  EXPECT_EQ(call("peer.connect", quoted(id("stranger"))), "false");
  EXPECT_EQ(call("peer.is_connected", R"(["0"])").substr(0, 12), "error Error:");
  EXPECT_EQ(call("peer.get_contact", quoted(ids_[0])),
            "{\"addresses\":[\"/dns4/node1/tcp/7777\"],\"peer_id\":\"" + ids_[0] + "\"}");
  EXPECT_EQ(call("peer.get_contact", quoted(id("stranger"))), R"("")");
}

TEST_F(NoxInNetwork, NeighborhoodHasOtherLiveNodesNearestFirst) {
  // The peer id's own bytes as an already hashed key: distance zero, so it comes first.
  EXPECT_EQ(call("kad.neighborhood", "[\"" + ids_[0] + "\",true]"),
            "[\"" + ids_[0] + "\",\"" + ids_[1] + "\"]");
  EXPECT_EQ(call("kad.neighborhood", "[\"" + ids_[1] + "\",[true],[1]]"), quoted(ids_[1]));
  EXPECT_EQ(call("kad.neigh_with_addrs", "[\"" + ids_[0] + "\",true,1]"),
            "[{\"addresses\":[\"/dns4/node1/tcp/7777\"],\"peer_id\":\"" + ids_[0] + "\"}]");
}

TEST_F(NoxInNetwork, MergeSortsByDistanceAndDropsRepetitions) {
  EXPECT_EQ(call("kad.merge", "[\"" + ids_[1] + "\"," + quoted(ids_[0]) + ",[\"" + ids_[1] +
                                  "\",\"" + ids_[0] + "\"]]"),
            "[\"" + ids_[1] + "\",\"" + ids_[0] + "\"]");
}

TEST_F(NoxBuiltins, SignOnlyRecordsOfTheirRegistry) {
  const auto answer = [&] { return call("sig.sign", "[[1,2,3]]"); };
  EXPECT_EQ(answer(), "error peer 'init' is not allowed to sign data on '" + peer_.id + "'");
  particle_.initPeer = peer_.id;
  request_.tetraplets = {{{"other", "registry", "get_record_bytes", ""}}};
  EXPECT_NE(answer().find("on peer '" + peer_.id + "', was from peer 'other'"), std::string::npos);
  request_.tetraplets = {{{peer_.id, "op", "identity", ""}}};
  EXPECT_NE(answer().find("was from 'op.identity'"), std::string::npos);
  request_.tetraplets = {{{peer_.id, "registry", "get_record_bytes", ".$.a"}}};
  EXPECT_NE(answer().find("is expected to be empty"), std::string::npos);
  request_.tetraplets = {{{peer_.id, "registry", "get_record_bytes", ""}}};
  EXPECT_NE(answer().find("\"success\":true"), std::string::npos);
}

TEST_F(NoxBuiltins, TheVaultKeepsTexts) {
  const std::string path = call("vault.put", R"(["hello"])");
  EXPECT_EQ(call("vault.cat", "[" + path + "]"), R"("hello")");
  EXPECT_NE(call("vault.put", R"(["hello"])"), path);
  EXPECT_EQ(call("vault.cat", R"(["/x"])"), "error Error reading vault file `/x`");
}

TEST_F(NoxBuiltins, ServicesAreThoseOfTheScenario) {
  peer_.services["b"]["f"] = Mock();
  shared_["a"]["f"] = Mock();
  shared_["*"]["f"] = Mock();
  EXPECT_EQ(call("srv.add_alias", R"(["other","b"])"), R"("")");
  EXPECT_EQ(call("srv.resolve_alias", R"(["other"])"), R"("b")");
  EXPECT_EQ(call("srv.resolve_alias_opt", R"(["none"])"), "[]");
  EXPECT_NE(call("srv.info", R"(["other"])").find(R"("aliases":["other"],)"), std::string::npos);
  EXPECT_NE(call("srv.add_alias", R"(["a","b"])").find("there is a service with that id"),
            std::string::npos);
  EXPECT_NE(call("srv.info", R"(["c"])").find("Service with id 'c' not found on"),
            std::string::npos);
  const auto list = ask("srv", "list", "[]");
  ASSERT_TRUE(list);
  ASSERT_EQ(list->value.items().size(), 2U);
  EXPECT_EQ(*list->value.items()[0].field("id"), value::Value::string("a"));
}

TEST_F(NoxBuiltins, SayWhatTheSimulationLacks) {
  EXPECT_EQ(call("dist.list_modules", "[]"),
            "error simulated nodes do not support 'dist.list_modules': mock it");
  EXPECT_EQ(call("tracingSrv.tracingEvent", R"(["f","enter"])"), "unknown");
}

} // namespace
} // namespace aqua::host
