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
start {"textDocument":{"hover":{"contentFormat":["markdown"]}}}
ask textDocument/hover {@main.aqua:9:13}
< result {
<   "contents": {
<     "kind": "markdown",
<     "value": "```aqua\nfunc ask(peer: string) -> Reading\n```\n\n---\n\nAsks one peer.\n\n---\n\ndefined in module `Lib`, `/ws/lib.aqua`"},
<   "range": 9:13-9:16}
ask textDocument/hover {@main.aqua:7:4}
< result {
<   "contents": {
<     "kind": "markdown",
<     "value": "```aqua\nout: *Reading\n\ndata Reading:\n    peer: string\n    celsius: f64\n```\n\n---\n\nstream: values arrive in any order, each peer sees those that reached it\n\nwritten to at 1 place"},
<   "range": 7:4-7:7}
ask textDocument/hover {@lib.aqua:12:4}
< result {"contents": {"kind": "markdown", "value": "runs on `peer`"}, "range": 12:4-12:6}
ask textDocument/hover {@main.aqua:3:0}
< result null
ask textDocument/hover {@other.aqua:0:0}
< error -32602: the document is not open: file:///ws/other.aqua
cancel textDocument/hover {@main.aqua:9:13}
< error -32800: cancelled
