// What a module exports, as JSON for programs that call it (spec/07 §2): the types of functions and
// services, in the form that the JavaScript runtime reads.

#pragma once

#include "llvm/Support/JSON.h"

#include "sema/Hir.h"

namespace aqua::emit {

/// A FunctionDef: name, type, and the names under which the client serves the particle.
void writeFunctionDef(llvm::json::OStream& json, const hir::ExportedFunction& function);

/// A ServiceDef: the default id, if it is known without running anything, and the functions.
void writeServiceDef(llvm::json::OStream& json, const hir::ExportedService& service);

/// Both for all exports of a module without errors, indented. `source` is the name of its file.
void printDefinitions(const hir::Module& module, llvm::StringRef source, llvm::raw_ostream& out);

} // namespace aqua::emit
