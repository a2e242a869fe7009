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
ask textDocument/prepareCallHierarchy {@main.aqua:9:13}
< result [
<   {
<     "detail": "(peer: string) -> Reading",
<     "kind": 12,
<     "name": "ask",
<     "range": 11:0-14:40,
<     "selectionRange": 11:5-11:8,
<     "uri": "file:///ws/lib.aqua"}]
ask callHierarchy/incomingCalls {"item":{"name":"ask","kind":12,"uri":"file:///ws/lib.aqua","range":{"start":{"line":11,"character":0},"end":{"line":14,"character":0}},"selectionRange":{"start":{"line":11,"character":5},"end":{"line":11,"character":8}}}}
< result [
<   {
<     "from": {
<       "detail": "(peers: []string) -> []Reading",
<       "kind": 12,
<       "name": "all",
<       "range": 6:0-13:10,
<       "selectionRange": 6:5-6:8,
<       "uri": "file:///ws/main.aqua"},
<     "fromRanges": [9:13-9:16]}]
ask callHierarchy/outgoingCalls {"item":{"name":"ask","kind":12,"uri":"file:///ws/lib.aqua","range":{"start":{"line":11,"character":0},"end":{"line":14,"character":0}},"selectionRange":{"start":{"line":11,"character":5},"end":{"line":11,"character":8}}}}
< result [
<   {
<     "fromRanges": [13:20-13:24],
<     "to": {
<       "detail": "(unit: string) -> f64",
<       "kind": 6,
<       "name": "read",
<       "range": 8:4-8:8,
<       "selectionRange": 8:4-8:8,
<       "uri": "file:///ws/lib.aqua"}}]
ask callHierarchy/outgoingCalls {"item":{"name":"ask","kind":12,"uri":"file:///other.aqua","range":{"start":{"line":11,"character":0},"end":{"line":14,"character":0}},"selectionRange":{"start":{"line":11,"character":5},"end":{"line":11,"character":8}}}}
< error -32602: the document is not open: file:///other.aqua
