// The life of a session; everything else is bound by features/.

#include "Server.h"

#include "llvm/ADT/STLExtras.h"

#include "Features.h"
#include "Uris.h"

namespace aqua::lsp {

namespace {

PositionEncoding chosenEncoding(const GeneralCapabilities& client) {
  using enum PositionEncoding;
  for (const PositionEncoding encoding : {Utf8, Utf32, Utf16})
    if (llvm::is_contained(client.positionEncodings,
                           EnumTexts<PositionEncoding>::texts[static_cast<size_t>(encoding)].str()))
      return encoding;
  return Utf16;
}

ResponseError invalidRequest(llvm::StringRef why) {
  return {ErrorCode::InvalidRequest, why.str()};
}

/// If nobody needs the answer any more: what is answered instead.
std::optional<ResponseError> unwantedAnswer(const CancelToken& cancel) {
  if (cancel.isCancelled()) return ResponseError{ErrorCode::RequestCancelled, "cancelled"};
  if (cancel.isOutdated())
    return ResponseError{ErrorCode::ContentModified, "the document was changed"};
  return std::nullopt;
}

/// What is told when it changes on the disk.
const char* const watchedFiles[] = {"**/*.aqua", "**/aqua.yaml", "**/package.json"};

Registration watchers() {
  DidChangeWatchedFilesRegistrationOptions options;
  for (const char* pattern : watchedFiles)
    options.watchers.push_back({pattern});
  return {"watched-files", "workspace/didChangeWatchedFiles", writeJson(options)};
}

Registration settingsListener() {
  return {"settings", "workspace/didChangeConfiguration",
          writeJson(DidChangeConfigurationRegistrationOptions{"aqua"})};
}

} // namespace

Server::Server(MessageSink& sink, const Clock& clock, ServerOptions options)
    : clock_(clock), options_(std::move(options)), client_(sink) {
  bindFeatures(binder_);
}

void Server::handle(const Incoming& message, const CancelToken& cancel) {
  if (const auto* request = std::get_if<Request>(&message)) return answer(*request, cancel);
  if (const auto* notification = std::get_if<Notification>(&message)) return take(*notification);
  if (const auto* response = std::get_if<Response>(&message)) return client_.accept(*response);
  client_.respond(std::get<Malformed>(message));
}

void Server::answer(const Request& request, const CancelToken& cancel) {
  client_.respond(Response{request.id, outcomeOf(request, cancel)});
}

Binder::Outcome Server::outcomeOf(const Request& request, const CancelToken& cancel) {
  if (isShutDown_) return invalidRequest("the server is shut down");
  if (request.method == "initialize") return initialize(request);
  if (!context_)
    return ResponseError{ErrorCode::ServerNotInitialized, "the server is not initialized"};
  if (request.method == "shutdown") {
    isShutDown_ = true;
    return nullptr;
  }
  if (auto unwanted = unwantedAnswer(cancel)) return std::move(*unwanted);
  context_->cancel = cancel;
  Binder::Outcome outcome = binder_.call(*context_, request);
  if (auto unwanted = unwantedAnswer(cancel)) return std::move(*unwanted);
  return outcome;
}

void Server::take(const Notification& notification) {
  if (notification.method == "exit") {
    exitCode_ = isShutDown_ ? 0 : 1;
    return;
  }
  if (!context_ || isShutDown_) return;
  if (notification.method == "initialized") return initialized();
  binder_.call(*context_, notification);
}

Binder::Outcome Server::initialize(const Request& request) {
  if (context_) return invalidRequest("the server is initialized already");
  InitializeParams params;
  if (auto error = Binder::readParams(request.params, params)) return *error;
  if (params.processId) options_.clientProcess = params.processId;
  InitializeResult result;
  result.serverInfo = {"aqua-lsp", options_.version};
  result.capabilities.positionEncoding = chosenEncoding(params.capabilities.general);
  result.capabilities.semanticTokensProvider.legend = tokenLegend();
  result.capabilities.executeCommandProvider.commands = serverCommands();
  if (params.capabilities.textDocument.diagnostic) result.capabilities.diagnosticProvider.emplace();
  if (params.capabilities.workspace.textDocumentContent)
    result.capabilities.workspace.textDocumentContent.emplace();
  context_ = std::make_unique<Context>(client_, clock_, options_.disk, params.capabilities,
                                       result.capabilities.positionEncoding, options_.pages);
  if (params.workspaceFolders)
    for (const WorkspaceFolder& folder : *params.workspaceFolders)
      context_->workspaces.addFolder(pathOf(folder.uri));
  else if (params.rootUri)
    context_->workspaces.addFolder(pathOf(*params.rootUri));
  context_->filesChanged();
  if (params.initializationOptions) context_->configure(*params.initializationOptions);
  return writeJson(result);
}

void Server::initialized() {
  const WorkspaceCapabilities& can = context_->capabilities.workspace;
  RegistrationParams params;
  if (can.didChangeWatchedFiles.dynamicRegistration) params.registrations.push_back(watchers());
  if (can.didChangeConfiguration.dynamicRegistration)
    params.registrations.push_back(settingsListener());
  if (!params.registrations.empty()) client_.request<Nothing>("client/registerCapability", params);
  context_->askForSettings();
  context_->recheck();
}

std::optional<TimePoint> Server::checksDue() const {
  return context_ ? context_->checksDue() : std::nullopt;
}

std::optional<TimePoint> Server::lintDue() const {
  return context_ ? context_->lintDue() : std::nullopt;
}

bool Server::doDueChecks() {
  return context_ && context_->doDueChecks();
}

bool Server::doDueLint() {
  return context_ && context_->doDueLint();
}

} // namespace aqua::lsp
