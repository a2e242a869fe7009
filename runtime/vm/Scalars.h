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
  explicit Scalars(uint32_t nameCount) : tops_(nameCount, none) {}

  enum class Status : uint8_t { Missing, Cleared, Set };
  struct Found {
    Status status = Status::Missing;
    const Content* content = nullptr; // if Set; valid until the next write
  };
  [[nodiscard]] Found read(air::NameId name) const {
    const uint32_t top = tops_[name.value];
    if (top == none || !levels_[cells_[top].depth].isReadable) return {};
    const auto& content = cells_[top].content;
    return content ? Found{Status::Set, &*content} : Found{Status::Cleared, nullptr};
  }

  /// Then write() is permitted, and is forgotten with the iteration.
  [[nodiscard]] bool isInFold() const { return depth() != 0; }
  /// Whether write() would be permitted.
  [[nodiscard]] bool canWrite(air::NameId name) const;
  /// Requires canWrite().
  void write(air::NameId name, Content&& content);

  /// `new`: hides the variable until close().
  void open(air::NameId name);
  /// False, if the top cell is of another depth: the table is corrupted.
  [[nodiscard]] bool close(air::NameId name);

  void enterFold() { levels_.push_back({true, static_cast<uint32_t>(cells_.size())}); }
  void leaveFold() {
    while (cells_.size() > levels_.back().firstCell)
      drop();
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
  static constexpr uint32_t none = UINT32_MAX;

  struct Cell {
    std::optional<Content> content; // none: cleared by `new`
    air::NameId name;
    uint32_t below = none; // the cell of this name that this one hides
    uint32_t depth = 0;
    bool isClosed = false; // by close(), while cells of other names lie above
  };

  struct Level {
    bool isReadable = true;
    uint32_t firstCell = 0;
  };

  Cell& push(air::NameId name);
  /// The last cell.
  void drop();

  std::vector<Cell> cells_;                        // of all names: those of deeper levels above
  std::vector<uint32_t> tops_;                     // by name: its last cell
  llvm::SmallVector<Level, 8> levels_ = {Level()}; // by depth, up to the current one
};

} // namespace aqua::vm
