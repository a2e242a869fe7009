// The semantic tokens that the client has, so that only the difference is sent (spec/08 B11).

#pragma once

#include <deque>
#include <map>

#include "protocol/Structure.h"

namespace aqua::lsp {

/// The last two lists of each document.
class TokenCache {
public:
  /// Remembers a list under a new id.
  [[nodiscard]] SemanticTokens put(const Uri& uri, std::vector<uint32_t> data);
  /// The same, as the difference to a list that the client has, if it is still known.
  [[nodiscard]] SemanticTokensDeltaResult putAfter(const Uri& uri, const std::string& previousId,
                                                   std::vector<uint32_t> data);
  void forget(const Uri& uri) { lists_.erase(uri); }

private:
  struct List {
    std::string id;
    std::vector<uint32_t> data;
  };

  uint64_t lastId_ = 0;
  std::map<Uri, std::deque<List>> lists_;
};

} // namespace aqua::lsp
