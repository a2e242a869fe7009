#include "Network.h"

#include <algorithm>
#include <chrono>

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

namespace aqua::network {

namespace {

/// A peer of the scenario, ready to be used.
struct Member {
  host::PeerSpec spec;
  PeerKind kind = PeerKind::Node;
  uint32_t relay = none;
  std::optional<std::vector<uint32_t>> links;
};

/// Order of a heap whose top is the event that comes first.
constexpr auto comesLater = [](const auto& a, const auto& b) {
  return a.due != b.due ? a.due > b.due : a.order > b.order;
};

bool isJoin(const vm::Wait& wait) {
  return wait.kind == vm::Wait::Kind::Variable || wait.kind == vm::Wait::Kind::EmptyStream ||
         wait.kind == vm::Wait::Kind::MoreElements;
}

/// One for each instruction: all iterations of a loop wait there.
std::vector<vm::Wait> joinsOf(const std::vector<vm::Wait>& waits) {
  std::vector<vm::Wait> joins;
  llvm::DenseSet<uint32_t> known;
  for (const vm::Wait& wait : waits)
    if (isJoin(wait) && known.insert(wait.instruction).second) joins.push_back(wait);
  return joins;
}

double steadyMs() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(now).count();
}

} // namespace

struct Setup {
  std::vector<Member> members;
  llvm::StringMap<uint32_t> memberOfId;
  std::vector<host::Neighbour> neighbours; // of `members`, at the start
  FaultPlan faults;
  uint32_t init = 0;
  host::Particle particle;
  host::EntryServices entry;
  host::MockTable services;
  PeerNames names;
  Latency latency;
  uint64_t maxSteps = 0;
  double maxWallMs = 0;
  vm::Limits limits;
  bool stopAtResponse = false;
  UnknownPeers unknownPeers = UnknownPeers::Undelivered;
  bool data = false;
  bool tetraplets = false;
  bool trace = false;
  Program program;
  RunOptions options;
};

namespace {

uint32_t indexOf(const Scenario& scenario, llvm::StringRef name) {
  const PeerDescription* peer = findPeer(scenario, name);
  return peer ? static_cast<uint32_t>(peer - scenario.peers.data()) : none;
}

Member makeMember(const Scenario& scenario, const PeerDescription& peer) {
  Member member;
  member.kind = peer.kind;
  member.relay = indexOf(scenario, peer.relay);
  if (peer.links) {
    member.links.emplace();
    for (const std::string& name : *peer.links)
      member.links->push_back(indexOf(scenario, name));
  }
  const auto usual = peer.kind == PeerKind::Client ? host::Profile::Js : host::Profile::Nox;
  member.spec = {peer.name,     peerId(peer),   peer.profile.value_or(usual),
                 peer.services, peer.addresses, peer.clock,
                 peerSeed(peer)};
  return member;
}

std::shared_ptr<Setup> makeSetup(const Scenario& scenario, const Program& program,
                                 const RunOptions& options) {
  auto setup = std::make_shared<Setup>();
  for (const PeerDescription& peer : scenario.peers)
    setup->members.push_back(makeMember(scenario, peer));
  setup->faults = FaultPlan(scenario);
  for (const auto& [index, member] : llvm::enumerate(setup->members)) {
    setup->memberOfId[member.spec.id] = static_cast<uint32_t>(index);
    setup->names.add(member.spec.name, member.spec.id);
    setup->neighbours.push_back({member.spec.id, member.kind == PeerKind::Node,
                                 !scenario.peers[index].down, member.spec.addresses});
  }
  setup->init = indexOf(scenario, scenario.init);
  const Member& init = setup->members[setup->init];
  setup->particle = {scenario.particleId, init.spec.id, scenario.timestamp, scenario.ttl};
  const Member& relay = init.relay == none ? init : setup->members[init.relay];
  setup->entry = {relay.spec.id, scenario.args, scenario.callbacks};
  setup->services = scenario.services;
  setup->latency = scenario.latency;
  setup->maxSteps = scenario.maxSteps;
  setup->maxWallMs = scenario.maxWallMs;
  setup->limits = scenario.limits;
  setup->stopAtResponse = scenario.stopAtResponse;
  setup->unknownPeers = scenario.unknownPeers;
  setup->data = scenario.data;
  setup->tetraplets = scenario.tetraplets;
  setup->trace = scenario.trace;
  setup->program = program;
  setup->options = options;
  if (!setup->options.wallClock) setup->options.wallClock = steadyMs;
  return setup;
}

} // namespace

Network::Network(const Scenario& scenario, const Program& program, const RunOptions& options)
    : setup_(makeSetup(scenario, program, options)) {
  state_.peers.resize(setup_->members.size());
  state_.conditions.resize(setup_->members.size());
  state_.neighbours = setup_->neighbours;
  state_.faults = setup_->faults.start();
  if (scenario.seed) state_.random.emplace(*scenario.seed);
  outcome_.stats.airBytes = program.textBytes;
  InFlight start;
  start.peer = setup_->init;
  schedule(0, std::move(start));
}

void Network::schedule(uint64_t delay, InFlight event) {
  event.due = llvm::SaturatingAdd(state_.clock, delay);
  event.order = state_.nextOrder++;
  state_.queue.push_back(std::move(event));
  std::push_heap(state_.queue.begin(), state_.queue.end(), comesLater);
}

uint64_t Network::delay(uint64_t fixed, uint32_t range) {
  return state_.random ? state_.random->delay(range) : fixed;
}

/// The order of these checks is the oracle's.
std::optional<Status> Network::limit() const {
  if (!outcome_.fault.empty()) return Status::Aborted;
  if (state_.queue.empty()) return Status::Quiescent;
  if (outcome_.stats.vmInvocations >= setup_->maxSteps) return Status::StepLimit;
  if (outcome_.stats.vmMs >= setup_->maxWallMs) return Status::TimeLimit;
  if (setup_->stopAtResponse && !(outcome_.responses.empty() && outcome_.errors.empty()))
    return Status::Stopped;
  if (state_.queue.front().due > setup_->particle.ttl) return Status::Expired;
  return std::nullopt;
}

bool Network::step() {
  if (const auto status = limit()) {
    outcome_.status = *status;
    return false;
  }
  std::pop_heap(state_.queue.begin(), state_.queue.end(), comesLater);
  InFlight event = std::move(state_.queue.back());
  state_.queue.pop_back();
  strikePeers(event.due);
  state_.clock = event.due;
  outcome_.stats.virtualMs = event.due;
  if (isLost(event))
    lose(event);
  else
    handle(std::move(event));
  return true;
}

/// Faults of peers come before the events of the same time.
void Network::strikePeers(uint64_t now) {
  const auto faults = setup_->faults.peerFaults();
  for (size_t& next = state_.faults.nextPeerFault;
       next < faults.size() && faults[next].fault.at <= now; ++next) {
    if (faults[next].peer)
      strikePeer(faults[next], *faults[next].peer);
    else
      for (uint32_t peer = 0; peer < state_.peers.size(); ++peer)
        strikePeer(faults[next], peer);
  }
}

void Network::strikePeer(const FaultPlan::Planned& planned, uint32_t peer) {
  Condition& condition = state_.conditions[peer];
  const Fault& fault = planned.fault;
  if (fault.kind == Fault::Kind::Forget) {
    state_.peers[peer].previous = nullptr;
    ++condition.life;
  } else {
    condition.isDown = fault.kind == Fault::Kind::Down;
    if (peer < state_.neighbours.size()) state_.neighbours[peer].isUp = !condition.isDown;
  }
  FaultRecord record;
  record.time = fault.at;
  record.kind = fault.kind;
  record.fault = planned.index;
  record.peer = peer;
  outcome_.faults.push_back(record);
}

bool Network::isLost(const InFlight& event) const {
  const bool isAnswer = event.call != none;
  const bool isStart = !isAnswer && event.from == none;
  const Condition& condition = state_.conditions[event.peer];
  // A peer that is down from the start can start a particle all the same, as with the oracle.
  if (isStart) return false;
  if (isAnswer) return condition.isDown || condition.life != event.life;
  return condition.isDown;
}

size_t Network::sizeOf(const vm::DataRef& data) const {
  const auto& count = setup_->options.machine.dataSize;
  return data && count ? count(data) : 0;
}

void Network::lose(const InFlight& event) {
  if (event.call != none) {
    const bool isDown = state_.conditions[event.peer].isDown;
    outcome_.calls[event.call].loss = isDown ? AnswerLoss::Down : AnswerLoss::Forgotten;
    return;
  }
  --outcome_.stats.hops;
  outcome_.stats.bytesMoved -= sizeOf(event.event.data);
  if (event.cause != none)
    log_[event.cause].undelivered = static_cast<uint32_t>(outcome_.undelivered.size());
  outcome_.undelivered.push_back({event.from, spec(event.peer).id, Obstacle::Down});
}

uint32_t Network::log(const LogEvent& event) {
  if (setup_->options.log == Log::Off) return none;
  log_.push_back(event);
  log_.back().time = state_.clock;
  return static_cast<uint32_t>(log_.size() - 1);
}

const host::PeerSpec& Network::spec(uint32_t peer) const {
  const size_t members = setup_->members.size();
  return peer < members ? setup_->members[peer].spec : state_.created[peer - members];
}

PeerKind Network::kind(uint32_t peer) const {
  return peer < setup_->members.size() ? setup_->members[peer].kind : PeerKind::Node;
}

host::Effects Network::invokePeer(uint32_t peer, host::PeerEvent event) {
  double wallMs = 0;
  const host::Invoke timed = [&](const vm::Input& input) {
    const double start = setup_->options.wallClock();
    vm::Outcome result = setup_->options.machine.invoke(input);
    wallMs = setup_->options.wallClock() - start;
    return result;
  };
  host::Surroundings around;
  around.script = setup_->program.script;
  around.particle = &setup_->particle;
  around.entry = &setup_->entry;
  around.services = &setup_->services;
  around.neighbours = state_.neighbours;
  around.limits = setup_->limits;
  around.now = setup_->particle.timestamp + state_.clock;
  around.failurePolicy = setup_->options.failurePolicy;
  around.mockHelpers = setup_->options.mockHelpers;
  around.forReports = setup_->options.log == Log::On;
  around.invoke = &timed;
  auto callIndex = static_cast<uint32_t>(outcome_.calls.size());
  around.interfere = [&](const vm::CallRequest& request) -> std::optional<host::Answer> {
    const uint32_t index = callIndex++;
    auto failed = setup_->faults.call(peer, request, state_.faults);
    if (!failed) return std::nullopt;
    const auto kind = failed->answer.never ? Fault::Kind::Hang : Fault::Kind::Fail;
    outcome_.faults.push_back({state_.clock, kind, failed->fault, peer, none, index});
    return std::move(failed->answer);
  };
  host::Effects effects =
      host::handleEvent(spec(peer), state_.peers[peer], std::move(event), around);

  Stats& stats = outcome_.stats;
  stats.vmMs += wallMs;
  ++stats.vmInvocations;
  dataBytes_ = sizeOf(effects.data);
  if (!effects.dropped) stats.maxDataBytes = std::max<uint64_t>(stats.maxDataBytes, dataBytes_);
  if (setup_->trace) outcome_.trace.push_back({peer, wallMs, dataBytes_, effects.code});
  if (effects.code != 0) outcome_.vmErrors.push_back({peer, effects.code, effects.errorMessage});
  return effects;
}

void Network::logArrival(const InFlight& event) {
  if (setup_->options.log == Log::Off) return;
  uint32_t cause = event.cause;
  if (!event.event.results.empty()) {
    LogEvent answer;
    answer.kind = LogEvent::Kind::Answer;
    answer.peer = event.peer;
    answer.cause = event.cause;
    answer.instruction = log_[event.cause].instruction;
    answer.call = log_[event.cause].call;
    cause = log(answer);
  }
  LogEvent invocation;
  invocation.peer = event.peer;
  invocation.cause = cause;
  invocation_ = log(invocation);
}

void Network::handle(InFlight event) {
  const uint32_t peer = event.peer;
  logArrival(event);
  host::Effects effects = invokePeer(peer, std::move(event.event));
  if (invocation_ != none) {
    log_[invocation_].code = effects.code;
    log_[invocation_].bytes = dataBytes_;
    log_[invocation_].waits = joinsOf(state_.peers[peer].waits);
    // It grew as needed, and is kept for each of many peers.
    state_.peers[peer].waits.shrink_to_fit();
  }
  for (const std::string& id : effects.nextPeers)
    send(peer, id, effects.data);
  for (host::PerformedCall& performed : effects.calls)
    call(peer, std::move(performed));
}

uint32_t Network::findPeer(llvm::StringRef id) const {
  const auto member = setup_->memberOfId.find(id);
  if (member != setup_->memberOfId.end()) return member->second;
  const auto created =
      llvm::find_if(state_.created, [&](const host::PeerSpec& peer) { return peer.id == id; });
  if (created == state_.created.end()) return none;
  return static_cast<uint32_t>(setup_->members.size()) +
         static_cast<uint32_t>(created - state_.created.begin());
}

uint32_t Network::createPeer(llvm::StringRef id) {
  host::PeerSpec& peer = state_.created.emplace_back();
  peer.name = id.str();
  peer.id = id.str();
  state_.peers.emplace_back();
  state_.conditions.emplace_back();
  return static_cast<uint32_t>(state_.peers.size() - 1);
}

/// A node reaches every node and the clients connected to it, a client its relay only.
std::optional<Obstacle> Network::obstacle(uint32_t from, uint32_t to) const {
  if (to == none) return Obstacle::UnknownPeer;
  const auto& members = setup_->members;
  const Member* sender = from < members.size() ? &members[from] : nullptr;
  const Member* receiver = to < members.size() ? &members[to] : nullptr;
  if (sender && sender->links) {
    if (!llvm::is_contained(*sender->links, to)) return Obstacle::NotLinked;
  } else {
    if (sender && sender->kind == PeerKind::Client && sender->relay != to)
      return Obstacle::NotTheRelay;
    if (receiver && receiver->kind == PeerKind::Client && receiver->relay != from)
      return Obstacle::ForeignClient;
  }
  const bool isUp = receiver ? state_.neighbours[to].isUp : !state_.conditions[to].isDown;
  if (!isUp) return Obstacle::Down;
  return std::nullopt;
}

/// The first instruction that waits for that peer.
uint32_t Network::instructionFor(uint32_t from, llvm::StringRef toId) const {
  for (const vm::Wait& wait : state_.peers[from].waits)
    if (wait.kind == vm::Wait::Kind::RemoteCall && wait.peerId() == toId) return wait.instruction;
  return LogEvent().instruction;
}

void Network::send(uint32_t from, const std::string& toId, const vm::DataRef& data) {
  uint32_t to = findPeer(toId);
  if (to == none && setup_->unknownPeers == UnknownPeers::Create) to = createPeer(toId);
  LogEvent event;
  event.kind = LogEvent::Kind::Send;
  event.peer = from;
  event.cause = invocation_;
  event.to = to;
  event.bytes = dataBytes_;
  if (setup_->options.log == Log::On) event.instruction = instructionFor(from, toId);
  if (const auto reason = obstacle(from, to)) return loseMessage(event, toId, *reason);
  const HopFate fate = setup_->faults.hop(from, to, state_.clock, state_.random, state_.faults);
  for (const auto& [fault, faultKind] : fate.faults)
    outcome_.faults.push_back({state_.clock, faultKind, fault, from, to, none});
  if (fate.lost) return loseMessage(event, toId, *fate.lost);
  for (uint32_t copy = 0; copy < fate.copies; ++copy)
    deliver(event, data, fate.slowedBy);
}

void Network::loseMessage(LogEvent event, const std::string& toId, Obstacle reason) {
  event.undelivered = static_cast<uint32_t>(outcome_.undelivered.size());
  outcome_.undelivered.push_back({event.peer, toId, reason});
  log(event);
}

void Network::deliver(LogEvent event, const vm::DataRef& data, uint64_t slowedBy) {
  ++outcome_.stats.hops;
  outcome_.stats.bytesMoved += dataBytes_;
  const uint64_t hop = delay(setup_->latency.hop, 40) + slowedBy;
  event.due = state_.clock + hop;
  InFlight particle;
  particle.peer = event.to;
  particle.from = event.peer;
  particle.cause = log(event);
  particle.event.data = data;
  schedule(hop, std::move(particle));
}

void Network::call(uint32_t peer, host::PerformedCall performed) {
  const vm::CallRequest& request = performed.request;
  const host::Answer& answer = performed.answer;
  if (answer.source == host::Answer::Source::Entry) {
    if (request.service == "callbackSrv" && request.function == "response")
      outcome_.responses.push_back(request.arguments);
    if (request.service == "errorHandlingSrv") outcome_.errors.push_back(request.arguments);
  }
  if (!answer.console.empty() && setup_->options.console)
    setup_->options.console(spec(peer).name, answer.console);
  if (!answer.fault.empty() && outcome_.fault.empty()) outcome_.fault = answer.fault;

  LogEvent event;
  event.kind = LogEvent::Kind::Call;
  event.peer = peer;
  event.cause = invocation_;
  event.instruction = request.instruction;
  event.call = static_cast<uint32_t>(outcome_.calls.size());
  InFlight pending;
  pending.peer = peer;
  pending.call = event.call;
  const bool isAnswered = !answer.never && answer.fault.empty();
  // `peer.timeout` takes any number of milliseconds.
  const uint64_t wait =
      isAnswered ? llvm::SaturatingAdd(answer.delay, delay(setup_->latency.call, 20)) : 0;
  if (isAnswered) event.due = llvm::SaturatingAdd(state_.clock, wait);
  pending.cause = log(event);
  pending.life = state_.conditions[peer].life;
  if (isAnswered) {
    pending.event.results.emplace(request.id, host::toCallResult(answer));
    schedule(wait, std::move(pending));
  }
  outcome_.calls.push_back(
      {peer, state_.clock, std::move(performed.request), std::move(performed.answer), {}});
}

RunResult Network::result() const {
  Network copy = *this;
  return std::move(copy).takeResult();
}

RunResult Network::takeResult() && {
  RunResult result;
  result.outcome = std::move(outcome_);
  result.faultsMet = std::move(state_.faults.met);
  result.log = std::move(log_);
  result.names = setup_->names;
  result.withTetraplets = setup_->tetraplets;
  result.withTrace = setup_->trace;
  result.withData = setup_->data;
  for (uint32_t index = 0; index < state_.peers.size(); ++index) {
    host::PeerState& state = state_.peers[index];
    const host::PeerSpec& peer = spec(index);
    result.peers.push_back({peer.name, peer.id, kind(index), index == setup_->init,
                            state.invocations, std::move(state.previous), std::move(state.waits),
                            std::move(state.failures), std::move(state.reached)});
  }
  return result;
}

RunResult run(const Scenario& scenario, const Program& program, const RunOptions& options) {
  Network network(scenario, program, options);
  while (network.step()) {
  }
  return std::move(network).takeResult();
}

} // namespace aqua::network
