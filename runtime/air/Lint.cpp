#include "Lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

#include "Hops.h"
#include "Mentions.h"
#include "llvm/ADT/STLExtras.h"

namespace aqua::air {
namespace {

constexpr uint32_t nowhere = std::numeric_limits<uint32_t>::max();

constexpr LintRule rules[] = {
    {"undefined", "a variable is read that nothing has written; AquaVM does not check `fail`, "
                  "values of maps, peers of canons and lenses of errors"},
    {"outside-fold", "an iterator is read where its fold does not reach"},
    {"written-twice", "a scalar is written again outside of folds: an error that nothing catches"},
    {"never-written", "a stream or map is read that nothing writes: always empty"},
    {"unused", "a variable is written and never read"},
    {"no-next", "a fold without `next` looks at the first element only"},
    {"unreachable", "an instruction behind one that never completes"},
};

/// What is known of a name in the whole script.
struct NameFacts {
  uint32_t firstWrite = nowhere;
  bool isRead = false;
  std::vector<uint32_t> folds; // whose iterator it is, in order
};

bool isStreamOrMap(llvm::StringRef name) {
  return name.starts_with("$") || (name.starts_with("%"));
}
bool isScalar(llvm::StringRef name) {
  return !isStreamOrMap(name) && !name.starts_with("#") && !(name.size() > 1 && name[1] == '%');
}

/// The scalar that an instruction writes.
std::optional<NameId> writtenScalar(const Script& script, const Instruction& instruction) {
  std::optional<NameId> written;
  visitMentions(instruction, [&](NameId name, Access access) {
    if (access == Access::Write && isScalar(script.name(name))) written = name;
  });
  return written;
}

class Linter {
public:
  explicit Linter(const Script& script)
      : script_(script), facts_(script.nameCount()), parents_(script.size(), nowhere),
        scopes_(script.size(), 0), isInFold_(script.size(), 0), hasNext_(script.size(), 0),
        endsHere_(script.size(), 0), isHop_(script.size(), 0) {}

  std::vector<LintFinding> run() {
    collect();
    for (uint32_t id = 0; id < script_.size(); ++id) {
      const Instruction& instruction = script_.instruction(id);
      checkReads(instruction);
      checkWrites(instruction);
      checkFold(instruction);
      checkReach(instruction);
    }
    llvm::stable_sort(findings_, [](const LintFinding& a, const LintFinding& b) {
      return a.span.begin < b.span.begin;
    });
    return std::move(findings_);
  }

private:
  void collect();
  void placeInParent(uint32_t id);
  void markHops();
  void checkReads(const Instruction& instruction);
  void checkRead(const Instruction& instruction, NameId name);
  void checkWrites(const Instruction& instruction);
  void checkFold(const Instruction& instruction);
  void checkReach(const Instruction& instruction);
  [[nodiscard]] uint32_t foldAround(uint32_t id, NameId iterator) const;
  void report(const Instruction& instruction, llvm::StringRef rule, std::string message) {
    findings_.push_back({rule, instruction.span(), std::move(message)});
  }
  [[nodiscard]] std::string name(NameId id) const { return script_.name(id).str(); }

  const Script& script_;
  std::vector<NameFacts> facts_;  // by name
  std::vector<uint32_t> parents_; // by instruction
  /// By instruction: the outermost one that executes it for certain, unless something fails.
  /// Between them there are only seq, par and `new` of streams and canons.
  std::vector<uint32_t> scopes_;
  std::vector<char> isInFold_; // by instruction
  std::vector<char> hasNext_;  // by fold
  std::vector<char> endsHere_; // by instruction: nothing behind it is ever executed
  std::vector<char> isHop_;    // by instruction: it is a part of a hop
  std::vector<LintFinding> findings_;
  std::set<std::pair<uint32_t, uint32_t>> writers_; // scopes and the scalars written in them
};

/// Children have greater ids than their parents, so this runs backwards for what depends on them.
void Linter::collect() {
  for (uint32_t id = script_.size(); id-- > 0;) {
    const Instruction& instruction = script_.instruction(id);
    for (const Instruction* child : children(instruction))
      parents_[child->id()] = id;
    visitMentions(instruction, [&](NameId name, Access access) {
      NameFacts& facts = facts_[name.value];
      if (access == Access::Read) facts.isRead = true;
      if (access == Access::Write) facts.firstWrite = id;
      if (access == Access::Iterate) facts.folds.push_back(id);
    });
    bool ends = llvm::isa<Fail, Never>(instruction);
    if (const auto* seq = llvm::dyn_cast<Seq>(&instruction))
      ends = endsHere_[seq->left->id()] != 0 || endsHere_[seq->right->id()] != 0;
    else if (const auto* handled = llvm::dyn_cast<Xor>(&instruction))
      ends = endsHere_[handled->left->id()] != 0 && endsHere_[handled->right->id()] != 0;
    else if (const auto* par = llvm::dyn_cast<Par>(&instruction))
      ends = endsHere_[par->left->id()] != 0 && endsHere_[par->right->id()] != 0;
    else if (const auto* scope = llvm::dyn_cast<New>(&instruction))
      ends = endsHere_[scope->body->id()] != 0;
    endsHere_[id] = ends ? 1 : 0;
  }
  for (NameFacts& facts : facts_)
    std::reverse(facts.folds.begin(), facts.folds.end());
  for (uint32_t id = 0; id < script_.size(); ++id)
    placeInParent(id);
  markHops();
}

void Linter::placeInParent(uint32_t id) {
  const Instruction& instruction = script_.instruction(id);
  if (const auto* next = llvm::dyn_cast<Next>(&instruction))
    if (const uint32_t fold = foldAround(id, next->iterator); fold != nowhere) hasNext_[fold] = 1;
  scopes_[id] = id;
  if (parents_[id] == nowhere) return;
  const Instruction& parent = script_.instruction(parents_[id]);
  const auto* scope = llvm::dyn_cast<New>(&parent);
  const bool isTransparent =
      llvm::isa<Seq, Par>(parent) || (scope && scope->variable.kind != VariableKind::Scalar);
  if (isTransparent) scopes_[id] = scopes_[parent.id()];
  isInFold_[id] = llvm::isa<Fold>(parent) || isInFold_[parent.id()] != 0 ? 1 : 0;
}

/// Folds with one iterator do not contain each other, so only the last one before can be around.
uint32_t Linter::foldAround(uint32_t id, NameId iterator) const {
  const std::vector<uint32_t>& folds = facts_[iterator.value].folds;
  const auto behind = std::lower_bound(folds.begin(), folds.end(), id);
  if (behind == folds.begin()) return nowhere;
  const uint32_t fold = *std::prev(behind);
  return id < script_.instruction(fold).end() ? fold : nowhere;
}

void Linter::markHops() {
  const Hops hops(script_);
  for (uint32_t id = 0; id < script_.size(); ++id) {
    const Instruction& instruction = script_.instruction(id);
    if (hops.target(instruction))
      std::fill(isHop_.begin() + id, isHop_.begin() + instruction.end(), char{1});
  }
}

void Linter::checkReads(const Instruction& instruction) {
  if (isHop_[instruction.id()] != 0) return;
  llvm::SmallVector<NameId, 4> seen;
  visitMentions(instruction, [&](NameId name, Access access) {
    if (access != Access::Read || llvm::is_contained(seen, name)) return;
    seen.push_back(name);
    checkRead(instruction, name);
  });
}

void Linter::checkRead(const Instruction& instruction, NameId read) {
  const NameFacts& facts = facts_[read.value];
  if (isStreamOrMap(script_.name(read))) {
    if (facts.firstWrite == nowhere)
      report(instruction, "never-written",
             fmt::format("nothing writes `{}`: it is always empty", name(read)));
    return;
  }
  if (facts.firstWrite < instruction.id() || foldAround(instruction.id(), read) != nowhere) return;
  if (facts.folds.empty())
    report(instruction, "undefined",
           fmt::format("nothing writes `{}` before it is read here", name(read)));
  else
    report(instruction, "outside-fold",
           fmt::format("`{}` is the iterator of a fold that does not reach here", name(read)));
}

void Linter::checkWrites(const Instruction& instruction) {
  const uint32_t id = instruction.id();
  visitMentions(instruction, [&](NameId used, Access access) {
    const bool isUnused = !facts_[used.value].isRead && isHop_[id] == 0;
    if (access == Access::Write && isUnused)
      report(instruction, "unused", fmt::format("nothing reads `{}`", name(used)));
  });
  const std::optional<NameId> scalar = writtenScalar(script_, instruction);
  // In a fold it may be written repeatedly.
  if (!scalar || isInFold_[id] != 0) return;
  const bool isFirst = writers_.insert({scopes_[id], scalar->value}).second;
  if (!isFirst)
    report(
        instruction, "written-twice",
        fmt::format("`{}` has a value already: error 20007, which nothing catches", name(*scalar)));
}

void Linter::checkFold(const Instruction& instruction) {
  const auto* fold = llvm::dyn_cast<Fold>(&instruction);
  if (!fold || hasNext_[fold->id()] != 0) return;
  report(instruction, "no-next",
         fmt::format("the fold has no `next {}`: it looks at the first element only",
                     name(fold->iterator)));
}

void Linter::checkReach(const Instruction& instruction) {
  const auto* seq = llvm::dyn_cast<Seq>(&instruction);
  if (!seq || endsHere_[seq->left->id()] == 0) return;
  report(*seq->right, "unreachable", "what stands before it never completes");
}

} // namespace

llvm::ArrayRef<LintRule> lintRules() {
  return rules;
}

std::vector<LintFinding> lint(const Script& script) {
  return Linter(script).run();
}

} // namespace aqua::air
