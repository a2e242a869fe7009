// The write-once variables: scalars, canons and canon maps with their scopes (spec/04 §7.1).

#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "Error.h"
#include "trace/Record.h"

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

  void enterFold();
  void leaveFold();
  void enterIteration();
  void leaveIteration();

  [[nodiscard]] uint32_t depth() const { return static_cast<uint32_t>(levels_.size() - 1); }

private:
  struct Cell {
    explicit Cell(uint32_t d) : depth(d) {}
    uint32_t depth;
    std::optional<Content> content; // none: cleared by `new`
  };

  struct Level {
    bool isReadable = true;
    size_t firstTouched = 0; // of its names in touched_
  };

  Cell& push(air::NameId name);

  std::vector<std::vector<Cell>> cells_; // by name; the top is the last
  std::vector<Level> levels_ = {{}};     // by depth, up to the current one
  std::vector<air::NameId> touched_;     // names with cells in the levels but the outermost
};

} // namespace aqua::vm
