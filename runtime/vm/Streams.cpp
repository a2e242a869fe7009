#include "Streams.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::vm {

namespace {

constexpr size_t sizeLimit = 1024;
/// Honest data number generations below the size limit. Greater numbers would only cost memory.
constexpr uint32_t generationLimit = 1 << 16;

} // namespace

MaybeError Stream::countOne() {
  if (++size_ >= sizeLimit) return errors::streamSizeLimit();
  return std::nullopt;
}

MaybeError Stream::addNew(StreamValue value) {
  if (fresh_.empty()) openGeneration();
  fresh_.back().push_back(std::move(value));
  return countOne();
}

MaybeError Stream::addOld(StreamValue value, trace::Source source, uint32_t generation) {
  if (generation >= generationLimit) return errors::noSuchGeneration(generation);
  Part& part = source == trace::Source::Previous ? previous_ : current_;
  if (generation >= part.size()) part.resize(generation + 1);
  part[generation].push_back(std::move(value));
  return countOne();
}

std::vector<trace::ValueRecord> Stream::values() const {
  std::vector<trace::ValueRecord> all;
  all.reserve(size_);
  for (const Part* part : {&previous_, &current_, &fresh_})
    for (const Generation& generation : *part)
      for (const StreamValue& value : generation)
        all.push_back(value.record);
  return all;
}

std::vector<Stream::Generation> Stream::after(const Cursor& cursor) const {
  std::vector<Generation> found;
  const auto collect = [&](const Part& part, size_t skipped) {
    for (const Generation& generation : part) {
      if (generation.empty()) continue;
      if (skipped > 0)
        --skipped;
      else
        found.push_back(generation);
    }
  };
  collect(previous_, cursor.previous);
  collect(current_, cursor.current);
  collect(fresh_, cursor.fresh);
  return found;
}

Stream::Cursor Stream::end() const {
  return {previous_.size(), current_.size(), fresh_.size()};
}

void Stream::dropEmptyGeneration() {
  if (!fresh_.empty() && fresh_.back().empty()) fresh_.pop_back();
}

MaybeError Stream::compactify(trace::Handler& handler) const {
  uint32_t number = 0;
  for (const Part* part : {&previous_, &current_, &fresh_})
    for (const Generation& generation : *part) {
      if (generation.empty()) continue;
      for (const StreamValue& value : generation)
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
  all.push_back({nullptr, std::make_unique<Stream>()});
  return *all.back().stream;
}

void Streams::open(air::NameId name, const air::Instruction& scope) {
  instances_[name.value].push_back({&scope, std::make_unique<Stream>()});
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
