// A language server in a process of its own, and what it has published.
import { spawn } from "node:child_process";
import * as rpc from "vscode-languageserver-protocol/node.js";

export class Server {
  constructor(aqua, folder, capabilities = {}) {
    this.folder = folder;
    this.diagnostics = new Map(); // by URI
    this.requests = []; // those of the server
    this.process = spawn(aqua, ["lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.exit = new Promise((resolve) => this.process.on("exit", resolve));
    this.connection = rpc.createProtocolConnection(this.process.stdout, this.process.stdin);
    this.connection.onNotification("textDocument/publishDiagnostics", (params) => this.diagnostics.set(params.uri, params));
    this.connection.onNotification("window/logMessage", () => {});
    this.connection.onRequest((method, params) => {
      this.requests.push({ method, params });
      return method === "workspace/configuration" ? params.items.map(() => null) : null;
    });
    this.connection.listen();
    this.capabilities = capabilities;
  }

  async start() {
    const folders = [{ uri: `file://${this.folder}`, name: "test" }];
    const result = await this.ask("initialize", {
      processId: process.pid, rootUri: null, capabilities: this.capabilities, workspaceFolders: folders,
    });
    await this.tell("initialized", {});
    return result;
  }

  ask(method, params) { return this.connection.sendRequest(method, params); }
  tell(method, params) { return this.connection.sendNotification(method, params); }

  /// Waits until everything that was said is analysed.
  sync() { return this.ask("aqua/sync", {}); }

  async open(uri, text, version = 1) {
    await this.tell("textDocument/didOpen", { textDocument: { uri, languageId: "aqua", version, text } });
  }

  /// The exit code.
  async stop() {
    await this.ask("shutdown");
    await this.tell("exit");
    return this.exit;
  }
}
