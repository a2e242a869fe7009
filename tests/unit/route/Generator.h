// Makes random programs. One class; statements without streams are in RandomProgram.cpp, loops and
// options in RandomLoops.cpp, what concerns streams and maps in RandomStreams.cpp.

#pragma once

#include "llvm/ADT/StringMap.h"

#include "Random.h"
#include "RandomProgram.h"

namespace aqua::test {

class Generator {
public:
  Generator(uint32_t seed, const RandomProgramOptions& options);

  RandomProgram generate();

private:
  /// What a statement may use. Blocks of one scope share their list of variables.
  struct Scope {
    NameList* vars = nullptr;
    NameList items; // that are peers
    int depth = 0;
    bool isInLoop = false;
    bool isInStream = false;

    [[nodiscard]] Scope deeper() const {
      Scope copy = *this;
      --copy.depth;
      return copy;
    }
  };

  // Parts of statements
  static OpPtr make(Op::Kind kind);
  static OpPtr group(Op::Kind kind, OpPtr child);
  static OpPtr sequence(OpPtr first, OpPtr second);
  std::string fresh(const char* prefix) { return prefix + std::to_string(++lastId_); }
  std::string tag();
  NameList shuffled(size_t count);
  void chooseArguments();
  OpPtr on(OpPtr body, const NameList& items);
  OpPtr maybeOn(double probability, OpPtr statement, const Scope& scope);
  std::string argument(const Scope& scope);
  OpPtr call(const char* function, NameList arguments, std::string output);
  OpPtr copy(std::string value, std::string output);
  OpPtr callStatement(const Scope& scope);

  // Blocks and statements
  OpPtr innerBlock(const Scope& scope, unsigned limit);
  OpPtr block(const Scope& scope, unsigned limit);
  void statement(const Scope& scope, Op& out);
  OpPtr parBranch(const Scope& scope);
  void parallelStatement(const Scope& scope, Op& out);
  OpPtr parallel(const Scope& scope);
  OpPtr guarded(const Scope& scope);
  void conditional(const Scope& scope, Op& out);
  void record(const Scope& scope, Op& out);
  void closure(const Scope& scope, Op& out);

  // Loops and options
  void derived(const Scope& scope, Op& out);
  OpPtr loop(Op::Kind kind, const std::string& iterable, const Scope& scope, unsigned limit);
  OpPtr seqLoop(const Scope& scope, unsigned limit);
  void option(const Scope& scope, Op& out);
  OpPtr parSeq(const Scope& scope);

  // Streams and maps
  void stream(const Scope& scope, Op& out);
  OpPtr producer(const Scope& scope, const std::string& stream);
  OpPtr push(const std::string& value, const std::string& stream);
  OpPtr gate(const std::string& stream, unsigned size);
  void consume(const std::string& stream, unsigned size, const Scope& scope, Op& out);
  unsigned fill(const std::string& stream, const Scope& scope, Op& out);
  void reaction(const Scope& scope, Op& out);
  void map(const Scope& scope, Op& out);
  OpPtr insertion(const Scope& scope, const std::string& map);

  Random random_;
  RandomProgramOptions options_;
  RandomProgram program_;
  NameList tags_;
  const NameList nodes_{"node1", "node2", "node3", "node4"};
  llvm::StringMap<unsigned> counts_;
  unsigned lastId_ = 0;
};

} // namespace aqua::test
