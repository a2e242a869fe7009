// The first look at a folder may take long: the client is told how far it is (spec/08 B16).

#pragma once

#include "Client.h"
#include "Clock.h"

namespace aqua::lsp {

/// How long nothing is said.
inline constexpr Duration patience{300};
/// How often something is said then.
inline constexpr Duration progressInterval{100};

/// One look; ends the progress when it is destroyed.
class Indexing {
public:
  Indexing(Client& client, const Clock& clock, std::string token)
      : client_(client), clock_(clock), token_(std::move(token)), start_(clock.now()) {}
  ~Indexing();
  Indexing(const Indexing&) = delete;
  Indexing& operator=(const Indexing&) = delete;

  void report(size_t done, size_t all);

private:
  Client& client_;
  const Clock& clock_;
  const std::string token_;
  const TimePoint start_;
  std::optional<TimePoint> lastReport_; // none: nothing was said yet
};

} // namespace aqua::lsp
