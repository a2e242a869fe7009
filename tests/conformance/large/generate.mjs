// Programs of any size, each large in one respect. Run by `run.mjs`.

const head = (f) => ["aqua Large", "export f", "", 'service Srv("srv"):', "  get(x: string) -> string", "", ...f, ""].join("\n");

/** n calls, one after the other, each on another peer than the one before. */
function statements(n) {
  const lines = ["func f(p: string, q: string, x: string) -> string:", "  x0 <- Srv.get(x)"];
  for (let i = 1; i < n; i++)
    lines.push(`  on ${i % 2 ? "p" : "q"}:`, `    x${i} <- Srv.get(x${i - 1})`);
  return head([...lines, `  <- x${n - 1}`]);
}

/** Loops in loops, n deep, over one peer each. */
function loops(n) {
  const lines = ["func f(ps: []string, x: string) -> []string:", "  s: *string"];
  for (let i = 0; i < n; i++) {
    const indent = "  ".repeat(2 * i + 1);
    lines.push(`${indent}for p${i} <- ps:`, `${indent}  on p${i}:`);
  }
  return head([...lines, `${"  ".repeat(2 * n + 1)}s <- Srv.get(x)`, "  <- s"]);
}

/** One par with n arms, all results of which are used. */
function arms(n) {
  const lines = ["func f(ps: []string, x: string) -> []string:"];
  for (let i = 0; i < n; i++) lines.push(`  ${i ? "par " : ""}on ps[${i % 3}]:`, `    x${i} <- Srv.get(x)`);
  const names = Array.from({ length: n }, (_, i) => `x${i}`);
  return head([...lines, `  join ${names.join(", ")}`, `  <- [${names.join(", ")}]`]);
}

/** Functions each of which calls the one before twice: 2^n calls. */
function doublings(n) {
  const lines = ["func f0(x: string) -> string:", "  y <- Srv.get(x)", "  <- y"];
  for (let i = 1; i <= n; i++)
    lines.push("", `func f${i}(x: string) -> string:`, `  a <- f${i - 1}(x)`, `  b <- f${i - 1}(a)`, "  <- b");
  return head([...lines, "", "func f(x: string) -> string:", `  a <- f${n}(x)`, "  <- a"]);
}

/** A literal of n elements. */
function literal(n) {
  const elements = Array.from({ length: n }, (_, i) => `"${i}"`);
  return head(["func f() -> []string:", `  <- [${elements.join(", ")}]`]);
}

export const programs = { statements, loops, arms, doublings, literal };
