// The programs of spec/04 §17 (programs.air), each behind a line `;;; NAME title`.

#pragma once

#include <string>
#include <vector>

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

struct Program {
  std::string name;
  std::string text;
};

inline std::vector<Program> readPrograms() {
  std::vector<Program> programs;
  const auto file = llvm::MemoryBuffer::getFile(AQUA_TEST_DATA "/programs.air");
  if (!file) return programs;
  llvm::SmallVector<llvm::StringRef> parts;
  (*file)->getBuffer().split(parts, ";;; ", -1, false);
  for (const llvm::StringRef part : parts) {
    const auto [title, text] = part.split('\n');
    programs.push_back({title.split(' ').first.str(), text.str()});
  }
  return programs;
}
