// The printers of the single formats.

#pragma once

#include "Route.h"

namespace aqua::report {

void printSvg(const Route& route, llvm::raw_ostream& out);
void printHtml(const Route& route, llvm::raw_ostream& out);
void printMermaid(const Route& route, llvm::raw_ostream& out);
void printJson(const Route& route, llvm::raw_ostream& out);

} // namespace aqua::report
