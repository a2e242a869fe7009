// Where the server is: the setting `aqua.server.path`, else `aqua` in PATH.

import { accessSync, constants, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'
import * as vscode from 'vscode'

export const installHint =
  'Build it with `cmake --preset release && cmake --build --preset release --target aqua` in the aqua repository, then put it into PATH or name it in the setting `aqua.server.path`.'

export interface Server {
  /// Nothing if there is none; `problem` says why.
  path?: string
  problem: string
  extraArgs: string[]
}

export function findServer(): Server {
  const settings = vscode.workspace.getConfiguration('aqua.server')
  const given = trusted<string>(settings, 'path') ?? ''
  const extraArgs = trusted<string[]>(settings, 'extraArgs') ?? []
  if (given) {
    const path = resolve(given)
    if (isProgram(path)) return { path, problem: '', extraArgs }
    return { problem: `The setting \`aqua.server.path\` names \`${given}\`, which is no program.`, extraArgs }
  }
  const path = searchPath()
  return { path, problem: 'The program `aqua`, which is the language server, is not in PATH.', extraArgs }
}

/// In a folder that is not trusted only what the user has set for all folders counts. VS Code holds back settings of such
/// folders itself (`restrictedConfigurations`); this does not rely on it.
function trusted<T>(settings: vscode.WorkspaceConfiguration, name: string): T | undefined {
  if (vscode.workspace.isTrusted) return settings.get<T>(name)
  const inspected = settings.inspect<T>(name)
  return inspected?.globalValue ?? inspected?.defaultValue
}

/// `~`, and paths relative to the first folder of the workspace.
function resolve(path: string): string {
  if (path === '~' || path.startsWith('~/')) return join(homedir(), path.slice(1))
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri
  if (isAbsolute(path) || folder?.scheme !== 'file' || !vscode.workspace.isTrusted) return path
  return join(folder.fsPath, path)
}

function searchPath(): string | undefined {
  const name = process.platform === 'win32' ? 'aqua.exe' : 'aqua'
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter(isAbsolute)
    .map(folder => join(folder, name))
    .find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
