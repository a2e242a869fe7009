#include "HirBuilder.h"

#include "gtest/gtest.h"

namespace aqua::flow {
namespace {

TEST(Entry, FetchesTheRelayAndTheArgumentsRunsAndResponds) {
  HirBuilder h;
  auto* x = h.parameter("x", h.string);
  auto* y = h.parameter("y", h.string);
  auto* f = h.function("f", {x, y}, {h.string}, {}, {h.ref(y)});
  support::DiagnosticSink diags;
  std::string out;
  llvm::raw_string_ostream stream(out);
  print(lowerToFlow({f->name, f}, {}, diags), stream);
  EXPECT_EQ(out, R"(process f at %init_peer_id% via -relay-
  call "getDataSrv" "-relay-" () -> -relay-
  call "getDataSrv" "x" ()
  call "getDataSrv" "y" () -> y
  call "callbackSrv" "response" (y)
on error
  call "errorHandlingSrv" "error" (:error:, 0)
)");
}

TEST(Entry, WithoutRelayTheHostIsTheInitPeer) {
  HirBuilder h;
  auto* f =
      h.function("f", {}, {h.string}, {}, {h.predefined(hir::Predefined::HostPeer, h.string)});
  LowerOptions options;
  options.hasRelay = false;
  EXPECT_EQ(h.lower(f, options), "call \"callbackSrv\" \"response\" (%init_peer_id%)\n");
  EXPECT_EQ(h.lower(f), "call \"callbackSrv\" \"response\" (-relay-)\n");
}

TEST(Entry, AnEmptyResponseIsSentOnlyOnDemand) {
  HirBuilder h;
  auto* f = h.function("f", {}, {}, {}, {});
  EXPECT_EQ(h.lower(f), "");
  LowerOptions options;
  options.sendsEmptyResponse = true;
  EXPECT_EQ(h.lower(f, options), "call \"callbackSrv\" \"response\" ()\n");
}

TEST(Entry, AStreamArgumentIsFilledFromAnArrayAndRestricted) {
  HirBuilder h;
  auto* s = h.parameter("s", h.types.stream(h.string));
  auto* f = h.function("f", {s}, {s->type}, {h.push(s, h.text("x"))}, {h.ref(s)});
  EXPECT_EQ(h.lower(f), R"(call "getDataSrv" "s" () -> s
new $s
  for item in s
    push item -> $s
  push "x" -> $s
  canon $s -> #s
call "callbackSrv" "response" (#s)
)");
}

TEST(Entry, ACallbackRunsAtTheRootWhereverItIsCalled) {
  HirBuilder h;
  auto* p = h.parameter("p", h.string);
  auto* cb = h.parameter("cb", h.arrow({h.string}, {h.string}));
  auto* x = h.variable("x", h.string);
  auto* f = h.function("f", {p, cb}, {h.string},
                       {h.on(h.ref(p), {}, {h.receive({{x}}, h.call(h.ref(cb), {h.text("a")}))})},
                       {h.ref(x)});
  EXPECT_EQ(h.lower(f), R"(call "getDataSrv" "p" ()
call "callbackSrv" "cb" ("a") -> x
call "callbackSrv" "response" (x)
)");
}

} // namespace
} // namespace aqua::flow
