// The explanation of a missing answer in words.

#include "NoAnswer.h"
#include "RunFacts.h"
#include "Text.h"
#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace aqua::report {

llvm::StringRef whyWord(Why why) {
  switch (why) {
  case Why::Written: return "written";
  case Why::NotBrought: return "not-brought";
  case Why::Failed: return "failed";
  case Why::NoService: return "no-service";
  case Why::Silent: return "silent";
  case Why::AnswerLost: return "answer-lost";
  case Why::Late: return "late";
  case Why::NotDelivered: return "not-delivered";
  case Why::Underway: return "underway";
  case Why::Waits: return "waits";
  case Why::StoppedByWait: return "stopped-by-wait";
  case Why::StoppedByError: return "stopped-by-error";
  case Why::Afterwards: return "afterwards";
  case Why::Below: return "below";
  case Why::Skipped: return "skipped";
  case Why::Unreached: return "unreached";
  }
  llvm_unreachable("all reasons are listed");
}

std::string valueName(const MissingValue& value) {
  if (value.kind != MissingValue::Kind::Stream || !value.needs || *value.needs == 0)
    return value.name;
  return fmt::format("{}[{}]", value.name, *value.needs - 1);
}

namespace {

constexpr size_t maxDetailLength = 160;

class Teller {
public:
  Teller(const NoAnswer& answer, const network::RunResult& result)
      : answer_(answer), result_(result), told_(answer.values.size()) {}

  std::vector<ExplanationLine> tell();

private:
  void say(unsigned depth, std::string text, uint32_t instruction = none) {
    lines_.push_back({depth, std::move(text), instruction});
  }
  void tellValue(size_t index, unsigned depth);
  void tellProducer(const Producer& producer, unsigned depth);
  [[nodiscard]] std::string headline(const MissingValue& value) const;
  [[nodiscard]] std::string peersText(const MissingValue& value) const;

  const NoAnswer& answer_;
  const network::RunResult& result_;
  std::vector<bool> told_; // by value: chains can meet
  std::vector<ExplanationLine> lines_;
};

/// `client` and `relay` wait
std::string Teller::peersText(const MissingValue& value) const {
  std::string text;
  for (const auto& [index, peer] : llvm::enumerate(value.peers)) {
    if (index == maxPeersNamed) {
      text += fmt::format(" and {} more", value.peers.size() - maxPeersNamed);
      break;
    }
    const bool isLast = index + 1 == value.peers.size();
    text += (index == 0 ? "`" : isLast ? " and `" : ", `") + result_.peers[peer].name + "`";
  }
  return text + (value.peers.size() == 1 ? " waits" : " wait");
}

std::string Teller::headline(const MissingValue& value) const {
  switch (value.kind) {
  case MissingValue::Kind::Variable:
    return fmt::format("{} for `{}`", peersText(value), value.name);
  case MissingValue::Kind::Call:
    if (value.isHop) return peersText(value) + " for another peer to go on";
    if (value.name.empty()) return peersText(value) + " for the end of a call";
    return fmt::format("`{}` is missing, which {}", value.name,
                       value.isForResult ? "is needed for the result" : "is needed here");
  case MissingValue::Kind::Stream: break;
  }
  const std::string has = value.has == 0 ? "is empty" : "has " + plural(value.has, "element");
  const std::string what =
      value.needs ? "`" + valueName(value) + "`" : fmt::format("more elements of `{}`", value.name);
  return fmt::format("{} for {}, but `{}` {}", peersText(value), what, value.name, has);
}

void Teller::tellProducer(const Producer& producer, unsigned depth) {
  const bool hasWritten = producer.why == Why::Written || producer.why == Why::NotBrought ||
                          producer.why == Why::Below || producer.times > 0;
  const std::string by = producer.peer.empty() ? "" : " on " + producer.peer;
  say(depth, fmt::format("{}{}", hasWritten ? "written" : "to be written", by),
      producer.instruction);
  // Some say themselves that it was written.
  const bool hasOwnWritten = llvm::StringRef(producer.detail).starts_with("written");
  std::string detail = shorten(producer.detail, maxDetailLength);
  if (producer.why == Why::Written)
    detail =
        producer.times > 0 ? "wrote " + plural(producer.times, "value") : "has written all it will";
  else if (!hasOwnWritten && producer.times > 0 && producer.because.empty())
    detail += fmt::format(" ({} before)", plural(producer.times, "value"));
  say(depth + 1, detail, producer.cause == producer.instruction ? none : producer.cause);
  for (const size_t reason : producer.because)
    tellValue(reason, depth + 1);
}

void Teller::tellValue(size_t index, unsigned depth) {
  const MissingValue& value = answer_.values[index];
  if (told_[index]) return say(depth, headline(value) + ", see above");
  told_[index] = true;
  say(depth, headline(value), value.at);
  if (value.isHop) return say(depth + 1, value.producers.front().detail);
  for (const Producer& producer : value.producers)
    tellProducer(producer, depth + 1);
  if (value.producers.empty()) return say(depth + 1, "nothing writes it");
  const bool isAllThereWillBe = llvm::all_of(
      value.producers, [](const Producer& producer) { return producer.why == Why::Written; });
  if (isAllThereWillBe && value.kind == MissingValue::Kind::Stream)
    say(depth + 1, fmt::format("nobody else writes to `{}`; its first element is `{}[0]`",
                               value.name, value.name));
}

std::vector<ExplanationLine> Teller::tell() {
  for (const size_t index : answer_.shown)
    tellValue(index, 0);
  for (const PastFailure& failure : answer_.failures)
    say(0,
        fmt::format("failed before{}: {} (code {})",
                    failure.times > 1 ? fmt::format(", {} times", failure.times) : "",
                    shorten(withNames(failure.message, result_.names), maxDetailLength),
                    failure.code),
        failure.instruction);
  return std::move(lines_);
}

} // namespace

std::vector<ExplanationLine> explanationLines(const NoAnswer& explanation,
                                              const network::RunResult& result) {
  return Teller(explanation, result).tell();
}

} // namespace aqua::report
