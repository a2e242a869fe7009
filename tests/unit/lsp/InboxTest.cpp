#include "lsp/Session.h"

#include "gtest/gtest.h"

namespace aqua::lsp {
namespace {

Notification cancelOf(const RequestId& id) {
  return {"$/cancelRequest", llvm::json::Object{{"id", writeJson(id)}}};
}

TEST(Inbox, CancelsWaitingRequestsById) {
  Inbox inbox;
  inbox.put(Request{1, "a"});
  inbox.put(Request{2, "b"});
  inbox.put(cancelOf(2));
  EXPECT_FALSE(inbox.take()->cancel.isCancelled());
  EXPECT_TRUE(inbox.take()->cancel.isCancelled());
  EXPECT_FALSE(inbox.take().has_value());
}

TEST(Inbox, CancelsTheRequestThatIsBeingHandled) {
  Inbox inbox;
  inbox.put(Request{RequestId("x"), "a"});
  const Inbox::Entry entry = *inbox.take();
  inbox.put(cancelOf(RequestId("y")));
  EXPECT_FALSE(entry.cancel.isCancelled());
  inbox.put(cancelOf(RequestId("x")));
  EXPECT_TRUE(entry.cancel.isCancelled());
}

TEST(Inbox, AnEditMakesEarlierRequestsAboutItsDocumentPointless) {
  const auto params = [](const char* uri) {
    return llvm::json::Object{{"textDocument", llvm::json::Object{{"uri", uri}}}};
  };
  Inbox inbox;
  inbox.put(Request{1, "textDocument/foldingRange", params("file:///a")});
  inbox.put(Request{2, "textDocument/foldingRange", params("file:///a")});
  inbox.put(Request{3, "textDocument/foldingRange", params("file:///b")});
  inbox.put(Request{4, "textDocument/hover", params("file:///a")});
  const Inbox::Entry current = *inbox.take();
  inbox.put(Notification{"textDocument/didChange", params("file:///a")});
  inbox.put(Request{5, "textDocument/foldingRange", params("file:///a")});
  EXPECT_TRUE(current.cancel.isOutdated());
  EXPECT_FALSE(current.cancel.isCancelled());
  EXPECT_TRUE(inbox.take()->cancel.isOutdated());
  EXPECT_FALSE(inbox.take()->cancel.isOutdated());
  EXPECT_FALSE(inbox.take()->cancel.isOutdated());
  static_cast<void>(inbox.take());
  EXPECT_FALSE(inbox.take()->cancel.isOutdated());
}

TEST(Inbox, KeepsTheOrderOfTheMessagesAndThenIsClosed) {
  Inbox inbox;
  inbox.put(Request{1, "a"});
  inbox.put(Notification{"b"});
  inbox.close();
  EXPECT_EQ(inbox.wait(std::nullopt), Inbox::Wait::Message);
  EXPECT_EQ(std::get<Request>(inbox.take()->message).method, "a");
  EXPECT_EQ(std::get<Notification>(inbox.take()->message).method, "b");
  EXPECT_EQ(inbox.wait(std::nullopt), Inbox::Wait::Closed);
}

TEST(Inbox, WaitsNoLongerThanTold) {
  Inbox inbox;
  EXPECT_EQ(inbox.wait(TimePoint::min()), Inbox::Wait::Time);
}

} // namespace
} // namespace aqua::lsp
