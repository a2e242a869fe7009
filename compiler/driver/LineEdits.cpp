// What begins and ends alike is left out; between, the longest common subsequence of lines is kept.

#include "LineEdits.h"

#include <algorithm>

namespace aqua::driver {

std::vector<llvm::StringRef> linesOf(llvm::StringRef text) {
  std::vector<llvm::StringRef> lines;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    lines.push_back(text.take_front(end == llvm::StringRef::npos ? text.size() : end + 1));
    text = text.drop_front(lines.back().size());
  }
  return lines;
}

namespace {

using Lines = llvm::ArrayRef<llvm::StringRef>;

/// By position in both: how many lines what follows has in common.
class CommonLines {
public:
  CommonLines(Lines a, Lines b) : width_(b.size() + 1), table_((a.size() + 1) * width_) {
    for (size_t i = a.size(); i-- > 0;)
      for (size_t j = b.size(); j-- > 0;)
        table_[i * width_ + j] =
            a[i] == b[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
  }
  [[nodiscard]] uint32_t at(size_t i, size_t j) const { return table_[i * width_ + j]; }

private:
  size_t width_;
  std::vector<uint32_t> table_;
};

/// More pairs of lines are not compared.
constexpr size_t mostPairs = size_t{1} << 22;

class EditWriter {
public:
  explicit EditWriter(uint32_t at) : at_(at) {}

  void keep(llvm::StringRef line) { at_ += static_cast<uint32_t>(line.size()); }
  void remove(llvm::StringRef line) {
    here().range.end += static_cast<uint32_t>(line.size());
    keep(line);
  }
  void add(llvm::StringRef line) { here().text += line; }
  [[nodiscard]] std::vector<format::Edit> take() { return std::move(edits_); }

private:
  format::Edit& here() {
    if (edits_.empty() || edits_.back().range.end != at_) edits_.push_back({{at_, at_}, ""});
    return edits_.back();
  }

  uint32_t at_; // in the first text
  std::vector<format::Edit> edits_;
};

} // namespace

std::vector<format::Edit> lineEdits(llvm::StringRef before, llvm::StringRef after) {
  const std::vector<llvm::StringRef> allBefore = linesOf(before), allAfter = linesOf(after);
  Lines a = allBefore, b = allAfter;
  uint32_t begin = 0;
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    begin += static_cast<uint32_t>(a.front().size());
    a = a.drop_front();
    b = b.drop_front();
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a = a.drop_back();
    b = b.drop_back();
  }
  const bool isTooMuch = (a.size() + 1) * (b.size() + 1) > mostPairs;
  const CommonLines common(isTooMuch ? Lines() : a, isTooMuch ? Lines() : b);
  EditWriter writer(begin);
  for (size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (!isTooMuch && i < a.size() && j < b.size() && a[i] == b[j]) {
      writer.keep(a[i++]);
      ++j;
    } else if (j == b.size() ||
               (i < a.size() && (isTooMuch || common.at(i + 1, j) >= common.at(i, j + 1)))) {
      writer.remove(a[i++]);
    } else {
      writer.add(b[j++]);
    }
  }
  return writer.take();
}

} // namespace aqua::driver
