#include "State.h"

#include <fmt/format.h>

#include "Cid.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Unicode.h"

namespace aqua::trace {

using value::Member;
using value::Value;

CallState CallState::sentBy(PeerRef sender) {
  return {Kind::SentBy, 0, std::move(sender), {}};
}

CallState CallState::requestedBy(PeerRef sender, uint32_t request) {
  return {Kind::Requested, request, std::move(sender), {}};
}

CallState CallState::finished(Kind kind, ServiceResultRef result, uint32_t generation) {
  return {kind, generation, {}, std::move(result)};
}

bool operator==(const CallState& a, const CallState& b) {
  if (a.kind != b.kind || a.number != b.number) return false;
  return a.isFinished() ? sameResult(*a.result, *b.result) : samePeer(a.sender, b.sender);
}

bool operator==(const CanonState& a, const CanonState& b) {
  if (!a.result || !b.result) return !a.result && !b.result && *a.sender == *b.sender;
  return sameResult(*a.result, *b.result);
}

// ---- Rust's formats

namespace {

std::string debugCharacter(uint32_t codePoint, llvm::StringRef bytes) {
  switch (codePoint) {
  case '"': return "\\\"";
  case '\\': return "\\\\";
  case '\n': return "\\n";
  case '\r': return "\\r";
  case '\t': return "\\t";
  case 0: return "\\0";
  default: break;
  }
  if (codePoint >= 0x20 && codePoint < 0x7f) return bytes.str();
  const bool printable = llvm::sys::unicode::isPrintable(static_cast<int>(codePoint)) &&
                         llvm::sys::unicode::columnWidthUTF8(bytes) > 0;
  return printable ? bytes.str() : fmt::format("\\u{{{:x}}}", codePoint);
}

std::string cidText(const std::string& cid) {
  return fmt::format("CID(\"{}\")", cid);
}

std::string debugCall(const CallState& state) {
  switch (state.kind) {
  case CallState::Kind::SentBy:
    return fmt::format("RequestSentBy(PeerId({}))", debugString(*state.sender));
  case CallState::Kind::Requested:
    return fmt::format("RequestSentBy(PeerIdWithCallId {{ peer_id: {}, call_id: {} }})",
                       debugString(*state.sender), state.number);
  case CallState::Kind::Failed: return fmt::format("Failed({})", cidText(cidOf(*state.result)));
  case CallState::Kind::Scalar:
  case CallState::Kind::Stream:
  case CallState::Kind::Unused: return fmt::format("Executed({})", debugValueText(state));
  }
  llvm_unreachable("all kinds are listed");
}

std::string debugInterval(const Interval& interval) {
  return fmt::format("SubTraceDesc {{ begin_pos: {}, subtrace_len: {} }}", interval.begin,
                     interval.length);
}

std::string debugFold(const FoldState& fold) {
  std::string text = "FoldResult { lore: [";
  for (const FoldEntry& entry : fold.lore) {
    if (&entry != fold.lore.data()) text += ", ";
    text +=
        fmt::format("FoldSubTraceLore {{ value_pos: {}, subtraces_desc: [{}, {}] }}",
                    entry.valuePosition, debugInterval(entry.before), debugInterval(entry.after));
  }
  return text + "] }";
}

std::string displayCall(const CallState& state) {
  switch (state.kind) {
  case CallState::Kind::SentBy: return fmt::format("request_sent_by({})", *state.sender);
  case CallState::Kind::Requested:
    return fmt::format("request_sent_by({}: {})", *state.sender, state.number);
  case CallState::Kind::Failed: return fmt::format("failed({})", cidText(cidOf(*state.result)));
  case CallState::Kind::Scalar:
  case CallState::Kind::Stream:
  case CallState::Kind::Unused: return fmt::format("executed({})", debugValueText(state));
  }
  llvm_unreachable("all kinds are listed");
}

std::string displayFold(const FoldState& fold) {
  std::string text = "fold(\n";
  for (const FoldEntry& entry : fold.lore)
    text +=
        fmt::format("          {} - [{}, {}], [{}, {}]\n", entry.valuePosition, entry.before.begin,
                    entry.before.length, entry.after.begin, entry.after.length);
  return text + "     )";
}

std::string canonObjectText(const CanonState& canon) {
  if (!canon.result) return fmt::format("RequestSentBy({})", debugString(*canon.sender));
  return fmt::format("Executed({})", cidText(cidOf(*canon.result)));
}

template <typename... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

} // namespace

std::string debugString(llvm::StringRef text) {
  std::string quoted = "\"";
  while (!text.empty()) {
    const auto length = std::min<size_t>(
        text.size(), llvm::getNumBytesForUTF8(static_cast<llvm::UTF8>(text.front())));
    const llvm::StringRef bytes = text.take_front(length);
    const auto* source = reinterpret_cast<const llvm::UTF8*>(bytes.begin());
    llvm::UTF32 codePoint = 0xfffd;
    llvm::convertUTF8Sequence(&source, source + length, &codePoint, llvm::lenientConversion);
    quoted += debugCharacter(codePoint, bytes);
    text = text.drop_front(length);
  }
  return quoted + '"';
}

std::string debugText(const Tetraplet& tetraplet) {
  return fmt::format("SecurityTetraplet {{ peer_pk: {}, service_id: {}, function_name: {}, lens: "
                     "{} }}",
                     debugString(tetraplet.peer), debugString(tetraplet.service),
                     debugString(tetraplet.function), debugString(tetraplet.lens));
}

std::string debugValueText(const CallState& state) {
  const std::string cid = cidText(cidOf(*state.result));
  switch (state.kind) {
  case CallState::Kind::Scalar: return fmt::format("Scalar({})", cid);
  case CallState::Kind::Stream:
    return fmt::format("Stream {{ cid: {}, generation: {} }}", cid, state.number);
  case CallState::Kind::Unused: return fmt::format("Unused({})", cid);
  case CallState::Kind::SentBy:
  case CallState::Kind::Requested:
  case CallState::Kind::Failed: break;
  }
  llvm_unreachable("only executed calls have a value");
}

std::string debugPayload(const State& state) {
  return std::visit(Overloaded{
                        [](const ParState& par) {
                          return fmt::format("ParResult {{ left_size: {}, right_size: {} }}",
                                             par.left, par.right);
                        },
                        [](const CallState& call) { return debugCall(call); },
                        [](const FoldState& fold) { return debugFold(fold); },
                        [](const ApState& ap) {
                          return fmt::format("ApResult {{ res_generations: [{}] }}", ap.generation);
                        },
                        [](const CanonState& canon) { return canonObjectText(canon); },
                    },
                    state);
}

std::string debugText(const State& state) {
  static constexpr const char* names[] = {"Par", "Call", "Fold", "Ap", "Canon"};
  static_assert(std::size(names) == std::variant_size_v<State>);
  return fmt::format("{}({})", names[state.index()], debugPayload(state));
}

std::string displayText(const State& state) {
  return std::visit(
      Overloaded{
          [](const ParState& par) { return fmt::format("par({}, {})", par.left, par.right); },
          [](const CallState& call) { return displayCall(call); },
          [](const FoldState& fold) { return displayFold(fold); },
          [](const ApState& ap) { return fmt::format("ap: _ -> [{}]", ap.generation); },
          [](const CanonState&) { return std::string("canon [<object>]"); },
      },
      state);
}

// ---- our notation

namespace {

Value canonValue(const CanonResult& canon) {
  std::vector<Value> values;
  for (const ValueRecord& element : canon.elements)
    values.push_back(element.value);
  return Value::array(std::move(values));
}

void printCall(const CallState& state, llvm::raw_ostream& out) {
  switch (state.kind) {
  case CallState::Kind::SentBy: out << "sent(" << *state.sender << ')'; return;
  case CallState::Kind::Requested:
    out << "sent(" << *state.sender << ':' << state.number << ')';
    return;
  case CallState::Kind::Scalar: out << "scalar "; break;
  case CallState::Kind::Stream: out << "stream(" << state.number << ") "; break;
  case CallState::Kind::Unused: out << "unused "; break;
  case CallState::Kind::Failed: out << "failed "; break;
  }
  value::print(state.result->value, out);
}

void printInterval(const Interval& interval, llvm::raw_ostream& out) {
  out << '(' << interval.begin << ',' << interval.length << ')';
}

void printFold(const FoldState& fold, llvm::raw_ostream& out) {
  out << "fold[";
  for (const FoldEntry& entry : fold.lore) {
    if (&entry != fold.lore.data()) out << ' ';
    out << entry.valuePosition << ':';
    printInterval(entry.before, out);
    printInterval(entry.after, out);
  }
  out << ']';
}

Value number(uint32_t n) {
  return Value::integer(n);
}

/// {"key": value}
Value single(const char* key, Value value) {
  return Value::object({{key, std::move(value)}});
}

Value readableCall(const CallState& state) {
  switch (state.kind) {
  case CallState::Kind::SentBy:
    return single("sent_by", single("PeerId", Value::string(*state.sender)));
  case CallState::Kind::Requested:
    return single("sent_by", single("PeerIdWithCallId",
                                    Value::object({{"call_id", number(state.number)},
                                                   {"peer_id", Value::string(*state.sender)}})));
  case CallState::Kind::Scalar: return single("executed", single("scalar", state.result->value));
  case CallState::Kind::Stream:
    return single("executed", single("stream", Value::object({
                                                   {"cid", state.result->value},
                                                   {"generation", number(state.number)},
                                               })));
  case CallState::Kind::Unused: return single("executed", single("unused", state.result->value));
  case CallState::Kind::Failed: return single("failed", state.result->value);
  }
  llvm_unreachable("all kinds are listed");
}

Value readableInterval(const Interval& interval) {
  return Value::object({{"len", number(interval.length)}, {"pos", number(interval.begin)}});
}

Value readableFold(const FoldState& fold) {
  std::vector<Value> lore;
  for (const FoldEntry& entry : fold.lore)
    lore.push_back(Value::object({
        {"desc", Value::array({readableInterval(entry.before), readableInterval(entry.after)})},
        {"pos", number(entry.valuePosition)},
    }));
  return single("lore", Value::array(std::move(lore)));
}

} // namespace

void print(const State& state, llvm::raw_ostream& out) {
  std::visit(Overloaded{
                 [&](const ParState& par) { out << "par(" << par.left << ',' << par.right << ')'; },
                 [&](const CallState& call) { printCall(call, out); },
                 [&](const FoldState& fold) { printFold(fold, out); },
                 [&](const ApState& ap) { out << "ap(" << ap.generation << ')'; },
                 [&](const CanonState& canon) {
                   if (!canon.result) {
                     out << "canon_sent(" << *canon.sender << ')';
                     return;
                   }
                   out << "canon ";
                   value::print(canonValue(*canon.result), out);
                 },
             },
             state);
}

Value readable(const State& state) {
  return std::visit(Overloaded{
                        [](const ParState& par) {
                          return single("par", Value::array({number(par.left), number(par.right)}));
                        },
                        [](const CallState& call) { return single("call", readableCall(call)); },
                        [](const FoldState& fold) { return single("fold", readableFold(fold)); },
                        [](const ApState& ap) {
                          return single("ap",
                                        single("gens", Value::array({number(ap.generation)})));
                        },
                        [](const CanonState& canon) {
                          if (!canon.result)
                            return single("canon", single("sent_by", Value::string(*canon.sender)));
                          return single("canon", single("executed", canonValue(*canon.result)));
                        },
                    },
                    state);
}

} // namespace aqua::trace
