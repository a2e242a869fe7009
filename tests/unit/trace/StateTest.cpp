// Printing, equality and content ids of states.

#include <gtest/gtest.h>

#include "Samples.h"
#include "trace/Cid.h"

namespace aqua::trace::test {

namespace {

using value::Value;

constexpr const char* peerA = "12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5";

// ---- content ids: the vectors of spec/05 §6.1 and §9

TEST(Cid, OfTexts) {
  EXPECT_EQ(cidOf(Value::integer(1)),
            "bagaaihra2y55tkbgv6i4d7vdoglfuzhbd3ra6e7ennpvfrmzaejwmbntusdq");
  EXPECT_EQ(cidOf(Value::string("test")),
            "bagaaihrarcyykpv4oj7zwdbepczyfthxya4og7s2rwvrzolm5kg2eu5dz3xa");
  EXPECT_EQ(cidOfArguments({}), "bagaaihra2u6rrqrsclvhwyyalff3rg6omaqy63x7foowfc4myqwt46n32wvq");
  EXPECT_EQ(cidOfArguments({Value::integer(1)}),
            "bagaaihrairzqzovkysmfdnnv3whrzwtooaghggixjcypmciea5acs6k2garq");
}

TEST(Cid, OfAServiceResult) {
  const Value value = Value::object({{"k", Value::array({Value::boolean(true), Value()})}});
  const auto origin = value::share(Tetraplet{peerA, "s", "f", ""});
  EXPECT_EQ(cidOf(*origin), "bagaaihrafc3t5n7o5pp25k2f7o5ojigbwcahisbiudxxjknfm3n5p7fmdu4q");
  EXPECT_EQ(cidOf(ServiceResult{value, {Value::integer(1)}, origin}),
            "bagaaihrasyio6ugygmdbgzmk3o5vg4pk36efgow3ai6zipnoaek7iwoxznoq");
}

TEST(Cid, OfACanon) {
  const auto origin = value::share(Tetraplet{peerA, "", "", ""});
  EXPECT_EQ(cidOf(CanonResult{origin, {{Value::integer(1), origin, {}}}}),
            "bagaaihra43j7jlofxemyh2wuurbg62lakxfmieldrlijxvpdotaaydg5hsra");
}

/// A canon whose only element is proven by the one before it, and so on.
CanonResultRef chain(int length) {
  CanonResultRef last = canon({literal(1)}).result;
  for (int i = 1; i < length; ++i) {
    ValueRecord element = literal(1);
    element.provenance = last;
    last = canon({element, element}).result;
  }
  return last;
}

TEST(Cid, OfALongChainOfCanonsIsFoundInLinearTime) {
  EXPECT_EQ(cidOf(*chain(500)), cidOf(*chain(500)));
  EXPECT_NE(cidOf(*chain(500)), cidOf(*chain(499)));
}

// ---- equality

TEST(Equality, OfCallsIsThatOfTheirContent) {
  EXPECT_EQ(State(sent("A", 1)), State(sent("A", 1)));
  EXPECT_FALSE(State(sent("A", 1)) == State(sent("A", 2)));
  EXPECT_FALSE(State(sent("A", 1)) == State(sent("B", 1)));
  EXPECT_FALSE(State(sent("A", 1)) == State(sent("A")));
  EXPECT_EQ(State(scalar(1)), State(scalar(1)));
  EXPECT_FALSE(State(scalar(1)) == State(scalar(2)));
  EXPECT_FALSE(State(scalar(1)) == State(unused(1)));
  EXPECT_FALSE(State(stream(1, 0)) == State(stream(1, 1)));
}

TEST(Equality, OfResultsIncludesArgumentsAndOrigin) {
  const ServiceResult a{Value::integer(1), {Value::integer(2)}, tetraplet("A")};
  EXPECT_TRUE(sameResult(a, {Value::integer(1), {Value::integer(2)}, tetraplet("A")}));
  EXPECT_FALSE(sameResult(a, {Value::integer(1), {}, tetraplet("A")}));
  EXPECT_FALSE(sameResult(a, {Value::integer(1), {Value::integer(2)}, tetraplet("B")}));
  EXPECT_FALSE(sameResult(a, {Value::integer(1), {Value::integer(2)}, tetraplet("A", "g")}));
}

TEST(Equality, OfCanonsIncludesTheProvenanceOfElements) {
  ValueRecord called = literal(1);
  called.provenance = result(1);
  EXPECT_EQ(State(canon({literal(1)})), State(canon({literal(1)})));
  EXPECT_FALSE(State(canon({literal(1)})) == State(canon({called})));
  EXPECT_FALSE(State(canon({literal(1)}, "A")) == State(canon({literal(1)}, "B")));
  EXPECT_FALSE(State(canon({literal(1)})) == State(canonSent("A")));
  EXPECT_TRUE(sameResult(*chain(500), *chain(500)));
  EXPECT_FALSE(sameResult(*chain(500), *chain(499)));
}

// ---- printing

const FoldState fold{{{0, {50, 1}, {2, 0}}}};

TEST(Printing, IsTheNotationOfTheSpecification) {
  EXPECT_EQ(text({ParState{1, 2}, sent("A"), sent("A", 4), scalar(1), stream(2, 3), unused(4),
                  failed(5), fold, ApState{6}, canonSent("B"), canon({literal(7)})}),
            "par(1,2) sent(A) sent(A:4) scalar 1 stream(3) 2 unused 4 failed 5 fold[0:(50,1)(2,0)] "
            "ap(6) canon_sent(B) canon [7]");
}

TEST(Printing, DebugTextIsThatOfTheRealVm) {
  EXPECT_EQ(debugText(State(ParState{1, 2})), "Par(ParResult { left_size: 1, right_size: 2 })");
  EXPECT_EQ(debugText(State(sent("X"))), "Call(RequestSentBy(PeerId(\"X\")))");
  EXPECT_EQ(debugText(State(sent("X", 4))),
            "Call(RequestSentBy(PeerIdWithCallId { peer_id: \"X\", call_id: 4 }))");
  const std::string cid = cidOf(*scalar(1).result);
  EXPECT_EQ(debugText(State(scalar(1))), "Call(Executed(Scalar(CID(\"" + cid + "\"))))");
  EXPECT_EQ(debugText(State(stream(1, 0))),
            "Call(Executed(Stream { cid: CID(\"" + cid + "\"), generation: 0 }))");
  EXPECT_EQ(debugText(State(failed(1))), "Call(Failed(CID(\"" + cid + "\")))");
  EXPECT_EQ(debugText(State(fold)),
            "Fold(FoldResult { lore: [FoldSubTraceLore { value_pos: 0, subtraces_desc: "
            "[SubTraceDesc { begin_pos: 50, subtrace_len: 1 }, SubTraceDesc { begin_pos: 2, "
            "subtrace_len: 0 }] }] })");
  EXPECT_EQ(debugText(State(ApState{0})), "Ap(ApResult { res_generations: [0] })");
  EXPECT_EQ(debugText(State(canonSent("X"))), "Canon(RequestSentBy(\"X\"))");
}

TEST(Printing, DisplayTextIsThatOfTheRealVm) {
  EXPECT_EQ(displayText(ParState{1, 2}), "par(1, 2)");
  EXPECT_EQ(displayText(sent("X")), "request_sent_by(X)");
  EXPECT_EQ(displayText(sent("X", 4)), "request_sent_by(X: 4)");
  EXPECT_EQ(displayText(fold), "fold(\n          0 - [50, 1], [2, 0]\n     )");
  EXPECT_EQ(displayText(ApState{0}), "ap: _ -> [0]");
  EXPECT_EQ(displayText(canonSent("X")), "canon [<object>]");
  EXPECT_EQ(displayText(canon({literal(7)})), "canon [<object>]");
}

TEST(Printing, StringsAreEscapedAsInRust) {
  EXPECT_EQ(debugString("a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
  EXPECT_EQ(debugString("\x01\x7f"), R"("\u{1}\u{7f}")");
  EXPECT_EQ(debugString("é 中 '"), "\"é 中 '\"");
}

TEST(Printing, ReadableDataHasTheShapeOfTheRealOneWithValuesForIds) {
  const Data data({ParState{1, 2}, sent("A", 4), scalar(1), stream(2, 3), failed(5), fold,
                   ApState{6}, canonSent("B"), canon({literal(7)})},
                  4);
  EXPECT_EQ(value::toJson(readable(data)),
            R"({"lcid":4,"trace":[{"par":[1,2]},)"
            R"({"call":{"sent_by":{"PeerIdWithCallId":{"call_id":4,"peer_id":"A"}}}},)"
            R"({"call":{"executed":{"scalar":1}}},)"
            R"({"call":{"executed":{"stream":{"cid":2,"generation":3}}}},{"call":{"failed":5}},)"
            R"({"fold":{"lore":[{"desc":[{"len":1,"pos":50},{"len":0,"pos":2}],"pos":0}]}},)"
            R"({"ap":{"gens":[6]}},{"canon":{"sent_by":"B"}},{"canon":{"executed":[7]}}]})");
}

TEST(Size, CountsEachRecordOnce) {
  const ServiceResultRef shared = result(1);
  const State state = CallState::finished(CallState::Kind::Scalar, shared);
  const size_t none = encodedSize(Data());
  const size_t one = encodedSize(Data({state}, 0)), two = encodedSize(Data({state, state}, 0));
  EXPECT_GT(one, none);
  EXPECT_LT(two - one, one - none);
}

} // namespace

} // namespace aqua::trace::test
