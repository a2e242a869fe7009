// What people do to a document in an editor, at random: edits, undone and done again, and the
// requests that editors send while somebody types.

#pragma once

#include <random>
#include <string>
#include <vector>

#include "llvm/Support/JSON.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace aqua::lsp_test {

/// The document that is edited; `/ws/main.aqua` of `workspaceFiles`.
inline constexpr const char* mainUri = "file:///ws/main.aqua";

/// Two modules, one of which imports the other.
[[nodiscard]] llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> workspaceFiles();

/// The document with its history.
class RandomDocument {
public:
  RandomDocument();
  [[nodiscard]] const std::string& text() const { return text_; }
  /// What opens the document as it is now.
  [[nodiscard]] llvm::json::Value opened() const;
  /// Edits it: puts in or replaces something, takes back the last edit, or takes back all of them.
  /// What tells so.
  [[nodiscard]] llvm::json::Value edit(std::mt19937& random);

private:
  [[nodiscard]] llvm::json::Value replace(size_t begin, size_t end, const std::string& by);

  std::string text_;
  std::vector<std::string> history_;
  int version_ = 1;
};

struct RandomRequest {
  const char* method;
  llvm::json::Value params;
};

/// A request about some place of the document.
[[nodiscard]] RandomRequest randomRequest(const std::string& text, std::mt19937& random);

/// A number from the environment.
[[nodiscard]] size_t fromEnvironment(const char* name, size_t otherwise);

} // namespace aqua::lsp_test
