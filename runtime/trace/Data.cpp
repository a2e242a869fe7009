#include "Data.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/Hashing.h"

namespace aqua::trace {

// From the end: a canon refers to earlier ones, and freeing it first would free a chain of them
// recursively.
Data::~Data() {
  while (!trace_.empty())
    trace_.pop_back();
}

void print(const Data& data, llvm::raw_ostream& out) {
  for (const State& state : data.trace()) {
    if (&state != data.trace().data()) out << ' ';
    print(state, out);
  }
}

value::Value readable(const Data& data) {
  std::vector<value::Value> trace;
  trace.reserve(data.trace().size());
  for (const State& state : data.trace())
    trace.push_back(readable(state));
  return value::Value::object({
      {"lcid", value::Value::integer(data.lastRequest())},
      {"trace", value::Value::array(std::move(trace))},
  });
}

namespace {

// Sizes of spec/05 §8: all records are rkyv structures, content ids are texts of 61 characters.
constexpr size_t envelopeSize = 54;
constexpr size_t rootSize = 56;
constexpr size_t signatureSize = 116;
constexpr size_t stateSize = 24;
constexpr size_t cidSize = 61;
constexpr size_t entrySize = 12;
constexpr size_t loreSize = 28;

class SizeCounter {
public:
  size_t count(const Data& data) {
    size_ = envelopeSize + rootSize + signatureSize;
    // Counting is a good part of a run over many peers: no table grows step by step.
    seen_.reserve(data.trace().size());
    texts_.reserve(data.trace().size() / 2);
    for (const State& state : data.trace())
      add(state);
    return size_;
  }

private:
  void add(const State& state) {
    size_ += stateSize;
    if (const auto* call = std::get_if<CallState>(&state)) {
      if (call->isFinished())
        add(*call->result);
      else
        size_ += call->sender->size();
    } else if (const auto* fold = std::get_if<FoldState>(&state)) {
      size_ += fold->lore.size() * loreSize;
    } else if (const auto* canon = std::get_if<CanonState>(&state)) {
      if (canon->result)
        add(*canon->result);
      else
        size_ += canon->sender->size();
    }
  }

  void add(const ServiceResult& result) {
    if (!seen_.insert(&result).second) return;
    size_ += cidSize;
    if (!result.tetraplet) return;
    size_ += 2 * cidSize + 2 * entrySize;
    add(result.value.textDigest());
    add(*result.tetraplet);
  }

  void add(const CanonResult& canon) {
    if (!seen_.insert(&canon).second) return;
    size_ += cidSize + entrySize + canon.elements.size() * cidSize;
    for (const ValueRecord& element : canon.elements) {
      const value::TextDigest text = element.value.textDigest();
      // Snapshots of one stream share most elements.
      if (!elements_.insert(text.hash ^ llvm::hash_value(element.tetraplet.get())).second) continue;
      size_ += 2 * entrySize;
      add(text);
      add(*element.tetraplet);
    }
  }

  void add(const value::TextDigest& text) {
    if (!texts_.insert(text.hash).second) return;
    size_ += cidSize + 2 * entrySize + text.size;
  }

  void add(const Tetraplet& tetraplet) {
    if (!seen_.insert(&tetraplet).second) return;
    size_ += cidSize + entrySize + 4 * 8 + tetraplet.peer.size() + tetraplet.service.size() +
             tetraplet.function.size() + tetraplet.lens.size();
  }

  size_t size_ = 0;
  llvm::DenseSet<const void*> seen_;
  llvm::DenseSet<uint64_t> texts_;    // their hashes
  llvm::DenseSet<uint64_t> elements_; // hashes of value and origin
};

} // namespace

size_t encodedSize(const Data& data) {
  return SizeCounter().count(data);
}

} // namespace aqua::trace
