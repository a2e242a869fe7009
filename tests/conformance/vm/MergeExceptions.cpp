#include "MergeExceptions.h"

#include "air/Mentions.h"
#include "air/Print.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace aqua::vm::test {

namespace {

using Names = llvm::SmallVector<air::NameId, 2>;

/// The streams and maps that the instruction alone reads or adds to.
Names streamsOf(const air::Script& script, const air::Instruction& instruction,
                air::Access wanted) {
  Names names;
  air::visitMentions(instruction, [&](air::NameId name, air::Access access) {
    const llvm::StringRef text = script.name(name);
    if (access == wanted && (text.starts_with("$") || text.starts_with("%"))) names.push_back(name);
  });
  return names;
}

/// The instructions below a fold.
class Body {
public:
  Body(const air::Script& script, const air::Fold& fold) : script_(script), fold_(fold) {}

  /// A later iteration sees more of another stream than an earlier one.
  [[nodiscard]] bool readsWhatItWrites() const {
    Names written;
    for (uint32_t id = fold_.id() + 1; id < fold_.end(); ++id)
      written.append(streamsOf(script_, script_.instruction(id), air::Access::Write));
    return any([&](const air::Instruction& i) {
      return llvm::any_of(streamsOf(script_, i, air::Access::Read),
                          [&](air::NameId name) { return llvm::is_contained(written, name); });
    });
  }
  /// The error of an earlier iteration is still seen in a later one.
  [[nodiscard]] bool looksAtErrors() const {
    return any([&](const air::Instruction& i) {
      const std::string text = air::headText(script_, i);
      return llvm::StringRef(text).contains(":error:") ||
             llvm::StringRef(text).contains("%last_error%");
    });
  }
  /// Of values that two peers have put into one generation and a third into two, the last one is
  /// there twice for the third.
  [[nodiscard]] bool countsGenerations() const {
    return fold_.last && !llvm::isa<air::Null, air::Never>(fold_.last);
  }
  [[nodiscard]] bool writes(const Names& wanted) const {
    return any([&](const air::Instruction& i) {
      return llvm::any_of(streamsOf(script_, i, air::Access::Write),
                          [&](air::NameId name) { return llvm::is_contained(wanted, name); });
    });
  }

private:
  /// Whether one of them is wanted.
  [[nodiscard]] bool any(llvm::function_ref<bool(const air::Instruction&)> isWanted) const {
    for (uint32_t id = fold_.id() + 1; id < fold_.end(); ++id)
      if (isWanted(script_.instruction(id))) return true;
    return false;
  }

  const air::Script& script_;
  const air::Fold& fold_;
};

} // namespace

const char* whyOrderIsSeen(const air::Script& script) {
  const char* reason = nullptr;
  for (uint32_t id = 0; id < script.size(); ++id) {
    const air::Instruction& instruction = script.instruction(id);
    const auto* fold = llvm::dyn_cast<air::Fold>(&instruction);
    if (!fold || streamsOf(script, instruction, air::Access::Read).empty()) continue;
    const Body body(script, *fold);
    if (body.readsWhatItWrites()) return "iterations that read what others have written";
    if (body.looksAtErrors())
      reason = "iterations that see the errors of others";
    else if (!reason && body.writes(streamsOf(script, *fold, air::Access::Read)))
      reason = "folds that add to their own stream, for good";
    else if (!reason && body.countsGenerations())
      reason = "folds that do something after each generation";
  }
  return reason;
}

bool feedsItself(const air::Script& script) {
  for (uint32_t id = 0; id < script.size(); ++id) {
    const auto* fold = llvm::dyn_cast<air::Fold>(&script.instruction(id));
    if (fold && Body(script, *fold).writes(streamsOf(script, *fold, air::Access::Read)))
      return true;
  }
  return false;
}

bool hasLostStates(const air::Script& script, const Outcome& outcome) {
  return llvm::any_of(outcome.failures, [&](const Failure& failure) {
    return llvm::isa<air::Canon, air::ApMap>(script.instruction(failure.instruction));
  });
}

bool hasWrongArguments(const air::Script& script, const Outcome& outcome) {
  constexpr int64_t ofService = 10000;
  return llvm::any_of(outcome.failures, [&](const Failure& failure) {
    return failure.code != ofService &&
           llvm::isa<air::Call>(script.instruction(failure.instruction));
  });
}

} // namespace aqua::vm::test
