#include "IdleFaults.h"

#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace aqua::network {

void FaultTally::add(const RunResult& result) {
  for (const FaultRecord& fault : result.outcome.faults)
    struck_.insert(fault.fault);
  met_.resize(std::max(met_.size(), result.faultsMet.size()));
  for (auto [most, met] : llvm::zip(met_, result.faultsMet))
    most = std::max(most, met);
  for (const PeerResult& peer : result.peers)
    if (peer.invocations > 0) peers_.insert(peer.name);
  for (const Undelivered& lost : result.outcome.undelivered)
    peers_.insert(receiverText(result, lost));
  for (const CallRecord& call : result.outcome.calls)
    called_.emplace(call.request.service, call.request.function);
  end_ = std::max(end_, result.outcome.stats.virtualMs);
}

namespace {

std::string peerText(llvm::StringRef name) {
  return name == anyName ? "any peer" : fmt::format("`{}`", name.str());
}

std::string functionText(const Fault& fault) {
  if (fault.service == anyName)
    return fault.function == anyName ? "anything"
                                     : fmt::format("`{}` of any service", fault.function);
  if (fault.function == anyName) return fmt::format("anything of `{}`", fault.service);
  return fmt::format("`{}.{}`", fault.service, fault.function);
}

bool isRandom(const Fault& fault) {
  return fault.rate > 0 && fault.rate < 1;
}

} // namespace

/// Empty if it struck.
std::string FaultTally::peerReason(const Fault& fault) const {
  if (fault.peer != anyName && !peers_.contains(fault.peer))
    return fmt::format("`{}` took no part", fault.peer);
  return fmt::format("the run was over at {} ms", end_);
}

std::string FaultTally::hopReason(const Fault& fault, uint64_t met) const {
  const std::string link = fmt::format("from {} to {}", peerText(fault.from), peerText(fault.to));
  if (met == 0) return "nothing was sent " + link;
  const bool isTimed = fault.at > 0 || fault.until;
  if (isTimed && fault.at > end_) return fmt::format("the run was over at {} ms", end_);
  const std::string some = met == 1 ? "one message was" : fmt::format("{} messages were", met);
  const std::string sent = fmt::format("{} sent {}, ", some, link);
  if (fault.rate == 0) return sent + "but the rate is 0";
  return sent + (isTimed ? "but not at that time" : "but another fault came first");
}

std::string FaultTally::callReason(const Fault& fault, uint64_t met) const {
  const std::string function = functionText(fault);
  const std::string place = fault.peer == anyName ? "" : fmt::format(" on `{}`", fault.peer);
  if (met > 0 && fault.nth && met < *fault.nth)
    return fmt::format("{} was called {}{}", function,
                       met == 1 ? "once" : fmt::format("{} times", met), place);
  if (met > 0) return "another fault came first";
  std::string reason = fmt::format("nobody called {}{}", function, place);
  llvm::SmallVector<llvm::StringRef> candidates;
  const bool isKnown = llvm::any_of(called_, [&](const auto& one) {
    return fault.service == anyName || one.first == fault.service;
  });
  for (const auto& [service, called] : called_)
    if (!isKnown)
      candidates.push_back(service);
    else if (fault.service == anyName || service == fault.service)
      candidates.push_back(called);
  const std::string& name = isKnown ? fault.function : fault.service;
  const auto similar = value::closest(name, candidates);
  if (similar && *similar != name) reason += fmt::format("; did you mean `{}`?", similar->str());
  return reason;
}

std::vector<IdleFault> FaultTally::idle(const Scenario& scenario) const {
  std::vector<IdleFault> result;
  for (const auto& [index, fault] : llvm::enumerate(scenario.faults)) {
    const auto id = static_cast<uint32_t>(index);
    const uint64_t met = index < met_.size() ? met_[index] : 0;
    const bool hasStruck = struck_.contains(id);
    switch (fault.kind) {
    case Fault::Kind::Down:
    case Fault::Kind::Up:
    case Fault::Kind::Forget:
      // Whether the peer is there does not matter if nobody needs it.
      if (!hasStruck || (fault.peer != anyName && !peers_.contains(fault.peer)))
        result.push_back({id, peerReason(fault)});
      break;
    case Fault::Kind::Cut:
    case Fault::Kind::Drop:
    case Fault::Kind::Duplicate:
    case Fault::Kind::Slow:
      // That chance spared all messages is as it should be.
      if (!hasStruck && !(isRandom(fault) && met > 0))
        result.push_back({id, hopReason(fault, met)});
      break;
    case Fault::Kind::Fail:
    case Fault::Kind::Hang:
      if (!hasStruck) result.push_back({id, callReason(fault, met)});
      break;
    }
  }
  return result;
}

} // namespace aqua::network
