#include "host/Keys.h"

#include "gtest/gtest.h"

namespace aqua::host {
namespace {

// Ids that the oracle's lib/peers.mjs gives.
TEST(Keys, NamesHaveThePeerIdsOfTheOracle) {
  const std::pair<const char*, const char*> table[] = {
      {"client", "12D3KooWCnwJA6DC5MvouR9FShTk3NLvT3mzwWZnWxsMBS7c9uvm"},
      {"client2", "12D3KooWPKzqkCcDJ3hbie4swNxbekzeySFXsCFTErAYJebGbKrL"},
      {"relay", "12D3KooWHexCr91ddyp3dse5YyCfuNLouiQYmh2N39JsTW7XjUTo"},
      {"relay2", "12D3KooWAywmzH6EsMq1imtt5nCaQmVgNwWxhiVfvv1yiDWbwnhx"},
      {"node1", "12D3KooWPRtb2VHr3R5SsgpjFwJCs6DmGoieRmKAE2gTvrkCXykF"},
      {"node2", "12D3KooWE9WQ8s8qKTPwYaaxGYMBp7AdZu9FjA6ZTkSTyLcLANyk"},
      {"node3", "12D3KooWKnrAV3RCR1wrqs9Z8FLcGY7Vyb8ZG8NPPAMmA7ddNAZu"},
      {"node4", "12D3KooWFmmZgyDQAA3LNJKkXFd3mqxLGRmLaaQCmxpzLH27m6Vc"},
  };
  for (const auto& [name, id] : table)
    EXPECT_EQ(peerIdOfSeed(seedOfName(name)), id) << name;
}

// spec/05 §2.
TEST(Keys, SeedsOfOneRepeatedByteHaveTheKnownPeerIds) {
  const char* ids[] = {"12D3KooWK99VoVxNE7XzyBwXEzW7xhK7Gpv85r9F3V3fyKSUKPH5",
                       "12D3KooWJWoaqZhDaoEFshF7Rh1bpY9ohihFhzcW6d69Lr2NASuq",
                       "12D3KooWRndVhVZPCiQwHBBBdg769GyrPUW13zxwqQyf9r3ANaba"};
  for (uint8_t byte = 1; byte <= 3; ++byte) {
    Seed seed;
    seed.fill(byte);
    EXPECT_EQ(peerIdOfSeed(seed), ids[byte - 1]);
  }
}

TEST(Keys, SignaturesAreThoseOfTheOracle) {
  const Signature signature = sign(seedOfName("client"), {1, 2, 3});
  const Signature expected = {144, 172, 188, 123, 225, 246, 160, 223, 17,  239, 244, 111, 62,
                              126, 33,  180, 153, 180, 220, 49,  254, 139, 148, 217, 133, 93,
                              151, 119, 211, 150, 178, 190, 34,  66,  28,  3,   54,  45,  197,
                              155, 98,  112, 70,  166, 203, 20,  172, 95,  140, 240, 27,  165,
                              185, 91,  177, 161, 37,  250, 37,  112, 68,  19,  6,   8};
  EXPECT_EQ(signature, expected);
  EXPECT_TRUE(verify(seedOfName("client"), signature, {1, 2, 3}));
  EXPECT_FALSE(verify(seedOfName("client"), signature, {1, 2}));
  EXPECT_FALSE(verify(seedOfName("relay"), signature, {1, 2, 3}));
}

} // namespace
} // namespace aqua::host
