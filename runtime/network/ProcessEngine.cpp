#include "ProcessEngine.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

extern char** environ;

namespace aqua::network {

using host::ExpressionReply;
using value::Value;

namespace {

constexpr char kProgram[] = R"js(
const state = {};
class Fail extends Error {}
console.log = console.error;
const evaluate = ({ expression, args, context }) => {
  const ctx = { ...context, state, fail: (message) => { throw new Fail(message); } };
  const f = new Function("args", "ctx", `"use strict"; return (${expression});`);
  return structuredClone(f(args, ctx)) ?? null;
};
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  let reply;
  try {
    reply = { value: evaluate(JSON.parse(line)) };
  } catch (e) {
    reply = e instanceof Fail ? { failed: e.message } : { broken: String(e?.message ?? e) };
  }
  process.stdout.write(JSON.stringify(reply) + "\n");
});
)js";

constexpr int kPatienceMs = 2000;

ExpressionReply broken(std::string message) {
  return {ExpressionReply::Kind::Broken, Value(), std::move(message)};
}

ExpressionReply toReply(llvm::StringRef line) {
  const value::ReadResult read = value::parseJson(line);
  if (read.ok) {
    if (const Value* result = read.value.field("value"))
      return {ExpressionReply::Kind::Value, *result, ""};
    if (const Value* failed = read.value.field("failed"); failed && failed->isString())
      return {ExpressionReply::Kind::Failed, Value(), failed->asString().str()};
    if (const Value* reason = read.value.field("broken"); reason && reason->isString())
      return broken(reason->asString().str());
  }
  return broken("the engine gave no proper reply");
}

} // namespace

ProcessEngine::~ProcessEngine() {
  stop(Patience::Some);
}

std::string ProcessEngine::start() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return std::strerror(errno);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::string dashE = "-e";
  std::string program = kProgram;
  char* arguments[] = {command_.data(), dashE.data(), program.data(), nullptr};
  pid_t process = -1;
  const int error = posix_spawnp(&process, command_.c_str(), &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) {
    close(ends[0]);
    return fmt::format("cannot start `{}`: {}", command_, std::strerror(error));
  }
  process_ = process;
  channel_ = ends[0];
  return "";
}

void ProcessEngine::stop(Patience patience) {
  if (process_ < 0) return;
  close(channel_); // the end of its input
  constexpr int kStepMs = 5;
  for (int waited = 0; waitpid(process_, nullptr, WNOHANG) == 0; waited += kStepMs) {
    if (patience == Patience::None || waited >= kPatienceMs) {
      kill(process_, SIGKILL);
      waitpid(process_, nullptr, 0);
      break;
    }
    poll(nullptr, 0, kStepMs);
  }
  process_ = -1;
  channel_ = -1;
  buffer_.clear();
}

bool ProcessEngine::sendLine(std::string line) {
  line += '\n';
  llvm::StringRef rest = line;
  while (!rest.empty()) {
    const ssize_t sent = send(channel_, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR) return false;
    if (sent > 0) rest = rest.substr(static_cast<size_t>(sent));
  }
  return true;
}

std::string ProcessEngine::receiveLine(std::string& line) {
  while (true) {
    if (const size_t end = buffer_.find('\n'); end != std::string::npos) {
      line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return "";
    }
    pollfd waiting{channel_, POLLIN, 0};
    const int ready = poll(&waiting, 1, timeoutMs_);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return fmt::format("no answer within {} ms", timeoutMs_);
    char chunk[4096];
    const ssize_t got = recv(channel_, chunk, sizeof chunk, 0);
    if (got <= 0) return fmt::format("`{}` ended", command_);
    buffer_.append(chunk, static_cast<size_t>(got));
  }
}

ExpressionReply ProcessEngine::evaluate(llvm::StringRef expression, const Value& arguments,
                                        const Value& context) {
  if (process_ < 0) {
    std::string reason = start();
    if (!reason.empty()) return broken(std::move(reason));
  }
  const Value request = Value::object(
      {{"expression", Value::string(expression)}, {"args", arguments}, {"context", context}});
  std::string line;
  std::string problem =
      sendLine(value::toJson(request)) ? receiveLine(line) : fmt::format("`{}` ended", command_);
  if (!problem.empty()) {
    stop(Patience::None);
    return broken(std::move(problem));
  }
  return toReply(line);
}

} // namespace aqua::network
