// That nothing is lost is shown by the recorded sequences in tests/unit/vm.
#include "trace/DataJson.h"

#include <gtest/gtest.h>

using namespace aqua;

namespace {

/// The problems of a text as `path: message`.
std::vector<std::string> problems(llvm::StringRef text) {
  const value::ReadResult json = value::parseJson(text);
  EXPECT_TRUE(json.ok) << json.error.message;
  value::FieldReader fields;
  const auto data = trace::readData(json.value, fields);
  EXPECT_EQ(data == nullptr, !fields.problems().empty());
  std::vector<std::string> result;
  for (const value::FieldProblem& problem : fields.problems())
    result.push_back(value::pathText(problem.path) + ": " + problem.message);
  return result;
}

using Problems = std::vector<std::string>;

} // namespace

TEST(ReadData, TakesAnyNamesForContentIds) {
  const value::ReadResult json = value::parseJson(R"({"cid_info": {
    "value_store": {"v": "[1,2.0]"},
    "tetraplet_store": {"t": {"peer_pk": "A", "service_id": "s", "function_name": "f", "lens": ""}},
    "service_result_store": {"r": {"value_cid": "v", "tetraplet_cid": "t", "arguments": ["x"]}}},
    "lcid": 3,
    "trace": [{"call": {"executed": {"stream": {"cid": "r", "generation": 1}}}},
              {"call": {"executed": {"unused": "v"}}}]})");
  ASSERT_TRUE(json.ok);
  value::FieldReader fields;
  const auto data = trace::readData(json.value, fields);
  ASSERT_TRUE(data);
  EXPECT_EQ(data->lastRequest(), 3U);
  std::string text;
  llvm::raw_string_ostream out(text);
  print(*data, out);
  EXPECT_EQ(text, "stream(1) [1,2.0] unused [1,2.0]");
}

TEST(ReadData, SaysWhatIsMissing) {
  EXPECT_EQ(problems("{}"), Problems{": the field `trace` is missing"});
  EXPECT_EQ(problems(R"({"trace": [{"call": {"executed": {"scalar": "r"}}}]})"),
            Problems{"trace[0].call.executed.scalar: there is no `r` in service_result_store"});
  EXPECT_EQ(problems(R"({"trace": [{"canon": {"executed": "c"}}]})"),
            Problems{"trace[0].canon.executed: there is no `c` in canon_result_store"});
  EXPECT_EQ(problems(R"({"cid_info": {"service_result_store": {"r": {}}}, "trace": []})"),
            (Problems{"cid_info.service_result_store.r: the field `value_cid` is missing",
                      "cid_info.service_result_store.r: the field `tetraplet_cid` is missing",
                      "cid_info.service_result_store.r: the field `arguments` is missing"}));
}

TEST(ReadData, SaysWhatIsNoState) {
  EXPECT_EQ(problems(R"({"trace": [{"par": [1]}, {"ap": {"gens": [1, 2]}}, {"par": [1, -1]}]})"),
            (Problems{"trace[0].par: expected 2 items", "trace[1].ap.gens: expected 1 items",
                      "trace[2].par[1]: must be at least 0"}));
  EXPECT_EQ(
      problems(R"({"trace": [{"call": {}}, {"jump": 1}]})"),
      (Problems{"trace[0].call: expected an object with one field",
                "trace[1].jump: unknown field `jump`; there are: par, call, ap, fold, canon"}));
  EXPECT_EQ(problems(R"({"trace": [{"fold": {"lore": [{"pos": 1, "desc": []}]}}]})"),
            Problems{"trace[0].fold.lore[0]: expected 2 intervals in `desc`"});
}

TEST(ReadData, SaysThatTheValueOfAFailedCallIsNoError) {
  EXPECT_EQ(problems(R"({"cid_info": {
    "value_store": {"v": "1"},
    "tetraplet_store": {"t": {"peer_pk": "A", "service_id": "s", "function_name": "f", "lens": ""}},
    "service_result_store": {"r": {"value_cid": "v", "tetraplet_cid": "t", "arguments": []}}},
    "trace": [{"call": {"failed": "r"}}]})"),
            Problems{"trace[0].call.failed: the value of a failed call must be {\"message\": text, "
                     "\"ret_code\": number}"});
}

TEST(ReadData, SaysThatACanonContainsItself) {
  EXPECT_EQ(problems(R"({"cid_info": {
    "value_store": {"v": "[]"},
    "tetraplet_store": {"t": {"peer_pk": "A", "service_id": "", "function_name": "", "lens": ""}},
    "canon_element_store": {"e": {"value": "v", "tetraplet": "t",
                                  "provenance": {"type": "canon", "cid": "c"}}},
    "canon_result_store": {"c": {"tetraplet": "t", "values": ["e"]}}},
    "trace": []})"),
            Problems{"cid_info: the canon `c` contains itself"});
}
