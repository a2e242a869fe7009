#include "JsonRpc.h"

#include <algorithm>

namespace aqua::lsp {

namespace json = llvm::json;

bool Codec<RequestId>::read(const json::Value& value, RequestId& out, json::Path path) {
  if (const std::optional<llvm::StringRef> text = value.getAsString()) {
    out = text->str();
    return true;
  }
  if (const std::optional<int64_t> number = value.getAsInteger()) {
    out = *number;
    return true;
  }
  path.report("expected integer or string");
  return false;
}

json::Value Codec<RequestId>::write(const RequestId& id) {
  if (const auto* number = std::get_if<int64_t>(&id)) return *number;
  return std::get<std::string>(id);
}

namespace {

/// The parser of LLVM calls itself for each level, so what is nested deeper is not given to it.
constexpr size_t deepestNesting = 200;

bool isNestedTooDeeply(llvm::StringRef text) {
  size_t depth = 0;
  bool isInString = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (isInString) {
      if (c == '\\') ++i;
      if (c == '"') isInString = false;
      continue;
    }
    if (c == '"') isInString = true;
    if ((c == '[' || c == '{') && ++depth > deepestNesting) return true;
    if ((c == ']' || c == '}') && depth > 0) --depth;
  }
  return false;
}

Malformed invalid(std::optional<RequestId> id, llvm::StringRef why) {
  return {std::move(id), {ErrorCode::InvalidRequest, why.str()}};
}

Incoming messageOf(json::Object& object) {
  std::optional<RequestId> id;
  if (const json::Value* given = object.get("id"); given && given->kind() != json::Value::Null) {
    json::Path::Root root("id");
    if (!readJson(*given, id.emplace(), root)) return invalid({}, llvm::toString(root.getError()));
  }
  if (object.getString("jsonrpc") != "2.0") return invalid(id, "expected \"jsonrpc\": \"2.0\"");
  if (const json::Value* method = object.get("method")) {
    const std::optional<llvm::StringRef> name = method->getAsString();
    if (!name) return invalid(id, "expected string at method");
    json::Value* params = object.get("params");
    json::Value given = params ? std::move(*params) : json::Value(nullptr);
    if (id) return Request{*id, name->str(), std::move(given)};
    return Notification{name->str(), std::move(given)};
  }
  if (!id) return invalid({}, "the message has neither a method nor an id");
  if (const json::Value* error = object.get("error")) {
    ResponseError problem;
    json::Path::Root root("error");
    if (!readJson(*error, problem, root)) return invalid(id, llvm::toString(root.getError()));
    return Response{*id, std::move(problem)};
  }
  json::Value* result = object.get("result");
  if (!result) return invalid(id, "the message has neither a method nor a result");
  return Response{*id, std::move(*result)};
}

} // namespace

Incoming parseMessage(llvm::StringRef body) {
  if (isNestedTooDeeply(body)) return Malformed{{}, {ErrorCode::ParseError, "nested too deeply"}};
  llvm::Expected<json::Value> value = json::parse(body);
  if (!value) return Malformed{{}, {ErrorCode::ParseError, llvm::toString(value.takeError())}};
  json::Object* object = value->getAsObject();
  if (!object) return invalid({}, "a message is an object");
  return messageOf(*object);
}

json::Value toJson(const Request& request) {
  return json::Object{{"jsonrpc", "2.0"},
                      {"id", writeJson(request.id)},
                      {"method", request.method},
                      {"params", request.params}};
}

json::Value toJson(const Notification& notification) {
  return json::Object{
      {"jsonrpc", "2.0"}, {"method", notification.method}, {"params", notification.params}};
}

json::Value toJson(const Response& response) {
  json::Object object{{"jsonrpc", "2.0"}, {"id", writeJson(response.id)}};
  if (const auto* error = std::get_if<ResponseError>(&response.outcome))
    object["error"] = writeJson(*error);
  else
    object["result"] = std::get<json::Value>(response.outcome);
  return object;
}

json::Value toJson(const Malformed& malformed) {
  return json::Object{{"jsonrpc", "2.0"},
                      {"id", malformed.id ? writeJson(*malformed.id) : json::Value(nullptr)},
                      {"error", writeJson(malformed.error)}};
}

} // namespace aqua::lsp
