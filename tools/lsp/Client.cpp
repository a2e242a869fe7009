#include "Client.h"

namespace aqua::lsp {

void Client::ask(const std::string& method, llvm::json::Value params, Handler handler) {
  const RequestId id = ++lastId_;
  waiting_.emplace(id, std::move(handler));
  sink_.send(toJson(Request{id, method, std::move(params)}));
}

void Client::accept(const Response& response) {
  const auto found = waiting_.find(response.id);
  if (found == waiting_.end()) return log("an answer to nothing that was asked");
  const Handler handler = std::move(found->second);
  waiting_.erase(found);
  handler(response);
}

void Client::log(llvm::StringRef text, MessageType type) {
  notify("window/logMessage", MessageParams{type, text.str()});
}

void Client::show(llvm::StringRef text, MessageType type) {
  notify("window/showMessage", MessageParams{type, text.str()});
}

} // namespace aqua::lsp
