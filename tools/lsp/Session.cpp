#include "Session.h"

#include <csignal>
#include <thread>

#include "Framing.h"

namespace aqua::lsp {

namespace {

/// How often the client's process is looked for.
constexpr std::chrono::seconds clientCheck{5};

struct CancelParams {
  RequestId id;

  static void members(auto& visit, auto& self) { visit("id", self.id); }
};

class ChannelSink final : public MessageSink {
public:
  explicit ChannelSink(Channel& channel) : channel_(channel) {}

  void send(const llvm::json::Value& message) override {
    std::string body;
    llvm::raw_string_ostream(body) << message;
    // If the client is gone, the reader notices it, too.
    channel_.write(frame(body));
  }

private:
  Channel& channel_;
};

void readInto(Inbox& inbox, Channel& channel) {
  FrameReader frames;
  for (llvm::StringRef bytes = channel.read(); !bytes.empty(); bytes = channel.read()) {
    frames.feed(bytes);
    while (const std::optional<Frame> next = frames.next()) {
      if (const auto* bad = std::get_if<BadFrame>(&*next))
        inbox.put(Malformed{{}, {ErrorCode::ParseError, bad->problem}});
      else
        inbox.put(parseMessage(std::get<std::string>(*next)));
    }
  }
  inbox.close();
}

bool isGone(std::optional<int64_t> process) {
  return process && kill(static_cast<pid_t>(*process), 0) != 0 && errno == ESRCH;
}

std::optional<TimePoint> earlier(std::optional<TimePoint> a, std::optional<TimePoint> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

/// Handles messages and what is due, until the client is done or gone.
int work(Server& server, Inbox& inbox, const Clock& clock) {
  while (!server.exitCode()) {
    // Checks are what each request needs, too; the linter waits until nobody else does.
    if (server.doDueChecks()) continue;
    if (const std::optional<Inbox::Entry> entry = inbox.take()) {
      server.handle(entry->message, entry->cancel);
      continue;
    }
    if (server.doDueLint()) continue;
    const TimePoint nextLook = clock.now() + clientCheck;
    const auto due = earlier(earlier(server.checksDue(), server.lintDue()), nextLook);
    if (inbox.wait(due) == Inbox::Wait::Closed || isGone(server.clientProcess())) return 1;
  }
  return *server.exitCode();
}

} // namespace

void Inbox::put(Incoming message) {
  const std::lock_guard lock(mutex_);
  const auto* notification = std::get_if<Notification>(&message);
  if (!notification || notification->method != "$/cancelRequest") {
    entries_.push_back({std::move(message), {}});
    came_.notify_one();
    return;
  }
  CancelParams params;
  llvm::json::Path::Root root;
  if (!readJson(notification->params, params, root)) return;
  if (current_ && current_->first == params.id) current_->second.cancel();
  for (const Entry& entry : entries_)
    if (const auto* request = std::get_if<Request>(&entry.message))
      if (request->id == params.id) entry.cancel.cancel();
}

void Inbox::close() {
  const std::lock_guard lock(mutex_);
  isClosed_ = true;
  came_.notify_one();
}

Inbox::Wait Inbox::wait(std::optional<TimePoint> until) {
  std::unique_lock lock(mutex_);
  const auto isReady = [&] { return !entries_.empty() || isClosed_; };
  if (until)
    came_.wait_until(lock, *until, isReady);
  else
    came_.wait(lock, isReady);
  if (!entries_.empty()) return Wait::Message;
  return isClosed_ ? Wait::Closed : Wait::Time;
}

std::optional<Inbox::Entry> Inbox::take() {
  const std::lock_guard lock(mutex_);
  current_.reset();
  if (entries_.empty()) return std::nullopt;
  Entry entry = std::move(entries_.front());
  entries_.pop_front();
  if (const auto* request = std::get_if<Request>(&entry.message))
    current_ = {request->id, entry.cancel};
  return entry;
}

int serve(Channel& channel, ServerOptions options) {
  ChannelSink sink(channel);
  const SteadyClock clock;
  Server server(sink, clock, std::move(options));
  Inbox inbox;
  std::thread reader([&] { readInto(inbox, channel); });
  const int exitCode = work(server, inbox, clock);
  channel.interrupt();
  reader.join();
  return exitCode;
}

} // namespace aqua::lsp
