// The texts of a generated project of many modules, for benchmarks: of everything that real
// programs have a little, with comments and blank lines. `edit_bench` stops if one has a problem.

#pragma once

#include <algorithm>
#include <string>

namespace aqua {

/// What every function of the project looks like from outside.
inline std::string functionHead(const std::string& name, const std::string& comment) {
  return "\n-- " + comment + "\nfunc " + name +
         "(peers: []string, relay: string, limit: u32) -> []string, u32:\n";
}

/// A call of an earlier function, if there is one.
inline std::string earlierCall(const std::string& earlier) {
  return earlier.empty() ? "  others = [\"none\"]\n"
                         : "  others, size <- " + earlier + "(peers, relay, total)\n";
}

/// Asks peers at the same time, and waits for some answers.
inline std::string askingFunction(const std::string& name, const std::string& earlier) {
  return functionHead(name, "Asks every peer and gives back the first answers.") +
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
         earlierCall(earlier) + "  <- others, total\n";
}

/// Hands closures over in an ability.
inline std::string abilityFunction(const std::string& name, const std::string& earlier,
                                   const std::string& apply) {
  return functionHead(name, "Works on each text with what it is given.") +
         "  keep = (text: string) -> string:\n"
         "    state <- Worker.start(text, limit)\n"
         "    if state.size == 0:\n"
         "      Worker.log([text, \"empty\"])\n"
         "    <- state.name\n"
         "\n"
         "  tools = Tools(size = limit, work = keep)\n"
         "  kept: *string\n"
         "  for text <- peers:\n"
         "    kept <- " +
         apply +
         "{tools}(text)\n"
         "  on relay:\n"
         "    Worker.log(kept)\n"
         "  first: *string\n"
         "  if kept.length > limit:\n"
         "    first <<- kept[0]\n"
         "  total = tools.size + kept.length\n" +
         earlierCall(earlier) + "  <- others, total\n";
}

/// Two ways at the same time, one of them a fallback, and structures.
inline std::string racingFunction(const std::string& name, const std::string& earlier) {
  return functionHead(name, "The relay or the first peer: whoever is there.") +
         "  answers: *string\n"
         "  plan = Plan(name = \"main\", steps = [1, 2, limit], inner = State(name = relay, size = "
         "limit, ready = true))\n"
         "\n"
         "  on relay:\n"
         "    status <- Worker.start(plan.name, plan.inner.size)\n"
         "    answers <<- status.name\n"
         "  par on peers[0] via relay:\n"
         "    second <- Worker.start(plan.inner.name, plan.steps[1])\n"
         "    answers <<- second.name\n"
         "  otherwise:\n"
         "    answers <<- \"nobody\"\n"
         "\n"
         "  co Worker.log(peers)\n"
         "  join answers[0]\n"
         "  other = plan.copy(name = answers[0])\n"
         "  if other.name == plan.name || !other.inner.ready:\n"
         "    Worker.log([other.name])\n"
         "  total = (limit + 2) * 3 - other.inner.size\n" +
         earlierCall(earlier) + "  <- others, limit\n";
}

/// The module that a module uses: groups of ten use each other in a row, and the first of a group
/// uses that of an earlier group.
inline size_t usedModule(size_t number) {
  return number % 10 > 0 ? number - 1 : (number / 10 - 1) / 2 * 10;
}

/// A module of at least so many lines.
inline std::string moduleText(size_t number, size_t lineCount) {
  const std::string n = std::to_string(number);
  const std::string first = "first" + n;
  const std::string used = number > 0 ? std::to_string(usedModule(number)) : "";
  std::string text = "aqua Module" + n + " declares " + first + ", apply" + n + "\n\n";
  if (number > 0) text += "use \"m" + used + ".aqua\" as Before\n";
  if (number > 10) text += "import apply0 from \"m0.aqua\"\n";
  text += "export " + first +
          "\n\n-- What a worker knows.\ndata State:\n  name: string\n  size: u32\n  ready: bool\n"
          "\ndata Plan:\n  name: string\n  steps: []u32\n  inner: State\n"
          "\nservice Worker(\"worker\"):\n  start(input: string, step: u32) -> State\n"
          "  finish(name: string) -> string\n  log(texts: []string)\n"
          "\n-- What functions are given.\nability Tools:\n  size: u32\n"
          "  work(text: string) -> string\n"
          "\nconst LIMIT" +
          n + " = 10\n\nfunc apply" + n +
          "{Tools}(text: string) -> string:\n  result <- Tools.work(text)\n  <- result\n";
  text += askingFunction(first, number > 0 ? "Before.first" + used : "");
  for (size_t i = 0; static_cast<size_t>(std::count(text.begin(), text.end(), '\n')) < lineCount;
       ++i) {
    const std::string name = "work" + std::to_string(i) + "of" + n;
    const std::string earlier = i % 3 == 0 ? first : "work" + std::to_string(i - 1) + "of" + n;
    if (i % 3 == 0)
      text += abilityFunction(name, earlier, number > 10 ? "apply0" : "apply" + n);
    else if (i % 3 == 1)
      text += racingFunction(name, earlier);
    else
      text += askingFunction(name, earlier);
  }
  return text;
}

} // namespace aqua
