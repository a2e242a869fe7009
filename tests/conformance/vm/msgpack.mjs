// Call requests of AquaVM: MessagePack to JSON text without loss (integers of 64 bits, 1.0 is not 1).

/** A float as AquaVM's serialiser writes it (spec/05 §6.2). */
export function floatText(value) {
  if (Object.is(value, -0)) return "-0.0";
  const [digits, exponent] = Math.abs(value).toExponential().split("e");
  const point = Number(exponent) + 1; // position of the decimal point behind the first digit
  const figures = digits.replace(".", "");
  const sign = value < 0 ? "-" : "";
  if (value === 0) return "0.0";
  if (point >= 1 && point <= 16) {
    const whole = figures.slice(0, point).padEnd(point, "0");
    return `${sign}${whole}.${figures.slice(point) || "0"}`;
  }
  if (point >= -4 && point <= 0) return `${sign}0.${"0".repeat(-point)}${figures}`;
  return `${sign}${figures[0]}${figures.length > 1 ? "." + figures.slice(1) : ""}e${point - 1}`;
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = 0;
  }
  take(length) { this.at += length; return this.bytes.subarray(this.at - length, this.at); }
  number(size, method) { this.at += size; return this.view[method](this.at - size); }
  length(size) { return this.number(size, `getUint${size * 8}`); }

  /** One value: a Map, a Uint8Array (bin), or a Json. */
  value() {
    const tag = this.number(1, "getUint8");
    if (tag <= 0x7f) return new Json(String(tag));
    if (tag <= 0x8f) return this.map(tag & 15);
    if (tag <= 0x9f) return this.array(tag & 15);
    if (tag <= 0xbf) return this.string(tag & 31);
    if (tag >= 0xe0) return new Json(String(tag - 256));
    switch (tag) {
      case 0xc0: return new Json("null");
      case 0xc2: return new Json("false");
      case 0xc3: return new Json("true");
      case 0xc4: return this.take(this.length(1));
      case 0xc5: return this.take(this.length(2));
      case 0xc6: return this.take(this.length(4));
      case 0xcb: return new Json(floatText(this.number(8, "getFloat64")));
      case 0xcc: return new Json(String(this.number(1, "getUint8")));
      case 0xcd: return new Json(String(this.number(2, "getUint16")));
      case 0xce: return new Json(String(this.number(4, "getUint32")));
      case 0xcf: return new Json(String(this.number(8, "getBigUint64")));
      case 0xd0: return new Json(String(this.number(1, "getInt8")));
      case 0xd1: return new Json(String(this.number(2, "getInt16")));
      case 0xd2: return new Json(String(this.number(4, "getInt32")));
      case 0xd3: return new Json(String(this.number(8, "getBigInt64")));
      case 0xd9: return this.string(this.length(1));
      case 0xda: return this.string(this.length(2));
      case 0xdb: return this.string(this.length(4));
      case 0xdc: return this.array(this.length(2));
      case 0xdd: return this.array(this.length(4));
      case 0xde: return this.map(this.length(2));
      case 0xdf: return this.map(this.length(4));
      default: throw new Error(`MessagePack tag ${tag}`);
    }
  }
  string(length) {
    const text = new TextDecoder().decode(this.take(length));
    return new Json(JSON.stringify(text), text);
  }
  array(length) {
    const items = Array.from({ length }, () => this.value().text);
    return new Json(`[${items.join(",")}]`);
  }
  map(length) {
    const entries = Array.from({ length }, () => [this.value(), this.value()]);
    const map = new Map(entries.map(([key, value]) => [key.string ?? key.text, value]));
    map.text = `{${entries.map(([key, value]) => `${key.text}:${value.text}`).join(",")}}`;
    return map;
  }
}
class Json {
  constructor(text, string) { this.text = text; this.string = string; }
}

const read = (bytes) => new Reader(bytes).value();

/** [{id, service, function, arguments: jsonText, tetraplets: jsonText of [peer, service, …] lists}] */
export function decodeRequests(bytes) {
  const map = read(bytes.subarray(2)); // behind the multicodec prefix
  return [...map].map(([id, request]) => ({
    id: Number(id),
    service: request.get("service_id").string,
    function: request.get("function_name").string,
    arguments: read(request.get("arguments")).text,
    tetraplets: JSON.stringify(JSON.parse(read(request.get("tetraplets")).text).map((list) =>
      list.map((t) => [t.peer_pk, t.service_id, t.function_name, t.lens]))),
  })).sort((a, b) => a.id - b.id);
}
