#include "RandomEdits.h"

#include <cstdlib>

#include "llvm/Support/MemoryBuffer.h"

#include "lsp/Positions.h"
#include "protocol/Basics.h"

namespace aqua::lsp_test {

namespace json = llvm::json;

namespace {

constexpr const char* library = R"(aqua Lib declares *

data Reading:
    peer: string
    celsius: f64

service Sensor("sensor"):
    read(unit: string) -> f64

func ask(peer: string) -> Reading:
    on peer:
        t <- Sensor.read("C")
    <- Reading(peer = peer, celsius = t)
)";

constexpr const char* program = R"(aqua Main

import Reading, ask as one from "lib.aqua"

export all

-- All of them, é 😀.
func all(peers: []string) -> []Reading:
    out: *Reading
    for p <- peers par:
        try:
            r <- one(p)
            out <<- r
        catch e:
            x = e.message
    if peers.length > 2:
        join out[1]
    else:
        join out[0]
    <- out
)";

const char* const pieces[] = {"x",   "\n",    "\r\n", "    ",    "é",      "😀",     "(",
                              ")",   "\"",    "-- ",  "on p:\n", "<- ",    "out",    ".",
                              "[0]", "par ",  "func", "import ", "\t",     "r.peer", "{",
                              "}",   "aqua ", ":",    "\r",      "e\u0301"};

/// Where a character begins, at or before an offset.
size_t characterStart(const std::string& text, size_t offset) {
  while (offset > 0 && offset < text.size() &&
         ((static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80 ||
          (text[offset] == '\n' && text[offset - 1] == '\r')))
    --offset;
  return offset;
}

} // namespace

llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> workspaceFiles() {
  auto files = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  files->addFile("/ws/lib.aqua", 0, llvm::MemoryBuffer::getMemBuffer(library));
  files->addFile("/ws/main.aqua", 0, llvm::MemoryBuffer::getMemBuffer(program));
  return files;
}

RandomDocument::RandomDocument() : text_(program) {}

json::Value RandomDocument::opened() const {
  return json::Object{
      {"textDocument", json::Object{{"uri", mainUri}, {"version", version_}, {"text", text_}}}};
}

json::Value RandomDocument::edit(std::mt19937& random) {
  // Broken texts stay broken: from time to time all is well again.
  const bool takesBackAll = random() % 20 == 0;
  if (!history_.empty() && (takesBackAll || random() % 3 == 0)) {
    const size_t kept = takesBackAll ? 0 : history_.size() - 1;
    const std::string before = history_[kept];
    history_.resize(kept);
    return replace(0, text_.size(), before);
  }
  history_.push_back(text_);
  const size_t begin = characterStart(text_, random() % (text_.size() + 1));
  const size_t length = random() % 2 == 0 ? 0 : random() % 12;
  const size_t end = characterStart(text_, std::min(text_.size(), begin + length));
  return replace(begin, end, pieces[random() % std::size(pieces)]);
}

json::Value RandomDocument::replace(size_t begin, size_t end, const std::string& by) {
  const lsp::Positions positions(text_, lsp::PositionEncoding::Utf16);
  const lsp::Range range =
      positions.range({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
  text_.replace(begin, end - begin, by);
  return json::Object{{"textDocument", json::Object{{"uri", mainUri}, {"version", ++version_}}},
                      {"contentChanges",
                       json::Array{json::Object{{"range", lsp::writeJson(range)}, {"text", by}}}}};
}

RandomRequest randomRequest(const std::string& text, std::mt19937& random) {
  const lsp::Positions positions(text, lsp::PositionEncoding::Utf16);
  const auto offset = static_cast<uint32_t>(random() % (text.size() + 1));
  json::Object params{{"textDocument", json::Object{{"uri", mainUri}}},
                      {"position", lsp::writeJson(positions.position(offset))}};
  const json::Value all = lsp::writeJson(positions.range({0, positions.textSize()}));
  const char* const methods[] = {"textDocument/hover",
                                 "textDocument/completion",
                                 "textDocument/definition",
                                 "textDocument/declaration",
                                 "textDocument/typeDefinition",
                                 "textDocument/implementation",
                                 "textDocument/references",
                                 "textDocument/documentHighlight",
                                 "textDocument/signatureHelp",
                                 "textDocument/documentSymbol",
                                 "textDocument/codeAction",
                                 "textDocument/prepareRename",
                                 "textDocument/rename",
                                 "textDocument/formatting",
                                 "textDocument/foldingRange",
                                 "textDocument/selectionRange",
                                 "textDocument/documentLink",
                                 "textDocument/inlayHint",
                                 "textDocument/rangeFormatting",
                                 "textDocument/onTypeFormatting",
                                 "textDocument/semanticTokens/full",
                                 "textDocument/prepareCallHierarchy",
                                 "workspace/symbol",
                                 "aqua/sync"};
  params["context"] = json::Object{{"includeDeclaration", true}, {"diagnostics", json::Array()}};
  params["range"] = all;
  params["options"] = json::Object{{"tabSize", 4}};
  params["positions"] = json::Array{lsp::writeJson(positions.position(offset))};
  params["newName"] = "renamed";
  params["query"] = "a";
  params["ch"] = "\n";
  return {methods[random() % std::size(methods)], std::move(params)};
}

size_t fromEnvironment(const char* name, size_t otherwise) {
  const char* text = std::getenv(name);
  return text ? std::strtoul(text, nullptr, 10) : otherwise;
}

} // namespace aqua::lsp_test
