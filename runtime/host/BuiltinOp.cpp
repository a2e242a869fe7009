// Service `op` (spec/06 §4).

#include <fmt/format.h>

#include "BuiltinCall.h"
#include "JsNumber.h"
#include "Utf8.h"
#include "trace/State.h"
#include "llvm/Support/SHA256.h"

namespace aqua::host {

using value::Value;

namespace {

Answer emptyObject() {
  return Answer::result(Value::object({}));
}

Answer jsNoop(const BuiltinCall&) {
  return emptyObject();
}

Answer noxNoop(const BuiltinCall&) {
  return noxUnit();
}

Answer array(const BuiltinCall& call) {
  return arrayResult(call.arguments.vec());
}

Answer jsLength(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Array})) return *problem;
  return integerResult(static_cast<int64_t>(call.arguments[0].items().size()));
}

Answer noxLength(const BuiltinCall& call) {
  if (call.arguments.size() != 1)
    return noxError(
        fmt::format("op array_length accepts exactly 1 argument: {} found", call.arguments.size()));
  if (!call.arguments[0].isArray()) return noxError("op array_length's argument must be an array");
  return integerResult(static_cast<int64_t>(call.arguments[0].items().size()));
}

Answer jsIdentity(const BuiltinCall& call) {
  if (call.arguments.empty()) return emptyObject();
  if (auto problem = jsMismatch(call, {JsKind::Any})) return *problem;
  return Answer::result(call.arguments[0]);
}

Answer noxIdentity(const BuiltinCall& call) {
  if (call.arguments.empty()) return noxUnit();
  if (call.arguments.size() > 1)
    return noxError(fmt::format("identity accepts up to 1 arguments, received {} arguments",
                                call.arguments.size()));
  return Answer::result(call.arguments[0]);
}

/// The first argument that is not of the kind.
std::optional<Answer> wrongArgument(const BuiltinCall& call, JsKind kind, llvm::StringRef kinds) {
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    if (call.peer.profile == Profile::Js) {
      if (auto problem = jsWrongKind(call, i, kind)) return problem;
    } else if (!isJsKind(call.arguments[i], kind)) {
      return noxError(fmt::format("all arguments of '{}' must be {}: argument #{} is not",
                                  call.request.function, kinds.str(), i));
    }
  }
  return std::nullopt;
}

Answer concat(const BuiltinCall& call) {
  if (auto problem = wrongArgument(call, JsKind::Array, "arrays")) return *problem;
  std::vector<Value> all;
  for (const Value& argument : call.arguments)
    all.insert(all.end(), argument.items().begin(), argument.items().end());
  return arrayResult(std::move(all));
}

Answer concatStrings(const BuiltinCall& call) {
  if (auto problem = wrongArgument(call, JsKind::String, "strings")) return *problem;
  std::string all;
  for (const Value& argument : call.arguments)
    all += argument.asString();
  return textResult(all);
}

// ---- base58

Answer jsStringToBase58(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::String})) return *problem;
  return textResult(toBase58(bytesOf(call.arguments[0].asString())));
}

Answer noxStringToBase58(const BuiltinCall& call) {
  NoxArguments arguments(call);
  std::string string;
  if (!arguments.next("string", string)) return arguments.error();
  return textResult(toBase58(bytesOf(string)));
}

/// The decoded first argument, a string; or an error.
std::optional<Answer> jsDecode(const BuiltinCall& call, Bytes& bytes) {
  if (auto problem = jsMismatch(call, {JsKind::String})) return problem;
  auto decoded = fromBase58(call.arguments[0].asString());
  if (!decoded) return jsThrown(call, "Non-base58 character");
  bytes = std::move(*decoded);
  return std::nullopt;
}

/// An ASCII character as Rust prints it for debugging: `'\n'`.
std::string debugCharacter(char c) {
  if (c == '"') return "'\"'";
  if (c == '\'') return "'\\''";
  std::string quoted = trace::debugString({&c, 1});
  quoted.front() = quoted.back() = '\'';
  return quoted;
}

std::optional<Answer> noxDecode(const BuiltinCall& call, Bytes& bytes) {
  NoxArguments arguments(call);
  std::string text;
  if (!arguments.next("string", text)) return arguments.error();
  if (auto decoded = fromBase58(text)) {
    bytes = std::move(*decoded);
    return std::nullopt;
  }
  const size_t at = findNonBase58(text);
  const auto code = static_cast<unsigned char>(text[at]);
  if (code >= 0x80)
    return noxWrapped(fmt::format("decode base58 failed: provided string contained non-ascii "
                                  "character starting at byte {}",
                                  at),
                      fmt::format("NonAsciiCharacter {{ index: {} }}", at));
  const std::string character = debugCharacter(text[at]);
  return noxWrapped(
      fmt::format("decode base58 failed: provided string contained invalid character {} at byte {}",
                  character, at),
      fmt::format("InvalidCharacter {{ character: {}, index: {} }}", character, at));
}

llvm::StringRef asText(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Answer jsStringFromBase58(const BuiltinCall& call) {
  Bytes bytes;
  if (auto problem = jsDecode(call, bytes)) return *problem;
  return textResult(toUtf8Lossy(asText(bytes)));
}

Answer noxStringFromBase58(const BuiltinCall& call) {
  Bytes bytes;
  if (auto problem = noxDecode(call, bytes)) return *problem;
  const Utf8Problem problem = findUtf8Problem(asText(bytes), 0);
  if (problem.offset == bytes.size()) return textResult(asText(bytes));
  const std::string display =
      problem.isCut ? fmt::format("incomplete utf-8 byte sequence from index {}", problem.offset)
                    : fmt::format("invalid utf-8 sequence of {} bytes from index {}",
                                  problem.length, problem.offset);
  const std::string length = problem.isCut ? "None" : fmt::format("Some({})", problem.length);
  return noxWrapped(
      "decode from bytes to UTF8 failed: " + display,
      fmt::format("Utf8Error {{ valid_up_to: {}, error_len: {} }}", problem.offset, length));
}

Answer jsBytesToBase58(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::Array})) return *problem;
  if (auto problem = jsWrongItems(call, call.arguments[0], JsKind::Number)) return *problem;
  Bytes bytes;
  for (const Value& item : call.arguments[0].items())
    bytes.push_back(toJsByte(item));
  return textResult(toBase58(bytes));
}

Answer noxBytesToBase58(const BuiltinCall& call) {
  NoxArguments arguments(call);
  Bytes bytes;
  if (!arguments.next("bytes", bytes)) return arguments.error();
  return textResult(toBase58(bytes));
}

Answer jsBytesFromBase58(const BuiltinCall& call) {
  Bytes bytes;
  if (auto problem = jsDecode(call, bytes)) return *problem;
  return Answer::result(bytesValue(bytes));
}

Answer noxBytesFromBase58(const BuiltinCall& call) {
  Bytes bytes;
  if (auto problem = noxDecode(call, bytes)) return *problem;
  return Answer::result(bytesValue(bytes));
}

// ---- hashes

/// The sha2-256 multihash.
Bytes multihash(llvm::StringRef text) {
  const auto digest = llvm::SHA256::hash(bytesOf(text));
  Bytes bytes = {0x12, 0x20};
  bytes.insert(bytes.end(), digest.begin(), digest.end());
  return bytes;
}

Answer jsSha256(const BuiltinCall& call) {
  if (auto problem = jsMismatch(call, {JsKind::String})) return *problem;
  return textResult(toBase58(multihash(call.arguments[0].asString())));
}

// Real nodes do not hash here; ours do (spec/06 §4).
Answer noxSha256(const BuiltinCall& call) {
  NoxArguments arguments(call);
  std::string string;
  std::optional<bool> digestOnly;
  std::optional<bool> asBytes;
  if (!arguments.next("string", string) || !arguments.nextOptional("digest_only", digestOnly) ||
      !arguments.nextOptional("as_bytes", asBytes))
    return arguments.error();
  const Bytes hash = multihash(string);
  const auto wanted = llvm::ArrayRef(hash).drop_front(digestOnly.value_or(false) ? 2 : 0);
  return asBytes.value_or(false) ? Answer::result(bytesValue(wanted))
                                 : textResult(toBase58(wanted));
}

constexpr Builtin opTable[] = {
    {"op", "noop", jsNoop, noxNoop},
    {"op", "array", array, array},
    {"op", "array_length", jsLength, noxLength},
    {"op", "identity", jsIdentity, noxIdentity},
    {"op", "concat", concat, concat},
    {"op", "concat_strings", concatStrings, concatStrings},
    {"op", "string_to_b58", jsStringToBase58, noxStringToBase58},
    {"op", "string_from_b58", jsStringFromBase58, noxStringFromBase58},
    {"op", "bytes_to_b58", jsBytesToBase58, noxBytesToBase58},
    {"op", "bytes_from_b58", jsBytesFromBase58, noxBytesFromBase58},
    {"op", "sha256_string", jsSha256, noxSha256},
    {"array", "length", jsLength, noxLength},
};

} // namespace

llvm::ArrayRef<Builtin> opBuiltins() {
  return opTable;
}

} // namespace aqua::host
