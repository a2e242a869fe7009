// Our VM against the real one: every recorded invocation must have the same outcome.

#include <gtest/gtest.h>

#include "Replay.h"
#include "trace/DataJson.h"
#include "llvm/Support/MemoryBuffer.h"

namespace aqua::vm::test {

namespace {

std::string joined(const std::vector<std::string>& lines, size_t end) {
  std::string text;
  for (size_t i = 0; i < end && i < lines.size(); ++i)
    text += lines[i] + "\n";
  return text;
}

/// Up to the first difference.
void expectSame(const Sequence& sequence, Transport transport = directly) {
  const std::vector<std::string> ours = replay(sequence, transport);
  if (const auto mismatch = firstMismatch(sequence, ours))
    ADD_FAILURE() << sequence.name << "\n"
                  << joined(sequence.lines, mismatch->line) << "EXPECTED: " << mismatch->expected
                  << "\nGOT:      " << mismatch->got << "\n";
}

/// The data after it was written to a file and read again.
DataRef throughJson(const DataRef& data) {
  if (!data) return nullptr;
  std::string text;
  llvm::raw_string_ostream out(text);
  value::printIndented(trace::toValue(*data), out);
  const value::ReadResult json = value::parseJson(text, value::Floats::Exact);
  EXPECT_TRUE(json.ok) << json.error.message << "\n" << text;
  value::FieldReader fields;
  DataRef read = trace::readData(json.value, fields);
  for (const value::FieldProblem& problem : fields.problems())
    ADD_FAILURE() << value::pathText(problem.path) << ": " << problem.message << "\n" << text;
  EXPECT_TRUE(read && *read == *data) << text;
  return read;
}

const std::string recordsFolder = AQUA_TEST_DATA "/../../conformance/vm/";

class Conformance : public testing::TestWithParam<const char*> {};

std::vector<Sequence> recordOf(const char* name) {
  const std::string path = recordsFolder + name;
  const auto buffer = llvm::MemoryBuffer::getFile(path);
  EXPECT_TRUE(buffer) << path;
  return buffer ? readRecord((*buffer)->getBuffer()) : std::vector<Sequence>();
}

TEST_P(Conformance, HasTheOutcomesOfTheRealVm) {
  const std::vector<Sequence> record = recordOf(GetParam());
  ASSERT_FALSE(record.empty());
  for (const Sequence& sequence : record)
    expectSame(sequence);
}

TEST_P(Conformance, LosesNothingIfDataAreJsonBetweenInvocations) {
  const std::vector<Sequence> record = recordOf(GetParam());
  ASSERT_FALSE(record.empty());
  for (const Sequence& sequence : record)
    expectSame(sequence, throughJson);
}

INSTANTIATE_TEST_SUITE_P(Records, Conformance,
                         testing::Values("catalogue.txt", "facts.txt", "merges.txt", "random.txt",
                                         "foreign.txt", "forged.txt"));

} // namespace

} // namespace aqua::vm::test
