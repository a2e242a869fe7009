#include "HandProgram.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::test::hand {

using Kind = Op::Kind;

OpPtr get(std::string output, std::string argument) {
  OpPtr op = group(Kind::Call);
  op->function = "get";
  op->arguments = {std::move(argument)};
  op->output = std::move(output);
  return op;
}

OpPtr on(std::string peer, OpPtr body) {
  OpPtr op = group(Kind::On, std::move(body));
  op->peer = std::move(peer);
  return op;
}

OpPtr onVia(std::string peer, std::string relay, OpPtr body) {
  OpPtr op = on(std::move(peer), std::move(body));
  const bool isList = relay == "rs";
  op->via.push_back({std::move(relay), isList});
  return op;
}

OpPtr co(OpPtr body) {
  return group(Kind::Co, std::move(body));
}

OpPtr attempt(OpPtr body, OpPtr handler) {
  return group(Kind::Try, std::move(body), std::move(handler));
}

OpPtr choose(std::string condition, OpPtr thenBranch, OpPtr elseBranch) {
  OpPtr op = group(Kind::If, std::move(thenBranch), std::move(elseBranch));
  op->name = std::move(condition);
  return op;
}

OpPtr loop(std::string iterable, std::string item, OpPtr body) {
  OpPtr op = group(Kind::For, std::move(body));
  op->name = std::move(iterable);
  op->item = std::move(item);
  return op;
}

OpPtr copy(std::string value, std::string output) {
  OpPtr op = group(Kind::Ap);
  op->value = std::move(value);
  op->output = std::move(output);
  return op;
}

OpPtr push(std::string value, std::string stream) {
  OpPtr op = group(Kind::Push);
  op->value = std::move(value);
  op->stream = std::move(stream);
  return op;
}

OpPtr gate(std::string stream, unsigned size) {
  OpPtr op = group(Kind::Gate);
  op->stream = std::move(stream);
  op->size = size;
  return op;
}

namespace {

RandomProgram programOf(OpPtr body, std::vector<std::string> result,
                        std::vector<std::string> streams) {
  RandomProgram program;
  program.body = std::move(*body);
  for (const char* name : {"p1", "p2", "p3", "p4", "c2", "r2", "ps", "qs", "rs"})
    program.arguments.push_back({name, {}});
  program.result = std::move(result);
  program.streams = std::move(streams);
  return program;
}

std::string verified(const route::Process& process) {
  return problemsText(route::verify(process));
}

} // namespace

std::string problemsText(const std::vector<route::Problem>& problems) {
  std::vector<std::string> lines;
  for (const route::Problem& problem : problems)
    lines.push_back(problem.text);
  return llvm::join(lines, "\n");
}

Routed::Routed(OpPtr body, std::vector<std::string> result, std::vector<std::string> streams)
    : program_(programOf(std::move(body), std::move(result), std::move(streams))),
      flow_(toProcess(program_)), process_(route::routeProcess(flow_)),
      mutants_(mutantsOf(process_)) {}

std::string Routed::print() const {
  std::string text;
  llvm::raw_string_ostream out(text);
  route::print(process_, out);
  return text;
}

std::string Routed::problems() const {
  return verified(process_);
}

const Mutant* Routed::find(Mutation mutation, llvm::StringRef text, unsigned ordinal) const {
  for (const Mutant& mutant : mutants_)
    if (mutant.mutation == mutation && (text.empty() || mutant.text == text) && ordinal-- == 0)
      return &mutant;
  return nullptr;
}

std::string Routed::problemsAfter(Mutation mutation, llvm::StringRef text, unsigned ordinal) const {
  const Mutant* mutant = find(mutation, text, ordinal);
  return mutant ? verified(apply(process_, *mutant)) : "there is nothing to damage";
}

std::string Routed::problemsAfterLeading(llvm::StringRef peer, llvm::StringRef variable) const {
  const Mutant* found = find(Mutation::ChangeHop, peer, 0);
  if (!found) return "there is nothing to damage";
  Mutant mutant = *found;
  const auto known =
      llvm::find_if(process_.vars, [&](const flow::Var& var) { return var.hint == variable; });
  mutant.newPeer = flow::ProcessBuilder::variable(
      flow::VarId{static_cast<uint32_t>(known - process_.vars.begin())});
  return verified(apply(process_, mutant));
}

} // namespace aqua::test::hand
