// The data of `aqua air run` as the bytes that AquaVM reads: spec/05 §7 (signatures), §8 (envelope, rkyv archive).
// A study for level 2 of spec/05 §17.2, and the proof that our data have all that is in those bytes.
import { b58decode } from "../oracle/lib/peers.mjs";

/** Bytes that grow; offsets are 32-bit big-endian, relative to where they stand. */
class Archive {
  bytes = [];

  get end() { return this.bytes.length; }
  align() { while (this.end % 4 !== 0) this.bytes.push(0); return this.end; }
  /** Appends bytes that need no alignment; gives their place. */
  put(bytes) { const at = this.end; for (const byte of bytes) this.bytes.push(byte); return at; }
  /** Appends the fixed-size part of something whose other parts are there already. */
  place(part) { const at = this.align(); this.put(part(at)); return at; }
}

// A *part* is a function from the place at which it will stand to its bytes: it may point backwards.
const utf8 = (text) => [...Buffer.from(text, "utf8")];
const u32 = (number) => [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255];
const pointer = (target, at) => u32(target - at);
const zeros = (count) => Array(count).fill(0);
const word = (number) => () => u32(number);
/** Parts one behind the other, filled up to `size` bytes. */
const struct = (size, ...parts) => (at) => {
  const bytes = [];
  for (const part of parts) bytes.push(...part(at + bytes.length));
  return [...bytes, ...zeros(size - bytes.length)];
};
/** A variant of an enum: its number and fields. */
const variant = (size, number, ...fields) => struct(size, () => [number, 0, 0, 0], ...fields);

/** Bytes elsewhere, by place and length: content ids, texts of values, keys. */
function boxed(archive, bytes) {
  const target = archive.put(bytes);
  return (at) => [...pointer(target, at), ...u32(bytes.length)];
}
const cid = (archive, text) => boxed(archive, utf8(text));

/** Rust's String: short ones stand inline. */
function string(archive, text) {
  const bytes = utf8(text);
  if (bytes.length <= 7) return () => [...bytes, ...zeros(7 - bytes.length), bytes.length];
  const target = archive.put(bytes);
  return (at) => {
    const offset = Buffer.alloc(4);
    offset.writeInt32LE(target - at);
    return [...u32(bytes.length), ...offset];
  };
}

/** A pointer to a part that is placed here. */
function shared(archive, part) {
  const target = archive.place(part);
  return (at) => pointer(target, at);
}

/** `write` makes the part of an element, after its outlying parts. */
function vector(archive, elements, size, write) {
  const parts = elements.map((element) => write(element));
  const target = archive.place(struct(size * elements.length, ...parts));
  return (at) => [...pointer(target, at), ...u32(elements.length)];
}

const store = (archive, entries, write) => vector(archive, Object.entries(entries), 12, ([key, value]) => {
  const name = cid(archive, key);
  return struct(12, name, shared(archive, write(value)));
});

// ---- states (spec/05 §5)

function sender(archive, { PeerId, PeerIdWithCallId }) {
  const peer = shared(archive, string(archive, PeerId ?? PeerIdWithCallId.peer_id));
  return PeerId !== undefined ? variant(12, 0, peer) : variant(12, 1, peer, word(PeerIdWithCallId.call_id));
}

function executed(archive, { scalar, stream, unused }) {
  if (scalar !== undefined) return variant(16, 0, cid(archive, scalar));
  if (stream) return variant(16, 1, cid(archive, stream.cid), word(stream.generation));
  return variant(16, 2, cid(archive, unused));
}

function call(archive, content) {
  if (content.sent_by) return variant(20, 0, sender(archive, content.sent_by));
  if (content.executed) return variant(20, 1, executed(archive, content.executed));
  return variant(20, 2, cid(archive, content.failed));
}

function canon(archive, content) {
  if (content.executed !== undefined) return variant(12, 1, cid(archive, content.executed));
  return variant(12, 0, shared(archive, string(archive, content.sent_by)));
}

function state(archive, entry) {
  const [kind, content] = Object.entries(entry)[0];
  switch (kind) {
    case "par": return variant(24, 0, word(content[0]), word(content[1]));
    case "call": return variant(24, 1, call(archive, content));
    case "fold": return variant(24, 2, vector(archive, content.lore, 12, ({ pos, desc }) =>
      struct(12, word(pos), vector(archive, desc, 8, (part) => struct(8, word(part.pos), word(part.len))))));
    case "ap": return variant(24, 3, vector(archive, content.gens, 4, word));
    case "canon": return variant(24, 4, canon(archive, content));
  }
  throw new Error(`no state: ${kind}`);
}

function provenance(archive, { type, cid: source }) {
  if (type === "literal") return variant(12, 0);
  return variant(12, type === "service_result" ? 1 : 2, cid(archive, source));
}

// ---- signatures

/** What a peer vouches for: its results and canons in the trace, each as often as it occurs. */
export function cidsOf(data, peerId) {
  const { tetraplet_store, service_result_store, canon_result_store } = data.cid_info;
  const own = [];
  for (const { call, canon } of data.trace) {
    const result = call?.executed?.scalar ?? call?.executed?.stream?.cid ?? call?.failed;
    const source = result !== undefined ? service_result_store[result].tetraplet_cid
      : canon?.executed !== undefined ? canon_result_store[canon.executed].tetraplet : undefined;
    if (source !== undefined && tetraplet_store[source].peer_pk === peerId) own.push(result ?? canon.executed);
  }
  return own.sort();
}

function signed(cids, salt) {
  const number = (n) => u32(n).reverse();
  const text = (t) => [...number(utf8(t).length), ...utf8(t)];
  return [...number(cids.length), ...cids.flatMap(text), ...text(salt)];
}

// ---- the whole

/**
 * `data` of an outcome as AquaVM's bytes. `signers` are the peers that have executed the particle: {peerId, sign}. Null
 * is no data.
 */
export function encodeData(data, salt, signers) {
  if (!data) return new Uint8Array();
  const stores = data.cid_info;
  const archive = new Archive();
  const root = struct(60,
    vector(archive, data.trace, 24, (entry) => state(archive, entry)),
    word(data.lcid),
    store(archive, stores.value_store, (text) => boxed(archive, utf8(text))),
    store(archive, stores.tetraplet_store, (t) => struct(32, ...[t.peer_pk, t.service_id, t.function_name, t.lens].map((text) => string(archive, text)))),
    store(archive, stores.canon_element_store, (e) => struct(28, cid(archive, e.value), cid(archive, e.tetraplet), provenance(archive, e.provenance))),
    store(archive, stores.canon_result_store, (c) => struct(16, cid(archive, c.tetraplet), vector(archive, c.values, 8, (value) => cid(archive, value)))),
    store(archive, stores.service_result_store, (r) => struct(24, cid(archive, r.value_cid), cid(archive, r.argument_hash), cid(archive, r.tetraplet_cid))),
    vector(archive, signers, 16, ({ peerId, sign }) => {
      const key = boxed(archive, [0, ...b58decode(peerId).slice(-32)]);
      return struct(16, key, boxed(archive, [0, ...sign(signed(cidsOf(data, peerId), salt))]));
    }));
  archive.place(root);
  const text = (t) => [0xa0 + t.length, ...utf8(t)];
  return Uint8Array.from([0x83, ...text("version"), ...text("0.17.2"), ...text("interpreter_version"), ...text("0.62.0"),
    ...text("inner_data"), 0xc6, ...u32(archive.end), ...archive.bytes]);
}
