// Random programs on the real AquaVM: our routes against naive ones, under fixed and random delays.
//   node run.mjs TOOL [--from=1] [--programs=20] [--orders=2] [--derived | --feedback | --meetings] [--verbose]
// TOOL is the program built from RandomProgramTool.cpp; --derived: programs with all constructs; --feedback: also
// loops over streams that they feed themselves; --meetings: many parallel answers that meet. Same means: same calls per peer with
// arguments and results, same response or error. Where the naive script loses data in a race, the
// variant that waits for all branches of each par is asked, and the network in which everybody
// reaches everybody. Not counted as different: the loss of spec/03 §14.3.5, when a branch that must
// not complete is all that succeeds. Exit code 1 if a program differs.
import { execFileSync } from "node:child_process";
import { Avm } from "../oracle/lib/avm.mjs";
import { Net } from "../oracle/lib/net.mjs";
import { compareOutcomes } from "../oracle/lib/outcome.mjs";

const [tool, ...rest] = process.argv.slice(2);
const options = Object.fromEntries(rest.map((s) => s.replace(/^--/, "").split("=")).map(([k, v]) => [k, v ?? "1"]));
const from = +(options.from ?? 1), count = +(options.programs ?? 20), orders = +(options.orders ?? 2);

/** Each call answers with what it was called with and where, so that any difference shows. */
function scenario(program, air, seed, everybody) {
  const id = (peers) => (Array.isArray(peers) ? peers.map(id) : `{{${peers}}}`);
  const hash = `((s) => { let h = 7; for (const c of s) h = (Math.imul(h, 31) + c.charCodeAt(0)) | 0; return (h >>> 0).toString(36); })`;
  const fails = `${JSON.stringify(program.failing)}.includes(args[0]) ? ctx.fail("boom " + args[0]) : `;
  const value = (extra) => `args[0] + "/" + ctx.peer + "/" + ${hash}(JSON.stringify(${extra}))`;
  const peers = program.down ? { [program.down]: { down: true } } : {};
  if (!program.hasRelay) peers.client = { kind: "node" };
  if (everybody) for (const client of ["client", "client2"]) peers[client] = { kind: "node" };
  return {
    air, seed, maxSteps: 3000, peers,
    args: Object.fromEntries(Object.entries(program.arguments).map(([k, v]) => [k, id(v)])),
    services: { srv: {
      get: { js: fails + value("args.slice(1)") },
      err: { js: fails + value("args.slice(1)") },
      bool: { js: fails + `${hash}(JSON.stringify(args)).charCodeAt(0) % 2 === 0` },
      recd: { js: fails + `(${JSON.stringify(program.bad)}.includes(args[0]) ? {} : { a: ${value("args.slice(1)")} })` },
      opt: { js: fails + `(${hash}(JSON.stringify(args)).charCodeAt(0) % 2 ? [${value("args.slice(1)")}] : [])` },
      map: { js: fails + value("Object.entries(args[1]).map(([k, v]) => [k, [...v].sort()]).sort()") },
      arr: { js: fails + value("[...args[1]].sort()") },
    } },
  };
}

let vm = await Avm.create();
async function run(program, air, seed, everybody = false) {
  const net = await Net.create(scenario(program, air, seed, everybody), { vm });
  const outcome = net.run();
  if (outcome.status === "vm-trap") vm = await Avm.create();
  return outcome;
}
const answers = (o) => o.responses.length + o.errors.length > 0;
const differences = (a, b) => compareOutcomes(a, b, { unordered: true }).differences
  .filter((d) => !d.startsWith("undelivered") && !d.startsWith("VM error"));
const brief = (o) => `${JSON.stringify(o.responses)} ${JSON.stringify(o.errors.map((e) => [e[0].error_code, e[0].message]))} hops ${o.stats.hops} ${o.status} `
  + `undelivered ${JSON.stringify(o.undelivered.map((u) => `${u.from}>${u.to}`))} ${o.vmErrors.map((e) => `${e.peer}: ${e.code} ${e.message.slice(0, 150)}`)}`;

/** Why ours is wrong under this order, or null. */
async function judge(program, seed, totals) {
  const naive = await run(program, program.naive, seed), ours = await run(program, program.air, seed);
  const joined = () => run(program, program.joined, seed);
  totals.runs++;
  if (answers(naive) && answers(ours)) { totals.naiveHops += naive.stats.hops; totals.hops += ours.stats.hops; }
  if (answers(naive) && ours.stats.hops > naive.stats.hops) totals.moreHops.push(program.seed);
  let problem = null;
  if (ours.vmErrors.some((e) => e.code >= 20000 && e.code < 30000)) problem = ["uncatchable error"];
  const yardstick = answers(naive) ? naive : await joined();
  if (!answers(naive)) totals.naiveSilent++;
  if (!problem && answers(yardstick)) {
    const hasFailures = program.failing.length || program.bad.length || program.down;
    const found = differences(yardstick, ours);
    const onlyMore = (list) => list.length && list.every((d) => /^calls on \S+ only in B|^calls on \S+: only in B/.test(d));
    if (!answers(ours) && hasFailures && program.air.includes("(never)")) totals.givenUp.push(program.seed);
    else if (onlyMore(found)) {
      // Calls that only ours makes are right if a naive script makes them, too.
      let left = new Set(found);
      for (const everybody of [false, true]) for (const air of [program.naive, program.joined]) {
        const other = await run(program, air, seed, everybody);
        const still = new Set(differences(other, ours));
        left = new Set([...left].filter((d) => still.has(d)));
      }
      totals.naiveLost++;
      // A naive script also visits peers that it need not, and one of them may be down.
      if (left.size && !program.down) problem = [...left];
    } else if (found.length) problem = found;
  }
  if (!answers(yardstick) && !answers(ours)) totals.bothSilent++;
  return problem && `${problem.slice(0, 6).join("\n   ")}\n   ours  ${brief(ours)}\n   naive ${brief(naive)}`;
}

const totals = { runs: 0, hops: 0, naiveHops: 0, bytes: 0, naiveBytes: 0, naiveSilent: 0, naiveLost: 0, bothSilent: 0, givenUp: [], moreHops: [] };
const failed = [];
const lines = execFileSync(tool, [String(from), String(count), ...["derived", "feedback", "meetings"].filter((kind) => options[kind])], { encoding: "utf8", maxBuffer: 1 << 30 }).trim().split("\n");
for (const program of lines.map((line) => JSON.parse(line))) {
  const parsed = vm.parse(program.air);
  if (!parsed.ok) { failed.push(program.seed); console.log(`#${program.seed} does not parse: ${parsed.error.slice(0, 400)}`); continue; }
  totals.bytes += program.air.length;
  totals.naiveBytes += program.naive.length;
  for (let order = 0; order < orders; order++) {
    const problem = await judge(program, order === 0 ? undefined : program.seed * 100 + order, totals);
    if (!problem) continue;
    failed.push(program.seed);
    console.log(`#${program.seed} order ${order}: ${problem}`);
    if (options.verbose) console.log(program.air);
    break;
  }
}
console.log(JSON.stringify(totals));
console.log(`${lines.length} programs, ${failed.length} differ ${failed.join(" ")}`);
process.exitCode = failed.length ? 1 : 0;
