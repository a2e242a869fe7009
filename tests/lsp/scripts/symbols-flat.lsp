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
# No trees, and the kinds that every client knows.
start
ask textDocument/documentSymbol {@lib.aqua}
< result [
<   {"kind": 2, "location": {"range": 0:0-14:40, "uri": "file:///ws/lib.aqua"}, "name": "Lib"},
<   {
<     "containerName": "Lib",
<     "kind": 5,
<     "location": {"range": 2:0-5:16, "uri": "file:///ws/lib.aqua"},
<     "name": "Reading"},
<   {
<     "containerName": "Reading",
<     "kind": 8,
<     "location": {"range": 4:4-4:16, "uri": "file:///ws/lib.aqua"},
<     "name": "peer"},
<   {
<     "containerName": "Reading",
<     "kind": 8,
<     "location": {"range": 5:4-5:16, "uri": "file:///ws/lib.aqua"},
<     "name": "celsius"},
<   {
<     "containerName": "Lib",
<     "kind": 5,
<     "location": {"range": 7:0-8:29, "uri": "file:///ws/lib.aqua"},
<     "name": "Sensor"},
<   {
<     "containerName": "Sensor",
<     "kind": 6,
<     "location": {"range": 8:4-8:29, "uri": "file:///ws/lib.aqua"},
<     "name": "read"},
<   {
<     "containerName": "Lib",
<     "kind": 12,
<     "location": {"range": 10:0-14:40, "uri": "file:///ws/lib.aqua"},
<     "name": "ask"}]
