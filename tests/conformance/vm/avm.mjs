// The real AquaVM (avm.wasm of @fluencelabs/avm) in this process, and peers with real keys.
import fs from "node:fs";
import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { createRequire } from "node:module";
import { MarineService } from "@fluencelabs/marine-js/MarineService";
import { defaultCallParameters } from "@fluencelabs/marine-js/types";
import avm from "@fluencelabs/avm";
import { decodeRequests } from "./msgpack.mjs";

console.log = console.error; // the host prints the stack of a trap; the record goes to stdout

const require = createRequire(import.meta.url);
let marine; // compiled once per process

export class Avm {
  static async create() {
    marine ??= new WebAssembly.Module(
      fs.readFileSync(require.resolve("@fluencelabs/marine-js/marine-js.wasm")));
    const config = {
      modules_config: [{
        import_name: "avm",
        config: { logger_enabled: true, logging_mask: 0,
                  wasi: { envs: {}, preopened_files: new Set(), mapped_dirs: new Map() } },
      }],
    };
    const wasm = fs.readFileSync(
      require.resolve("@fluencelabs/avm").replace(/index\.js$/, "avm.wasm"));
    const vm = new Avm();
    vm.service = new MarineService(marine, "avm", () => {}, config,
                                   { avm: new Uint8Array(wasm) }, { WASM_LOG: "off" });
    await vm.service.init();
    return vm;
  }

  /** callResults: [[id, {retCode, result: jsonText}]]. Throws when the VM traps; then it is broken. */
  invoke(runParams, air, prevData, data, callResults) {
    const args = avm.serializeAvmArgs({ keyFormat: 0, ...runParams }, air, prevData, data, callResults);
    args[3].hard_limit_enabled = false; // the helper puts a number here
    const raw = this.service.call("invoke", args, defaultCallParameters);
    return {
      code: Number(raw.ret_code), message: raw.error_message, data: Uint8Array.from(raw.data),
      nextPeers: raw.next_peer_pks, requests: decodeRequests(Uint8Array.from(raw.call_requests)),
    };
  }

  /** Whether the VM accepts the script. */
  accepts(air) {
    const text = this.service.call("ast", [air], defaultCallParameters);
    return !text.startsWith("error") && /^[\[{"]/.test(text);
  }

  readData(data) {
    return JSON.parse(this.service.call("to_human_readable_data", [Array.from(data)],
                                        defaultCallParameters)).data;
  }
}

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
function base58(bytes) {
  let n = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = "";
  for (; n > 0n; n /= 58n) text = ALPHABET[Number(n % 58n)] + text;
  for (const byte of bytes) { if (byte !== 0) break; text = "1" + text; }
  return text;
}

/** {name, id, key}; the id is a function of the name. */
export function makePeer(name) {
  const key = createHash("sha256").update(`aqua-vm-conformance peer: ${name}`).digest();
  const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), key]);
  const publicKey = createPublicKey(createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }))
    .export({ format: "der", type: "spki" }).subarray(12);
  const id = base58(Buffer.concat([Buffer.from([0, 0x24, 8, 1, 0x12, 0x20]), publicKey]));
  return { name, id, key: new Uint8Array(key) };
}
