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
# Whole lines, not more than two.
start {"textDocument":{"foldingRange":{"lineFoldingOnly":true,"rangeLimit":2,"foldingRange":{"collapsedText":true}}}}
ask textDocument/foldingRange {@lib.aqua}
< result [
<   {"collapsedText": "…", "endLine": 5, "startLine": 3},
<   {"collapsedText": "…", "endLine": 8, "startLine": 7}]
