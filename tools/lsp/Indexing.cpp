#include "Indexing.h"

#include "protocol/Progress.h"

namespace aqua::lsp {

Indexing::~Indexing() {
  if (lastReport_) client_.notify("$/progress", ProgressParams{token_, {"end", {}, {}, {}}});
}

void Indexing::report(size_t done, size_t all) {
  const TimePoint now = clock_.now();
  if (now - start_ < patience || (lastReport_ && now - *lastReport_ < progressInterval)) return;
  const std::string message = std::to_string(done) + "/" + std::to_string(all) + " files";
  const auto percentage = static_cast<uint32_t>(100 * done / std::max<size_t>(all, 1));
  if (!lastReport_) {
    client_.request<Nothing>("window/workDoneProgress/create", ProgressToken{token_});
    client_.notify("$/progress",
                   ProgressParams{token_, {"begin", "Indexing", message, percentage}});
  } else {
    client_.notify("$/progress", ProgressParams{token_, {"report", {}, message, percentage}});
  }
  lastReport_ = now;
}

} // namespace aqua::lsp
