// The extension: starts `aqua lsp` and shows its state. Everything else that an editor can do comes from the server.

import * as vscode from 'vscode'
import { LanguageClient, Location, Position, State, Trace } from 'vscode-languageclient/node'
import { clientOptions, oldNames } from './configuration'
import { findServer, installHint } from './server'
import { Views } from './views'

/// How long a server may take to start or stop before the next is started anyway.
const patienceMs = 10_000

let session: Session | undefined

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  session = new Session(context)
  await session.start()
}

export async function deactivate(): Promise<void> {
  await session?.stop()
}

/// One server at a time, with the channel and the status item that outlive it.
class Session {
  private readonly output = vscode.window.createOutputChannel('Aqua')
  private readonly status = vscode.languages.createLanguageStatusItem('aqua.server', { language: 'aqua' })
  private readonly views: Views
  private client: LanguageClient | undefined
  /// What is being started or stopped: a client cannot be stopped while it starts.
  private work: Promise<void> = Promise.resolve()

  constructor(context: vscode.ExtensionContext) {
    this.status.name = 'Aqua'
    this.views = new Views(() => this.client)
    const command = (name: string, run: (...args: any[]) => unknown) => vscode.commands.registerCommand(name, run)
    context.subscriptions.push(
      this.output,
      this.status,
      this.views,
      command('aqua.restartServer', () => this.restart()),
      command('aqua.showOutput', () => this.output.show()),
      command('aqua.showAir', () => this.views.showAir()),
      command('aqua.showRoute', (uri?: unknown, position?: unknown) => this.views.showRoute(uri, position)),
      command('aqua.showReferences', (uri: string, position: Position, locations: Location[]) => this.showReferences(uri, position, locations)),
      vscode.workspace.onDidChangeConfiguration(change => this.settingsChanged(change)),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.restart()),
    )
  }

  start(): Promise<void> {
    return this.enqueue(() => this.startNow())
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.stopNow())
  }

  private restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.stopNow()
      await this.startNow()
    })
  }

  /// One after the other; but a server that never answers does not keep the next from starting.
  private enqueue(next: () => Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>(done => (timer = setTimeout(done, patienceMs)))
    this.work = Promise.race([this.work.catch(() => undefined), patience]).then(next).finally(() => clearTimeout(timer))
    return this.work
  }

  private async startNow(): Promise<void> {
    const server = findServer()
    for (const note of oldNames()) this.output.appendLine(note)
    if (!server.path) return this.reportMissing(server.problem)
    const options = clientOptions(this.output)
    const executable = { command: server.path, args: ['lsp', ...server.extraArgs] }
    this.output.appendLine(`Starting ${[executable.command, ...executable.args].join(' ')}`)
    const client = new LanguageClient('aqua', 'Aqua', executable, options)
    this.client = client
    client.onDidChangeState(({ newState }) => this.showState(newState))
    try {
      await client.start()
      await client.setTrace(Trace.fromString(vscode.workspace.getConfiguration('aqua').get('trace.server', 'off')))
    } catch (error) {
      this.client = undefined
      this.fail(`\`${server.path} lsp\` did not start: ${error instanceof Error ? error.message : error}`)
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client
    this.client = undefined
    try {
      if (client?.needsStop()) await client.stop()
    } catch (error) {
      this.output.appendLine(`The server did not stop: ${error instanceof Error ? error.message : error}`)
    }
  }

  /// From a lens, whose arguments are in the words of the protocol.
  private showReferences(uri: string, position: Position, locations: Location[]): Thenable<unknown> | undefined {
    const convert = this.client?.protocol2CodeConverter
    if (!convert) return undefined
    return vscode.commands.executeCommand(
      'editor.action.showReferences', vscode.Uri.parse(uri), convert.asPosition(position), locations.map(location => convert.asLocation(location)),
    )
  }

  /// The server asks for its own settings; those that decide how it starts need a new one.
  private async settingsChanged(change: vscode.ConfigurationChangeEvent): Promise<void> {
    if (change.affectsConfiguration('aqua.server')) await this.restart()
    else if (change.affectsConfiguration('aqua.trace'))
      await this.client?.setTrace(Trace.fromString(vscode.workspace.getConfiguration('aqua').get('trace.server', 'off')))
  }

  private showState(state: State): void {
    this.status.busy = state === State.Starting
    const isRunning = state === State.Running
    this.status.severity =
      state === State.Stopped ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information
    const version = this.client?.initializeResult?.serverInfo?.version
    this.status.text = isRunning ? `Aqua ${version ?? ''}`.trim() : state === State.Starting ? 'Aqua: starting' : 'Aqua: stopped'
    this.status.detail = isRunning ? 'language server' : undefined
    this.status.command = isRunning
      ? { command: 'aqua.showOutput', title: 'Output' }
      : { command: 'aqua.restartServer', title: 'Restart' }
  }

  private reportMissing(problem: string): void {
    this.fail(`${problem} ${installHint}`)
  }

  /// Said once in the window, and kept in the status item. Does not wait for the answer: activation must end.
  private fail(message: string): void {
    this.output.appendLine(message)
    this.status.busy = false
    this.status.severity = vscode.LanguageStatusSeverity.Error
    this.status.text = 'Aqua: no server'
    this.status.detail = message
    this.status.command = { command: 'aqua.restartServer', title: 'Try again' }
    void vscode.window.showErrorMessage(message, 'Open Settings', 'Try Again').then(choice => {
      if (choice === 'Open Settings') return vscode.commands.executeCommand('workbench.action.openSettings', 'aqua.server.path')
      if (choice === 'Try Again') return this.restart()
      return undefined
    })
  }
}
