// The real AquaVM of ../oracle, with call requests decoded without loss.
import { Avm } from "../oracle/lib/avm.mjs";
import { decodeRequests } from "./msgpack.mjs";

console.log = console.error; // the host prints the stack of a trap; the record goes to stdout

export class ExactAvm extends Avm {
  static async create() {
    const vm = Object.setPrototypeOf(await Avm.create(), ExactAvm.prototype);
    const call = vm.service.call.bind(vm.service);
    vm.service.call = (...args) => (vm.raw = call(...args));
    return vm;
  }

  /** Throws when the VM traps; then it is broken. */
  invoke(...args) {
    const outcome = super.invoke(...args);
    return { code: Number(outcome.retCode), message: outcome.errorMessage, data: outcome.data,
             nextPeers: outcome.nextPeerPks,
             requests: decodeRequests(Uint8Array.from(this.raw.call_requests)) };
  }
}
