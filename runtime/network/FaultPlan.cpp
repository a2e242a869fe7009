#include "FaultPlan.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::network {

namespace {

std::optional<uint32_t> plannedPeer(const Scenario& scenario, llvm::StringRef name) {
  if (name == anyName) return std::nullopt;
  return static_cast<uint32_t>(findPeer(scenario, name) - scenario.peers.data());
}

bool matches(const std::optional<uint32_t>& planned, uint32_t peer) {
  return !planned || *planned == peer;
}

bool matches(llvm::StringRef planned, llvm::StringRef name) {
  return planned == anyName || planned == name;
}

bool strikes(const Fault& fault, std::optional<Random>& random) {
  if (fault.rate >= 1) return true;
  if (fault.rate <= 0 || !random) return false;
  return random->next() < fault.rate;
}

} // namespace

FaultPlan::FaultPlan(const Scenario& scenario) : count_(scenario.faults.size()) {
  for (const auto& [index, fault] : llvm::enumerate(scenario.faults)) {
    Planned planned{static_cast<uint32_t>(index), fault, plannedPeer(scenario, fault.peer),
                    plannedPeer(scenario, fault.from), plannedPeer(scenario, fault.to)};
    switch (fault.kind) {
    case Fault::Kind::Down:
    case Fault::Kind::Up:
    case Fault::Kind::Forget: peerFaults_.push_back(std::move(planned)); break;
    case Fault::Kind::Cut:
    case Fault::Kind::Drop:
    case Fault::Kind::Duplicate:
    case Fault::Kind::Slow: hopFaults_.push_back(std::move(planned)); break;
    case Fault::Kind::Fail:
    case Fault::Kind::Hang: callFaults_.push_back(std::move(planned)); break;
    }
  }
  llvm::stable_sort(peerFaults_,
                    [](const Planned& a, const Planned& b) { return a.fault.at < b.fault.at; });
}

HopFate FaultPlan::hop(uint32_t from, uint32_t to, uint64_t now, std::optional<Random>& random,
                       FaultState& state) const {
  HopFate fate;
  for (const Planned& planned : hopFaults_) {
    const Fault& fault = planned.fault;
    if (!matches(planned.from, from) || !matches(planned.to, to)) continue;
    ++state.met[planned.index];
    const bool isActive = fault.at <= now && (!fault.until || now < *fault.until);
    if (fate.lost || !isActive || !strikes(fault, random)) continue;
    fate.faults.emplace_back(planned.index, fault.kind);
    if (fault.kind == Fault::Kind::Cut) fate.lost = Obstacle::Cut;
    if (fault.kind == Fault::Kind::Drop) fate.lost = Obstacle::Dropped;
    if (fault.kind == Fault::Kind::Duplicate) ++fate.copies;
    if (fault.kind == Fault::Kind::Slow) fate.slowedBy += fault.ms;
  }
  return fate;
}

std::optional<FailedCall> FaultPlan::call(uint32_t peer, const vm::CallRequest& request,
                                          FaultState& state) const {
  std::optional<FailedCall> result;
  for (const Planned& planned : callFaults_) {
    const Fault& fault = planned.fault;
    if (!matches(planned.peer, peer) || !matches(fault.service, request.service) ||
        !matches(fault.function, request.function))
      continue;
    const uint64_t count = ++state.met[planned.index];
    if (result || (fault.nth && *fault.nth != count)) continue;
    const bool hangs = fault.kind == Fault::Kind::Hang;
    result = {planned.index,
              hangs ? host::Answer::silence() : host::Answer::error(fault.error, fault.code)};
    result->answer.source = host::Answer::Source::Fault;
  }
  return result;
}

} // namespace aqua::network
