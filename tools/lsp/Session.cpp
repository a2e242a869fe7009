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

/// For whoever looks for a mistake. Used by both threads.
class MessageLog {
public:
  explicit MessageLog(llvm::raw_ostream* out) : out_(out), start_(SteadyClock().now()) {}

  void add(const char* direction, llvm::StringRef message) {
    if (!out_) return;
    const std::lock_guard lock(mutex_);
    const auto time = std::chrono::duration_cast<Duration>(SteadyClock().now() - start_);
    *out_ << time.count() << " ms " << direction << ' ' << message << '\n';
    out_->flush();
  }

private:
  std::mutex mutex_;
  llvm::raw_ostream* const out_; // or null
  const TimePoint start_;
};

class ChannelSink final : public MessageSink {
public:
  ChannelSink(Channel& channel, MessageLog& log) : channel_(channel), log_(log) {}

  void send(const llvm::json::Value& message) override {
    std::string body;
    llvm::raw_string_ostream(body) << message;
    // If the client is gone, the reader notices it, too.
    log_.add("<-", body);
    channel_.write(frame(body));
  }

private:
  Channel& channel_;
  MessageLog& log_;
};

void readInto(Inbox& inbox, Channel& channel, MessageLog& log) {
  FrameReader frames;
  for (llvm::StringRef bytes = channel.read(); !bytes.empty(); bytes = channel.read()) {
    frames.feed(bytes);
    while (const std::optional<Frame> next = frames.next()) {
      if (const auto* bad = std::get_if<BadFrame>(&*next)) {
        log.add("->", bad->problem);
        inbox.put(Malformed{{}, {ErrorCode::ParseError, bad->problem}});
        continue;
      }
      log.add("->", std::get<std::string>(*next));
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

/// What shows something at the cursor is better late than never; and requests of our own wait for
/// nothing else.
bool isAnsweredAnyway(llvm::StringRef method) {
  return method == "textDocument/completion" || method == "textDocument/hover" ||
         method == "textDocument/signatureHelp" || !method.starts_with("textDocument/");
}

/// The URI in `textDocument`.
std::optional<llvm::StringRef> documentOf(const llvm::json::Value& params) {
  const llvm::json::Object* object = params.getAsObject();
  const llvm::json::Object* document = object ? object->getObject("textDocument") : nullptr;
  return document ? document->getString("uri") : std::nullopt;
}

} // namespace

void Inbox::put(Incoming message) {
  const std::lock_guard lock(mutex_);
  const auto* notification = std::get_if<Notification>(&message);
  if (notification && notification->method == "textDocument/didChange") outdate(*notification);
  if (!notification || notification->method != "$/cancelRequest") {
    entries_.push_back({std::move(message), {}});
    came_.notify_one();
    return;
  }
  CancelParams params;
  llvm::json::Path::Root root;
  if (!readJson(notification->params, params, root)) return;
  if (current_ && current_->request.id == params.id) current_->cancel.cancel();
  for (const Entry& entry : entries_)
    if (const auto* request = std::get_if<Request>(&entry.message))
      if (request->id == params.id) entry.cancel.cancel();
}

void Inbox::outdate(const Notification& change) {
  const std::optional<llvm::StringRef> changed = documentOf(change.params);
  if (!changed) return;
  const auto isAboutIt = [&](const Request& request) {
    return !isAnsweredAnyway(request.method) && documentOf(request.params) == changed;
  };
  if (current_ && isAboutIt(current_->request)) current_->cancel.outdate();
  for (const Entry& entry : entries_)
    if (const auto* request = std::get_if<Request>(&entry.message); request && isAboutIt(*request))
      entry.cancel.outdate();
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
    current_ = {*request, entry.cancel};
  return entry;
}

int serve(Channel& channel, ServerOptions options, llvm::raw_ostream* log) {
  MessageLog messages(log);
  ChannelSink sink(channel, messages);
  const SteadyClock clock;
  Server server(sink, clock, std::move(options));
  Inbox inbox;
  std::thread reader([&] { readInto(inbox, channel, messages); });
  const int exitCode = work(server, inbox, clock);
  channel.interrupt();
  reader.join();
  return exitCode;
}

} // namespace aqua::lsp
