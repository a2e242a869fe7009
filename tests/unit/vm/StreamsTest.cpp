// Generations and instances of streams (spec/05 §12).

#include "Streams.h"

#include <gtest/gtest.h>

#include "Vm.h"
#include "trace/Data.h"

namespace aqua::vm::test {

namespace {

using trace::Source;
using value::Value;

StreamValue number(int64_t n, uint32_t position = 0) {
  return {{Value::integer(n), value::share(trace::Tetraplet()), {}}, position};
}

std::string text(const std::vector<trace::ValueRecord>& values) {
  std::string all;
  for (const trace::ValueRecord& record : values)
    all += value::toJson(record.value);
  return all;
}

/// Generations separated by blanks.
std::string text(const Stream::Generations& generations) {
  std::string all;
  for (size_t i = 0; i < generations.size(); ++i) {
    if (!all.empty()) all += ' ';
    for (const StreamValue& value : generations[i])
      all += value::toJson(value.record.value);
  }
  return all;
}

TEST(Stream, IsReadFromPreviousOverCurrentToNewValues) {
  Stream stream;
  EXPECT_FALSE(stream.addNew(number(5)));
  EXPECT_FALSE(stream.addOld(number(3), Source::Current, 1));
  EXPECT_FALSE(stream.addOld(number(2), Source::Previous, 1));
  EXPECT_FALSE(stream.addOld(number(4), Source::Current, 1));
  EXPECT_FALSE(stream.addOld(number(1), Source::Previous, 0));
  EXPECT_EQ(text(stream.values()), "12345");
  EXPECT_EQ(text(stream.after({})), "1 2 34 5");
}

TEST(Stream, NewValuesGoToTheLastOpenedGeneration) {
  Stream stream;
  EXPECT_FALSE(stream.addNew(number(1)));
  const Stream::Cursor cursor = stream.end();
  stream.openGeneration();
  EXPECT_EQ(text(stream.after(cursor)), "");
  EXPECT_FALSE(stream.addNew(number(2)));
  EXPECT_EQ(text(stream.after(cursor)), "2");
  stream.openGeneration();
  stream.dropEmptyGeneration();
  stream.dropEmptyGeneration();
  EXPECT_EQ(text(stream.after({})), "1 2");
}

TEST(Stream, ValuesBehindAGapAreMissed) {
  Stream stream;
  EXPECT_FALSE(stream.addOld(number(1), Source::Previous, 0));
  EXPECT_FALSE(stream.addOld(number(2), Source::Current, 1)); // generation 0 of this part is empty
  const Stream::Cursor cursor = stream.end();
  EXPECT_FALSE(stream.addOld(number(3), Source::Current, 2));
  EXPECT_EQ(text(stream.after(cursor)), ""); // two are skipped: 2 and 3, not the gap and 2
}

TEST(Stream, HoldsLessThan1024Values) {
  Stream stream;
  for (int i = 0; i < 1023; ++i)
    ASSERT_FALSE(stream.addNew(number(i)));
  EXPECT_EQ(stream.addNew(number(0))->code, 20013);
}

TEST(Stream, HoldsOneValueLessThanItsLimit) {
  Stream stream(3);
  EXPECT_FALSE(stream.addNew(number(1)));
  EXPECT_FALSE(stream.addOld(number(2), Source::Current, 0));
  EXPECT_EQ(stream.addNew(number(3))->message, "stream size goes over the allowed limit of 3");
}

TEST(Stream, ReadsGenerationsInOrderHoweverTheyWereFilled) {
  Stream stream;
  for (const uint32_t generation : {5u, 2u, 4u, 2u})
    EXPECT_FALSE(stream.addOld(number(generation), Source::Previous, generation));
  EXPECT_EQ(text(stream.after({1, 0, 0})), "4 5");
}

TEST(Stream, ResultsOfCallsAreReadWhereTheyAre) {
  const auto resultOf = [](int64_t n) {
    const auto origin = value::share(trace::Tetraplet{"A", "s", "f", ""});
    return value::share(trace::ServiceResult{Value::integer(n), {}, origin});
  };
  const trace::ServiceResultRef first = resultOf(1), third = resultOf(3);
  Stream stream;
  EXPECT_FALSE(stream.addOld(third, 8, Source::Previous, 2));
  EXPECT_FALSE(stream.addOld(number(2, 7), Source::Previous, 1));
  EXPECT_FALSE(stream.addOld(first, 6, Source::Previous, 0));
  const Stream::Generations all = stream.after({});
  EXPECT_EQ(text(all), "1 2 3");
  EXPECT_EQ(all.values[0].position, 6u);
  EXPECT_EQ(all.values[2].position, 8u);
  EXPECT_EQ(all.values[2].record.tetraplet, third->tetraplet);
  EXPECT_EQ(std::get<trace::ServiceResultRef>(all.values[2].record.provenance), third);
  EXPECT_EQ(stream.addOld(first, 9, Source::Current, 0xCAFEBABE)->code, 20011);
}

TEST(Stream, RefusesGenerationsThatOnlyAForgerWrites) {
  Stream stream;
  EXPECT_EQ(stream.addOld(number(1), Source::Current, 0xCAFEBABE)->code, 20011);
}

// ---- numbering at the end of an invocation: the table of spec/05 §12.4

using Generations = std::vector<uint32_t>;

DataRef aps(const Generations& generations) {
  std::vector<trace::State> trace;
  for (const uint32_t generation : generations)
    trace.push_back(trace::ApState{generation});
  return std::make_shared<const trace::Data>(std::move(trace), 0);
}

/// Runs `(ap 1 $s)` so many times over two traces of bare aps.
Generations numbered(int count, const Generations& previous, const Generations& current) {
  air::ScriptBuilder builder;
  const auto stream = builder.variable(air::VariableKind::Stream, "$s");
  const air::Instruction* script = builder.null();
  for (int i = 0; i < count; ++i)
    script = builder.seq(builder.ap(air::ScriptBuilder::integer(1), stream), script);
  const air::Script built = builder.finish(script);
  Input input;
  input.script = &built;
  input.previous = aps(previous);
  input.current = aps(current);
  const Outcome outcome = invoke(input);
  EXPECT_EQ(outcome.code, 0) << outcome.errorMessage;
  Generations result;
  for (const trace::State& state : outcome.data->trace())
    result.push_back(std::get<trace::ApState>(state).generation);
  return result;
}

TEST(Generations, AreNumberedFromPreviousOverCurrentToNew) {
  EXPECT_EQ(numbered(2, {}, {5, 3}), (Generations{1, 0}));
  EXPECT_EQ(numbered(3, {0}, {0, 0}), (Generations{0, 1, 2}));
  EXPECT_EQ(numbered(4, {0}, {0, 0}), (Generations{0, 1, 2, 2}));
  EXPECT_EQ(numbered(4, {2, 7}, {0, 0, 4}), (Generations{0, 1, 2, 3}));
}

// ---- instances

class StreamsTest : public testing::Test {
protected:
  StreamsTest() : script_(build()) {}

  /// 0: (seq (new $s 1..3: (seq (null) (null))) 4..: (null))
  static air::Script build() {
    air::ScriptBuilder builder;
    const auto stream = builder.variable(air::VariableKind::Stream, "$s");
    return builder.finish(builder.seq(
        builder.new_(stream, builder.seq(builder.null(), builder.null())), builder.null()));
  }

  const air::NameId s_{0};
  air::Script script_;
  Streams streams_{1};
};

TEST_F(StreamsTest, AnInstanceBelongsToTheInstructionsInsideOfItsNew) {
  EXPECT_EQ(streams_.find(s_, 3), nullptr);
  Stream& global = streams_.findOrCreate(s_, 5);
  streams_.open(s_, script_.instruction(1));
  Stream* inner = streams_.find(s_, 3);
  EXPECT_NE(inner, &global);
  EXPECT_EQ(streams_.find(s_, 1), &global); // the new itself
  EXPECT_EQ(streams_.find(s_, 5), &global);
  trace::Handler handler(nullptr, nullptr);
  EXPECT_FALSE(streams_.close(s_, handler));
  EXPECT_EQ(streams_.find(s_, 3), &global);
}

TEST_F(StreamsTest, AGlobalInstanceReplacesRestrictedOnesBeingExecuted) {
  streams_.open(s_, script_.instruction(1));
  streams_.open(s_, script_.instruction(1));
  Stream& global = streams_.findOrCreate(s_, 5);
  EXPECT_EQ(streams_.find(s_, 3), &global);
  trace::Handler handler(nullptr, nullptr);
  EXPECT_FALSE(streams_.close(s_, handler));
  EXPECT_EQ(streams_.close(s_, handler)->code, 20000); // the real VM traps
}

} // namespace

} // namespace aqua::vm::test
