// Our VM against the real one: every recorded invocation must have the same outcome.

#include <gtest/gtest.h>

#include "Replay.h"
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
void expectSame(const Sequence& sequence, const PeerNames& peers, Transport transport) {
  const std::vector<std::string> ours = replay(sequence, peers, transport);
  const auto [expected, got] =
      std::mismatch(sequence.lines.begin(), sequence.lines.end(), ours.begin(), ours.end());
  if (expected == sequence.lines.end() && got == ours.end()) return;
  const auto at = static_cast<size_t>(expected - sequence.lines.begin());
  ADD_FAILURE() << sequence.name << "\n"
                << joined(sequence.lines, at)
                << "EXPECTED: " << (at < sequence.lines.size() ? sequence.lines[at] : "(end)")
                << "\nGOT:      " << (at < ours.size() ? ours[at] : "(end)") << "\n";
}

const std::string recordsFolder = AQUA_TEST_DATA "/../../conformance/vm/";

class Conformance : public testing::TestWithParam<const char*> {};

Record recordOf(const char* name) {
  const std::string path = recordsFolder + name;
  const auto buffer = llvm::MemoryBuffer::getFile(path);
  EXPECT_TRUE(buffer) << path;
  return buffer ? readRecord((*buffer)->getBuffer()) : Record();
}

TEST_P(Conformance, HasTheOutcomesOfTheRealVm) {
  const Record record = recordOf(GetParam());
  ASSERT_FALSE(record.sequences.empty());
  for (const Sequence& sequence : record.sequences)
    expectSame(sequence, record.peers, Transport::Direct);
}

TEST_P(Conformance, LosesNothingIfDataAreJsonBetweenInvocations) {
  const Record record = recordOf(GetParam());
  ASSERT_FALSE(record.sequences.empty());
  for (const Sequence& sequence : record.sequences)
    expectSame(sequence, record.peers, Transport::AsJson);
}

INSTANTIATE_TEST_SUITE_P(Records, Conformance,
                         testing::Values("catalogue.txt", "facts.txt", "merges.txt", "random.txt",
                                         "foreign.txt"));

} // namespace

} // namespace aqua::vm::test
