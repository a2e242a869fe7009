// Runs scripts on the real AquaVM, one invocation after the other, and writes down what it did.
//
//   node record.mjs FILE.in > FILE.txt
//
// The format of both files is in README.md.
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { makePeer } from "../oracle/lib/peers.mjs";
import { ExactAvm } from "./avm.mjs";

const peers = Object.fromEntries(["A", "B", "C", "D"].map((name) => [name, makePeer(name)]));
const names = Object.fromEntries(Object.values(peers).map((peer) => [peer.peerId, peer.name]));

/** Peer ids to names, in any text. */
function named(text) {
  if (!text.includes("12D3Koo")) return text;
  for (const peer of Object.values(peers)) text = text.replaceAll(peer.peerId, peer.name);
  return text;
}
/** Names of peers to ids, where they stand as strings of a script or of JSON; marks of line breaks to line breaks. */
function identified(text) {
  return text.replace(/"(A|B|C)"/g, (_, name) => `"${peers[name].peerId}"`).replaceAll("␤", "\n");
}

/** Answers of services by function; all others answer `function@peer`. */
export const answers = {
  err: [3, '"svc boom"'], badjson: [0, '{"a":'], arr: [0, '["x","y","z"]'], nest: [0, "[[1,2],[3]]"],
  obj: [0, '{"a":[1,2,3],"n":null,"s":"q","k":"a","i":1,"f":1.5}'], one: [0, "1.0"], t: [0, "true"],
  eobj: [0, '{"error_code":7,"message":"m","extra":1}'], peers: [0, '["B","C"]'], zero: [0, "0"],
  uno: [0, "1"], neg: [0, "-1"], f15: [0, "1.5"], big: [0, "18446744073709551615"], nil: [0, "null"],
  two: [0, '[1,2]'], empty: [0, "[]"], key: [0, '"k"'],
  peerA: [0, '"A"'], peerB: [0, '"B"'], fname: [0, '"g"'], no: [0, "false"], blank: [0, '""'], seven: [0, '"7"'],
  mixed: [0, '[null,true,-1,"x",{"a":[0]},1.25]'], objs: [0, '[{"a":1,"k":"k"},{"k":2}]'], keys: [0, '{"k":"v","length":3,"a-b_1":[1]}'],
  deep: [0, '{"a":{"k":[{"s":"q","n":[1,[2]]}]}}'], odd: [0, ' {"b" : 1e2, "a":-0, "b":"\\u00e9\\ud83e\\udd8a" , "":[18446744073709551616]} '],
  ecode: [0, '{"error_code":0,"message":"m"}'], emsg: [0, '{"error_code":-3,"message":{"a":1}}'],
};
export function answer(request, peer) {
  if (request.function === "pred") { // counts down to 0
    const [n] = JSON.parse(request.arguments);
    return { code: 0, text: String(n > 0 && n <= 9 ? Math.floor(n - 1) : n === "f@B" ? 2 : 0) };
  }
  const [code, text] = answers[request.function] ?? [0, JSON.stringify(`${request.function}@${peer}`)];
  return { code, text };
}

const shortCid = (cid) => `~${cid.slice(9, 15)}`;

/** A state in the notation of spec/05 §14, with values and short content ids. */
function stateText(state, stores) {
  const [kind, content] = Object.entries(state)[0];
  const valueOf = (cid) => stores.value_store[stores.service_result_store[cid].value_cid];
  const call = () => {
    const [what, detail] = Object.entries(content)[0];
    if (what === "failed") return `failed${shortCid(detail)} ${valueOf(detail)}`;
    if (what === "sent_by") {
      const own = detail.PeerIdWithCallId;
      return own ? `sent(${own.peer_id}:${own.call_id})` : `sent(${detail.PeerId})`;
    }
    const [output, cid] = Object.entries(detail)[0];
    if (output === "scalar") return `scalar${shortCid(cid)} ${valueOf(cid)}`;
    if (output === "stream") return `stream(${cid.generation})${shortCid(cid.cid)} ${valueOf(cid.cid)}`;
    return `unused${shortCid(cid)}`;
  };
  const canon = () => {
    if (content.sent_by !== undefined) return `canon_sent(${content.sent_by})`;
    const values = stores.canon_result_store[content.executed].values
      .map((cid) => stores.value_store[stores.canon_element_store[cid].value]);
    return `canon${shortCid(content.executed)} [${values.join(",")}]`;
  };
  const interval = ({ pos, len }) => `(${pos},${len})`;
  switch (kind) {
    case "par": return `par(${content.join(",")})`;
    case "ap": return `ap(${content.gens.join(",")})`;
    case "fold":
      return `fold[${content.lore.map((e) => `${e.pos}:${e.desc.map(interval).join("")}`).join(" ")}]`;
    case "call": return call();
    case "canon": return canon();
    default: throw new Error(`state ${kind}`);
  }
}

/** Data as the record shows them. */
export function dataText(data) {
  return `${data.lcid}: ` + data.trace.map((s) => stateText(s, data.cid_info)).join(" ");
}

/** Unprocessed results, and the windows of a fold, are in the order of a hash map. */
export function sortedMessage(code, message) {
  const maps = { 30000: [/^(.*?`\{)(.*)(\}`.*)$/s, /, (?="\d+": CallServiceResult)/], 20000: [/^(.*ResolvedFold \{ lore: \{)(.*)(\}, fold_states_count.*)$/s, /, (?=\d+: ResolvedSubTraceDescs)/] };
  const [, before, map, after] = (maps[code] && message.match(maps[code][0])) ?? [];
  if (!map) return message;
  const key = (entry) => parseInt(entry.replace('"', ""));
  return before + map.split(maps[code][1]).sort((a, b) => key(a) - key(b)).join(", ") + after;
}

let vm;

/** One particle: its peers' data and the record. */
export class Recording {
  /** params: {timestamp, ttl}; traces: the states are written as JSON, too. */
  constructor(name, scripts, { params, traces = false } = {}) {
    this.lines = [...(params ? [`params ${params.timestamp} ${params.ttl}`] : []), `== ${name}`, ...scripts];
    this.params = params ?? { timestamp: 1700000000000, ttl: 7000 };
    this.traces = traces;
    this.scripts = scripts.map(identified);
    this.data = []; // of each step
    this.texts = []; // of these data
    this.previous = {}; // by peer: the number of the step whose data it has kept
  }

  /**
   * Invokes the VM on a peer. from: number of the step (from 1) whose data arrives, or 0.
   * results: [[id, {code, text}]]. fresh: the peer has forgotten what it knew; prev: it has kept the data of that step.
   * forge(bytes): changes the arrived data in place, says how (forge.mjs). Returns the outcome, or null after a trap.
   */
  async step(peer, { from = 0, script = 1, fresh = false, prev, results = [], forge } = {}) {
    vm ??= await ExactAvm.create();
    const before = this.lines.length;
    const source = (from ? ` @${from}` : "") + (script !== 1 ? ` script ${script}` : "") +
      (fresh ? " fresh" : "") + (prev !== undefined ? ` prev ${prev}` : "");
    this.lines.push(`> ${peer}${source}`);
    for (const [id, { code, text }] of results) this.lines.push(`< ${id} ${code} ${text}`);
    const had = this.previous[peer];
    if (fresh) this.previous[peer] = 0;
    if (prev !== undefined) this.previous[peer] = prev;
    const kept = this.previous[peer] ?? 0;
    const arrived = from ? Uint8Array.from(this.data[from - 1]) : new Uint8Array();
    if (forge) this.lines.push(...forge(arrived));
    const params = { initPeerId: peers.A.peerId, currentPeerId: peers[peer].peerId, secretKeyBytes: peers[peer].secretKey,
                     particleId: "p", ...this.params };
    let outcome;
    try {
      outcome = vm.invoke(params, this.scripts[script - 1], kept ? this.data[kept - 1] : new Uint8Array(), arrived,
                          results.map(([id, r]) => [id, { retCode: r.code, result: identified(r.text) }]));
    } catch {
      vm = undefined;
      this.lines.push("trap");
      // It is a step all the same: the peer goes on with what it had.
      this.data.push(kept ? this.data[kept - 1] : new Uint8Array());
      this.texts.push(kept ? this.texts[kept - 1] : "");
      this.previous[peer] = this.data.length;
      return null;
    }
    if (outcome.code >= 2 && outcome.code <= 9) { // integrity, which our VM does not check: as if it had not been tried
      this.lines.length = before;
      this.previous[peer] = had;
      return outcome;
    }
    this.data.push(outcome.data);
    this.write(outcome, kept ? this.texts[kept - 1] : "");
    this.previous[peer] = this.data.length;
    outcome.nextPeers = outcome.nextPeers.map((id) => names[id]).filter((name) => name);
    return outcome;
  }

  write(outcome, before) {
    const message = named(sortedMessage(outcome.code, outcome.message)).replaceAll("\n", "\\n");
    if (outcome.code !== 0) this.lines.push(`code ${outcome.code} ${message}`);
    if (outcome.nextPeers.length)
      this.lines.push(`next ${outcome.nextPeers.map((id) => named(JSON.stringify(id))).sort().join(" ")}`);
    for (const r of outcome.requests)
      this.lines.push(named(`call ${r.id} ${JSON.stringify(r.service)} ${JSON.stringify(r.function)} ` +
                            `${r.arguments} ${r.tetraplets}`));
    const data = outcome.data.length ? vm.readData(outcome.data).data : undefined;
    const text = data ? named(dataText(data)) : "";
    if (text !== before) this.lines.push(`data ${text}`);
    if (text !== before && data && this.traces) this.lines.push(`trace ${JSON.stringify(data.trace)}`);
    this.texts.push(text);
  }

  text() { return this.lines.join("\n") + "\n"; }
}

/** Particles first, then each result by itself, in order of arrival. */
async function runFifo(recording, { limit, batch }) {
  const queue = [{ peer: "A", from: 0, results: [] }];
  for (let step = 1; queue.length && step <= limit; ++step) {
    const event = queue.shift();
    const outcome = await recording.step(event.peer, event);
    if (!outcome) return;
    for (const peer of outcome.nextPeers.sort()) queue.push({ peer, from: step, results: [] });
    const results = outcome.requests.map((r) => [r.id, answer(r, event.peer)]);
    if (batch && results.length) queue.push({ peer: event.peer, from: 0, results });
    else for (const result of results) queue.push({ peer: event.peer, from: 0, results: [result] });
  }
}

async function runSteps(recording, lines) {
  const steps = [];
  for (const line of lines) {
    const [mark, ...words] = line.split(" ");
    if (mark === ">") {
      const at = words.find((word) => word.startsWith("@"));
      const script = words.indexOf("script"), prev = words.indexOf("prev");
      steps.push([words[0], { from: at ? Number(at.slice(1)) : 0,
                              script: script < 0 ? 1 : Number(words[script + 1]),
                              prev: prev < 0 ? undefined : Number(words[prev + 1]),
                              fresh: words.includes("fresh"), results: [] }]);
    } else {
      const [id, code, ...text] = words;
      steps.at(-1)[1].results.push([Number(id), { code: Number(code), text: text.join(" ") }]);
    }
  }
  for (const [peer, options] of steps) if (!await recording.step(peer, options)) return;
}

async function record(block) {
  const [name, ...lines] = block.split("\n").filter((line) => line);
  const options = { limit: 40, batch: false };
  const scripts = [], steps = [];
  for (const line of lines) {
    if (line.startsWith("!")) {
      const [option, value] = line.slice(1).trim().split(" ");
      options[option] = value === undefined ? true : Number(value);
    } else if (/^[<>] /.test(line)) steps.push(line);
    else scripts.push(line);
  }
  const recording = new Recording(name, scripts);
  if (steps.length) await runSteps(recording, steps);
  else await runFifo(recording, options);
  return recording.text();
}

/** The first line of each record: what names of peers stand for. */
export const header = `peers ${Object.values(peers).map((p) => `${p.name}=${p.peerId}`).join(" ")}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const input = fs.readFileSync(process.argv[2], "utf8");
  process.stdout.write(header);
  for (const block of input.split(/^== /m).slice(1)) process.stdout.write(await record(block));
}
