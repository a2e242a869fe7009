// Programs of any size, each large in one respect, with the answer they give.

const head = (lines) => ["aqua Large", "export f", "", 'service Srv("srv"):', "  get(x: string) -> string", "  run(x: string)", "", ...lines, ""].join("\n");
const upTo = (n) => Array.from({ length: n }, (_, i) => i);

/** n statements, one after the other; every tenth one is a call on another peer than the one before. */
function statements(n) {
  const lines = [];
  let last = "x";
  for (const i of upTo(n)) {
    if (i % 10) {
      lines.push(`  if ${last} == "no${i}":`, `    Srv.run("never")`);
    } else {
      lines.push(`  on ${i % 20 ? "p" : "q"}:`, `    x${i} <- Srv.get(${last})`);
      last = `x${i}`;
    }
  }
  return { text: head(["func f(p: string, q: string, x: string) -> string:", ...lines, `  <- ${last}`]), answer: ["x"] };
}

/** Loops in loops, n deep, each over a list of one peer. */
function loops(n) {
  const lines = upTo(n).flatMap((i) => [`${"    ".repeat(i)}  for p${i} <- ps:`, `${"    ".repeat(i)}    on p${i}:`]);
  return {
    text: head(["func f(ps: []string, x: string) -> []string:", "  s: *string", ...lines, `${"    ".repeat(n)}  s <- Srv.get(x)`, "  <- s"]),
    answer: [["x"]],
  };
}

/** One par with n arms, whose results are all waited for and used. */
function arms(n) {
  const lines = upTo(n).flatMap((i) => [`  ${i ? "par " : ""}on peers[${i % 3}]:`, `    x${i} <- Srv.get("${i}")`]);
  const names = upTo(n).map((i) => `x${i}`).join(", ");
  return {
    text: head(["func f(peers: []string) -> []string:", ...lines, `  join ${names}`, `  <- [${names}]`]),
    answer: [upTo(n).map(String)],
  };
}

/** Functions each of which calls the one before twice: 2^n calls. */
function doublings(n) {
  const functions = upTo(n).flatMap((i) => ["", `func f${i + 1}(x: string) -> string:`, `  a <- f${i}(x)`, `  b <- f${i}(a)`, "  <- b"]);
  return {
    text: head(["func f0(x: string) -> string:", "  y <- Srv.get(x)", "  <- y", ...functions, "", "func f(x: string) -> string:", `  a <- f${n}(x)`, "  <- a"]),
    answer: ["x"],
  };
}

/** A literal of n elements. */
function literal(n) {
  return { text: head(["func f() -> []string:", `  <- [${upTo(n).map((i) => `"${i}"`).join(", ")}]`]), answer: [upTo(n).map(String)] };
}

export const programs = { statements, loops, arms, doublings, literal };
