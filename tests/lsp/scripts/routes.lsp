--- FILE: main.aqua
aqua Main

export all

service Sensor("sensor"):
    read(unit: string) -> f64

func all(peer: string) -> f64:
    a <- Sensor.read("K")
    on peer:
        t <- Sensor.read("C")
    b <- Sensor.read("K")
    <- t
--- CONVERSATION
# A client that can be told later is told what takes long in a quiet moment.
start {"workspace":{"inlayHint":{"refreshSupport":true}},"textDocument":{"hover":{"contentFormat":["markdown"]}}}
tell workspace/didChangeConfiguration {"settings":{"aqua":{"inlayHints":{"types":false,"parameterNames":false,"hops":true},"lint":{"enable":false}}}}
open main.aqua
ask textDocument/inlayHint {@main.aqua,"range":{"start":{"line":0,"character":0},"end":{"line":14,"character":0}}}
< result []
wait 200
< workspace/inlayHint/refresh (id 1) null
ask textDocument/inlayHint {@main.aqua,"range":{"start":{"line":0,"character":0},"end":{"line":14,"character":0}}}
< result [
<   {
<     "label": [{"value": "+2 hops"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 9:12,
<     "tooltip": "by way of HOST_PEER_ID"},
<   {
<     "label": [{"value": "⟶ on peer"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 10:29},
<   {
<     "label": [{"value": "⟵ back on INIT_PEER_ID"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 11:25},
<   {
<     "label": [{"value": "+2 hops"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 11:25,
<     "tooltip": "by way of HOST_PEER_ID"}]
ask textDocument/hover {@main.aqua:10:22}
< result {
<   "contents": {
<     "kind": "markdown",
<     "value": "```aqua\nSensor.read(unit: string) -> f64\n```\n\n---\n\nruns on `peer`, 2 hops from what runs before, by way of `HOST_PEER_ID`"},
<   "range": 10:20-10:24}
ask textDocument/hover {@main.aqua:7:6}
< result {
<   "contents": {
<     "kind": "markdown",
<     "value": "```aqua\nfunc all(peer: string) -> f64\n```\n\n---\n\nruns on: `INIT_PEER_ID` → `HOST_PEER_ID` → `peer` → `HOST_PEER_ID` → `INIT_PEER_ID`; 4 hops if every loop runs once"},
<   "range": 7:5-7:8}
# They move along with what is typed, and nobody is told of what has not changed.
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":2},"contentChanges":[{"range":{"start":{"line":7,"character":0},"end":{"line":7,"character":0}},"text":"-- comment\n\n"}]}
ask textDocument/inlayHint {@main.aqua,"range":{"start":{"line":0,"character":0},"end":{"line":16,"character":0}}}
< result [
<   {
<     "label": [{"value": "+2 hops"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 11:12,
<     "tooltip": "by way of HOST_PEER_ID"},
<   {
<     "label": [{"value": "⟶ on peer"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 12:29},
<   {
<     "label": [{"value": "⟵ back on INIT_PEER_ID"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 13:25},
<   {
<     "label": [{"value": "+2 hops"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 13:25,
<     "tooltip": "by way of HOST_PEER_ID"}]
wait 200
# A program with errors has no routes.
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":3},"contentChanges":[{"range":{"start":{"line":14,"character":7},"end":{"line":14,"character":8}},"text":"u"}]}
ask textDocument/inlayHint {@main.aqua,"range":{"start":{"line":0,"character":0},"end":{"line":16,"character":0}}}
< result [
<   {
<     "label": [{"value": "+2 hops"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 11:12,
<     "tooltip": "by way of HOST_PEER_ID"},
<   {
<     "label": [{"value": "⟶ on peer"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 12:29},
<   {
<     "label": [{"value": "⟵ back on INIT_PEER_ID"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 13:25},
<   {
<     "label": [{"value": "+2 hops"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 13:25,
<     "tooltip": "by way of HOST_PEER_ID"}]
wait 200
< textDocument/publishDiagnostics {
<   "diagnostics": [
<     {
<       "code": "E0301",
<       "message": "name `u` is not defined",
<       "range": 14:7-14:8,
<       "severity": 1,
<       "source": "aqua"}],
<   "uri": "file:///ws/main.aqua",
<   "version": 3}
< workspace/inlayHint/refresh (id 2) null
ask textDocument/inlayHint {@main.aqua,"range":{"start":{"line":0,"character":0},"end":{"line":16,"character":0}}}
< result []
ask textDocument/hover {@main.aqua:12:22}
< result {
<   "contents": {"kind": "markdown", "value": "```aqua\nSensor.read(unit: string) -> f64\n```"},
<   "range": 12:20-12:24}
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":4},"contentChanges":[{"range":{"start":{"line":14,"character":7},"end":{"line":14,"character":8}},"text":"t"}]}
wait 200
< textDocument/publishDiagnostics {"diagnostics": [], "uri": "file:///ws/main.aqua", "version": 4}
< workspace/inlayHint/refresh (id 3) null
# On every line.
tell workspace/didChangeConfiguration {"settings":{"aqua":{"inlayHints":{"types":false,"parameterNames":false,"peers":"always"},"hover":{"route":false}}}}
ask textDocument/inlayHint {@main.aqua,"range":{"start":{"line":0,"character":0},"end":{"line":16,"character":0}}}
< result [
<   {
<     "label": [{"value": "⟶ on INIT_PEER_ID"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 10:25},
<   {
<     "label": [{"value": "⟶ on peer"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 12:29},
<   {
<     "label": [{"value": "⟵ back on INIT_PEER_ID"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 13:25}]
ask textDocument/hover {@main.aqua:12:22}
< result {
<   "contents": {"kind": "markdown", "value": "```aqua\nSensor.read(unit: string) -> f64\n```"},
<   "range": 12:20-12:24}
tell workspace/didChangeConfiguration {"settings":{"aqua":{"inlayHints":{"types":false,"parameterNames":false,"peers":"off"}}}}
ask textDocument/inlayHint {@main.aqua,"range":{"start":{"line":0,"character":0},"end":{"line":16,"character":0}}}
< result []
