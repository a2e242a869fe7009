// Random edits, undone and done again, with requests between them: the server survives, and in the
// end says what a server says that only saw the last text. AQUA_SEED and AQUA_EDITS choose others.

#include "gtest/gtest.h"

#include "RandomEdits.h"
#include "lsp/Server.h"

namespace aqua::lsp_test {
namespace {

namespace json = llvm::json;

class SettableClock final : public lsp::Clock {
public:
  [[nodiscard]] lsp::TimePoint now() const override { return time; }
  lsp::TimePoint time{std::chrono::hours(1)};
};

/// Keeps the last diagnostics, and counts the answers.
class Listener final : public lsp::MessageSink {
public:
  void send(const json::Value& message) override {
    const json::Object& object = *message.getAsObject();
    if (object.getString("method") == llvm::StringRef("textDocument/publishDiagnostics")) {
      const json::Object& params = *object.getObject("params");
      diagnostics_.insert_or_assign(params.getString("uri")->str(), *params.get("diagnostics"));
    }
    if (!object.get("method")) ++answers;
    if (const json::Object* error = object.getObject("error")) {
      EXPECT_EQ(error->getInteger("code").value_or(0), -32803)
          << error->getString("message").value_or("").str();
    }
  }

  [[nodiscard]] json::Value diagnosticsOf(const char* uri) const {
    const auto found = diagnostics_.find(uri);
    return found == diagnostics_.end() ? json::Array() : found->second;
  }

  size_t answers = 0;

private:
  std::map<std::string, json::Value> diagnostics_;
};

class Editor {
public:
  Editor() {
    ask("initialize", json::Object{{"capabilities", json::Object()}, {"rootUri", "file:///ws"}});
    tell("initialized", json::Object());
  }

  void ask(const char* method, json::Value params) {
    server_.handle(lsp::Request{++lastId_, method, std::move(params)});
    EXPECT_EQ(listener.answers, static_cast<size_t>(lastId_)) << method;
  }
  void tell(const char* method, json::Value params) {
    server_.handle(lsp::Notification{method, std::move(params)});
  }
  void wait(lsp::Duration time) {
    clock_.time += time;
    while (server_.doDueChecks() || server_.doDueLint()) {
    }
  }

  Listener listener;

private:
  SettableClock clock_;
  lsp::Server server_{listener, clock_, {"0", workspaceFiles()}};
  int64_t lastId_ = 0;
};

TEST(RandomEdits, LeaveTheServerAsAFreshOne) {
  const size_t seed = fromEnvironment("AQUA_SEED", 1);
  const size_t edits = fromEnvironment("AQUA_EDITS", 200);
  std::printf("AQUA_SEED=%zu AQUA_EDITS=%zu\n", seed, edits);
  std::mt19937 random(static_cast<uint32_t>(seed));
  Editor editor;
  RandomDocument document;
  editor.tell("textDocument/didOpen", document.opened());
  for (size_t i = 0; i < edits && !testing::Test::HasFailure(); ++i) {
    editor.tell("textDocument/didChange", document.edit(random));
    editor.wait(lsp::Duration(random() % 60));
    RandomRequest request = randomRequest(document.text(), random);
    editor.ask(request.method, std::move(request.params));
    if (i % 50 != 49) continue;
    editor.wait(lsp::Duration(1000));
    Editor fresh;
    fresh.tell("textDocument/didOpen", document.opened());
    fresh.wait(lsp::Duration(1000));
    ASSERT_EQ(editor.listener.diagnosticsOf(mainUri), fresh.listener.diagnosticsOf(mainUri))
        << "after " << i + 1 << " edits:\n"
        << document.text();
  }
}

} // namespace
} // namespace aqua::lsp_test
