#include "report/Fold.h"

#include "gtest/gtest.h"

namespace aqua::report {
namespace {

/// A client that asks a relay, which asks `workers` peers at 10 ms; they answer a call at once.
Route fan(size_t workers) {
  Route route;
  route.lanes.push_back({"client", "", network::PeerKind::Client, true});
  route.lanes.push_back({"relay", "", network::PeerKind::Node, false});
  const auto send = [&](size_t from, size_t to, uint64_t sent) {
    Message& message = route.messages.emplace_back();
    message.from = from;
    message.to = to;
    message.toText = route.lanes[to].name;
    message.sent = sent;
    message.arrival = sent + 10;
    message.bytes = 100;
  };
  send(0, 1, 0);
  for (size_t worker = 0; worker < workers; ++worker) {
    const size_t lane = route.lanes.size();
    route.lanes.push_back({"w" + std::to_string(worker), "", network::PeerKind::Node, false});
    send(1, lane, 10);
    Step& step = route.steps.emplace_back();
    step.lane = lane;
    step.time = 20;
    step.title = "store.get(" + std::to_string(worker) + ")";
    step.lines = {"→ 7"};
  }
  return route;
}

TEST(FoldTest, AFewPeersStayAsTheyAre) {
  const Route route = foldPeers(fan(maxLanes - 2));
  EXPECT_EQ(route.lanes.size(), maxLanes);
  EXPECT_EQ(route.messages.size(), maxLanes - 1);
  EXPECT_EQ(foldText(route), "");
}

TEST(FoldTest, ManyPeersShareTheLastLaneAndWhatTheyDoAlikeIsOne) {
  const Route route = foldPeers(fan(100));
  ASSERT_EQ(route.lanes.size(), 8U) << "four of the busiest, three examples, the others";
  EXPECT_EQ(route.lanes.back().name, "95 more peers");
  EXPECT_EQ(foldText(route), "95 of 102 peers share the last lane");
  ASSERT_EQ(route.steps.size(), 6U);
  EXPECT_EQ(route.steps.back().title, "store.get(…)");
  EXPECT_EQ(route.steps.back().count, 95U);
  ASSERT_EQ(route.messages.size(), 7U);
  EXPECT_EQ(route.messages.back().count, 95U);
  EXPECT_EQ(route.messages.back().bytes, 9500U);
  EXPECT_EQ(route.messages.back().toText, "95 more peers");
}

TEST(FoldTest, WhatHappensLongAfterwardsIsAnotherEvent) {
  Route route = fan(100);
  for (size_t i = 50; i < 100; ++i)
    route.steps[i].time = 500;
  route.steps[99].lines = {"→ 8"};
  const Route folded = foldPeers(std::move(route));
  ASSERT_EQ(folded.steps.size(), 7U);
  EXPECT_EQ(folded.steps[5].count, 45U);
  EXPECT_EQ(folded.steps[5].lines, std::vector<std::string>{"→ 7"});
  EXPECT_EQ(folded.steps[6].count, 50U);
  EXPECT_EQ(folded.steps[6].lines, std::vector<std::string>{"answers differ"});
}

TEST(FoldTest, PeersWithTroubleKeepTheirLane) {
  Route route = fan(100);
  route.steps[77].failed = true;
  route.messages[60].obstacle = "cut"; // of the relay
  const Route folded = foldPeers(std::move(route));
  EXPECT_EQ(folded.lanes.size(), 9U);
  EXPECT_EQ(folded.lanes[7].name, "w77");
}

} // namespace
} // namespace aqua::report
