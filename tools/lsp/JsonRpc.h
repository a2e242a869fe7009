// JSON-RPC 2.0 as the language server protocol uses it: messages, their parts, and errors.

#pragma once

#include <string>
#include <variant>

#include "protocol/Json.h"

namespace aqua::lsp {

enum class ErrorCode : int32_t {
  ParseError = -32700,
  InvalidRequest = -32600,
  MethodNotFound = -32601,
  InvalidParams = -32602,
  InternalError = -32603,
  ServerNotInitialized = -32002,
  RequestCancelled = -32800,
  ContentModified = -32801,
  ServerCancelled = -32802,
  RequestFailed = -32803,
};

struct ResponseError {
  ErrorCode code = ErrorCode::InternalError;
  std::string message;

  static void members(auto& visit, auto& self) {
    visit("code", self.code);
    visit("message", self.message);
  }
};

/// What a handler returns: a result, or why there is none.
template <typename T>
class [[nodiscard]] Answer {
public:
  Answer(T value) : value_(std::move(value)) {}
  Answer(ResponseError error) : value_(std::move(error)) {}

  explicit operator bool() const { return std::holds_alternative<T>(value_); }
  [[nodiscard]] const T& operator*() const { return std::get<T>(value_); }
  [[nodiscard]] const T* operator->() const { return &std::get<T>(value_); }
  [[nodiscard]] const ResponseError& error() const { return std::get<ResponseError>(value_); }

private:
  std::variant<T, ResponseError> value_;
};

/// Chosen by who sends the request.
using RequestId = std::variant<int64_t, std::string>;

template <>
struct Codec<RequestId> {
  static bool read(const llvm::json::Value& value, RequestId& out, llvm::json::Path path);
  static llvm::json::Value write(const RequestId& id);
};

struct Request {
  RequestId id;
  std::string method;
  llvm::json::Value params = nullptr;
};

struct Notification {
  std::string method;
  llvm::json::Value params = nullptr;
};

struct Response {
  RequestId id;
  std::variant<llvm::json::Value, ResponseError> outcome;
};

/// What came is no message: what to answer, to nobody if there was no usable id.
struct Malformed {
  std::optional<RequestId> id;
  ResponseError error;
};

using Incoming = std::variant<Request, Notification, Response, Malformed>;

/// The message in the body of a frame.
[[nodiscard]] Incoming parseMessage(llvm::StringRef body);

[[nodiscard]] llvm::json::Value toJson(const Request& request);
[[nodiscard]] llvm::json::Value toJson(const Notification& notification);
[[nodiscard]] llvm::json::Value toJson(const Response& response);
/// The answer to what was no message.
[[nodiscard]] llvm::json::Value toJson(const Malformed& malformed);

} // namespace aqua::lsp
