#include "MergeLaws.h"

#include <fmt/format.h>

#include <algorithm>

#include "MergeExceptions.h"
#include "trace/Cid.h"
#include "trace/Data.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace aqua::vm::test {

namespace {

std::string printed(const trace::State& state) {
  std::string result;
  llvm::raw_string_ostream out(result);
  trace::print(state, out);
  return result;
}

/// The number of states below the fold.
size_t lengthOf(const trace::FoldState& fold) {
  size_t length = 0;
  for (const trace::FoldEntry& entry : fold.lore)
    length += entry.before.length + entry.after.length;
  return length;
}

/// Writes down a trace as the tree that it is.
class Unordered {
public:
  explicit Unordered(llvm::ArrayRef<trace::State> states) : states_(states) {}

  /// The states of [begin, end).
  std::string text(size_t begin, size_t end) const {
    std::string result;
    end = std::min(end, states_.size());
    for (size_t at = begin; at < end;) {
      if (!result.empty()) result += ' ';
      if (const auto* par = std::get_if<trace::ParState>(&states_[at])) {
        // The right branch may go on in the next iteration of a fold, which is written by itself.
        const size_t left = std::min(at + 1 + par->left, end);
        const size_t right = std::min(left + par->right, end);
        result += "par(" + text(at + 1, left) + " | " + text(left, right) + ")";
        at = right;
      } else if (const auto* fold = std::get_if<trace::FoldState>(&states_[at])) {
        result += foldText(*fold);
        at += 1 + lengthOf(*fold);
      } else {
        result += leaf(states_[at]);
        ++at;
      }
    }
    return result;
  }

private:
  /// The iterations; apart from them what the last instructions of generations have left: it
  /// stands behind whichever element is the last one.
  std::string foldText(const trace::FoldState& fold) const {
    std::vector<std::string> iterations, lasts;
    for (const trace::FoldEntry& entry : fold.lore) {
      iterations.push_back(leaf(states_[entry.valuePosition]) + ": " + text(entry.before));
      if (entry.after.length != 0) lasts.push_back(text(entry.after));
    }
    llvm::sort(iterations);
    llvm::sort(lasts);
    return "fold{" + llvm::join(iterations, "; ") + "}{" + llvm::join(lasts, "; ") + "}";
  }
  std::string text(const trace::Interval& interval) const {
    return text(interval.begin, size_t(interval.begin) + interval.length);
  }

  /// Of two states that say who has sent the particle or asked its host, that of the previous data
  /// stays (spec/05 §11.2): the answer takes the place of either.
  static std::string leaf(const trace::State& state) {
    if (std::holds_alternative<trace::ApState>(state)) return "ap";
    if (const auto* canon = std::get_if<trace::CanonState>(&state))
      return canon->result ? "canon " + trace::cidOf(*canon->result) : "canon sent";
    const auto* call = std::get_if<trace::CallState>(&state);
    if (!call) return printed(state);
    if (!call->isFinished()) return "sent";
    trace::CallState copy = *call;
    copy.number = 0;
    return printed(copy) + " " + trace::cidOf(*call->result);
  }

  llvm::ArrayRef<trace::State> states_;
};

/// Where in their streams the values are, in the order of the trace.
std::vector<uint32_t> generations(const DataRef& data) {
  std::vector<uint32_t> result;
  for (const trace::State& state : data->trace()) {
    const auto* call = std::get_if<trace::CallState>(&state);
    if (const auto* ap = std::get_if<trace::ApState>(&state))
      result.push_back(ap->generation);
    else if (call && call->kind == trace::CallState::Kind::Stream)
      result.push_back(call->number);
  }
  return result;
}

bool isUncatchable(const Outcome& outcome) {
  return outcome.code >= 20000 && outcome.code < 30000;
}

bool sameTrace(const DataRef& a, const DataRef& b) {
  return a && b && a->trace() == b->trace();
}

/// Both refuse, or both have the same data up to order.
bool agree(const Outcome& a, const Outcome& b) {
  if (isUncatchable(a) || isUncatchable(b)) return isUncatchable(a) == isUncatchable(b);
  return withoutOrder(a.data) == withoutOrder(b.data);
}

/// Tries one law on one particle.
class Trial {
public:
  Trial(Law law, const Particle& particle, LawCounts& counts, Merge merge)
      : law_(law), particle_(particle), counts_(counts), merge_(merge) {}

  void run() {
    switch (law_) {
    case Law::Idempotent: return idempotent();
    case Law::Absorbing: return absorbing();
    case Law::Commutative: return commutative();
    case Law::Associative: return associative();
    }
  }

private:
  Outcome merged(const DataRef& a, const DataRef& b) const { return merge_(particle_, a, b); }

  /// Nothing new: not a state, nobody to send to.
  static bool isSilent(const Outcome& outcome) {
    return outcome.nextPeers.empty() && outcome.requests.empty();
  }

  void idempotent() {
    for (const DataRef& data : particle_.data) {
      const Outcome base = merged(data, nullptr);
      if (isUncatchable(base)) continue;
      for (const Outcome& other :
           {merged(base.data, base.data), merged(base.data, nullptr), merged(nullptr, base.data)}) {
        const bool holds =
            other.code == base.code && sameTrace(other.data, base.data) && isSilent(other);
        if (!holds && explainByHazard(base, other)) continue;
        count(holds, true, other, base);
      }
    }
  }

  /// (a b) a = (a b) b = a b: what arrives again changes nothing.
  void absorbing() {
    for (const DataRef& a : particle_.data)
      for (const DataRef& b : particle_.data) {
        const Outcome ab = merged(a, b);
        if (isUncatchable(ab)) continue;
        for (const DataRef& again : {a, b}) {
          const Outcome other = merged(ab.data, again);
          const bool holds = sameTrace(other.data, ab.data) && isSilent(other);
          if (!holds && (explainByGaps(ab, other) || explainByHazard(ab, other))) continue;
          count(holds, isNews(ab, a, b), ab, other);
        }
      }
  }

  void commutative() {
    for (const DataRef& a : particle_.data)
      for (const DataRef& b : particle_.data) {
        const Outcome ab = merged(a, b), ba = merged(b, a);
        const bool holds = agree(ab, ba);
        if (!holds && (explainByGaps(ab, ba) || explainByOrder(ab, ba))) continue;
        count(holds, isNews(ab, a, b), ab, ba);
      }
  }

  /// Both orders of merging have put the values of a stream into different orders, and an iteration
  /// over it is not independent of the others: then the difference is counted here. It may be that
  /// what the other peer's iteration has left does not fit this one, which is error 20000.
  bool explainByOrder(const Outcome& ab, const Outcome& ba) {
    return differInOrder(ab, ba) && explainByScript(ab, ba);
  }
  bool explainByScript(const Outcome& left, const Outcome& right) {
    const char* reason = whyOrderIsSeen(*particle_.script.script);
    const bool isRefused = left.code == 20000 || right.code == 20000;
    return reason && explained(reason + std::string(isRefused ? ", refused" : ""));
  }
  static bool differInOrder(const Outcome& a, const Outcome& b) {
    return a.data && b.data && generations(a.data) != generations(b.data);
  }

  /// A fold has missed values that its body has added. Who is asked once more, or merges once more,
  /// has them.
  bool explainByGaps(Outcome left, Outcome right) {
    if (!feedsItself(*particle_.script.script)) return false;
    constexpr int enough = 10;
    for (int round = 0; round < enough && !isUncatchable(left) && !isUncatchable(right); ++round) {
      if (agree(left, right) || agree(merged(left.data, nullptr), merged(right.data, nullptr)))
        return explained("folds that add to their own stream");
      Outcome next = merged(left.data, right.data);
      right = merged(right.data, left.data);
      left = std::move(next);
    }
    return false;
  }

  /// What comes instead of an instruction that failed has not found its state, and is sent again:
  /// nothing else is new.
  bool explainByHazard(const Outcome& before, const Outcome& again) {
    return hasLostStates(*particle_.script.script, again) && again.code == before.code &&
           sameTrace(again.data, before.data) && again.requests.empty() &&
           explained("canons that take a state and fail");
  }

  /// Of two merges of the same, one is refused because an observer has sent a call on the way.
  bool explainByBlindCalls(const Outcome& left, const Outcome& right) {
    if ((left.code == 20000) == (right.code == 20000)) return false;
    const Outcome& accepted = left.code == 20000 ? right : left;
    return hasWrongArguments(*particle_.script.script, accepted) &&
           explained("calls that are sent before their arguments are known, refused");
  }

  bool explained(const std::string& reason) {
    ++counts_.checked;
    ++counts_.explained[reason];
    return true;
  }

  void associative() {
    constexpr size_t ofTriples = 3; // there are many
    const size_t size = std::min(particle_.data.size(), ofTriples);
    const llvm::ArrayRef<DataRef> data = llvm::ArrayRef(particle_.data).take_front(size);
    for (const DataRef& a : data)
      for (const DataRef& b : data)
        for (const DataRef& c : data) {
          const Outcome ab = merged(a, b), bc = merged(b, c);
          if (isUncatchable(ab) || isUncatchable(bc)) continue;
          const Outcome left = merged(ab.data, c), right = merged(a, bc.data);
          const bool holds = agree(left, right);
          if (!holds && (explainByGaps(left, right) || explainByChoice(a, b, c, left, right) ||
                         explainByBlindCalls(left, right)))
            continue;
          count(holds, isNews(left, ab.data, c), left, right);
        }
  }

  /// The same, if two of the three have values in different orders, so that merges choose.
  bool explainByChoice(const DataRef& a, const DataRef& b, const DataRef& c, const Outcome& left,
                       const Outcome& right) {
    const auto choose = [&](const DataRef& one, const DataRef& other) {
      return differInOrder(merged(one, other), merged(other, one));
    };
    const bool isChoice =
        differInOrder(left, right) || choose(a, b) || choose(b, c) || choose(a, c);
    return isChoice && explainByScript(left, right);
  }

  /// Whether a merge has something of both sides.
  [[nodiscard]] static bool isNews(const Outcome& merge, const DataRef& a, const DataRef& b) {
    return merge.data && withoutOrder(merge.data) != withoutOrder(a) &&
           withoutOrder(merge.data) != withoutOrder(b);
  }

  void count(bool holds, bool isInformative, const Outcome& left, const Outcome& right) {
    ++counts_.checked;
    counts_.informative += isInformative ? 1 : 0;
    if (holds) return;
    counts_.broken.push_back(particle_.name + text(left) + text(right));
  }

  static std::string text(const Outcome& outcome) {
    return fmt::format("\n  {} {} next [{}] requests {}\n  {}", outcome.code, outcome.errorMessage,
                       llvm::join(outcome.nextPeers, " "), outcome.requests.size(),
                       dataText(outcome.data));
  }

  static std::string dataText(const DataRef& data) {
    std::string result;
    llvm::raw_string_ostream out(result);
    if (data) trace::print(*data, out);
    return result;
  }

  Law law_;
  const Particle& particle_;
  LawCounts& counts_;
  Merge merge_;
};

} // namespace

Particle particleOf(const Sequence& sequence, size_t enough) {
  History history = historyOf(sequence);
  Particle particle{sequence.name, sequence.peers.front().second, std::move(history.script), {}};
  if (!particle.script.script) return particle;
  for (const DataRef& data : llvm::reverse(history.data))
    if (data && particle.data.size() < enough &&
        llvm::none_of(particle.data, [&](const DataRef& d) { return *d == *data; }))
      particle.data.push_back(data);
  return particle;
}

Outcome observe(const Particle& particle, const DataRef& previous, const DataRef& current) {
  Input input;
  input.script = &*particle.script.script;
  input.previous = previous;
  input.current = current;
  input.params = {particle.initPeer, "observer", "p", 1700000000000, 7000};
  return invoke(input);
}

const char* nameOf(Law law) {
  switch (law) {
  case Law::Idempotent: return "idempotent";
  case Law::Absorbing: return "absorbing";
  case Law::Commutative: return "commutative";
  case Law::Associative: return "associative";
  }
  llvm_unreachable("all laws are listed");
}

void tryLaw(Law law, const Particle& particle, LawCounts& counts, Merge merge) {
  Trial(law, particle, counts, merge).run();
}

std::string withoutOrder(const DataRef& data) {
  if (!data) return "";
  return Unordered(data->trace()).text(0, data->trace().size());
}

} // namespace aqua::vm::test
