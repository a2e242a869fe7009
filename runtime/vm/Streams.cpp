#include "Streams.h"

#include <numeric>

#include "llvm/ADT/STLExtras.h"

namespace aqua::vm {

namespace {

/// Honest data number generations below the size limit, and in the order of their values. Greater
/// numbers would only cost memory.
constexpr uint32_t generationLimit = 1 << 16;

} // namespace

MaybeError Stream::countOne() {
  if (++size_ >= sizeLimit_) return errors::streamSizeLimit(sizeLimit_);
  return std::nullopt;
}

void Stream::Part::add(uint32_t generation, StreamValue&& value) {
  if (generationOf_.empty() || generation > generationOf_.back())
    starts_.push_back(values_.size());
  else if (generation < generationOf_.back())
    isSorted_ = false;
  values_.push_back(std::move(value));
  generationOf_.push_back(generation);
}

bool Stream::Part::isLastEmpty() const {
  return generations > 0 && (generationOf_.empty() || generationOf_.back() + 1 != generations);
}

void Stream::Part::sort() {
  if (isSorted_) return;
  // Generations are numbered densely, so that counting them is enough.
  std::vector<uint32_t> firstOf(size_t{generations} + 1);
  for (const uint32_t generation : generationOf_)
    ++firstOf[size_t{generation} + 1];
  std::partial_sum(firstOf.begin(), firstOf.end(), firstOf.begin());
  std::vector<uint32_t> order(values_.size());
  for (uint32_t i = 0; i < order.size(); ++i)
    order[firstOf[generationOf_[i]]++] = i;
  Part sorted;
  sorted.values_.reserve(values_.size());
  sorted.generationOf_.reserve(values_.size());
  for (const uint32_t i : order)
    sorted.add(generationOf_[i], std::move(values_[i]));
  sorted.generations = generations;
  *this = std::move(sorted);
}

MaybeError Stream::addNew(StreamValue&& value) {
  if (fresh_.generations == 0) openGeneration();
  fresh_.add(fresh_.generations - 1, std::move(value));
  return countOne();
}

MaybeError Stream::addOld(StreamValue&& value, trace::Source source, uint32_t generation) {
  if (generation >= std::max(generationLimit, sizeLimit_))
    return errors::noSuchGeneration(generation);
  Part& part = source == trace::Source::Previous ? previous_ : current_;
  part.generations = std::max(part.generations, generation + 1);
  part.add(generation, std::move(value));
  return countOne();
}

std::vector<trace::ValueRecord> Stream::values() {
  std::vector<trace::ValueRecord> all;
  all.reserve(size_);
  for (Part* part : {&previous_, &current_, &fresh_})
    for (const StreamValue& value : part->values())
      all.push_back(value.record);
  return all;
}

Stream::Generations Stream::after(const Cursor& cursor) {
  Generations found;
  const auto collect = [&](Part& part, size_t skipped) {
    const llvm::ArrayRef<size_t> starts = part.starts();
    if (skipped >= starts.size()) return;
    const llvm::ArrayRef<StreamValue> rest = part.values().drop_front(starts[skipped]);
    const size_t before = found.values.size();
    found.values.insert(found.values.end(), rest.begin(), rest.end());
    for (const size_t start : starts.drop_front(skipped + 1))
      found.ends.push_back(before + start - starts[skipped]);
    found.ends.push_back(found.values.size());
  };
  collect(previous_, cursor.previous);
  collect(current_, cursor.current);
  collect(fresh_, cursor.fresh);
  return found;
}

Stream::Cursor Stream::end() const {
  return {previous_.generations, current_.generations, fresh_.generations};
}

void Stream::dropEmptyGeneration() {
  if (fresh_.isLastEmpty()) --fresh_.generations;
}

MaybeError Stream::compactify(trace::Handler& handler) {
  uint32_t number = 0;
  for (Part* part : {&previous_, &current_, &fresh_}) {
    const llvm::ArrayRef<StreamValue> values = part->values();
    const llvm::ArrayRef<size_t> starts = part->starts();
    for (size_t i = 0; i < starts.size(); ++i, ++number) {
      const size_t end = i + 1 < starts.size() ? starts[i + 1] : values.size();
      for (const StreamValue& value : values.slice(starts[i], end - starts[i]))
        if (auto error = handler.setGeneration(value.position, number))
          return errors::generationCompactification(error->text);
    }
  }
  return std::nullopt;
}

Stream* Streams::find(air::NameId name, uint32_t user) {
  for (Instance& instance : llvm::reverse(instances_[name.value])) {
    const air::Instruction* scope = instance.scope;
    if (!scope || (user > scope->id() && user < scope->end())) return instance.stream.get();
  }
  return nullptr;
}

Stream& Streams::findOrCreate(air::NameId name, uint32_t user) {
  if (Stream* stream = find(name, user)) return *stream;
  auto& all = instances_[name.value];
  all.clear();
  all.push_back({nullptr, std::make_unique<Stream>(limits_.streamSize)});
  return *all.back().stream;
}

void Streams::open(air::NameId name, const air::Instruction& scope) {
  instances_[name.value].push_back({&scope, std::make_unique<Stream>(limits_.streamSize)});
}

MaybeError Streams::close(air::NameId name, trace::Handler& handler) {
  auto& all = instances_[name.value];
  if (all.empty()) // lost, see findOrCreate(); the real VM traps
    return errors::refused("a restricted stream was replaced by a global one");
  const Instance last = all.pop_back_val();
  return last.stream->compactify(handler);
}

MaybeError Streams::closeAll(trace::Handler& handler) {
  for (const auto& instances : instances_)
    for (const Instance& instance : instances)
      if (MaybeError error = instance.stream->compactify(handler)) return error;
  return std::nullopt;
}

} // namespace aqua::vm
