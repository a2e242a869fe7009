#include "RunOrders.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::cli {

OrderOutcome orderOutcome(const driver::CallTarget& target, const network::RunResult& result,
                          Expected expected) {
  using Kind = OrderOutcome::Kind;
  const network::Outcome& outcome = result.outcome;
  const network::Ending ending = network::firstEnding(outcome);
  if (ending == network::Ending::Response) {
    const std::string text = resultText(target, result);
    return {Kind::Result, text.empty() ? "done" : text};
  }
  if (ending == network::Ending::Error || !outcome.vmErrors.empty())
    return {Kind::Error, errorLine(result)};
  if (expected == Expected::Nothing && outcome.status == network::Status::Quiescent)
    return {Kind::Result, "done"};
  return {Kind::Silence, "no answer (" + network::statusText(outcome.status).str() + ")"};
}

void OrderSummary::add(uint32_t seed, OrderOutcome outcome) {
  ++total_;
  const auto known = llvm::find_if(groups_, [&](const Group& g) { return g.outcome == outcome; });
  if (known != groups_.end())
    ++known->count;
  else
    groups_.push_back({std::move(outcome), 1, seed});
}

void OrderSummary::print(llvm::raw_ostream& out) const {
  std::vector<Group> groups = groups_;
  llvm::stable_sort(groups, [](const Group& a, const Group& b) { return a.count > b.count; });
  out << total_ << (total_ == 1 ? " order, " : " orders, ") << groups.size()
      << (groups.size() == 1 ? " outcome\n" : " outcomes\n");
  constexpr size_t maxShown = 20;
  for (const Group& group : llvm::ArrayRef(groups).take_front(maxShown))
    out << fmt::format("{:>7}  seed {:<6}  {}\n", group.count, group.firstSeed, group.outcome.text);
  if (groups.size() > maxShown) out << "  … and " << groups.size() - maxShown << " more\n";
}

ExitCode OrderSummary::verdict() const {
  const auto has = [&](OrderOutcome::Kind kind) {
    return llvm::any_of(groups_, [&](const Group& group) { return group.outcome.kind == kind; });
  };
  if (has(OrderOutcome::Kind::Silence)) return ExitCode::NoAnswer;
  return has(OrderOutcome::Kind::Error) ? ExitCode::SourceErrors : ExitCode::Success;
}

} // namespace aqua::cli
