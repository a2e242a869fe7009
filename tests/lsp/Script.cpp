#include "Script.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

#include "Print.h"
#include "lsp/Server.h"

namespace aqua::lsp_test {

namespace {

namespace json = llvm::json;

constexpr llvm::StringLiteral conversationMark = "--- CONVERSATION\n";

class TestClock final : public lsp::Clock {
public:
  [[nodiscard]] lsp::TimePoint now() const override { return now_ += pace_; }
  void advance(lsp::Duration time) { now_ += time; }
  /// Whoever looks at the clock takes so long.
  void setPace(lsp::Duration pace) { pace_ = pace; }

private:
  lsp::Duration pace_{0};
  mutable lsp::TimePoint now_{std::chrono::hours(1)};
};

/// Keeps what the server says until it is printed.
class Recorder final : public lsp::MessageSink {
public:
  void send(const json::Value& message) override {
    const std::string text = printMessage(message);
    for (llvm::StringRef line : llvm::split(text, '\n'))
      printed_ += ("< " + line + "\n").str();
  }
  [[nodiscard]] std::string take() { return std::exchange(printed_, {}); }

private:
  std::string printed_;
};

/// `@main.aqua:3:5` stands for the members `textDocument` and `position`, `@main.aqua` for the
/// first of them.
std::string withPlaces(llvm::StringRef text) {
  std::string result;
  while (!text.empty()) {
    const size_t at = text.find("{@");
    result += text.take_front(at == llvm::StringRef::npos ? at : at + 1);
    if (at == llvm::StringRef::npos) break;
    text = text.drop_front(at + 2);
    const llvm::StringRef place = text.take_front(text.find_first_of(",}"));
    text = text.drop_front(place.size());
    const auto [path, position] = place.split(':');
    result += ("\"textDocument\":{\"uri\":\"file:///ws/" + path + "\"}").str();
    if (position.empty()) continue;
    const auto [line, character] = position.split(':');
    result += (",\"position\":{\"line\":" + line + ",\"character\":" + character + "}").str();
  }
  return result;
}

llvm::StringRef pageOf(llvm::StringRef code) {
  return code == "E0401" ? "# E0401\n" : "";
}

/// The server and its surroundings.
class Player {
public:
  explicit Player(const Script& script) : script_(script) {
    for (const auto& [path, text] : script.files)
      disk_->addFile(path, 0, llvm::MemoryBuffer::getMemBufferCopy(text, path));
  }

  /// One line of the client; false if there is no such command.
  bool play(llvm::StringRef line) {
    const auto [command, rest] = line.split(' ');
    if (command == "open") return open(rest);
    if (command == "start") return start(rest);
    if (command == "raw") return say(lsp::parseMessage(rest));
    if (command == "ask" || command == "cancel") {
      lsp::CancelToken token;
      if (command == "cancel") token.cancel();
      const auto [method, params] = rest.split(' ');
      return say(lsp::Request{++lastId_, method.str(), parsed(params)}, token);
    }
    if (command == "tell") {
      const auto [method, params] = rest.split(' ');
      return say(lsp::Notification{method.str(), parsed(params)});
    }
    if (command == "answer") {
      const auto [id, result] = rest.split(' ');
      return say(lsp::Response{std::stol(id.str()), parsed(result)});
    }
    if (command == "wait") return wait(rest);
    if (command == "pace") return pace(rest);
    if (command == "status") return status();
    return false;
  }

  std::string take() { return recorder_.take() + std::exchange(notes_, {}); }

private:
  bool say(const lsp::Incoming& message, const lsp::CancelToken& token = {}) {
    server_.handle(message, token);
    return true;
  }

  json::Value parsed(llvm::StringRef text) {
    if (text.empty()) return nullptr;
    llvm::Expected<json::Value> value = json::parse(withPlaces(text));
    if (value) return std::move(*value);
    notes_ += "! " + llvm::toString(value.takeError()) + "\n";
    return nullptr;
  }

  /// The whole handshake, with the capabilities given.
  bool start(llvm::StringRef capabilities) {
    json::Value given = capabilities.empty() ? json::Object() : parsed(capabilities);
    const json::Value folder = json::Object{{"uri", "file:///ws"}, {"name", "work"}};
    say(lsp::Request{++lastId_, "initialize",
                     json::Object{{"processId", nullptr},
                                  {"rootUri", nullptr},
                                  {"capabilities", std::move(given)},
                                  {"workspaceFolders", json::Array{folder}}}});
    static_cast<void>(recorder_.take()); // a script of its own shows it
    return say(lsp::Notification{"initialized", json::Object()});
  }

  bool open(llvm::StringRef path) {
    const auto found = script_.files.find("/ws/" + path.str());
    if (found == script_.files.end()) return false;
    return say(lsp::Notification{
        "textDocument/didOpen",
        json::Object{{"textDocument", json::Object{{"uri", "file:///ws/" + path.str()},
                                                   {"languageId", "aqua"},
                                                   {"version", 1},
                                                   {"text", found->second}}}}});
  }

  bool wait(llvm::StringRef milliseconds) {
    clock_.advance(lsp::Duration(std::stol(milliseconds.str())));
    while (server_.doDueChecks() || server_.doDueLint()) {
    }
    return true;
  }

  bool pace(llvm::StringRef milliseconds) {
    clock_.setPace(lsp::Duration(std::stol(milliseconds.str())));
    return true;
  }

  bool status() {
    notes_ += server_.exitCode() ? "! exit code " + std::to_string(*server_.exitCode()) + "\n"
                                 : "! running\n";
    return true;
  }

  const Script& script_;
  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> disk_ =
      llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  Recorder recorder_;
  TestClock clock_;
  lsp::Server server_{recorder_, clock_, {"1.2.3", disk_, {}, pageOf}};
  int64_t lastId_ = 0;
  std::string notes_;
};

bool isRecorded(llvm::StringRef line) {
  return line.starts_with("< ") || line.starts_with("! ");
}

} // namespace

Script parseScript(const std::string& text) {
  Script script;
  const auto [head, conversation] = llvm::StringRef(text).split(conversationMark);
  script.head = (head + conversationMark).str();
  script.conversation = conversation.str();
  std::string* file = nullptr;
  for (llvm::StringRef line : llvm::split(head.rtrim('\n'), '\n')) {
    if (line.consume_front("--- FILE: "))
      file = &script.files["/ws/" + line.str()];
    else if (file)
      *file += line.str() + "\n";
  }
  return script;
}

std::string play(const Script& script) {
  Player player(script);
  std::string played;
  for (const llvm::StringRef line :
       llvm::split(llvm::StringRef(script.conversation).rtrim('\n'), '\n')) {
    if (isRecorded(line)) continue;
    played += line.str() + "\n";
    if (line.empty() || line.starts_with("#")) continue;
    if (!player.play(line)) played += "! there is no such command\n";
    played += player.take();
  }
  return played;
}

} // namespace aqua::lsp_test
