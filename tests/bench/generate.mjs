// A module of about N lines that uses what real programs use, for benchmarks.

/** Text of a module with about `lines` lines; every tenth function is exported. */
export function generateModule(lines) {
  const out = [];
  const exported = [];
  let n = 0;
  while (out.length + 12 < lines) {
    const f = `work${n}`;
    if (n % 10 === 9) exported.push(f);
    const earlier = n % 10 > 0 ? `work${n - 1}` : null;
    out.push(
      "",
      `-- Step ${n} of the work.`,
      `func ${f}(peer: string, relay: string, input: string, items: []string) -> string, u32:`,
      "  results: *string",
      "  on peer via relay:",
      `    first <- Worker.start(input, ${n})`,
      "    if first.ready && first.size > 2:",
      "      results <- Worker.finish(first.name)",
      "    else:",
      `      results <<- "not ready ${n}"`,
      "  for item <- items par:",
      "    on item:",
      "      try:",
      "        part <- Worker.finish(item)",
      "        results <<- part",
      "      catch e:",
      "        results <<- e.message",
      "  join results[1]",
      ...(earlier && n % 3 === 1 ? [`  more, size <- ${earlier}(peer, relay, results[0], items)`] : ["  more = results[1]", "  size = items.length + 1"]),
      "  <- more, size",
    );
    n++;
  }
  const head = [
    "aqua Generated",
    `export ${exported.join(", ")}`,
    "",
    "data State:",
    "  name: string",
    "  size: u32",
    "  ready: bool",
    "",
    'service Worker("worker"):',
    "  start(input: string, step: u32) -> State",
    "  finish(name: string) -> string",
  ];
  return [...head, ...out, ""].join("\n");
}
