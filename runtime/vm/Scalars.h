// The write-once variables: scalars, canons and canon maps with their scopes (spec/04 §7.1).

#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "Error.h"
#include "trace/Record.h"
#include "llvm/ADT/SmallVector.h"

namespace aqua::vm {

/// What a variable holds: a scalar's value, or the snapshot of a canon or canon map.
using Content = std::variant<trace::ValueRecord, trace::CanonResultRef>;

/// One table for all three kinds, because names carry their tag. Each iteration of a fold has its
/// own depth; only the depths of the iterations being executed can be read.
class Scalars {
public:
  explicit Scalars(uint32_t nameCount) : cells_(nameCount) {}

  enum class Status : uint8_t { Missing, Cleared, Set };
  struct Found {
    Status status = Status::Missing;
    const Content* content = nullptr; // if Set; valid until the next write
  };
  [[nodiscard]] Found read(air::NameId name) const;

  /// Whether write() would be permitted.
  [[nodiscard]] bool canWrite(air::NameId name) const;
  /// Requires canWrite().
  void write(air::NameId name, Content&& content);

  /// `new`: hides the variable until close().
  void open(air::NameId name);
  /// False, if the top cell is of another depth: the table is corrupted.
  [[nodiscard]] bool close(air::NameId name);

  void enterFold() { levels_.push_back({true, static_cast<uint32_t>(touched_.size())}); }
  void leaveFold() {
    if (levels_.back().firstTouched != touched_.size()) dropTouched();
    levels_.pop_back();
  }
  void enterIteration() {
    levels_.back().isReadable = false;
    enterFold();
  }
  void leaveIteration() {
    leaveFold();
    levels_.back().isReadable = true;
  }

  [[nodiscard]] uint32_t depth() const { return static_cast<uint32_t>(levels_.size() - 1); }

private:
  struct Cell {
    explicit Cell(uint32_t d) : depth(d) {}
    uint32_t depth;
    std::optional<Content> content; // none: cleared by `new`
  };

  struct Level {
    bool isReadable = true;
    uint32_t firstTouched = 0; // of its names in touched_
  };

  Cell& push(air::NameId name);
  /// What was written in the last level.
  void dropTouched();

  std::vector<std::vector<Cell>> cells_;           // by name; the top is the last
  llvm::SmallVector<Level, 8> levels_ = {Level()}; // by depth, up to the current one
  std::vector<air::NameId> touched_; // names with cells in the levels but the outermost
};

} // namespace aqua::vm
