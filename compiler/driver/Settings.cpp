#include "Settings.h"

#include "llvm/ADT/STLExtras.h"

namespace aqua::driver {

namespace {

sema::InjectedConstant injected(const modules::ProjectConstant& constant) {
  const value::Value& value = constant.value;
  sema::InjectedConstant result;
  result.name = constant.name;
  result.text = value.isString() ? value.asString().str() : value::toJson(value);
  if (value.isString())
    result.literal = ast::LiteralKind::String;
  else if (value.kind() == value::Kind::Bool)
    result.literal = ast::LiteralKind::Bool;
  else
    result.literal =
        value.kind() == value::Kind::Float ? ast::LiteralKind::Float : ast::LiteralKind::Int;
  return result;
}

} // namespace

/// What the user says comes before what the project file says.
CompileOptions withProject(CompileOptions options, const modules::Project& project) {
  modules::ImportOptions& imports = options.imports;
  modules::ImportMap map = project.imports;
  map.append(imports.map);
  imports.map = std::move(map);
  llvm::append_range(imports.directories, project.directories);
  if (project.nodeModules && !*project.nodeModules) imports.nodeModules = false;
  imports.areIncomplete = project.hasErrors;
  for (const modules::ProjectConstant& constant : project.constants)
    if (llvm::none_of(options.check.constants,
                      [&](const sema::InjectedConstant& own) { return own.name == constant.name; }))
      options.check.constants.push_back(injected(constant));
  if (project.noRelay.value_or(false)) options.lower.hasRelay = false;
  flow::LowerOptions& lower = options.lower;
  if (project.noXor.value_or(false)) lower.errors = flow::ErrorMode::Unrouted;
  if (project.emptyResponse.value_or(false)) lower.sendsEmptyResponse = true;
  if (project.tracing.value_or(false)) lower.tracing = flow::Tracing::Calls;
  if (!options.preset) options.preset = project.preset.value_or(modules::Preset::Default);
  if (options.preset == modules::Preset::Scheduled) {
    lower.hasRelay = false;
    lower.errors = flow::ErrorMode::Unreported;
  }
  return options;
}

} // namespace aqua::driver
