// The texts of a generated project of many modules, for benchmarks.

#pragma once

#include <algorithm>
#include <string>

namespace aqua {

/// About as dense as real programs: of everything a little, with comments and blank lines.
inline std::string functionText(const std::string& name, const std::string& earlier) {
  return "\n-- Asks every peer and gives back the first answers.\n"
         "-- Peers that do not answer are left out.\n"
         "func " +
         name +
         "(peers: []string, relay: string, limit: u32) -> []string, u32:\n"
         "  found: *string\n"
         "\n"
         "  for peer <- peers par:\n"
         "    on peer via relay:\n"
         "      try:\n"
         "        state <- Worker.start(\"key\", limit)\n"
         "        if state.ready && state.size > 2:\n"
         "          found <- Worker.finish(state.name)\n"
         "        else:\n"
         "          found <<- \"not ready\"\n"
         "      catch e:\n"
         "        found <<- e.message\n"
         "\n"
         "  -- Enough of them.\n"
         "  join found[limit]\n"
         "  total = limit + found.length * 3\n" +
         (earlier.empty() ? "  others = [\"none\"]\n"
                          : "  others, size <- " + earlier + "(peers, relay, total)\n") +
         "  <- others, total\n";
}

/// A module of about so many lines that uses the one before it.
inline std::string moduleText(size_t number, size_t lineCount) {
  const std::string n = std::to_string(number);
  std::string text = "aqua Module" + n + " declares *\n\n";
  if (number > 0) text += "use \"m" + std::to_string(number - 1) + ".aqua\" as Before\n";
  text += "export first" + n +
          "\n\n-- What a worker knows.\ndata State:\n  name: string\n"
          "  size: u32\n  ready: bool\n\nservice Worker(\"worker\"):\n"
          "  start(input: string, step: u32) -> State\n  finish(name: string) -> string\n";
  const std::string first = "first" + n;
  text += functionText(first, number > 0 ? "Before.first" + std::to_string(number - 1) : "");
  auto lines = static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
  for (size_t i = 0; lines + 22 <= lineCount; ++i, lines += 22)
    text += functionText("work" + std::to_string(i) + "of" + n,
                         i % 3 == 0 ? first : "work" + std::to_string(i - 1) + "of" + n);
  return text;
}

} // namespace aqua
