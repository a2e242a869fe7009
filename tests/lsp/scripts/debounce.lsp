--- FILE: main.aqua
aqua Main

func main() -> u32:
    <- 1
--- CONVERSATION
start
open main.aqua
wait 200
# 50 ms of quiet, then what the compiler says; 150 ms, then what the linter says.
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":2},"contentChanges":[{"range":{"start":{"line":3,"character":7},"end":{"line":3,"character":8}},"text":"\"\""}]}
wait 30
wait 30
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "E0401",
<       "message": "expected `u32`, found a string literal\nthe result is declared here",
<       "range": 3:7-3:9,
<       "severity": 1,
<       "source": "aqua"}],
<   "uri": "file:///ws/main.aqua",
<   "version": 2}
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":3},"contentChanges":[{"range":{"start":{"line":3,"character":4},"end":{"line":3,"character":4}},"text":"x = 2\n    "}]}
wait 60
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "E0401",
<       "message": "expected `u32`, found a string literal\nthe result is declared here",
<       "range": 4:7-4:9,
<       "severity": 1,
<       "source": "aqua"}],
<   "uri": "file:///ws/main.aqua",
<   "version": 3}
# Who never stops typing gets it after 250 ms.
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":4},"contentChanges":[{"range":{"start":{"line":4,"character":7},"end":{"line":4,"character":9}},"text":"1"}]}
wait 49
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":5},"contentChanges":[{"range":{"start":{"line":4,"character":8},"end":{"line":4,"character":8}},"text":"1"}]}
wait 49
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":6},"contentChanges":[{"range":{"start":{"line":4,"character":8},"end":{"line":4,"character":8}},"text":"1"}]}
wait 49
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":7},"contentChanges":[{"range":{"start":{"line":4,"character":8},"end":{"line":4,"character":8}},"text":"1"}]}
wait 49
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":8},"contentChanges":[{"range":{"start":{"line":4,"character":8},"end":{"line":4,"character":8}},"text":"1"}]}
wait 49
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":9},"contentChanges":[{"range":{"start":{"line":4,"character":8},"end":{"line":4,"character":8}},"text":"1"}]}
wait 6
< textDocument/publishDiagnostics {"diagnostics": [], "uri": "file:///ws/main.aqua", "version": 9}
wait 150
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "unused-variable",
<       "message": "`x` is never read",
<       "range": 3:4-3:5,
<       "severity": 2,
<       "source": "aqua lint"}],
<   "uri": "file:///ws/main.aqua",
<   "version": 9}
