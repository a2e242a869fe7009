// Changes numbers in the binary data of AquaVM (spec/05 §8): what no signature covers, so that the VM executes what a liar sent.
// Each change is written as a line of the record (README.md), which Replay.cpp applies to our data.

/** The states of the trace: {kind, at, …}; `at` are offsets of the numbers that may be changed. */
function readStates(view, start, end) {
  const u32 = (at) => view.getUint32(at), target = (at) => at + view.getInt32(at);
  const root = end - 60, first = target(root), count = u32(root + 4);
  return Array.from({ length: count }, (_, i) => {
    const at = first + 24 * i, tags = [0, 4, 8].map((offset) => view.getUint8(at + offset));
    if (tags[0] === 0) return { kind: "par", at: [at + 4, at + 8] };
    if (tags[0] === 3) return { kind: "generation", at: [target(at + 4)] };
    if (tags[0] === 1 && tags[1] === 0 && tags[2] === 1) return { kind: "request", at: [at + 16] };
    if (tags[0] === 1 && tags[1] === 1 && tags[2] === 1) return { kind: "generation", at: [at + 20], tag: at + 8 };
    if (tags[0] === 1 && tags[1] === 1 && tags[2] === 0) return { kind: "scalar", at: [], tag: at + 8 };
    if (tags[0] !== 2) return { kind: "other", at: [] };
    const lore = Array.from({ length: u32(at + 8) }, (_, k) => target(at + 4) + 12 * k);
    return { kind: "fold", lore: lore.map((entry) => [entry, ...[0, 4, 8, 12].map((offset) => target(entry + 4) + offset)]) };
  });
}

/** Where the inner data begin (spec/05 §8.1). */
function innerStart(bytes) {
  const head = 54, sizes = { 0xc4: 2, 0xc5: 3, 0xc6: 5 };
  return head + sizes[bytes[head]];
}

/** Changes one to three numbers. Returns the lines that say so. */
export function forge(r, bytes) {
  if (!bytes.length) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const states = readStates(view, innerStart(bytes), bytes.length);
  const lines = [];
  const change = (at, limit = Infinity) => {
    const old = view.getUint32(at);
    const values = [old + 1, Math.max(0, old - 1), 0, 1, 2, r.below(10), old + r.below(20), states.length, 1000, 4294967295, 4294967200].filter((v) => v <= limit);
    view.setUint32(at, r.pick(values));
    return view.getUint32(at);
  };
  for (let changes = 1 + r.below(3); changes > 0; --changes) {
    const i = r.below(states.length + 1), state = states[i];
    if (!state) { lines.push(`^ last ${change(bytes.length - 60 + 8, 1e6)}`); continue; }
    if (state.kind === "par") { change(r.pick(state.at)); if (r.chance(0.3)) change(r.pick(state.at)); lines.push(`^ ${i} par ${state.at.map((at) => view.getUint32(at)).join(" ")}`); }
    if (state.kind === "generation" && state.tag && r.chance(0.3)) {
      view.setUint8(state.tag, 0); state.kind = "scalar"; lines.push(`^ ${i} scalar`); continue;
    }
    if (state.kind === "scalar") {
      view.setUint8(state.tag, 1); view.setUint32(state.tag + 12, 0); state.kind = "generation"; state.at = [state.tag + 12]; lines.push(`^ ${i} stream 0`); continue;
    }
    // Large generations exhaust the memory of the real VM (spec/05 §12.2).
    if (state.kind === "generation") lines.push(`^ ${i} generation ${change(state.at[0], 40)}`);
    if (state.kind === "request") lines.push(`^ ${i} request ${change(state.at[0])}`);
    if (state.kind === "fold" && state.lore.length) {
      const k = r.below(state.lore.length), [position, , before, , after] = state.lore[k];
      r.weighted([
        [6, () => { change(r.pick(state.lore[k])); }], [1, () => { view.setUint32(position, view.getUint32(r.pick(state.lore)[0])); }],
        [1, () => { view.setUint32(before, 4294967295); view.setUint32(after, 1); }],
      ]);
      lines.push(`^ ${i} lore ${k} ${state.lore[k].map((at) => view.getUint32(at)).join(" ")}`);
    }
  }
  return lines;
}
