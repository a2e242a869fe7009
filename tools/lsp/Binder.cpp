#include "Binder.h"

namespace aqua::lsp {

Binder::Outcome Binder::call(Context& context, const Request& request) const {
  const auto found = requests_.find(request.method);
  if (found == requests_.end())
    return ResponseError{ErrorCode::MethodNotFound, "there is no request " + request.method};
  return found->second(context, request.params);
}

void Binder::call(Context& context, const Notification& notification) const {
  const auto found = notifications_.find(notification.method);
  if (found != notifications_.end()) return found->second(context, notification.params);
  if (!llvm::StringRef(notification.method).starts_with("$/"))
    context.client.log("there is no notification " + notification.method);
}

} // namespace aqua::lsp
