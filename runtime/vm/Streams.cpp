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
  append({nullptr, static_cast<uint32_t>(records_.size()), value.position, generation});
  records_.push_back(std::move(value.record));
}

trace::ValueRecord Stream::Part::recordOf(const Entry& entry) const {
  if (!entry.result) return records_[entry.record];
  return {(*entry.result)->value, (*entry.result)->tetraplet, *entry.result};
}

bool Stream::Part::isLastEmpty() const {
  return generations > 0 && (entries_.empty() || entries_.back().generation + 1 != generations);
}

llvm::ArrayRef<size_t> Stream::Part::starts() {
  sort();
  for (; started_ < entries_.size(); ++started_)
    if (started_ == 0 || entries_[started_].generation != entries_[started_ - 1].generation)
      starts_.push_back(started_);
  return starts_;
}

void Stream::Part::sort() {
  if (isSorted_) return;
  // Generations are numbered densely, so that counting them is enough.
  std::vector<uint32_t> firstOf(size_t{generations} + 1);
  for (const Entry& entry : entries_)
    ++firstOf[size_t{entry.generation} + 1];
  std::partial_sum(firstOf.begin(), firstOf.end(), firstOf.begin());
  std::vector<Entry> sorted(entries_.size());
  for (const Entry& entry : entries_)
    sorted[firstOf[entry.generation]++] = entry;
  entries_ = std::move(sorted);
  starts_.clear();
  started_ = 0;
  isSorted_ = true;
}

MaybeError Stream::addNew(StreamValue&& value) {
  if (fresh_.generations == 0) openGeneration();
  fresh_.add(fresh_.generations - 1, std::move(value));
  return countOne();
}

MaybeError Stream::enterGeneration(Part& part, uint32_t generation) const {
  if (generation >= std::max(generationLimit, sizeLimit_))
    return errors::noSuchGeneration(generation);
  part.generations = std::max(part.generations, generation + 1);
  return std::nullopt;
}

MaybeError Stream::addOld(StreamValue&& value, trace::Source source, uint32_t generation) {
  Part& part = partFor(source);
  if (MaybeError error = enterGeneration(part, generation)) return error;
  part.add(generation, std::move(value));
  return countOne();
}

MaybeError Stream::addOld(const trace::ServiceResultRef& result, uint32_t position,
                          trace::Source source, uint32_t generation) {
  Part& part = partFor(source);
  if (MaybeError error = enterGeneration(part, generation)) return error;
  part.add(generation, result, position);
  return countOne();
}

std::vector<trace::ValueRecord> Stream::values() {
  std::vector<trace::ValueRecord> all;
  all.reserve(size_);
  for (Part* part : {&previous_, &current_, &fresh_})
    for (const Entry& entry : part->entries())
      all.push_back(part->recordOf(entry));
  return all;
}

Stream::Generations Stream::after(const Cursor& cursor) {
  Generations found;
  const auto collect = [&](Part& part, size_t skipped) {
    const llvm::ArrayRef<size_t> starts = part.starts();
    if (skipped >= starts.size()) return;
    const size_t before = found.values.size();
    for (const Entry& entry : part.entries().drop_front(starts[skipped]))
      found.values.push_back({part.recordOf(entry), entry.position});
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
    const Entry* last = nullptr;
    for (const Entry& entry : part->entries()) {
      if (last && entry.generation != last->generation) ++number;
      last = &entry;
      if (auto error = handler.setGeneration(entry.position, number))
        return errors::generationCompactification(error->text);
    }
    if (last) ++number;
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
