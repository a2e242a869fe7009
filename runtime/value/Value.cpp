#include "Value.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <limits>
#include <variant>

#include "llvm/Support/xxhash.h"

namespace aqua::value {

/// Alternatives in the order of Kind, without Null.
struct ValueRep {
  using Content = std::variant<bool, int64_t, uint64_t, double, std::string, std::vector<Value>,
                               std::vector<Member>>;
  explicit ValueRep(Content c) : content(std::move(c)) {}

  Content content;
  mutable std::atomic<uint32_t> references = 0;
  // The digest of the text; a size of 0: not made yet. Who finds it missing makes the same one.
  mutable std::atomic<uint32_t> textSize = 0;
  mutable std::atomic<uint64_t> textHash = 0;
};

namespace {

template <typename T>
llvm::IntrusiveRefCntPtr<const ValueRep> makeRep(T content) {
  return new ValueRep(ValueRep::Content(std::in_place_type<T>, std::move(content)));
}

} // namespace

Value Value::boolean(bool b) {
  return Value(makeRep(b));
}

Value Value::integer(int64_t i) {
  return Value(makeRep(i));
}

Value Value::unsignedInteger(uint64_t u) {
  if (u <= static_cast<uint64_t>(std::numeric_limits<int64_t>::max()))
    return integer(static_cast<int64_t>(u));
  return Value(makeRep(u));
}

Value Value::number(double d) {
  return Value(makeRep(d));
}

Value Value::string(llvm::StringRef text) {
  return Value(makeRep(text.str()));
}

Value Value::array(std::vector<Value> items) {
  return Value(makeRep(std::move(items)));
}

Value Value::object(std::vector<Member> members) {
  std::stable_sort(members.begin(), members.end(),
                   [](const Member& a, const Member& b) { return a.first < b.first; });
  std::vector<Member> unique;
  unique.reserve(members.size());
  for (Member& member : members) {
    if (!unique.empty() && unique.back().first == member.first)
      unique.back().second = std::move(member.second);
    else
      unique.push_back(std::move(member));
  }
  return Value(makeRep(std::move(unique)));
}

Kind Value::kind() const {
  return rep_ ? static_cast<Kind>(rep_->content.index() + 1) : Kind::Null;
}

bool Value::asBool() const {
  return std::get<bool>(rep_->content);
}

int64_t Value::asInt() const {
  return std::get<int64_t>(rep_->content);
}

uint64_t Value::asUInt() const {
  return std::get<uint64_t>(rep_->content);
}

double Value::asFloat() const {
  return std::get<double>(rep_->content);
}

llvm::StringRef Value::asString() const {
  return std::get<std::string>(rep_->content);
}

llvm::ArrayRef<Value> Value::items() const {
  return std::get<std::vector<Value>>(rep_->content);
}

llvm::ArrayRef<Member> Value::members() const {
  return std::get<std::vector<Member>>(rep_->content);
}

const Value* Value::field(llvm::StringRef key) const {
  if (!isObject()) return nullptr;
  const auto all = members();
  const auto* found =
      std::lower_bound(all.begin(), all.end(), key, [](const Member& member, llvm::StringRef k) {
        return llvm::StringRef(member.first) < k;
      });
  return found != all.end() && found->first == key ? &found->second : nullptr;
}

TextDigest Value::textDigest() const {
  if (rep_)
    if (const uint32_t size = rep_->textSize.load(std::memory_order_acquire))
      return {rep_->textHash.load(std::memory_order_relaxed), size};
  const std::string text = toJson(*this);
  const TextDigest digest{llvm::xxh3_64bits(text), static_cast<uint32_t>(text.size())};
  if (rep_) {
    rep_->textHash.store(digest.hash, std::memory_order_relaxed);
    rep_->textSize.store(digest.size, std::memory_order_release);
  }
  return digest;
}

bool operator==(const Value& a, const Value& b) {
  if (a.rep_ == b.rep_) return true;
  if (!a.rep_ || !b.rep_) return false;
  return a.rep_->content == b.rep_->content;
}

} // namespace aqua::value

void llvm::IntrusiveRefCntPtrInfo<const aqua::value::ValueRep>::retain(
    const aqua::value::ValueRep* rep) {
  rep->references.fetch_add(1, std::memory_order_relaxed);
}

void llvm::IntrusiveRefCntPtrInfo<const aqua::value::ValueRep>::release(
    const aqua::value::ValueRep* rep) {
  if (rep->references.fetch_sub(1, std::memory_order_acq_rel) == 1) delete rep;
}
