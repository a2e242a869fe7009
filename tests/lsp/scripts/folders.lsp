--- FILE: main.aqua
aqua Main

func main() -> u32:
    <- ""
--- CONVERSATION
start
ask aqua/sync
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "E0401",
<       "message": "expected `u32`, found a string literal\nthe result is declared here",
<       "range": 3:7-3:9,
<       "severity": 1,
<       "source": "aqua"}],
<   "uri": "file:///ws/main.aqua"}
< result {"v": 1}
# Without its folder nothing is said about a file, until it is opened.
tell workspace/didChangeWorkspaceFolders {"event":{"added":[],"removed":[{"uri":"file:///ws","name":"work"}]}}
< textDocument/publishDiagnostics {"diagnostics": [], "uri": "file:///ws/main.aqua"}
ask textDocument/hover {@main.aqua:2:6}
< error -32602: the document is not open: file:///ws/main.aqua
open main.aqua
ask aqua/sync
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "E0401",
<       "message": "expected `u32`, found a string literal\nthe result is declared here",
<       "range": 3:7-3:9,
<       "severity": 1,
<       "source": "aqua"}],
<   "uri": "file:///ws/main.aqua",
<   "version": 1}
< result {"v": 1}
tell workspace/didChangeWorkspaceFolders {"event":{"added":[{"uri":"file:///ws","name":"work"}],"removed":[]}}
ask aqua/sync
< result {"v": 1}
tell textDocument/didClose {@main.aqua}
ask aqua/sync
< result {"v": 1}
# A document that is no file.
tell textDocument/didOpen {"textDocument":{"uri":"untitled:Untitled-1","version":1,"text":"func f() -> u32:\n    <- x\n"}}
ask aqua/sync
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "E0201",
<       "message": "the file has no module line\nhelp: start the file with `aqua Name declares *`",
<       "range": 0:0-0:0,
<       "severity": 1,
<       "source": "aqua"},
<     {
<       "code": "E0301",
<       "message": "name `x` is not defined",
<       "range": 1:7-1:8,
<       "severity": 1,
<       "source": "aqua"}],
<   "uri": "untitled:Untitled-1",
<   "version": 1}
< result {"v": 1}
ask textDocument/definition {"textDocument":{"uri":"untitled:Untitled-1"},"position":{"line":0,"character":6}}
< result [{"range": 0:5-0:6, "uri": "untitled:Untitled-1"}]
# Closed outside of every folder, it has no diagnostics.
tell textDocument/didClose {"textDocument":{"uri":"untitled:Untitled-1"}}
ask aqua/sync
< textDocument/publishDiagnostics {"diagnostics": [], "uri": "untitled:Untitled-1"}
< result {"v": 1}
