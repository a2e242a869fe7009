#include "Framing.h"

#include <algorithm>

namespace aqua::lsp {

namespace {

constexpr size_t longestHeader = 4096;

/// utf8 is what old clients write. Without a charset it is UTF-8, too.
bool isOtherCharset(llvm::StringRef contentType) {
  const size_t at = contentType.find_insensitive("charset=");
  if (at == llvm::StringRef::npos) return false;
  const llvm::StringRef charset =
      contentType.substr(at).split('=').second.split(';').first.trim(" \t\"");
  return !charset.equals_insensitive("utf-8") && !charset.equals_insensitive("utf8");
}

} // namespace

void FrameReader::feed(llvm::StringRef bytes) {
  const size_t skipped = std::min(skips_, bytes.size());
  skips_ -= skipped;
  bytes_.erase(0, at_);
  at_ = 0;
  bytes_ += bytes.drop_front(skipped);
}

std::optional<FrameReader::Header> FrameReader::readHeader() const {
  Header header;
  const llvm::StringRef all = llvm::StringRef(bytes_).substr(at_);
  llvm::StringRef rest = all;
  for (;;) {
    const size_t end = rest.find('\n');
    const size_t seen = all.size() - rest.size();
    if (end == llvm::StringRef::npos) {
      if (rest.size() + seen <= longestHeader) return std::nullopt;
      return Header{all.size(), std::nullopt, "the header does not end"};
    }
    const llvm::StringRef line = rest.take_front(end).rtrim('\r');
    rest = rest.drop_front(end + 1);
    header.size = all.size() - rest.size();
    if (line.empty()) break;
    const auto [name, value] = line.split(':');
    size_t length = 0;
    if (name.trim().equals_insensitive("Content-Length")) {
      if (value.trim().getAsInteger(10, length))
        header.problem = "Content-Length is no number";
      else
        header.length = length;
    } else if (name.trim().equals_insensitive("Content-Type") && isOtherCharset(value)) {
      header.problem = "the charset is not utf-8";
    }
  }
  if (header.problem.empty() && !header.length) header.problem = "there is no Content-Length";
  if (header.length && *header.length > longestBody) header.problem = "the message is too long";
  return header;
}

std::optional<Frame> FrameReader::next() {
  const std::optional<Header> header = readHeader();
  if (!header) return std::nullopt;
  const size_t available = bytes_.size() - at_ - header->size;
  const size_t length = header->length.value_or(0);
  if (!header->problem.empty()) {
    const size_t here = std::min(length, available);
    at_ += header->size + here;
    skips_ = length - here;
    return BadFrame{header->problem};
  }
  if (available < length) return std::nullopt;
  std::string body = bytes_.substr(at_ + header->size, length);
  at_ += header->size + length;
  return body;
}

std::string frame(llvm::StringRef body) {
  return "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body.str();
}

} // namespace aqua::lsp
