// Streams and stream maps: values in three parts by where they came from, each in generations
// (spec/05 §12), and their instances by scope (spec/04 §7.3).

#pragma once

#include <memory>
#include <vector>

#include "Error.h"
#include "Vm.h"
#include "trace/Handler.h"
#include "trace/Record.h"
#include "llvm/ADT/ArrayRef.h"

namespace aqua::vm {

/// An element of a stream. Of a stream map the value is `{"key": …, "value": …}`.
struct StreamValue {
  trace::ValueRecord record;
  uint32_t position = 0; // in the result trace: the state that added it
};

/// A stream: values in generations.
class Stream {
public:
  /// Values of several generations, none of which is empty.
  struct Generations {
    std::vector<StreamValue> values;
    std::vector<size_t> ends; // of each generation in `values`

    [[nodiscard]] size_t size() const { return ends.size(); }
    [[nodiscard]] llvm::ArrayRef<StreamValue> operator[](size_t index) const {
      const size_t begin = index == 0 ? 0 : ends[index - 1];
      return llvm::ArrayRef(values).slice(begin, ends[index] - begin);
    }
  };

  /// Adding the value that makes the stream that large is an error.
  explicit Stream(uint32_t sizeLimit = Limits().streamSize) : sizeLimit_(sizeLimit) {}

  /// How many generations of each part have been looked at.
  struct Cursor {
    size_t previous = 0, current = 0, fresh = 0;
  };

  /// A value made in this invocation.
  MaybeError addNew(StreamValue&& value);
  /// A value whose state was found in an old trace.
  MaybeError addOld(StreamValue&& value, trace::Source source, uint32_t generation);
  /// The same, of a call. `result` must outlive the stream: most values are never read, and of
  /// those only the place is kept.
  MaybeError addOld(const trace::ServiceResultRef& result, uint32_t position, trace::Source source,
                    uint32_t generation);

  /// All values in reading order.
  [[nodiscard]] std::vector<trace::ValueRecord> values();
  /// Copies of the non-empty generations, without as many of each part as the cursor says. The
  /// cursor counts empty generations, too, so some can be missed (the gap quirk, spec/05 §12.3).
  [[nodiscard]] Generations after(const Cursor& cursor);
  [[nodiscard]] Cursor end() const;
  [[nodiscard]] size_t size() const { return size_; }

  /// What is made from now on belongs to a new generation.
  void openGeneration() { ++fresh_.generations; }
  /// Undoes openGeneration() if nothing was made since.
  void dropEmptyGeneration();

  /// Numbers the generations consecutively without gaps and writes the numbers into the result
  /// trace (spec/05 §12.4).
  MaybeError compactify(trace::Handler& handler);

private:
  /// A value as it is kept.
  struct Entry {
    const trace::ServiceResultRef* result; // null: `record` counts
    uint32_t record;                       // index into the records of the part
    uint32_t position;
    uint32_t generation;
  };
  class Part {
  public:
    uint32_t generations = 0; // number of them, with the empty ones

    void add(uint32_t generation, StreamValue&& value);
    void add(uint32_t generation, const trace::ServiceResultRef& result, uint32_t position) {
      append({&result, 0, position, generation});
    }
    [[nodiscard]] bool isLastEmpty() const;
    /// By generation.
    [[nodiscard]] llvm::ArrayRef<Entry> entries() {
      sort();
      return entries_;
    }
    /// Where the generations begin that are not empty.
    [[nodiscard]] llvm::ArrayRef<size_t> starts();
    [[nodiscard]] trace::ValueRecord recordOf(const Entry& entry) const;

  private:
    void append(Entry entry) {
      isSorted_ = isSorted_ && (entries_.empty() || entry.generation >= entries_.back().generation);
      entries_.push_back(entry);
    }
    void sort();

    std::vector<Entry> entries_;
    std::vector<trace::ValueRecord> records_;
    std::vector<size_t> starts_; // of the first so many entries
    size_t started_ = 0;
    bool isSorted_ = true; // nearly always: honest data were written in this order
  };
  [[nodiscard]] Part& partFor(trace::Source source) {
    return source == trace::Source::Previous ? previous_ : current_;
  }
  MaybeError enterGeneration(Part& part, uint32_t generation) const;
  MaybeError countOne();

  Part previous_, current_, fresh_;
  size_t size_ = 0;
  uint32_t sizeLimit_;
};

/// The instances of all streams.
class Streams {
public:
  explicit Streams(uint32_t nameCount, Limits limits = {})
      : limits_(limits), instances_(nameCount) {}

  /// The instance that instruction `user` means, or null.
  [[nodiscard]] Stream* find(air::NameId name, uint32_t user);
  /// Makes a global instance if there is none. All other instances of the name are lost then, as in
  /// AquaVM: that happens if the user stands outside of every `new` that is being executed.
  [[nodiscard]] Stream& findOrCreate(air::NameId name, uint32_t user);

  /// `new`: an instance for the instructions inside of `scope`.
  void open(air::NameId name, const air::Instruction& scope);
  /// Ends the last instance of the name.
  MaybeError close(air::NameId name, trace::Handler& handler);
  /// At the end of the invocation: compactifies what is left.
  MaybeError closeAll(trace::Handler& handler);

private:
  struct Instance {
    const air::Instruction* scope = nullptr; // null: global
    std::unique_ptr<Stream> stream;
  };
  Limits limits_;
  std::vector<llvm::SmallVector<Instance, 1>> instances_; // by name; the innermost is the last
};

} // namespace aqua::vm
