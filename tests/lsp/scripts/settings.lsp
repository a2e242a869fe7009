--- FILE: main.aqua
aqua Main

func main() -> u32:
    x = 2
    <- 1
--- CONVERSATION
# The client is asked for the section, and told about each mistake once.
start {"workspace":{"configuration":true,"didChangeConfiguration":{"dynamicRegistration":true},"didChangeWatchedFiles":{"dynamicRegistration":true}}}
< client/registerCapability (id 1) {
<   "registrations": [
<     {
<       "id": "watched-files",
<       "method": "workspace/didChangeWatchedFiles",
<       "registerOptions": {
<         "watchers": [
<           {"globPattern": "**/*.aqua"},
<           {"globPattern": "**/aqua.yaml"},
<           {"globPattern": "**/package.json"}]}},
<     {
<       "id": "settings",
<       "method": "workspace/didChangeConfiguration",
<       "registerOptions": {"section": "aqua"}}]}
< workspace/configuration (id 2) {"items": [{"section": "aqua"}]}
answer 1 null
answer 2 [{"lint":{"enable":"no"},"format":{"enable":false},"unknown":1}]
< window/showMessage {"message": "settings: expected boolean at aqua.lint.enable", "type": 2}
open main.aqua
ask aqua/sync
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "unused-variable",
<       "message": "`x` is never read",
<       "range": 3:4-3:5,
<       "severity": 2,
<       "source": "aqua lint"}],
<   "uri": "file:///ws/main.aqua",
<   "version": 1}
< result {"v": 1}
ask textDocument/formatting {@main.aqua,"options":{"tabSize":4,"insertSpaces":true}}
< result null
tell workspace/didChangeConfiguration {"settings":null}
< workspace/configuration (id 3) {"items": [{"section": "aqua"}]}
answer 3 [{"lint":{"enable":"no"}}]
tell workspace/didChangeConfiguration {"settings":null}
< workspace/configuration (id 4) {"items": [{"section": "aqua"}]}
answer 4 [{"lint":{"enable":false}}]
ask aqua/sync
< textDocument/publishDiagnostics {"diagnostics": [], "uri": "file:///ws/main.aqua", "version": 1}
< result {"v": 1}
tell workspace/didChangeConfiguration {"settings":null}
< workspace/configuration (id 5) {"items": [{"section": "aqua"}]}
answer 5 [7]
< window/showMessage {"message": "settings: expected object at aqua", "type": 2}
# Only what is saved is looked at.
tell workspace/didChangeConfiguration {"settings":null}
< workspace/configuration (id 6) {"items": [{"section": "aqua"}]}
answer 6 [{"diagnostics":{"run":"onSave"}}]
ask aqua/sync
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "unused-variable",
<       "message": "`x` is never read",
<       "range": 3:4-3:5,
<       "severity": 2,
<       "source": "aqua lint"}],
<   "uri": "file:///ws/main.aqua",
<   "version": 1}
< result {"v": 1}
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":2},"contentChanges":[{"text":"func main() -> u32:\n    <- 1\n"}]}
ask aqua/sync
< result {"v": 1}
tell textDocument/didSave {@main.aqua}
ask aqua/sync
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "E0201",
<       "message": "the file has no module line\nhelp: start the file with `aqua Name declares *`",
<       "range": 0:0-0:0,
<       "severity": 1,
<       "source": "aqua"}],
<   "uri": "file:///ws/main.aqua",
<   "version": 2}
< result {"v": 1}
