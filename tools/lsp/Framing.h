// Messages in a stream of bytes: a header with the length, then the body (spec/08 B2).

#pragma once

#include <optional>
#include <string>
#include <variant>

#include "llvm/ADT/StringRef.h"

namespace aqua::lsp {

/// Bodies of more bytes are refused.
inline constexpr size_t longestBody = size_t{256} << 20;

/// A header that cannot be understood. Reading goes on behind it.
struct BadFrame {
  std::string problem;
};

using Frame = std::variant<std::string, BadFrame>;

/// Cuts a stream that arrives in pieces into bodies.
class FrameReader {
public:
  /// More bytes came.
  void feed(llvm::StringRef bytes);
  /// The next body, or a frame that is wrong; nothing if it is not complete yet.
  [[nodiscard]] std::optional<Frame> next();

private:
  struct Header {
    size_t size = 0; // of the header itself
    std::optional<size_t> length;
    std::string problem;
  };

  [[nodiscard]] std::optional<Header> readHeader() const;

  std::string bytes_;
  size_t at_ = 0;    // what is before it was returned
  size_t skips_ = 0; // bytes of a body that was refused
};

/// A body with its header.
[[nodiscard]] std::string frame(llvm::StringRef body);

} // namespace aqua::lsp
