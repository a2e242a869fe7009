--- FILE: aqua.yaml
lint:
  ignore: [unused-variable]
  per-path:
    - paths: ["old/**"]
      ignore: [unused-argument, unused-import]
    - paths: ["new/**"]
      select: [strict]
--- FILE: new/main.aqua
aqua New declares f

func f(a: u32) -> u32:
    x = 1
    <- 1
--- FILE: old/main.aqua
aqua Old declares f

import "lib/lib.aqua"

func f(a: u32) -> u32:
    x = 1
    <- 1
--- FILE: vendor/lib/lib.aqua
aqua Lib declares *

func lib() -> u32:
    <- 1
--- FILE: inner/aqua.yaml
imports:
  "/":
    "": [../vendor]
--- FILE: inner/main.aqua
aqua Inner declares f

import "lib/lib.aqua"

func f() -> u32:
    x = lib()
    <- 1
--- CONVERSATION
# A project inside of the folder has its own settings; in the outer one the import is not found.
start
ask aqua/sync
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "E0221",
<       "message": "no file found for import `lib/lib.aqua`\ntried `/ws/old/lib/lib.aqua`",
<       "range": 2:7-2:21,
<       "severity": 1,
<       "source": "aqua"}],
<   "uri": "file:///ws/old/main.aqua"}
< result {"v": 1}
# Imports may come from the settings of the editor, in both forms.
tell workspace/didChangeConfiguration {"settings":{"aqua":{"imports":["vendor"]}}}
ask aqua/sync
< textDocument/publishDiagnostics {"diagnostics": [], "uri": "file:///ws/old/main.aqua"}
< result {"v": 1}
tell workspace/didChangeConfiguration {"settings":{"aqua":{"imports":[]}}}
ask aqua/sync
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "E0221",
<       "message": "no file found for import `lib/lib.aqua`\ntried `/ws/old/lib/lib.aqua`",
<       "range": 2:7-2:21,
<       "severity": 1,
<       "source": "aqua"}],
<   "uri": "file:///ws/old/main.aqua"}
< result {"v": 1}
tell workspace/didChangeConfiguration {"settings":{"aqua":{"imports":{".":{"lib/":"vendor/lib","none/":["a","b"]}}}}}
ask aqua/sync
< textDocument/publishDiagnostics {"diagnostics": [], "uri": "file:///ws/old/main.aqua"}
< result {"v": 1}
# Rules are those of the file's part of the nearest project.
open new/main.aqua
open old/main.aqua
open inner/main.aqua
ask aqua/sync
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "unused-argument",
<       "message": "parameter `a` is never read",
<       "range": 2:7-2:8,
<       "severity": 3,
<       "source": "aqua lint"},
<     {
<       "code": "unused-variable",
<       "message": "`x` is never read",
<       "range": 3:4-3:5,
<       "severity": 2,
<       "source": "aqua lint"}],
<   "uri": "file:///ws/new/main.aqua",
<   "version": 1}
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "unused-variable",
<       "message": "`x` is never read",
<       "range": 5:4-5:5,
<       "severity": 2,
<       "source": "aqua lint"}],
<   "uri": "file:///ws/inner/main.aqua",
<   "version": 1}
< result {"v": 1}
# What the editor says comes first.
tell workspace/didChangeConfiguration {"settings":{"aqua":{"imports":["vendor"],"lint":{"select":["unused-variable","unused-varable"]}}}}
< window/showMessage {
<   "message": "settings: there is no preset, group or rule `unused-varable`, did you mean `unused-variable`? at aqua.lint.select",
<   "type": 2}
ask aqua/sync
< textDocument/publishDiagnostics {"diagnostics": [], "uri": "file:///ws/new/main.aqua", "version": 1}
< result {"v": 1}
tell workspace/didChangeConfiguration {"settings":{"aqua":{"imports":{"/":[1]}}}}
< window/showMessage {"message": "settings: expected object at aqua.imports./", "type": 2}
