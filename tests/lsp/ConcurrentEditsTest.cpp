// Edits and requests from another thread than the one that handles them, without waiting for
// answers, some of them cancelled: each request gets one answer, and in the end the diagnostics are
// those of a server that only saw the last text. AQUA_SEED and AQUA_EDITS choose others.

#include <thread>
#include <unistd.h>

#include "gtest/gtest.h"

#include "RandomEdits.h"
#include "lsp/Framing.h"
#include "lsp/Session.h"

namespace aqua::lsp_test {
namespace {

namespace json = llvm::json;

constexpr int64_t requestFailed = -32803, requestCancelled = -32800, contentModified = -32801;

/// A client at the other end of a channel.
class Client {
public:
  Client() {
    int toServer[2], fromServer[2];
    EXPECT_EQ(pipe(toServer), 0);
    EXPECT_EQ(pipe(fromServer), 0);
    serving_ = std::thread([this, in = toServer[0], out = fromServer[1]] {
      lsp::Channel channel(in, out, lsp::Channel::Ownership::Closes);
      exitCode = lsp::serve(channel, {"0", workspaceFiles()});
    });
    channel_.emplace(fromServer[0], toServer[1], lsp::Channel::Ownership::Closes);
    reading_ = std::thread([this] { readAll(); });
    ask("initialize", json::Object{{"capabilities", json::Object()}, {"rootUri", "file:///ws"}});
    tell("initialized", json::Object());
  }
  /// Says goodbye and waits until the server has ended.
  void end() {
    ask("shutdown", nullptr);
    tell("exit", nullptr);
    serving_.join();
    reading_.join();
  }

  int64_t ask(const char* method, json::Value params) {
    send(json::Object{{"id", ++lastId}, {"method", method}, {"params", std::move(params)}});
    return lastId;
  }
  void tell(const char* method, json::Value params) {
    send(json::Object{{"method", method}, {"params", std::move(params)}});
  }

  int64_t lastId = 0;
  int exitCode = -1;
  // Of the reading thread, until the end:
  std::map<int64_t, size_t> answers; // by request
  std::vector<std::string> problems;
  json::Value diagnostics = json::Array();

private:
  void send(json::Object message) {
    message["jsonrpc"] = "2.0";
    std::string body;
    llvm::raw_string_ostream(body) << json::Value(std::move(message));
    channel_->write(lsp::frame(body));
  }

  void readAll() {
    lsp::FrameReader frames;
    for (llvm::StringRef bytes = channel_->read(); !bytes.empty(); bytes = channel_->read()) {
      frames.feed(bytes);
      while (const std::optional<lsp::Frame> frame = frames.next())
        take(std::get<std::string>(*frame));
    }
  }

  void take(const std::string& text) {
    llvm::Expected<json::Value> message = json::parse(text);
    if (!message) {
      problems.push_back(text);
      return llvm::consumeError(message.takeError());
    }
    const json::Object& object = *message->getAsObject();
    if (object.getString("method") == llvm::StringRef("textDocument/publishDiagnostics")) {
      const json::Object& params = *object.getObject("params");
      if (params.getString("uri") == llvm::StringRef(mainUri))
        diagnostics = *params.get("diagnostics");
    }
    if (object.get("method")) return;
    ++answers[object.getInteger("id").value_or(-1)];
    const json::Object* error = object.getObject("error");
    if (!error) return;
    const int64_t code = error->getInteger("code").value_or(0);
    if (code != requestFailed && code != requestCancelled && code != contentModified)
      problems.push_back(text);
  }

  std::optional<lsp::Channel> channel_;
  std::thread serving_, reading_;
};

/// What a client is told that opens the document as it is.
json::Value freshDiagnostics(const RandomDocument& document) {
  Client client;
  client.tell("textDocument/didOpen", document.opened());
  client.ask("aqua/sync", json::Object());
  client.end();
  return client.diagnostics;
}

TEST(ConcurrentEdits, LeaveTheServerAsAFreshOne) {
  const size_t seed = fromEnvironment("AQUA_SEED", 1);
  const size_t edits = fromEnvironment("AQUA_EDITS", 200);
  std::printf("AQUA_SEED=%zu AQUA_EDITS=%zu\n", seed, edits);
  std::mt19937 random(static_cast<uint32_t>(seed));
  Client client;
  RandomDocument document;
  client.tell("textDocument/didOpen", document.opened());
  for (size_t i = 0; i < edits; ++i) {
    client.tell("textDocument/didChange", document.edit(random));
    for (size_t requests = random() % 3; requests > 0; --requests) {
      RandomRequest request = randomRequest(document.text(), random);
      const int64_t id = client.ask(request.method, std::move(request.params));
      if (random() % 4 == 0)
        client.tell("$/cancelRequest",
                    json::Object{{"id", id - static_cast<int64_t>(random() % 3)}});
    }
    if (random() % 16 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(random() % 20));
  }
  client.ask("aqua/sync", json::Object());
  client.end();

  EXPECT_EQ(client.exitCode, 0);
  EXPECT_EQ(client.problems, std::vector<std::string>());
  EXPECT_EQ(client.answers.size(), static_cast<size_t>(client.lastId));
  for (const auto& [id, count] : client.answers)
    EXPECT_EQ(count, 1u) << "answers to request " << id;
  EXPECT_EQ(client.diagnostics, freshDiagnostics(document)) << document.text();
}

} // namespace
} // namespace aqua::lsp_test
