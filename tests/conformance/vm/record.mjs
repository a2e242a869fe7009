// Runs scripts on the real AquaVM, one invocation after the other, and writes down what it did.
//
//   node record.mjs FILE.in > FILE.txt
//
// The format of both files is in README.md.
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { makePeer } from "../oracle/lib/peers.mjs";
import { ExactAvm } from "./avm.mjs";

const peers = Object.fromEntries(["A", "B", "C"].map((name) => [name, makePeer(name)]));
const names = Object.fromEntries(Object.values(peers).map((peer) => [peer.peerId, peer.name]));

/** Peer ids to names, in any text. */
function named(text) {
  if (!text.includes("12D3Koo")) return text;
  for (const peer of Object.values(peers)) text = text.replaceAll(peer.peerId, peer.name);
  return text;
}
/** Names of peers to ids, where they stand as strings of a script or of JSON. */
function identified(text) {
  return text.replace(/"(A|B|C)"/g, (_, name) => `"${peers[name].peerId}"`);
}

/** Answers of services by function; all others answer `function@peer`. */
export const answers = {
  err: [3, '"svc boom"'], badjson: [0, '{"a":'], arr: [0, '["x","y","z"]'], nest: [0, "[[1,2],[3]]"],
  obj: [0, '{"a":[1,2,3],"n":null,"s":"q","k":"a","i":1,"f":1.5}'], one: [0, "1.0"], t: [0, "true"],
  eobj: [0, '{"error_code":7,"message":"m","extra":1}'], peers: [0, '["B","C"]'], zero: [0, "0"],
  uno: [0, "1"], neg: [0, "-1"], f15: [0, "1.5"], big: [0, "18446744073709551615"], nil: [0, "null"],
  two: [0, '[1,2]'], empty: [0, "[]"], key: [0, '"k"'],
};
export function answer(request, peer) {
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

/** Several unprocessed results are in the order of a hash map. */
export function sortedMessage(code, message) {
  if (code !== 30000) return message;
  const [, before, map, after] = message.match(/^(.*?`\{)(.*)(\}`.*)$/s);
  const entries = map.split(/, (?="\d+": CallServiceResult)/);
  return before + entries.sort((a, b) => parseInt(a.slice(1)) - parseInt(b.slice(1))).join(", ") + after;
}

let vm;

/** One particle: its peers' data and the record. */
export class Recording {
  constructor(name, scripts) {
    this.lines = [`== ${name}`, ...scripts];
    this.scripts = scripts.map(identified);
    this.data = []; // of each step
    this.previous = {}; // by peer: {bytes, text}
  }

  /**
   * Invokes the VM on a peer. from: number of the step (from 1) whose data arrives, or 0.
   * results: [[id, {code, text}]]. fresh: the peer has forgotten what it knew. Returns the outcome, or null after a trap.
   */
  async step(peer, { from = 0, script = 1, fresh = false, results = [] } = {}) {
    vm ??= await ExactAvm.create();
    const source = (from ? ` @${from}` : "") + (script !== 1 ? ` script ${script}` : "") +
      (fresh ? " fresh" : "");
    this.lines.push(`> ${peer}${source}`);
    for (const [id, { code, text }] of results) this.lines.push(`< ${id} ${code} ${text}`);
    if (fresh) delete this.previous[peer];
    const previous = this.previous[peer] ?? { bytes: new Uint8Array(), text: "" };
    const params = { initPeerId: peers.A.peerId, currentPeerId: peers[peer].peerId, secretKeyBytes: peers[peer].secretKey,
                     particleId: "p", timestamp: 1700000000000, ttl: 7000 };
    let outcome;
    try {
      outcome = vm.invoke(params, this.scripts[script - 1], previous.bytes,
                          from ? this.data[from - 1] : new Uint8Array(),
                          results.map(([id, r]) => [id, { retCode: r.code, result: identified(r.text) }]));
    } catch {
      vm = undefined;
      this.lines.push("trap");
      return null;
    }
    this.data.push(outcome.data);
    this.write(peer, outcome, previous);
    outcome.nextPeers = outcome.nextPeers.map((id) => names[id]).filter((name) => name);
    return outcome;
  }

  write(peer, outcome, previous) {
    const message = named(sortedMessage(outcome.code, outcome.message)).replaceAll("\n", "\\n");
    if (outcome.code !== 0) this.lines.push(`code ${outcome.code} ${message}`);
    if (outcome.nextPeers.length)
      this.lines.push(`next ${outcome.nextPeers.map((id) => named(JSON.stringify(id))).sort().join(" ")}`);
    for (const r of outcome.requests)
      this.lines.push(named(`call ${r.id} ${JSON.stringify(r.service)} ${JSON.stringify(r.function)} ` +
                            `${r.arguments} ${r.tetraplets}`));
    let text = "";
    if (outcome.data.length) {
      text = named(dataText(vm.readData(outcome.data).data));
    }
    if (text !== previous.text) this.lines.push(`data ${text}`);
    this.previous[peer] = { bytes: outcome.data, text };
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
      const script = words.indexOf("script");
      steps.push([words[0], { from: at ? Number(at.slice(1)) : 0,
                              script: script < 0 ? 1 : Number(words[script + 1]),
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
