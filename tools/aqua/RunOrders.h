// `aqua run --seeds N`: the same run under many orders of delivery.

#pragma once

#include "ExitCode.h"
#include "RunSummary.h"

namespace aqua::cli {

/// What a call can come to: the result, an error, or silence.
struct OrderOutcome {
  enum class Kind : uint8_t { Result, Error, Silence };
  Kind kind = Kind::Result;
  std::string text; // on one line
  friend auto operator<=>(const OrderOutcome&, const OrderOutcome&) = default;
};

/// `answers`: a function with results, which must respond.
enum class Expected : uint8_t { Answer, Nothing };

[[nodiscard]] OrderOutcome orderOutcome(const driver::CallTarget& target,
                                        const network::RunResult& result, Expected expected);

/// Counts outcomes; remembers the first seed of each.
class OrderSummary {
public:
  void add(uint32_t seed, OrderOutcome outcome);

  /// How many orders led to how many outcomes, and a line for each: how often, the first seed that
  /// leads to it, what it is. The most frequent first, and not more than twenty.
  void print(llvm::raw_ostream& out) const;
  /// Success if each order led to a result; NoAnswer if one led to none; else SourceErrors.
  [[nodiscard]] ExitCode verdict() const;

private:
  struct Group {
    OrderOutcome outcome;
    size_t count = 0;
    uint32_t firstSeed = 0;
  };
  std::vector<Group> groups_; // by first seed
  size_t total_ = 0;
};

} // namespace aqua::cli
