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
ask textDocument/prepareRename {@main.aqua:9:9}
< result {"placeholder": "r", "range": 9:8-9:9}
ask textDocument/prepareRename {@main.aqua:8:5}
< error -32803: there is no name here that could be changed
ask textDocument/prepareRename {@other.aqua:8:5}
< error -32602: the document is not open: file:///ws/other.aqua
ask textDocument/rename {@lib.aqua:11:6,"newName":"askOne"}
< result {
<   "changes": {
<     "file:///ws/lib.aqua": [{"newText": "askOne", "range": 11:5-11:8}],
<     "file:///ws/main.aqua": [{"newText": "askOne", "range": 2:16-2:19}]}}
ask textDocument/rename {@main.aqua:9:9,"newName":"Reading"}
< error -32803: /ws/lib.aqua:4:6: `Reading` already is a data in `/ws/main.aqua`
ask textDocument/rename {@main.aqua:9:9,"newName":"p"}
< error -32803: /ws/main.aqua:9:9: `p` is already a name in this function
ask textDocument/rename {@main.aqua:9:9}
< error -32602: missing value at params.newName
cancel textDocument/rename {@main.aqua:9:9,"newName":"reading"}
< error -32800: cancelled
