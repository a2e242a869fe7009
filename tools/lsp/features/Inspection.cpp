// Requests of our own: what the server is doing (spec/08 B17).

#include "protocol/Inspection.h"
#include "Features.h"

namespace aqua::lsp {

namespace {

Answer<SyncResult> sync(Context& context, const Nothing&) {
  context.finishWork();
  return SyncResult{};
}

} // namespace

void bindInspection(Binder& binder) {
  binder.request("aqua/sync", sync);
}

} // namespace aqua::lsp
