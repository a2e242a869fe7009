#include "Check.h"

#include <cstdlib>

#include "llvm/Support/raw_ostream.h"

namespace aqua::support {

void invariantBroken(const char* condition, const char* text, const char* file, int line) {
  llvm::errs() << "aqua: internal error: " << text << " (" << condition << " at " << file << ":"
               << line << ")\n"
               << "This is a bug of aqua. Please report it with the program that caused it.\n";
  llvm::errs().flush();
  std::_Exit(70);
}

} // namespace aqua::support
