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
start
ask textDocument/inlayHint {@main.aqua,"range":{"start":{"line":0,"character":0},"end":{"line":14,"character":0}}}
< result [
<   {
<     "kind": 1,
<     "label": [{"value": ": string"}],
<     "paddingLeft": false,
<     "paddingRight": false,
<     "position": 8:9},
<   {
<     "kind": 1,
<     "label": [{"location": {"range": 3:5-3:12, "uri": "file:///ws/lib.aqua"}, "value": ": Reading"}],
<     "paddingLeft": false,
<     "paddingRight": false,
<     "position": 9:9,
<     "tooltip": "data Reading:\n    peer: string\n    celsius: f64"},
<   {
<     "label": [{"value": "waits for 2 values"}],
<     "paddingLeft": true,
<     "paddingRight": false,
<     "position": 12:15}]
ask textDocument/inlayHint {@lib.aqua,"range":{"start":{"line":12,"character":0},"end":{"line":14,"character":0}}}
< result [
<   {
<     "kind": 1,
<     "label": [{"value": ": f64"}],
<     "paddingLeft": false,
<     "paddingRight": false,
<     "position": 13:9},
<   {
<     "kind": 2,
<     "label": [{"value": "unit:"}],
<     "paddingLeft": false,
<     "paddingRight": true,
<     "position": 13:25,
<     "tooltip": "string"}]
tell workspace/didChangeConfiguration {"settings":{"aqua":{"inlayHints":{"types":false,"parameterNames":false}}}}
ask textDocument/inlayHint {@lib.aqua,"range":{"start":{"line":12,"character":0},"end":{"line":14,"character":0}}}
< result []
ask textDocument/inlayHint {@other.aqua,"range":{"start":{"line":12,"character":0},"end":{"line":14,"character":0}}}
< error -32602: the document is not open: file:///ws/other.aqua
