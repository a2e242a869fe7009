#include "MarkedFile.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

namespace aqua::ide {

namespace {

/// Bytes before a column, which counts code points from 0.
size_t offsetOf(llvm::StringRef line, size_t column) {
  size_t offset = 0;
  for (; offset < line.size() && column > 0; --column)
    do
      ++offset;
    while (offset < line.size() && (static_cast<unsigned char>(line[offset]) & 0xC0U) == 0x80U);
  return offset + column;
}

/// The columns that a comment marks, and what it says of them.
bool parseMark(llvm::StringRef line, size_t& begin, size_t& end, llvm::StringRef& text) {
  llvm::StringRef rest = line.ltrim(' ');
  if (!rest.consume_front("--")) return false;
  rest = rest.ltrim(' ');
  if (rest.consume_front("@")) {
    if (rest.consumeInteger(10, begin) || !rest.consume_front("-") || rest.consumeInteger(10, end))
      return false;
    --begin;
    --end;
  } else {
    begin = line.size() - rest.size();
    rest = rest.ltrim('^');
    end = line.size() - rest.size();
    if (begin == end) return false;
  }
  text = rest.trim();
  return text.contains(':');
}

} // namespace

MarkedFile readMarks(const std::string& text, LineEnds lineEnds) {
  MarkedFile result;
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(text).split(lines, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  result.files.push_back({"/ws/main.aqua", ""});
  llvm::StringRef target; // the line that marks are about
  size_t targetOffset = 0, number = 0;
  for (const llvm::StringRef line : lines) {
    if (line.starts_with("-- FILE: ")) {
      const std::string path = "/ws/" + line.drop_front(9).trim().str();
      if (result.files.back().text.empty()) result.files.pop_back();
      result.files.push_back({path, ""});
      number = 0;
      continue;
    }
    MarkedFile::File& file = result.files.back();
    ++number;
    size_t begin = 0, end = 0;
    llvm::StringRef said;
    if (parseMark(line, begin, end, said)) {
      const auto [kind, what] = said.split(':');
      result.marks.push_back(
          {result.files.size() - 1, static_cast<uint32_t>(targetOffset + offsetOf(target, begin)),
           static_cast<uint32_t>(targetOffset + offsetOf(target, end)), kind.str(),
           what.trim().str(),
           file.path + ":" + std::to_string(number) + ":" + std::to_string(begin + 1)});
    } else {
      target = line;
      targetOffset = file.text.size();
    }
    file.text += line.str() + (lineEnds == LineEnds::CrLf ? "\r\n" : "\n");
  }
  return result;
}

} // namespace aqua::ide
