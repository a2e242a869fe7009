// What the client tells the server of the settings: the section `aqua`, and under it what still has a name of the older
// extension `aquaSettings`.

import * as vscode from 'vscode'
import { LanguageClientOptions } from 'vscode-languageclient/node'

/// Two-level map of imports: folder of importing files, start of the import, folders.
type ImportMap = Record<string, Record<string, string | string[]>>
type Imports = string[] | ImportMap

const isEmpty = (imports: Imports | undefined) => !imports || Object.keys(imports).length === 0

/// The section `aqua` for a file or folder, the old names read where the new ones are not set.
export function section(scope?: vscode.Uri): Record<string, unknown> {
  const given = vscode.workspace.getConfiguration(undefined, scope).get<Record<string, unknown>>('aqua') ?? {}
  const settings = { ...given }
  const old = vscode.workspace.getConfiguration('aquaSettings', scope).get<Imports>('imports')
  if (isEmpty(settings.imports as Imports) && !isEmpty(old)) settings.imports = old
  return settings
}

/// One note for each old setting that somebody has set.
export function oldNames(): string[] {
  const settings = vscode.workspace.getConfiguration('aquaSettings')
  const notes: Record<string, string> = {
    imports: 'is read, but its name is now `aqua.imports`',
    fluencePath: 'is no longer used: no other program is started to find imports',
    fluenceCallDelay: 'is no longer used: no other program is started to find imports',
  }
  return Object.entries(notes)
    .filter(([name]) => {
      const found = settings.inspect(name)
      return (found?.globalValue ?? found?.workspaceValue ?? found?.workspaceFolderValue) !== undefined
    })
    .map(([name, note]) => `The setting \`aquaSettings.${name}\` ${note}.`)
}

export function clientOptions(output: vscode.OutputChannel): LanguageClientOptions {
  return {
    documentSelector: [{ scheme: 'file', language: 'aqua' }, { scheme: 'untitled', language: 'aqua' }],
    initializationOptions: section(),
    outputChannel: output,
    traceOutputChannel: output,
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token)
          if (!Array.isArray(answers)) return answers
          return params.items.map((item, index) =>
            item.section === 'aqua' ? section(item.scopeUri ? vscode.Uri.parse(item.scopeUri) : undefined) : answers[index],
          )
        },
      },
    },
  }
}
