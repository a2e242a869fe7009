// The other side: what the server tells and asks the client.

#pragma once

#include <functional>
#include <map>
#include <string>

#include "JsonRpc.h"
#include "protocol/Workspace.h"

namespace aqua::lsp {

/// Takes finished messages.
class MessageSink {
public:
  virtual ~MessageSink() = default;
  virtual void send(const llvm::json::Value& message) = 0;
};

class Client {
public:
  explicit Client(MessageSink& sink) : sink_(sink) {}

  template <typename Params>
  void notify(llvm::StringRef method, const Params& params) {
    sink_.send(toJson(Notification{method.str(), writeJson(params)}));
  }

  /// `then` gets the result when it comes; errors are logged.
  template <typename Result, typename Params>
  void request(llvm::StringRef method, const Params& params,
               const std::function<void(const Result&)>& then = {}) {
    const std::string name = method.str();
    ask(name, writeJson(params), [this, name, then](const Response& response) {
      if (const auto* error = std::get_if<ResponseError>(&response.outcome))
        return log(name + ": " + error->message);
      Result result;
      llvm::json::Path::Root root("result");
      if (!readJson(std::get<llvm::json::Value>(response.outcome), result, root))
        return log(name + ": " + llvm::toString(root.getError()));
      if (then) then(result);
    });
  }

  void respond(const Response& response) { sink_.send(toJson(response)); }
  void respond(const Malformed& malformed) { sink_.send(toJson(malformed)); }
  /// The client has answered a request.
  void accept(const Response& response);

  void log(llvm::StringRef text, MessageType type = MessageType::Log);
  void show(llvm::StringRef text, MessageType type);

private:
  using Handler = std::function<void(const Response&)>;
  void ask(const std::string& method, llvm::json::Value params, Handler handler);

  MessageSink& sink_;
  int64_t lastId_ = 0;
  std::map<RequestId, Handler> waiting_;
};

} // namespace aqua::lsp
