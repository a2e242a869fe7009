// Runs scripts in the oracle's network and writes down each invocation of the real AquaVM.
//
//   node network.mjs NAME SCENARIO.json FILE.air [SEED] > FILE.txt
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Avm } from "../oracle/lib/avm.mjs";
import { Net } from "../oracle/lib/net.mjs";
import { dataText, sortedMessage } from "./record.mjs";
import { decodeRequests } from "./msgpack.mjs";

console.log = console.error; // the host prints the stack of a trap; the record goes to stdout

let avm;

/** A VM that remembers what it was asked and what it said. */
class Recorder {
  constructor(script) {
    this.lines = [script.trim()];
    this.steps = new Map(); // by data, the objects themselves
    this.texts = new Map(); // of these data
    this.last = new Map(); // of each peer: its last step
    this.count = 0;
  }

  invoke(params, air, previous, current, results) {
    const peer = this.names.get(params.currentPeerId);
    const from = this.steps.get(current) ?? 0, kept = this.steps.get(previous) ?? 0;
    this.lines.push(`> ${peer}${from ? ` @${from}` : ""}${kept === (this.last.get(peer) ?? 0) ? "" : ` prev ${kept}`}`);
    for (const [id, { retCode, result }] of results) this.lines.push(`< ${id} ${retCode} ${result}`);
    this.last.set(peer, ++this.count);
    let raw;
    const call = avm.service.call.bind(avm.service);
    avm.service.call = (...args) => (raw = call(...args));
    let outcome;
    try {
      outcome = avm.invoke({ ...params, particleId: "p" }, air, previous, current, results);
    } catch (error) {
      avm = undefined;
      this.lines.push("trap");
      throw error;
    } finally {
      if (avm) avm.service.call = call;
    }
    this.steps.set(outcome.data, this.count);
    this.write(outcome, decodeRequests(Uint8Array.from(raw.call_requests)), this.texts.get(previous) ?? "");
    return outcome;
  }

  write(outcome, requests, before) {
    const message = this.named(sortedMessage(outcome.retCode, outcome.errorMessage)).replaceAll("\n", "\\n");
    if (outcome.retCode !== 0) this.lines.push(`code ${outcome.retCode} ${message}`);
    if (outcome.nextPeerPks.length)
      this.lines.push(`next ${outcome.nextPeerPks.map((id) => this.named(JSON.stringify(id))).sort().join(" ")}`);
    for (const r of requests)
      this.lines.push(this.named(`call ${r.id} ${JSON.stringify(r.service)} ${JSON.stringify(r.function)} ${r.arguments} ${r.tetraplets}`));
    const data = outcome.data.length ? avm.readData(outcome.data).data : undefined;
    const text = data ? this.named(dataText(data)) : "";
    this.texts.set(outcome.data, text);
    if (text === before) return;
    this.lines.push(`data ${text}`);
    if (data) this.lines.push(`trace ${JSON.stringify(data.trace)}`);
  }

  named(text) {
    if (text.includes("12D3Koo")) for (const [id, name] of this.names) text = text.replaceAll(id, name);
    return text;
  }
}

/** The record of one run of a script, with the peers of its scenario. */
export async function networkRecord(name, scenario, script, { dir = ".", seed } = {}) {
  avm ??= await Avm.create();
  const recorder = new Recorder(script);
  const net = await Net.create({ ...scenario, air: recorder.lines[0], seed }, { dir, vm: recorder });
  recorder.lines[0] = net.air;
  // The init peer first. Names that stand for no string of a script.
  const peers = [net.init, ...[...net.peers.values()].filter((peer) => peer !== net.init)];
  recorder.names = new Map(peers.map((peer) => [peer.peerId, `<${peer.name}>`]));
  net.run();
  const header = `peers ${peers.map((peer) => `<${peer.name}>=${peer.peerId}`).join(" ")}`;
  const params = `params ${net.particle.timestamp} ${net.particle.ttl}`;
  return [header, params, `== ${name}`, ...recorder.lines].join("\n") + "\n";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, scenario, script, seed] = process.argv.slice(2);
  process.stdout.write(await networkRecord(name, JSON.parse(fs.readFileSync(scenario, "utf8")), fs.readFileSync(script, "utf8"),
    { dir: path.dirname(scenario), seed: seed && Number(seed) }));
}
