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
ask textDocument/foldingRange {@main.aqua}
< result [
<   {"endCharacter": 10, "endLine": 13, "startCharacter": 39, "startLine": 6},
<   {"endCharacter": 17, "endLine": 10, "startCharacter": 23, "startLine": 8}]
ask textDocument/selectionRange {@main.aqua,"positions":[{"line":9,"character":13},{"line":99,"character":0}]}
< result [
<   {
<     "parent": {
<       "parent": {
<         "parent": {
<           "parent": {
<             "parent": {"parent": {"parent": {"range": 0:0-14:0}, "range": 6:0-13:10}, "range": 7:4-13:10},
<             "range": 8:4-10:17},
<           "range": 9:8-10:17},
<         "range": 9:8-9:19},
<       "range": 9:13-9:19},
<     "range": 9:13-9:16},
<   {"range": 0:0-14:0}]
ask textDocument/documentLink {@main.aqua}
< result [{"range": 2:32-2:42, "target": "file:///ws/lib.aqua", "tooltip": "/ws/lib.aqua"}]
ask textDocument/foldingRange {@other.aqua}
< error -32602: the document is not open: file:///ws/other.aqua
ask textDocument/selectionRange {@main.aqua}
< error -32602: missing value at params.positions
