// Properties of routes of random programs. AQUA_ROUTE_PROGRAMS sets the number of programs.

#include <cstdlib>

#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

#include "HandProgram.h"
#include "RandomProgram.h"
#include "route/Routed.h"

namespace aqua::test {
namespace {

uint32_t programCount() {
  const char* text = std::getenv("AQUA_ROUTE_PROGRAMS");
  return text ? static_cast<uint32_t>(std::atoi(text)) : 2000;
}

RandomProgramOptions variedOptions(uint32_t seed) {
  RandomProgramOptions options;
  options.depth = 3 + seed % 2;
  options.length = 3 + seed % 3;
  options.hasEmptyArrays = true;
  options.hasDerived = seed % 2 == 0;
  options.hasFeedback = true;
  options.hasRelay = seed % 7 != 0;
  return options;
}

std::string text(const flow::Process& process, const route::Process& routed) {
  std::string result;
  llvm::raw_string_ostream out(result);
  flow::print(process, out);
  route::print(routed, out);
  return result;
}

TEST(RandomRoute, EveryStepCanBeReachedAndEveryValueIsWhereItIsUsed) {
  for (uint32_t seed = 1; seed <= programCount(); ++seed) {
    const RandomProgram program = randomProgram(seed, variedOptions(seed));
    const flow::Process process = toProcess(program);
    const route::Process routed = route::routeProcess(process);
    const std::string problems = hand::problemsText(route::verify(routed));
    ASSERT_EQ(problems, "") << "seed " << seed << ":\n" << text(process, routed);
  }
}

TEST(RandomRoute, WithoutWaysForErrorsThereAreNoWrappersAndAllIsReached) {
  for (uint32_t seed = 1; seed <= 200; ++seed) {
    flow::Process process = toProcess(randomProgram(seed, variedOptions(seed)));
    process.errors = flow::ErrorMode::Unrouted;
    const route::Process routed = route::routeProcess(process);
    const std::string printed = text(process, routed);
    ASSERT_EQ(hand::problemsText(route::verify(routed)), "") << "seed " << seed << ":\n" << printed;
    ASSERT_EQ(printed.find("bring error"), std::string::npos) << "seed " << seed << ":\n"
                                                              << printed;
  }
}

TEST(RandomRoute, ProgramsAreSoundProcesses) {
  for (uint32_t seed = 1; seed <= 200; ++seed) {
    const flow::Process process = toProcess(randomProgram(seed, variedOptions(seed)));
    const std::vector<flow::Problem> problems = flow::verify(process);
    ASSERT_TRUE(problems.empty()) << "seed " << seed << ":\n" << problems.front().text;
  }
}

} // namespace
} // namespace aqua::test
