// The printers of the single formats.

#pragma once

#include "Route.h"

namespace aqua::report {

/// Whether boxes and arrows lead to the lines of the program, which must be on the same page then.
enum class Links : uint8_t { None, InPage };

void printSvg(const Route& route, Links links, llvm::raw_ostream& out);
void printHtml(const Route& route, llvm::raw_ostream& out);
void printMermaid(const Route& route, llvm::raw_ostream& out);
void printJson(const Route& route, llvm::raw_ostream& out);

} // namespace aqua::report
