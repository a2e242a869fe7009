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
# A client that announces no markdown gets none.
start
ask textDocument/hover {@main.aqua:9:13}
< result {
<   "contents": {
<     "kind": "plaintext",
<     "value": "func ask(peer: string) -> Reading\n\nAsks one peer.\n\ndefined in module `Lib`, `/ws/lib.aqua`"},
<   "range": 9:13-9:16}
