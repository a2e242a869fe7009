#include "Streams.h"

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

void Stream::Part::add(uint32_t generation, StreamValue value) {
  if (generations[generation].empty())
    filled.insert(llvm::upper_bound(filled, generation), generation); // nearly always at the end
  generations[generation].push_back(std::move(value));
}

MaybeError Stream::addNew(StreamValue value) {
  if (fresh_.generations.empty()) openGeneration();
  fresh_.add(static_cast<uint32_t>(fresh_.generations.size() - 1), std::move(value));
  return countOne();
}

MaybeError Stream::addOld(StreamValue value, trace::Source source, uint32_t generation) {
  if (generation >= std::max(generationLimit, sizeLimit_))
    return errors::noSuchGeneration(generation);
  Part& part = source == trace::Source::Previous ? previous_ : current_;
  if (generation >= part.generations.size()) part.generations.resize(generation + 1);
  part.add(generation, std::move(value));
  return countOne();
}

std::vector<trace::ValueRecord> Stream::values() const {
  std::vector<trace::ValueRecord> all;
  all.reserve(size_);
  for (const Part* part : {&previous_, &current_, &fresh_})
    for (const uint32_t generation : part->filled)
      for (const StreamValue& value : part->generations[generation])
        all.push_back(value.record);
  return all;
}

std::vector<Stream::Generation> Stream::after(const Cursor& cursor) const {
  std::vector<Generation> found;
  const auto collect = [&](const Part& part, size_t skipped) {
    for (size_t i = skipped; i < part.filled.size(); ++i)
      found.push_back(part.generations[part.filled[i]]);
  };
  collect(previous_, cursor.previous);
  collect(current_, cursor.current);
  collect(fresh_, cursor.fresh);
  return found;
}

Stream::Cursor Stream::end() const {
  return {previous_.generations.size(), current_.generations.size(), fresh_.generations.size()};
}

void Stream::dropEmptyGeneration() {
  auto& generations = fresh_.generations;
  if (!generations.empty() && generations.back().empty()) generations.pop_back();
}

MaybeError Stream::compactify(trace::Handler& handler) const {
  uint32_t number = 0;
  for (const Part* part : {&previous_, &current_, &fresh_})
    for (const uint32_t generation : part->filled) {
      for (const StreamValue& value : part->generations[generation])
        if (auto error = handler.setGeneration(value.position, number))
          return errors::generationCompactification(error->text);
      ++number;
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
