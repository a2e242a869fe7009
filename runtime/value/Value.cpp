#include "Value.h"

#include <algorithm>
#include <cassert>
#include <limits>

#include "llvm/Support/xxhash.h"

namespace aqua::value {

template <typename T>
Value Value::make(T content) {
  return Value(Shared<Rep>::make(Rep::Content(std::in_place_type<T>, std::move(content))));
}

Value Value::boolean(bool b) {
  return make(b);
}

Value Value::integer(int64_t i) {
  return make(i);
}

Value Value::unsignedInteger(uint64_t u) {
  if (u <= static_cast<uint64_t>(std::numeric_limits<int64_t>::max()))
    return integer(static_cast<int64_t>(u));
  return make(u);
}

Value Value::number(double d) {
  return make(d);
}

Value Value::string(llvm::StringRef text) {
  return make(text.str());
}

Value Value::array(std::vector<Value> items) {
  return make(std::move(items));
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
  return make(std::move(unique));
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
