// Programs with marks: comments below a line that say what an editor shows at a place in it.
//
//     func f(x: u32):
//     --     ^ def: x
//
// `-- @3-5 def: x` where carets cannot say it. `-- FILE: path` starts each file of several.

#pragma once

#include <string>
#include <vector>

namespace aqua::ide {

struct Mark {
  size_t file = 0; // index
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string kind; // `def`, `hover` …
  std::string text;
  std::string where; // `file:line:column`, for messages
};

struct MarkedFile {
  struct File {
    std::string path; // absolute
    std::string text;
  };
  std::vector<File> files;
  std::vector<Mark> marks;
};

enum class LineEnds { Lf, CrLf };

/// The files lie in `/ws`. With CrLf, they are given other line ends.
[[nodiscard]] MarkedFile readMarks(const std::string& text, LineEnds lineEnds);

} // namespace aqua::ide
