#include "Settings.h"

namespace aqua::lsp {

namespace {

/// Reads the groups of settings one by one, so that a mistake in one leaves the others alone.
class GroupReader {
public:
  GroupReader(const llvm::json::Object& section, std::vector<std::string>& problems)
      : section_(section), problems_(problems) {}

  template <typename T>
  void read(llvm::StringRef name, T& group) {
    const llvm::json::Value* value = section_.get(name);
    if (!value || value->kind() == llvm::json::Value::Null) return;
    llvm::json::Path::Root root("aqua");
    T given = group;
    if (readJson(*value, given, llvm::json::Path(root).field(name)))
      group = std::move(given);
    else
      problems_.push_back(llvm::toString(root.getError()));
  }

private:
  const llvm::json::Object& section_;
  std::vector<std::string>& problems_;
};

} // namespace

ReadSettings readSettings(const llvm::json::Value& section) {
  ReadSettings result;
  if (section.kind() == llvm::json::Value::Null) return result;
  const llvm::json::Object* object = section.getAsObject();
  if (!object) {
    result.problems.emplace_back("expected object at aqua");
    return result;
  }
  GroupReader reader(*object, result.problems);
  reader.read("diagnostics", result.settings.diagnostics);
  reader.read("lint", result.settings.lint);
  reader.read("format", result.settings.format);
  reader.read("completion", result.settings.completion);
  reader.read("inlayHints", result.settings.inlayHints);
  return result;
}

} // namespace aqua::lsp
