// Writes random Aqua programs with their scenarios, one folder each.
//
// With --mutate one thing is broken in each program; mutation.json says what and where.
//
// usage: generate --out DIR [--seed N] [--count K] [--size S | --size FROM-TO] [--faults]
// [--mutate]
//                 [--without FEATURE]...

#include <string>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

#include "Generator.h"
#include "Mutate.h"

namespace aqua::fuzz {
namespace {

struct Request {
  Options options; // with the smallest size
  int sizes = 1;   // of programs with successive seeds
  std::string out;
  uint64_t count = 1;
  bool isMutating = false;
  bool isValid = true;
};

bool withoutFeature(Options& options, llvm::StringRef name) {
  for (size_t i = 1; i < featureCount; ++i)
    if (nameOf(static_cast<Feature>(i)) == name) {
      options.without.set(i);
      return true;
    }
  return false;
}

/// `12`, `6-20`
bool readSizes(Request& request, llvm::StringRef text) {
  const auto [from, to] = text.split('-');
  int last = 0;
  if (from.getAsInteger(10, request.options.size)) return false;
  if (!text.contains('-')) return true;
  if (to.getAsInteger(10, last) || last < request.options.size) return false;
  request.sizes = last - request.options.size + 1;
  return true;
}

Request parse(llvm::ArrayRef<const char*> arguments) {
  Request request;
  for (size_t i = 0; i < arguments.size(); ++i) {
    const llvm::StringRef option = arguments[i];
    if (option == "--faults") {
      request.options.hasFaults = true;
      continue;
    }
    if (option == "--mutate") {
      request.isMutating = true;
      continue;
    }
    if (i + 1 == arguments.size()) {
      request.isValid = false;
      break;
    }
    const llvm::StringRef value = arguments[++i];
    uint64_t number = 0;
    if (option == "--out")
      request.out = value.str();
    else if (option == "--without")
      request.isValid &= withoutFeature(request.options, value);
    else if (option == "--size")
      request.isValid &= readSizes(request, value);
    else if (value.getAsInteger(10, number))
      request.isValid = false;
    else if (option == "--seed")
      request.options.seed = number;
    else if (option == "--count")
      request.count = number;
    else
      request.isValid = false;
  }
  request.isValid &= !request.out.empty();
  return request;
}

bool writeFile(const std::string& path, llvm::StringRef text) {
  std::error_code error;
  llvm::raw_fd_ostream out(path, error);
  if (error) {
    llvm::errs() << "cannot write " << path << ": " << error.message() << '\n';
    return false;
  }
  out << text;
  return true;
}

bool write(Program program, const std::string& folder, Layout layout) {
  if (const std::error_code error = llvm::sys::fs::create_directories(folder)) {
    llvm::errs() << "cannot create " << folder << ": " << error.message() << '\n';
    return false;
  }
  bool isWritten = true;
  for (const File& file : program.files)
    isWritten &= writeFile(folder + "/" + file.name, toText(file, layout));
  std::string scenario;
  llvm::raw_string_ostream(scenario)
      << llvm::formatv("{0:2}", llvm::json::Value(std::move(program.scenario)));
  isWritten &= writeFile(folder + "/scenario.json", scenario);
  const llvm::json::Value about = llvm::json::Object{
      {"seed", program.seed}, {"function", program.function}, {"unordered", program.isUnordered}};
  std::string text;
  llvm::raw_string_ostream(text) << about << '\n';
  return writeFile(folder + "/about.json", text) && isWritten;
}

llvm::json::Value toJson(const Mutation& mutation) {
  const auto position = [](const Position& at) {
    return llvm::json::Object{{"line", static_cast<int64_t>(at.line)},
                              {"col", static_cast<int64_t>(at.column)}};
  };
  return llvm::json::Object{{"kind", mutation.kind},
                            {"file", mutation.file},
                            {"begin", position(mutation.begin)},
                            {"end", position(mutation.end)}};
}

bool writeMutant(Program program, uint64_t seed, const std::string& folder, Layout layout) {
  Random random(seed * 7919);
  std::optional<Mutation> mutation;
  while (!mutation) {
    Program copy = program;
    mutation = mutate(copy, random, layout);
    if (mutation) program = std::move(copy);
  }
  std::string text;
  llvm::raw_string_ostream(text) << toJson(*mutation) << '\n';
  return write(std::move(program), folder, layout) && writeFile(folder + "/mutation.json", text);
}

int run(const Request& request) {
  Coverage coverage;
  for (uint64_t i = 0; i < request.count; ++i) {
    Options options = request.options;
    options.seed += i;
    options.size += static_cast<int>(options.seed % static_cast<uint64_t>(request.sizes));
    Program program = Generator(options).generate();
    coverage.add(program.coverage);
    const std::string folder = request.out + "/p" + std::to_string(options.seed);
    const Layout layout{.indent = 1 + static_cast<int>(options.seed % 4)};
    const bool isWritten = request.isMutating
                               ? writeMutant(std::move(program), options.seed, folder, layout)
                               : write(std::move(program), folder, layout);
    if (!isWritten) return 1;
  }
  std::string counts;
  for (size_t i = 0; i < constructCount; ++i) {
    const auto construct = static_cast<Construct>(i);
    counts += std::to_string(coverage.count(construct)) + " " + nameOf(construct).str() + "\n";
  }
  return writeFile(request.out + "/coverage.txt", counts) ? 0 : 1;
}

} // namespace
} // namespace aqua::fuzz

int main(int count, char** arguments) {
  const aqua::fuzz::Request request = aqua::fuzz::parse(
      llvm::ArrayRef<const char*>(arguments, static_cast<size_t>(count)).drop_front());
  if (!request.isValid) {
    llvm::errs() << "usage: generate --out DIR [--seed N] [--count K] [--size S | --size FROM-TO] "
                    "[--faults] [--mutate] [--without FEATURE]...\n";
    return 2;
  }
  return aqua::fuzz::run(request);
}
