#include "ProcessPool.h"

#include "Limits.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include "value/FieldReader.h"

#include <fmt/format.h>

namespace aqua::network {

using host::ProcessReply;
using value::Value;

namespace {

ProcessReply noReply(std::string reason) {
  ProcessReply reply;
  reply.reason = std::move(reason);
  return reply;
}

/// The path from another folder, made absolute: the process will be somewhere else.
std::string pathFrom(llvm::StringRef folder, llvm::StringRef path) {
  llvm::SmallString<128> result(folder);
  llvm::sys::path::append(result, path);
  if (llvm::sys::path::is_absolute(path)) result = path;
  // If there is no current folder, the path stays as it is, and starting the process fails.
  static_cast<void>(llvm::sys::fs::make_absolute(result));
  llvm::sys::path::remove_dots(result, /*remove_dot_dot=*/false);
  return result.str().str();
}

/// A reply, and which request it is for.
struct ReadReply {
  std::optional<int64_t> id;
  ProcessReply reply;
};

/// `{"id": n, "value": JSON}` or `{"id": n, "error": JSON, "code": 1}`, with an optional `delay`.
ReadReply readReply(const Value& value) {
  ReadReply read;
  value::FieldReader reader;
  bool hasValue = false;
  bool hasError = false;
  bool hasCode = false;
  const auto readCode = [&](const Value& v) {
    hasCode = true;
    read.reply.code = static_cast<int32_t>(reader.integer(v, INT32_MIN, INT32_MAX).value_or(1));
    if (read.reply.code == 0) reader.report("0 means success");
  };
  reader.object(value, {{"id", [&](const Value& v) { read.id = reader.integer(v); }},
                        {"value",
                         [&](const Value& v) {
                           hasValue = true;
                           read.reply.value = v;
                         }},
                        {"error",
                         [&](const Value& v) {
                           hasError = true;
                           read.reply.value = v;
                         }},
                        {"code", readCode},
                        {"delay", [&](const Value& v) {
                           read.reply.delay =
                               static_cast<uint64_t>(reader.integer(v, 0, maxMs).value_or(0));
                         }}});
  if (reader.problems().empty()) {
    if (!read.id) reader.report("`id` is missing");
    if (hasValue == hasError) reader.report("it needs either `value` or `error`");
    if (hasCode && !hasError) reader.report("`code` goes with `error` only");
  }
  read.reply.kind = hasError ? ProcessReply::Kind::Failed : ProcessReply::Kind::Value;
  if (reader.problems().empty()) return read;
  const value::FieldProblem& problem = reader.problems().front();
  const std::string path = value::pathText(problem.path);
  read.reply =
      noReply(fmt::format("wrong reply: {}{}{}", path, path.empty() ? "" : ": ", problem.message));
  return read;
}

/// The beginning of what it said.
std::string quote(llvm::StringRef line) {
  constexpr size_t limit = 60;
  if (line.size() <= limit) return line.str();
  size_t end = limit;
  while (end > 0 && (static_cast<uint8_t>(line[end]) & 0xC0) == 0x80) // inside a character
    --end;
  return line.take_front(end).str() + "…";
}

} // namespace

ProcessPool::~ProcessPool() {
  beginRun();
}

void ProcessPool::beginRun() {
  // All inputs first, so that the ends come at the same time.
  for (auto& entry : running_)
    entry.second.process.closeInput();
  running_.clear();
}

void ProcessPool::start(Running& running, const ProcessDescription& description) const {
  ChildProcess::Command command;
  command.words = description.command;
  // Only a name without a slash is looked up in PATH.
  if (llvm::StringRef(command.words.front()).contains('/'))
    command.words.front() = pathFrom(folder_, command.words.front());
  command.folder = pathFrom(folder_, description.folder);
  for (const auto& [name, text] : description.environment)
    command.environment.push_back(name + "=" + text);
  running.end = running.process.start(command);
}

ProcessReply ProcessPool::ask(llvm::StringRef process, const Value& call) {
  const auto description = descriptions_.find(process.str());
  if (description == descriptions_.end()) return noReply("there is no such process");
  const auto [entry, isNew] = running_.try_emplace(process.str());
  Running& running = entry->second;
  if (isNew) start(running, description->second);
  ProcessReply reply =
      running.end.empty() ? request(running, description->second, call) : noReply(running.end);
  if (reply.kind == ProcessReply::Kind::Broken)
    reply.reason = fmt::format("process {}: {}", process.str(), reply.reason);
  return reply;
}

ProcessReply ProcessPool::request(Running& running, const ProcessDescription& description,
                                  const Value& call) {
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(description.timeoutMs);
  const auto failed = [&](ChildProcess::Talk talk) {
    if (!running.process.isRunning()) running.end = running.process.end();
    return noReply(talk == ChildProcess::Talk::Late
                       ? fmt::format("no reply within {} ms", description.timeoutMs)
                       : running.end);
  };
  const int64_t id = ++running.lastId;
  std::vector<value::Member> members = call.members().vec();
  members.emplace_back("id", Value::integer(id));
  auto talk = running.process.send(value::toJson(Value::object(std::move(members))), deadline);
  while (talk == ChildProcess::Talk::Done) {
    std::string line;
    talk = running.process.receive(line, deadline);
    if (talk != ChildProcess::Talk::Done) break;
    const value::ReadResult json = value::parseJson(line, value::Floats::Exact);
    if (!json.ok) return noReply(fmt::format("its output is no JSON object: {}", quote(line)));
    ReadReply read = readReply(json.value);
    // To a call that was given up.
    if (read.id && *read.id > 0 && *read.id < id) continue;
    if (read.reply.kind != ProcessReply::Kind::Broken && *read.id != id)
      return noReply(fmt::format("a reply to request {}, which was never made", *read.id));
    return std::move(read.reply);
  }
  return failed(talk);
}

} // namespace aqua::network
