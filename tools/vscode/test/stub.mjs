// A stand-in for the module `vscode`: what the extension itself touches is real enough to be asserted on; the rest, which the
// client library needs to load and start, accepts everything and answers with disposables.
import { pathToFileURL } from 'node:url'

const disposable = () => ({ dispose() {} })

export class Uri {
  constructor(parts) {
    Object.assign(this, { scheme: 'file', authority: '', path: '', query: '', fragment: '' }, parts)
  }
  get fsPath() {
    return this.path
  }
  toString() {
    return this.scheme === 'file' ? pathToFileURL(this.path).href : `${this.scheme}://${this.authority}${this.path}?${encodeURIComponent(this.query)}`
  }
  static file(path) {
    return new Uri({ path })
  }
  static parse(text) {
    const url = new URL(text)
    return new Uri({ scheme: url.protocol.slice(0, -1), authority: url.host, path: decodeURIComponent(url.pathname) })
  }
  static from(parts) {
    return new Uri(parts)
  }
}

/// Kinds are made of others: `CodeActionKind.Source.append('fixAll')`.
class CodeActionKind {
  constructor(value) {
    this.value = value
  }
  append(part) {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part)
  }
}
const kinds = {
  Empty: '',
  QuickFix: 'quickfix',
  Refactor: 'refactor',
  RefactorExtract: 'refactor.extract',
  RefactorInline: 'refactor.inline',
  RefactorRewrite: 'refactor.rewrite',
  Source: 'source',
  SourceOrganizeImports: 'source.organizeImports',
  SourceFixAll: 'source.fixAll',
}
for (const [name, value] of Object.entries(kinds)) CodeActionKind[name] = new CodeActionKind(value)

/// The client library makes some of its own; without `dispose` it cannot stop, and its server runs on.
class Disposable {
  constructor(run) {
    this.dispose = () => run?.()
  }
  static from(...all) {
    return new Disposable(() => all.forEach(each => each.dispose()))
  }
}

class EventEmitter {
  listeners = []
  event = listener => {
    this.listeners.push(listener)
    return disposable()
  }
  fire(value) {
    for (const listener of this.listeners) listener(value)
  }
  dispose() {}
}

/// Every class or enum that is asked for: can be extended, made, and has any constant.
function anyClass() {
  class Any {
    constructor(...args) {
      this.args = args
    }
  }
  return new Proxy(Any, {
    get: (target, name) => (name in target || typeof name === 'symbol' ? target[name] : String(name)),
  })
}

/// `known`, and a function that answers with a disposable for every other name.
function lenient(known) {
  return new Proxy(known, {
    get(target, name) {
      if (name in target || typeof name === 'symbol' || name === 'then' || name === '__esModule') return target[name]
      return (target[name] = /^[A-Z]/.test(name) ? anyClass() : disposable)
    },
  })
}

/// `settings` are flat: what the user has set; `defaults` those of package.json. What happens is in `seen`.
export function vscodeStub({ settings, defaults, folder, isTrusted = true }) {
  const seen = { commands: new Map(), errors: [], warnings: [], output: [], status: undefined, shown: [] }
  const settingsChanged = new EventEmitter()
  const valueOf = name => settings[name] ?? defaults[name]
  const nested = prefix => {
    const result = {}
    for (const name of new Set([...Object.keys(defaults), ...Object.keys(settings)])) {
      if (!name.startsWith(prefix + '.') || valueOf(name) === undefined) continue
      const path = name.slice(prefix.length + 1).split('.')
      let at = result
      for (const part of path.slice(0, -1)) at = at[part] ??= {}
      at[path.at(-1)] = valueOf(name)
    }
    return Object.keys(result).length ? result : undefined
  }
  const getConfiguration = section => {
    const full = name => (section ? `${section}.${name}` : name)
    return {
      get: (name, otherwise) => valueOf(full(name)) ?? nested(full(name)) ?? otherwise,
      inspect: name => ({ defaultValue: defaults[full(name)], workspaceValue: settings[full(name)] }),
      has: name => valueOf(full(name)) !== undefined,
    }
  }
  const channel = { append: text => seen.output.push(text), appendLine: text => seen.output.push(text), show() {}, dispose() {} }
  // The bundle copies what a module has and keeps its prototype: there the lenient part must be.
  const vscode = Object.setPrototypeOf({
    Uri,
    EventEmitter,
    CodeActionKind,
    Disposable,
    version: '1.82.0',
    env: lenient({ language: 'en', appName: 'stub' }),
    commands: lenient({
      registerCommand(name, run) {
        seen.commands.set(name, run)
        return disposable()
      },
    }),
    languages: lenient({ createLanguageStatusItem: () => (seen.status = disposable()), match: () => 1 }),
    window: lenient({
      createOutputChannel: () => channel,
      activeTextEditor: undefined,
      visibleTextEditors: [],
      tabGroups: lenient({ all: [] }),
      showErrorMessage: async text => void seen.errors.push(text),
      showWarningMessage: async text => void seen.warnings.push(text),
      showTextDocument: async document => void seen.shown.push(document),
    }),
    workspace: lenient({
      isTrusted,
      workspaceFolders: [{ uri: Uri.file(folder), name: 'folder', index: 0 }],
      textDocuments: [],
      notebookDocuments: [],
      getConfiguration,
      getWorkspaceFolder: () => undefined,
      onDidChangeConfiguration: settingsChanged.event,
      registerTextDocumentContentProvider(scheme, provider) {
        seen.provider = provider
        return disposable()
      },
      openTextDocument: async uri => ({ uri, getText: () => '' }),
    }),
  }, lenient({}))
  const change = name => settingsChanged.fire({ affectsConfiguration: section => name === section || name.startsWith(section + '.') })
  return { vscode, seen, change }
}
