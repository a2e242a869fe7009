--- FILE: lib.aqua
aqua Lib declares f

func f() -> u32:
    <- 1
--- FILE: main.aqua
aqua Main

import f from "lib.aqua"

func main() -> u32:
    <- f()
--- CONVERSATION
start
ask aqua/sync
< result {"v": 1}

# A buffer shadows the file for every importer.
open lib.aqua
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/lib.aqua","version":2},"contentChanges":[{"range":{"start":{"line":0,"character":18},"end":{"line":0,"character":19}},"text":"g"},{"range":{"start":{"line":2,"character":5},"end":{"line":2,"character":6}},"text":"g"}]}
ask aqua/sync
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "E0204",
<       "message": "module `Lib` declares no `f`\nhelp: add it to the `declares` list of that module",
<       "range": 2:7-2:8,
<       "severity": 1,
<       "source": "aqua"}],
<   "uri": "file:///ws/main.aqua"}
< result {"v": 1}
# The same diagnostics are not sent again.
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/lib.aqua","version":3},"contentChanges":[]}
ask aqua/sync
< result {"v": 1}
# Closing it brings the file back.
tell textDocument/didClose {@lib.aqua}
ask aqua/sync
< textDocument/publishDiagnostics {"diagnostics": [], "uri": "file:///ws/main.aqua"}
< result {"v": 1}

# A lost change: the document waits for its whole text.
open main.aqua
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":1},"contentChanges":[{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"text":"x"}]}
< window/logMessage {"message": "version 1 after version 1: file:///ws/main.aqua", "type": 1}
ask textDocument/definition {@main.aqua:5:7}
< error -32801: a change of the document was lost: file:///ws/main.aqua
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":2},"contentChanges":[{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"text":"x"}]}
< window/logMessage {"message": "a change of a document that is out of sync: file:///ws/main.aqua", "type": 1}
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":3},"contentChanges":[{"text":"aqua Main\n\nfunc main() -> u32:\n    <- \"x\"\n"}]}
ask aqua/sync
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "E0401",
<       "message": "expected `u32`, found a string literal\nthe result is declared here",
<       "range": 3:7-3:10,
<       "severity": 1,
<       "source": "aqua"}],
<   "uri": "file:///ws/main.aqua",
<   "version": 3}
< result {"v": 1}
tell textDocument/didClose {@other.aqua}
< window/logMessage {"message": "a document that is not open is closed: file:///ws/other.aqua", "type": 1}
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/other.aqua","version":3},"contentChanges":[]}
< window/logMessage {"message": "a change of a document that is not open: file:///ws/other.aqua", "type": 1}
