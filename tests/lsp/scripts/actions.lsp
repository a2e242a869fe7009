--- FILE: lib.aqua
aqua Lib declares *

-- How warm it is.
data Reading:
    peer: string
    celsius: f64

service Sensor("sensor"):
    read(unit: string) -> f64

-- Asks one peer.
func ask(peer: string) -> Reading:
    on peer:
        t <- Sensor.read("°C")
    <- Reading(peer = peer, celsius = t)
--- FILE: main.aqua
aqua Main

import Reading, ask as one from "lib.aqua"

export all

func all(peers: []string) -> []Reading:
    out: *Reading
    for p <- peers par:
        r <- one(p)
        out <<- r
    -- 😀 é
    join out[1]
    <- out
--- CONVERSATION
start {"textDocument":{"codeAction":{"codeActionLiteralSupport":{},"isPreferredSupport":true}}}
tell textDocument/didOpen {"textDocument":{"uri":"file:///ws/main.aqua","version":1,"text":"aqua Main\n\nimport Reading, ask from \"lib.aqua\"\nimport \"@fluencelabs/aqua-lib/builtin.aqua\"\n\nfunc all(peer: string) -> string:\n    r <- aks(peer)\n    <- peer\n"}}
ask aqua/sync
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "E0302",
<       "message": "function `aks` is not defined\nhelp: did you mean `ask`?",
<       "range": 6:9-6:12,
<       "severity": 1,
<       "source": "aqua"}],
<   "uri": "file:///ws/main.aqua",
<   "version": 1}
< result {"v": 1}
ask textDocument/codeAction {@main.aqua,"range":{"start":{"line":6,"character":9},"end":{"line":6,"character":9}},"context":{"diagnostics":[{"range":{"start":{"line":6,"character":9},"end":{"line":6,"character":12}},"code":"E0302","message":"any"}],"only":["quickfix"]}}
< result [
<   {
<     "diagnostics": [{"code": "E0302", "message": "any", "range": 6:9-6:12}],
<     "edit": {"changes": {"file:///ws/main.aqua": [{"newText": "ask", "range": 6:9-6:12}]}},
<     "isPreferred": true,
<     "kind": "quickfix",
<     "title": "Write `ask`"}]
ask textDocument/codeAction {@main.aqua,"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"context":{"diagnostics":[],"only":["source.organizeImports"]}}
< result [
<   {
<     "edit": {
<       "changes": {
<         "file:///ws/main.aqua": [
<           {
<             "newText": "import \"@fluencelabs/aqua-lib/builtin.aqua\"\n\nimport Reading, ask from \"lib.aqua\"",
<             "range": 2:0-3:43}]}},
<     "kind": "source.organizeImports",
<     "title": "Organize imports"}]
ask textDocument/codeAction {@main.aqua,"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"context":{"diagnostics":[],"only":["source.organize"]}}
< result []
ask workspace/executeCommand {"command":"aqua.unknown"}
< error -32602: there is no command aqua.unknown
ask workspace/executeCommand {"command":"aqua.server.applyEdit"}
< error -32602: expected one argument at params.arguments
