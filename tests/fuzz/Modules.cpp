// Files: a main module and up to two libraries, imported in all the ways there are.

#include "Generator.h"

namespace aqua::fuzz {

Generator::Generator(const Options& options) : options_(options), random_(options.seed) {}

Program Generator::generate() {
  program_.seed = options_.seed;
  usesQualifiedServices_ = random_.chance(15);
  std::vector<Library> libraries;
  for (int i = random_.between(0, 2); i > 0; --i)
    libraries.push_back(library());
  mainModule(libraries);
  return std::move(program_);
}

namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

} // namespace

Generator::Library Generator::library() {
  Library made;
  made.module = fresh("Lib");
  made.file = "lib" + std::to_string(names_) + ".aqua";
  here_ = {};
  spelling_.clear();
  aliases_.clear();
  Lines lines;
  out_ = &lines;
  definitions(random_.between(1, 3));
  const bool isAll = random_.chance(60);
  cover(isAll ? Construct::DeclaresAll : Construct::DeclaresList);
  Lines file = {{0, Tokens() << "aqua " << one(Role::Introduced, made.module) << " declares "
                             << (isAll ? "*" : joined(here_.names))}};
  file.push_back({});
  file.insert(file.end(), lines.begin(), lines.end());
  program_.files.push_back({made.file, std::move(file)});
  made.defined = here_;
  return made;
}

/// Every name under a prefix, or under none.
void Generator::importWhole(const Library& library, ImportKind kind) {
  const bool isUse = kind == ImportKind::Use;
  std::string prefix;
  Tokens text;
  text << (isUse ? "use \"" : "import \"") + library.file + "\"";
  if (isUse) {
    prefix = library.module;
    cover(Construct::Use);
    if (random_.chance(50)) {
      cover(Construct::UseAs);
      prefix = fresh("Lx");
      text << " as " << one(Role::Introduced, prefix);
    }
  } else {
    cover(Construct::Import);
  }
  line(text);
  const auto path = [&](const std::string& name) {
    return isUse ? std::vector<std::string>{prefix, name} : std::vector<std::string>{name};
  };
  const auto types = [&](const std::vector<const Type*>& from, std::vector<const Type*>& to) {
    for (const Type* type : from) {
      spelling_[type->name] = path(type->name);
      to.push_back(type);
    }
  };
  types(library.defined.structs, here_.structs);
  types(library.defined.abilities, here_.abilities);
  types(library.defined.services, here_.services);
  for (Variable constant : library.defined.constants) {
    if (isUse) constant.name = prefix + "." + constant.name;
    here_.constants.push_back(std::move(constant));
  }
  for (Callable function : library.defined.functions) {
    function.path = path(function.path.front());
    here_.functions.push_back(std::move(function));
  }
}

/// Some functions and constants, and all types, partly under new names.
void Generator::importItems(const Library& library, ImportKind kind) {
  const bool isUse = kind == ImportKind::Use;
  std::string prefix;
  if (isUse) prefix = fresh("Lx");
  std::vector<std::string> items;
  const auto pick = [&](const std::string& name, const char* renamed) {
    const bool isRenamed = random_.chance(30);
    if (isRenamed) cover(Construct::ImportRenamed);
    const std::string given = isRenamed ? fresh(renamed) : name;
    items.push_back(isRenamed ? name + " as " + given : name);
    return isUse ? std::vector<std::string>{prefix, given} : std::vector<std::string>{given};
  };
  const auto types = [&](const std::vector<const Type*>& from, std::vector<const Type*>& to,
                         const char* renamed) {
    for (const Type* type : from) {
      spelling_[type->name] = pick(type->name, renamed);
      to.push_back(type);
    }
  };
  types(library.defined.structs, here_.structs, "D");
  types(library.defined.abilities, here_.abilities, "A");
  types(library.defined.services, here_.services, "S");
  for (Variable constant : library.defined.constants) {
    if (random_.chance(40)) continue;
    constant.name = pick(constant.name, "K").back();
    if (isUse) constant.name = prefix + "." + constant.name;
    here_.constants.push_back(std::move(constant));
  }
  for (Callable function : library.defined.functions) {
    if (random_.chance(30)) continue;
    function.path = pick(function.path.front(), "f");
    here_.functions.push_back(std::move(function));
  }
  cover(isUse ? Construct::UseItems : Construct::ImportItems);
  Tokens text;
  text << (isUse ? "use " : "import ") << joined(items) << " from \"" + library.file + "\"";
  if (isUse) text << " as " << one(Role::Introduced, prefix);
  line(text);
}

void Generator::import(const Library& library) {
  const ImportKind kind = random_.chance(45) ? ImportKind::Use : ImportKind::Import;
  if (random_.chance(50))
    importWhole(library, kind);
  else
    importItems(library, kind);
}

void Generator::mainModule(const std::vector<Library>& libraries) {
  here_ = {};
  spelling_.clear();
  aliases_.clear();
  Lines lines;
  out_ = &lines;
  line(Tokens() << "aqua " << one(Role::Introduced, "Main")
                << (random_.chance(50) ? " declares *" : ""));
  for (const Library& library : libraries)
    import(library);
  const size_t header = lines.size();
  blankLine();
  definitions(random_.between(1, 3));
  std::vector<Member> parameters;
  const std::string name = defineExported(parameters);
  program_.function = name;
  Tokens exports;
  exports << "export ";
  if (random_.chance(15)) {
    cover(Construct::ExportRenamed);
    program_.function = fresh("go");
    exports << name << " as " << one(Role::Introduced, program_.function);
  } else {
    exports << one(Role::FunctionUse, name);
  }
  if (!here_.services.empty() && random_.chance(10) &&
      spelling_[here_.services.back()->name].size() == 1) {
    cover(Construct::ExportService);
    exports << ", " << typeName(here_.services.back()->name);
  }
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(header), Line{0, std::move(exports)});
  program_.files.insert(program_.files.begin(), {"main.aqua", std::move(lines)});
  scenario(parameters);
}

} // namespace aqua::fuzz
