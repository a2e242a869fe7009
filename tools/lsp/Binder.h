// From method names to typed handlers: JSON ends here.

#pragma once

#include <functional>
#include <map>

#include "Context.h"
#include "JsonRpc.h"

namespace aqua::lsp {

class Binder {
public:
  using Outcome = std::variant<llvm::json::Value, ResponseError>;

  template <typename Result, typename Params>
  void request(llvm::StringRef method, Answer<Result> (*handler)(Context&, const Params&)) {
    requests_[method.str()] = [handler](Context& context, const llvm::json::Value& json) {
      Params params;
      if (auto error = readParams(json, params)) return Outcome(std::move(*error));
      return outcome(handler(context, params));
    };
  }

  /// A request about the document that its parameters name.
  template <typename Result, typename Params>
  void query(llvm::StringRef method, Answer<Result> (*handler)(const View&, const Params&)) {
    requests_[method.str()] = [handler](Context& context, const llvm::json::Value& json) {
      Params params;
      if (auto error = readParams(json, params)) return Outcome(std::move(*error));
      const Answer<View> view = context.view(params.textDocument.uri);
      if (!view) return Outcome(view.error());
      return outcome(handler(*view, params));
    };
  }

  template <typename Params>
  void notification(llvm::StringRef method, void (*handler)(Context&, const Params&)) {
    notifications_[method.str()] = [name = method.str(), handler](Context& context,
                                                                  const llvm::json::Value& json) {
      Params params;
      if (const auto error = readParams(json, params))
        return context.client.log(name + ": " + error->message, MessageType::Error);
      handler(context, params);
    };
  }

  [[nodiscard]] Outcome call(Context& context, const Request& request) const;
  /// Those that nobody has bound are logged, or silently ignored if they are optional.
  void call(Context& context, const Notification& notification) const;

  /// What is wrong with the parameters, if anything, with the place in them.
  template <typename Params>
  [[nodiscard]] static std::optional<ResponseError> readParams(const llvm::json::Value& json,
                                                               Params& params) {
    llvm::json::Path::Root root("params");
    if (readJson(json, params, root)) return std::nullopt;
    return ResponseError{ErrorCode::InvalidParams, llvm::toString(root.getError())};
  }

private:
  template <typename Result>
  static Outcome outcome(const Answer<Result>& answer) {
    if (!answer) return answer.error();
    return writeJson(*answer);
  }

  std::map<std::string, std::function<Outcome(Context&, const llvm::json::Value&)>> requests_;
  std::map<std::string, std::function<void(Context&, const llvm::json::Value&)>> notifications_;
};

} // namespace aqua::lsp
