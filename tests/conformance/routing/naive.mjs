// A router too simple to be wrong, as yardstick for ours: control is always exactly at the location
// of a statement; each change of place goes there and back, touching both ends.
// Input: the statements printed by RandomProgramTool.cpp; a location is a list of
// {peer, via: [{peer, isCollection}]}, outermost first.

const INIT = "%init_peer_id%", RELAY = "-relay-";
const ROOT = [{ peer: INIT, via: [{ peer: RELAY, isCollection: false }] }];
const peerOf = (place) => place[place.length - 1].peer;
const keyOf = (on) => `${on.peer}<${on.via.map((v) => v.peer)}`;

/** Hops between two places without the ends (spec/03 §9.4). */
function route(a, b) {
  if (peerOf(a) === peerOf(b)) return [];
  let common = 0;
  while (common < a.length && common < b.length && keyOf(a[common]) === keyOf(b[common])) common++;
  const from = common < a.length ? a.slice(common) : a.slice(-1), to = common < b.length ? b.slice(common) : b.slice(-1);
  const all = [
    { peer: peerOf(a) },
    ...[...from].reverse().flatMap((on) => [...on.via].reverse().map((v) => ({ ...v, isReversed: true }))),
    ...to.flatMap((on) => on.via),
    { peer: peerOf(b) },
  ];
  const stops = [];
  for (const stop of all) {
    const known = stop.isCollection ? -1 : stops.findIndex((s) => !s.isCollection && s.peer === stop.peer);
    if (known >= 0) stops.length = known;
    stops.push(stop);
  }
  if (stops[0]?.peer === peerOf(a) && !stops[0].isCollection) stops.shift();
  if (stops.at(-1)?.peer === peerOf(b) && !stops.at(-1).isCollection) stops.pop();
  return stops;
}

const chain = (keyword, list) => (list.length === 0 ? "(null)" : list.length === 1 ? list[0] : `(${keyword} ${list[0]} ${chain(keyword, list.slice(1))})`);
const seq = (...list) => chain("seq", list.flat());
const RESET = "(xor (match 0 1 (null)) (null))";
const RETHROW = "(fail :error:)";

/** Scalars of a branch that are visible after it. */
function visible(op) {
  if (op.output) return [op.output];
  return ["seq", "par", "on"].includes(op.kind) ? op.children.flatMap(visible) : [];
}

/**
 * options.join: after each par, wait for the values of all branches; wait for the elements of a
 * stream where they are produced before waiting elsewhere.
 */
export function naiveScript(program, { join = false } = {}) {
  let lastId = 0, needsOne = false;
  const closures = new Map();
  const hop = (peer) => { const h = `#hop${++lastId}`; return `(new ${h} (canon ${peer} $hop ${h}))`; };
  const hops = (stops) => stops.map((stop) => {
    if (!stop.isCollection) return hop(stop.peer);
    const v = `via${++lastId}`;
    return `(fold ${stop.peer} ${v} ${stop.isReversed ? seq(`(next ${v})`, hop(v)) : seq(hop(v), `(next ${v})`)} (null))`;
  });
  const away = (from, to, code) => {
    const back = [...hops(route(to, from)), hop(peerOf(from))];
    return `(xor ${seq(hops(route(from, to)), hop(peerOf(to)), code, back)} ${seq(hops(route(to, from)), hop(peerOf(from)), RETHROW)})`;
  };
  const call = (op, place) => {
    const peer = peerOf(place), id = ++lastId;
    const invoke = (args) => `(call ${peer} ("srv" "${op.function ?? "get"}") [${args.join(" ")}] ${op.output})`;
    return op.stream ? `(new #a${id}c ${seq(`(canon ${peer} ${op.stream} #a${id}c)`, invoke([...op.arguments, `#a${id}c`]))})` : invoke(op.arguments);
  };
  const code = (op, place) => {
    const inner = () => code(op.children[0], place);
    switch (op.kind) {
      case "seq": return seq(op.children.map((c) => code(c, place)));
      case "on": {
        const to = [...place, { peer: op.peer, via: op.via }], first = op.children[0].children[0];
        const gate = join && first?.kind === "gate" ? [code(first, place)] : [];
        return seq(gate, away(place, to, code(op.children[0], to)));
      }
      case "par": {
        const waits = join ? op.children.flatMap(visible).map((v) => `(ap ${v} w${++lastId}w)`) : [];
        return seq(chain("par", op.children.map((c) => code(c, place))), RESET, waits);
      }
      case "co": return seq(`(par ${inner()} (null))`, RESET);
      case "forpar": return seq(`(par (fold ${op.name} ${op.item} (par ${inner()} (next ${op.item})) (never)) (null))`, RESET);
      case "for": return `(fold ${op.name} ${op.item} ${seq(inner(), `(next ${op.item})`)} (null))`;
      case "try": return `(xor ${inner()} ${code(op.children[1], place)})`;
      case "if": {
        // A branch is the body of a fold over one element or none (spec/03 §14.5).
        const t = `t${++lastId}t`, e = `e${lastId}e`;
        needsOne = true;
        const otherwise = op.children[1] ? code(op.children[1], place) : "(null)";
        return seq(`(xor (match ${op.name} true ${seq(`(ap #one ${t})`, `(ap [] ${e})`)}) ${seq(`(ap [] ${t})`, `(ap #one ${e})`)})`,
          `(fold ${t} i${t} ${inner()} (null))`, `(fold ${e} i${e} ${otherwise} (null))`);
      }
      case "closure": closures.set(op.name, place); return "(null)";
      case "callclosure": {
        const to = closures.get(op.name);
        return to === place || peerOf(to) === peerOf(place) && to.map(keyOf).join() === place.map(keyOf).join() ? call(op, to) : away(place, to, call(op, to));
      }
      case "call": return call(op, place);
      case "ap": return `(ap ${op.value} ${op.output})`;
      case "push": return `(ap ${op.value} ${op.stream})`;
      case "gate": {
        const t = `$gate${++lastId}`, i = `i${lastId}g`, c = `#count${lastId}`;
        return `(new ${t} (fold ${op.stream} ${i} ${seq(`(ap ${i} ${t})`, `(canon ${peerOf(place)} ${t} ${c})`, `(xor (match ${c}.length ${op.size} (null)) (next ${i}))`)} (never)))`;
      }
      default: throw new Error(`unknown statement ${op.kind}`);
    }
  };
  const fetch = (name) => `(call ${INIT} ("getDataSrv" "${name}") [] ${name})`;
  const body = code(program.body, ROOT);
  const one = needsOne ? [`(new $o ${seq("(ap 1 $o)", `(canon ${INIT} $o #one)`)})`] : [];
  let text = seq(one, fetch(RELAY), Object.keys(program.arguments).map(fetch), body,
    `(call ${INIT} ("callbackSrv" "response") [${program.result.join(" ")}])`);
  for (const s of program.streams) text = `(new ${s} ${text})`;
  return `(xor ${text} (call ${INIT} ("errorHandlingSrv" "error") [:error: 0]))`;
}
