#include "Cid.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/BLAKE3.h"

namespace aqua::trace {

namespace {

std::string quoted(llvm::StringRef text) {
  return value::toJson(value::Value::string(text));
}

/// RFC 4648, lower case, without padding.
std::string base32(llvm::ArrayRef<uint8_t> bytes) {
  std::string text;
  uint32_t bits = 0;
  unsigned count = 0;
  const auto put = [&](uint32_t digit) { text += "abcdefghijklmnopqrstuvwxyz234567"[digit & 31]; };
  for (const uint8_t byte : bytes) {
    bits = bits << 8 | byte;
    for (count += 8; count >= 5; count -= 5)
      put(bits >> (count - 5));
  }
  if (count > 0) put(bits << (5 - count));
  return text;
}

/// Hashes canons bottom-up with an explicit stack, because provenance can be thousands deep.
class CanonHasher {
public:
  std::string hash(const CanonResult& root) {
    stack_.push_back(&root);
    while (!stack_.empty()) {
      const CanonResult* canon = stack_.back();
      if (done_.count(canon) || !pushMissing(*canon)) {
        stack_.pop_back();
        if (!done_.count(canon)) done_[canon] = hashHere(*canon);
      }
    }
    return done_[&root];
  }

private:
  bool pushMissing(const CanonResult& canon) {
    const size_t before = stack_.size();
    for (const ValueRecord& element : canon.elements)
      if (const auto* source = std::get_if<CanonResultRef>(&element.provenance))
        if (!done_.count(source->get())) stack_.push_back(source->get());
    return stack_.size() != before;
  }

  std::string hashHere(const CanonResult& canon) {
    std::string text = "{\"tetraplet\":" + quoted(cidOf(*canon.tetraplet)) + ",\"values\":[";
    for (const ValueRecord& element : canon.elements) {
      if (&element != canon.elements.data()) text += ',';
      text += quoted(cidOfText(elementText(element)));
    }
    return cidOfText(text + "]}");
  }

  std::string elementText(const ValueRecord& element) {
    return "{\"value\":" + quoted(cidOf(element.value)) +
           ",\"tetraplet\":" + quoted(cidOf(*element.tetraplet)) +
           ",\"provenance\":" + provenanceText(element.provenance) + "}";
  }

  std::string provenanceText(const Provenance& provenance) {
    if (const auto* call = std::get_if<ServiceResultRef>(&provenance))
      return R"({"type":"service_result","cid":)" + quoted(cidOf(**call)) + "}";
    if (const auto* canon = std::get_if<CanonResultRef>(&provenance))
      return R"({"type":"canon","cid":)" + quoted(done_[canon->get()]) + "}";
    return R"({"type":"literal"})";
  }

  llvm::SmallVector<const CanonResult*, 8> stack_;
  llvm::DenseMap<const CanonResult*, std::string> done_;
};

} // namespace

std::string cidOfText(llvm::StringRef text) {
  const auto digest = llvm::BLAKE3::hash<32>(
      llvm::ArrayRef(reinterpret_cast<const uint8_t*>(text.data()), text.size()));
  // Version 1, codec JSON (0x0200), multihash BLAKE3 (0x1e) of 32 bytes.
  std::vector<uint8_t> bytes = {0x01, 0x80, 0x04, 0x1e, 0x20};
  bytes.insert(bytes.end(), digest.begin(), digest.end());
  return "b" + base32(bytes);
}

std::string cidOf(const value::Value& value) {
  return cidOfText(value::toJson(value));
}

std::string cidOf(const Tetraplet& tetraplet) {
  return cidOfText("{\"peer_pk\":" + quoted(tetraplet.peer) + ",\"service_id\":" +
                   quoted(tetraplet.service) + ",\"function_name\":" + quoted(tetraplet.function) +
                   ",\"lens\":" + quoted(tetraplet.lens) + "}");
}

std::string cidOfArguments(llvm::ArrayRef<value::Value> arguments) {
  return cidOf(value::Value::array(arguments.vec()));
}

std::string cidOf(const ServiceResult& result) {
  if (!result.tetraplet) return cidOf(result.value);
  return cidOfText("{\"value_cid\":" + quoted(cidOf(result.value)) +
                   ",\"argument_hash\":" + quoted(cidOfArguments(result.arguments)) +
                   ",\"tetraplet_cid\":" + quoted(cidOf(*result.tetraplet)) + "}");
}

std::string cidOf(const CanonResult& result) {
  return CanonHasher().hash(result);
}

} // namespace aqua::trace
