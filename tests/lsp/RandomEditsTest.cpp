// Random edits, undone and done again, with requests between them: the server survives, and in the
// end says what a server says that only saw the last text. AQUA_SEED and AQUA_EDITS choose others.

#include <cstdlib>
#include <random>

#include "gtest/gtest.h"

#include "llvm/Support/MemoryBuffer.h"

#include "lsp/Server.h"

namespace aqua::lsp_test {
namespace {

namespace json = llvm::json;

constexpr const char* uri = "file:///ws/main.aqua";

constexpr const char* library = R"(aqua Lib declares *

data Reading:
    peer: string
    celsius: f64

service Sensor("sensor"):
    read(unit: string) -> f64

func ask(peer: string) -> Reading:
    on peer:
        t <- Sensor.read("C")
    <- Reading(peer = peer, celsius = t)
)";

constexpr const char* program = R"(aqua Main

import Reading, ask as one from "lib.aqua"

export all

-- All of them, é 😀.
func all(peers: []string) -> []Reading:
    out: *Reading
    for p <- peers par:
        try:
            r <- one(p)
            out <<- r
        catch e:
            x = e.message
    if peers.length > 2:
        join out[1]
    else:
        join out[0]
    <- out
)";

const char* const pieces[] = {"x",   "\n",    "\r\n", "    ",    "é",      "😀",     "(",
                              ")",   "\"",    "-- ",  "on p:\n", "<- ",    "out",    ".",
                              "[0]", "par ",  "func", "import ", "\t",     "r.peer", "{",
                              "}",   "aqua ", ":",    "\r",      "e\u0301"};

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
      diagnostics.insert_or_assign(params.getString("uri")->str(), *params.get("diagnostics"));
    }
    if (!object.get("method")) ++answers;
    if (const json::Value* result = object.get("result")) lastResult = *result;
    if (const json::Object* error = object.getObject("error")) {
      EXPECT_EQ(error->getInteger("code").value_or(0), -32803)
          << error->getString("message").value_or("").str();
    }
  }

  std::map<std::string, json::Value> diagnostics;
  size_t answers = 0;
  json::Value lastResult = nullptr;
};

class Editor {
public:
  Editor() {
    disk_->addFile("/ws/lib.aqua", 0, llvm::MemoryBuffer::getMemBuffer(library));
    disk_->addFile("/ws/main.aqua", 0, llvm::MemoryBuffer::getMemBuffer(program));
    const json::Value refresh = json::Object{{"refreshSupport", true}};
    const json::Value capabilities =
        json::Object{{"workspace", json::Object{{"inlayHint", refresh}}}};
    ask("initialize", json::Object{{"capabilities", capabilities}, {"rootUri", "file:///ws"}});
    tell("initialized", json::Object());
  }

  void open(const std::string& text) {
    tell(
        "textDocument/didOpen",
        json::Object{{"textDocument", json::Object{{"uri", uri}, {"version", 1}, {"text", text}}}});
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
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> disk_ =
      llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  SettableClock clock_;
  lsp::Server server_{listener, clock_, {"0", disk_}};
  int64_t lastId_ = 0;
};

/// What editors ask while somebody types.
void askSomething(Editor& editor, const std::string& text, std::mt19937& random) {
  const lsp::Positions positions(text, lsp::PositionEncoding::Utf16);
  const auto offset = static_cast<uint32_t>(random() % (text.size() + 1));
  json::Object params{{"textDocument", json::Object{{"uri", uri}}},
                      {"position", lsp::writeJson(positions.position(offset))}};
  const json::Value all = lsp::writeJson(positions.range({0, positions.textSize()}));
  const char* const methods[] = {"textDocument/hover",
                                 "textDocument/completion",
                                 "textDocument/definition",
                                 "textDocument/declaration",
                                 "textDocument/typeDefinition",
                                 "textDocument/implementation",
                                 "textDocument/references",
                                 "textDocument/documentHighlight",
                                 "textDocument/signatureHelp",
                                 "textDocument/documentSymbol",
                                 "textDocument/codeAction",
                                 "textDocument/prepareRename",
                                 "textDocument/rename",
                                 "textDocument/formatting",
                                 "textDocument/foldingRange",
                                 "textDocument/selectionRange",
                                 "textDocument/documentLink",
                                 "textDocument/inlayHint",
                                 "textDocument/rangeFormatting",
                                 "textDocument/onTypeFormatting",
                                 "textDocument/semanticTokens/full",
                                 "textDocument/prepareCallHierarchy",
                                 "workspace/symbol",
                                 "aqua/sync"};
  params["context"] = json::Object{{"includeDeclaration", true}, {"diagnostics", json::Array()}};
  params["range"] = all;
  params["options"] = json::Object{{"tabSize", 4}};
  params["positions"] = json::Array{lsp::writeJson(positions.position(offset))};
  params["newName"] = "renamed";
  params["query"] = "a";
  params["ch"] = "\n";
  editor.ask(methods[random() % std::size(methods)], std::move(params));
}

/// What depends on more than the text of now, or is kept from one text to the next.
json::Array keptAnswers(Editor& editor, const std::string& text) {
  const lsp::Positions positions(text, lsp::PositionEncoding::Utf16);
  const json::Value all = lsp::writeJson(positions.range({0, positions.textSize()}));
  const json::Value document = json::Object{{"uri", uri}};
  json::Array answers;
  const auto ask = [&](const char* method, json::Object params) {
    params["textDocument"] = document;
    editor.ask(method, std::move(params));
    answers.push_back(editor.listener.lastResult);
  };
  ask("textDocument/inlayHint", json::Object{{"range", all}});
  ask("textDocument/codeAction",
      json::Object{{"range", all}, {"context", json::Object{{"diagnostics", json::Array()}}}});
  for (uint32_t offset = 0; offset < positions.textSize(); offset += 7)
    ask("textDocument/hover",
        json::Object{{"position", lsp::writeJson(positions.position(offset))}});
  return answers;
}

size_t fromEnvironment(const char* name, size_t otherwise) {
  const char* text = std::getenv(name);
  return text ? std::strtoul(text, nullptr, 10) : otherwise;
}

/// Where a character begins, at or before an offset.
size_t characterStart(const std::string& text, size_t offset) {
  while (offset > 0 && offset < text.size() &&
         ((static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80 ||
          (text[offset] == '\n' && text[offset - 1] == '\r')))
    --offset;
  return offset;
}

/// A document in the editor, with its history.
class EditedText {
public:
  explicit EditedText(Editor& editor) : editor_(editor) { editor.open(text_); }

  [[nodiscard]] const std::string& text() const { return text_; }

  void edit(std::mt19937& random) {
    if (!history_.empty() && random() % 3 == 0) {
      const std::string before = history_.back();
      history_.pop_back();
      return replace(0, text_.size(), before);
    }
    history_.push_back(text_);
    const size_t begin = characterStart(text_, random() % (text_.size() + 1));
    const size_t length = random() % 2 == 0 ? 0 : random() % 12;
    const size_t end = characterStart(text_, std::min(text_.size(), begin + length));
    replace(begin, end, pieces[random() % std::size(pieces)]);
  }

private:
  void replace(size_t begin, size_t end, const std::string& by) {
    const lsp::Positions positions(text_, lsp::PositionEncoding::Utf16);
    const lsp::Range range =
        positions.range({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    text_.replace(begin, end - begin, by);
    editor_.tell(
        "textDocument/didChange",
        json::Object{{"textDocument", json::Object{{"uri", uri}, {"version", ++version_}}},
                     {"contentChanges",
                      json::Array{json::Object{{"range", lsp::writeJson(range)}, {"text", by}}}}});
  }

  Editor& editor_;
  std::string text_ = program;
  std::vector<std::string> history_;
  int version_ = 1;
};

TEST(RandomEdits, LeaveTheServerAsAFreshOne) {
  const size_t seed = fromEnvironment("AQUA_SEED", 1);
  const size_t edits = fromEnvironment("AQUA_EDITS", 200);
  std::printf("AQUA_SEED=%zu AQUA_EDITS=%zu\n", seed, edits);
  std::mt19937 random(static_cast<uint32_t>(seed));
  Editor editor;
  EditedText document(editor);
  for (size_t i = 0; i < edits && !testing::Test::HasFailure(); ++i) {
    document.edit(random);
    editor.wait(lsp::Duration(random() % 60));
    askSomething(editor, document.text(), random);
    if (i % 50 != 49) continue;
    editor.wait(lsp::Duration(1000));
    Editor fresh;
    fresh.open(document.text());
    fresh.wait(lsp::Duration(1000));
    const auto found = editor.listener.diagnostics.find(uri);
    const auto expected = fresh.listener.diagnostics.find(uri);
    const json::Value none = json::Array();
    ASSERT_EQ(found == editor.listener.diagnostics.end() ? none : found->second,
              expected == fresh.listener.diagnostics.end() ? none : expected->second)
        << "after " << i + 1 << " edits:\n"
        << document.text();
    ASSERT_EQ(json::Value(keptAnswers(editor, document.text())),
              json::Value(keptAnswers(fresh, document.text())))
        << "after " << i + 1 << " edits:\n"
        << document.text();
  }
}

} // namespace
} // namespace aqua::lsp_test
