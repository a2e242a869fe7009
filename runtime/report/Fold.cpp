#include "Fold.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "Text.h"
#include "llvm/ADT/STLExtras.h"

#include <fmt/format.h>

namespace aqua::report {

namespace {

constexpr ptrdiff_t busiestLanes = 4;
constexpr size_t exampleLanes = 3;
/// What is farther apart happened at different times.
constexpr uint64_t gapMs = 5;

/// `store.get` of `store.get("k")`
llvm::StringRef stemOf(llvm::StringRef title) {
  return title.take_until([](char c) { return c == '('; });
}

class Folder {
public:
  explicit Folder(Route route) : route_(std::move(route)), newLane_(route_.lanes.size()) {}

  Route fold();

private:
  void chooseLanes();
  void makeLanes();
  void foldMessages();
  void foldSteps();
  void absorb(Message& whole, const Message& part) const;
  void absorb(Step& whole, const Step& part) const;
  void addTalk(const std::vector<Message>& among);
  [[nodiscard]] size_t last() const { return kept_; }

  Route route_;
  std::vector<size_t> newLane_; // by old one
  size_t kept_ = 0;             // lanes
};

bool isTrouble(const Step& step) {
  const bool isWait = step.kind == Step::Kind::Join; // as a rule others are the reason
  return step.failed || step.kind == Step::Kind::Fault || (step.pending && !isWait);
}

void Folder::chooseLanes() {
  struct Claim {
    bool isInit = false;
    bool isTroubled = false;
    size_t messages = 0;
  };
  std::vector<Claim> claims(route_.lanes.size());
  for (const auto& [claim, lane] : llvm::zip_equal(claims, route_.lanes))
    claim.isInit = lane.isInit;
  for (const Step& step : route_.steps)
    claims[step.lane].isTroubled |= isTrouble(step);
  for (const Message& message : route_.messages) {
    ++claims[message.from].messages;
    if (message.hasLane) ++claims[message.to].messages;
    claims[message.from].isTroubled |= message.isLost() && !message.isDetour;
  }
  std::vector<size_t> order;
  for (size_t lane = 0; lane < claims.size(); ++lane)
    order.push_back(lane);
  const auto isBusier = [&](size_t a, size_t b) {
    return std::tuple(claims[a].isInit, claims[a].messages) >
           std::tuple(claims[b].isInit, claims[b].messages);
  };
  const auto isTroubled = [&](size_t lane) { return claims[lane].isTroubled; };
  // The busiest first: relays, and where all come together.
  llvm::stable_sort(order, isBusier);
  const auto rest = order.begin() + busiestLanes;
  const auto examples = std::stable_partition(rest, order.end(), isTroubled);
  kept_ = std::min(static_cast<size_t>(examples - order.begin()) + exampleLanes, maxLanes - 1);
  std::fill(newLane_.begin(), newLane_.end(), last());
  order.resize(kept_);
  llvm::sort(order); // as they stood
  for (const auto& [index, lane] : llvm::enumerate(order))
    newLane_[lane] = index;
}

void Folder::makeLanes() {
  std::vector<Lane> lanes(kept_ + 1);
  Lane& shared = lanes.back();
  shared.peers = 0;
  for (const auto& [old, lane] : llvm::enumerate(route_.lanes)) {
    if (newLane_[old] != last()) {
      lanes[newLane_[old]] = lane;
      continue;
    }
    constexpr size_t named = 8;
    if (shared.peers < named) shared.id += (shared.peers == 0 ? "" : ", ") + lane.name;
    if (shared.peers == named) shared.id += ", …";
    ++shared.peers;
  }
  shared.name = fmt::format("{} more peers", shared.peers);
  route_.lanes = std::move(lanes);
}

void Folder::absorb(Message& whole, const Message& part) const {
  whole.count += part.count;
  whole.bytes += part.bytes;
  whole.lastArrival = std::max(whole.lastArrival, part.lastArrival);
}

/// What the peers of the last lane said to each other has no arrow.
void Folder::addTalk(const std::vector<Message>& among) {
  for (const Message& message : among) {
    Step step;
    step.kind = Step::Kind::Builtin;
    step.lane = last();
    step.time = message.sent;
    step.title = "→ each other";
    step.lines = {message.isLost() ? "not delivered: " + message.obstacle
                                   : bytesText(message.bytes)};
    step.count = message.count;
    step.place = message.place;
    route_.steps.push_back(std::move(step));
  }
}

void Folder::foldMessages() {
  using Key = std::tuple<size_t, size_t, bool, std::string, std::string>;
  std::map<Key, size_t> open; // the message that others join
  std::vector<Message> folded;
  for (Message& message : route_.messages) {
    message.from = newLane_[message.from];
    if (message.hasLane) message.to = newLane_[message.to];
    message.lastArrival = message.arrival;
    const bool isShared = message.from == last() || (message.hasLane && message.to == last());
    if (message.hasLane && message.to == last()) message.toText = route_.lanes.back().name;
    const Key key(message.from, message.hasLane ? message.to : SIZE_MAX, message.isLost(),
                  message.place, message.obstacle);
    const auto known = open.find(key);
    const auto timeOf = [](const Message& one) {
      return one.isLost() ? one.sent : one.lastArrival;
    };
    if (isShared && known != open.end() &&
        timeOf(message) <= timeOf(folded[known->second]) + gapMs) {
      absorb(folded[known->second], message);
      continue;
    }
    open[key] = folded.size();
    folded.push_back(std::move(message));
  }
  std::vector<Message> among;
  llvm::copy_if(folded, std::back_inserter(among), [&](const Message& message) {
    return message.from == last() && message.hasLane && message.to == last();
  });
  llvm::erase_if(folded, [&](const Message& message) {
    return message.from == last() && message.hasLane && message.to == last();
  });
  route_.messages = std::move(folded);
  addTalk(among);
}

void Folder::absorb(Step& whole, const Step& part) const {
  whole.count += part.count;
  whole.lastTime = std::max(whole.lastTime, part.time);
  if (whole.title != part.title) whole.title = stemOf(whole.title).str() + "(…)";
  if (whole.kind == Step::Kind::Join) {
    if (whole.end && part.end && *part.end > *whole.end) {
      whole.end = part.end;
      whole.lines = part.lines;
    }
  } else if (whole.lines != part.lines) {
    whole.lines = {"answers differ"};
  }
}

void Folder::foldSteps() {
  using Key = std::tuple<Step::Kind, std::string, bool, bool, std::string>;
  std::map<Key, size_t> open;
  std::vector<Step> folded;
  for (Step& step : route_.steps) { // in order of time
    step.lane = newLane_[step.lane];
    step.lastTime = step.time;
    const Key key(step.kind, stemOf(step.title).str(), step.failed, step.pending, step.place);
    const auto known = open.find(key);
    if (step.lane == last() && known != open.end() &&
        step.time <= folded[known->second].lastTime + gapMs) {
      absorb(folded[known->second], step);
      continue;
    }
    if (step.lane == last()) open[key] = folded.size();
    folded.push_back(std::move(step));
  }
  route_.steps = std::move(folded);
}

Route Folder::fold() {
  chooseLanes();
  makeLanes();
  foldSteps();
  foldMessages(); // may add steps
  llvm::stable_sort(route_.steps, [](const Step& a, const Step& b) { return a.time < b.time; });
  return std::move(route_);
}

} // namespace

Route foldPeers(Route route) {
  return route.lanes.size() <= maxLanes ? std::move(route) : Folder(std::move(route)).fold();
}

std::string foldText(const Route& route) {
  const size_t folded = route.lanes.empty() ? 1 : route.lanes.back().peers;
  if (folded == 1) return "";
  return fmt::format("{} of {} peers share the last lane", folded, folded + route.lanes.size() - 1);
}

} // namespace aqua::report
