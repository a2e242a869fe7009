// What the compiler makes of a document, beside it: the AIR, and the route as a picture, if the server offers them.

import * as vscode from 'vscode'
import { LanguageClient } from 'vscode-languageclient/node'

const scheme = 'aqua-view'
/// Under it are the server's pages about diagnostics.
const pages = '/explain/'

interface AirResult {
  text: string
}

interface RouteResult {
  svg?: string
  text?: string
}

export class Views implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>()
  readonly onDidChange = this.changed.event
  private readonly subscriptions: vscode.Disposable[]

  constructor(private readonly client: () => LanguageClient | undefined) {
    this.subscriptions = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidSaveTextDocument(document => {
        if (document.languageId === 'aqua') this.changed.fire(airUri(document.uri))
      }),
    ]
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose()
  }

  /// The text of a view; its query is the document it shows.
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    try {
      if (uri.path.startsWith(pages)) return (await this.ask<{ text: string }>('workspace/textDocumentContent', { uri: uri.toString() })).text
      const result = await this.ask<AirResult>('aqua/air', { textDocument: { uri: uri.query } })
      return result.text || '; this module exports no functions, or has errors\n'
    } catch (error) {
      return `; ${messageOf(error)}\n`
    }
  }

  async showAir(): Promise<void> {
    const source = activeAqua()
    if (!source) return
    const document = await vscode.workspace.openTextDocument(airUri(source.document.uri))
    this.changed.fire(document.uri)
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true })
  }

  /// Of the function at a place, given by a lens in the words of the protocol, else at the cursor.
  async showRoute(uri?: unknown, position?: unknown): Promise<void> {
    const source = typeof uri === 'string' ? undefined : activeAqua()
    if (typeof uri !== 'string' && !source) return
    const place = source
      ? { textDocument: { uri: source.document.uri.toString() }, position: pointOf(source.selection.active) }
      : { textDocument: { uri }, position }
    try {
      const route = await this.ask<RouteResult>('aqua/route', place)
      const panel = vscode.window.createWebviewPanel('aqua.route', 'Route', vscode.ViewColumn.Beside, { enableScripts: false })
      panel.webview.html = page(route.svg ?? `<pre>${escaped(route.text ?? '')}</pre>`)
    } catch (error) {
      void vscode.window.showWarningMessage(messageOf(error))
    }
  }

  private async ask<Result>(method: string, params: unknown): Promise<Result> {
    const client = this.client()
    if (!client?.isRunning()) throw new Error('The Aqua language server is not running.')
    return client.sendRequest<Result>(method, params)
  }
}

const pointOf = ({ line, character }: vscode.Position) => ({ line, character })

function airUri(source: vscode.Uri): vscode.Uri {
  const path = source.path.replace(/\.aqua$/, '') + '.air'
  return vscode.Uri.from({ scheme, authority: 'air', path, query: source.toString() })
}

function activeAqua(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor
  if (editor?.document.languageId === 'aqua') return editor
  void vscode.window.showWarningMessage('Open an Aqua file first.')
  return undefined
}

/// -32601: a server that does not know the request.
function messageOf(error: unknown): string {
  if ((error as { code?: number }).code === -32601) return 'This version of `aqua` does not offer it.'
  return error instanceof Error ? error.message : String(error)
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/// No scripts, nothing from elsewhere: only the picture.
function page(body: string): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'`
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"></head><body>${body}</body></html>`
}
