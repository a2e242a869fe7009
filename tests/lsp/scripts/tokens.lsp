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
tell textDocument/didOpen {"textDocument":{"uri":"file:///ws/main.aqua","version":1,"text":"aqua Main\n\nfunc f() -> string:\n    x = \"😀é\" -- é\n    <- x\n"}}
ask textDocument/semanticTokens/full {@main.aqua}
< result {
<   "data": [0 0 4 11 0 0 5 4 0 3 2 0 4 11 0 0 5 1 5 3 0 4 2 12 0 0 3 6 16 0 1 4 1 8 7 0 2 1 12 0 0 2 5 13 0 0 6 4 15 0 1 4 2 12 0 0 3 1 8 4],
<   "resultId": "1"}
ask textDocument/semanticTokens/range {@main.aqua,"range":{"start":{"line":4,"character":0},"end":{"line":5,"character":0}}}
< result {"data": [4 4 2 12 0 0 3 1 8 4]}
ask textDocument/semanticTokens/full/delta {@main.aqua,"previousResultId":"1"}
< result {"edits": [], "resultId": "2"}
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":2},"contentChanges":[{"range":{"start":{"line":3,"character":4},"end":{"line":3,"character":5}},"text":"xy"},{"range":{"start":{"line":4,"character":7},"end":{"line":4,"character":8}},"text":"xy"}]}
ask textDocument/semanticTokens/full/delta {@main.aqua,"previousResultId":"2"}
< result {
<   "edits": [
<     {
<       "data": [2 8 7 0 3 1 12 0 0 2 5 13 0 0 6 4 15 0 1 4 2 12 0 0 3 2],
<       "deleteCount": 26,
<       "start": 32}],
<   "resultId": "3"}
# A list that is forgotten.
ask textDocument/semanticTokens/full/delta {@main.aqua,"previousResultId":"1"}
< result {
<   "data": [0 0 4 11 0 0 5 4 0 3 2 0 4 11 0 0 5 1 5 3 0 4 2 12 0 0 3 6 16 0 1 4 2 8 7 0 3 1 12 0 0 2 5 13 0 0 6 4 15 0 1 4 2 12 0 0 3 2 8 4],
<   "resultId": "4"}
ask textDocument/semanticTokens/full {@other.aqua}
< error -32602: the document is not open: file:///ws/other.aqua
# In broken parts, what the scanner tells.
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":3},"contentChanges":[{"text":"func f(:\r\n    x = \"😀\"\r\n"}]}
ask textDocument/semanticTokens/full {@main.aqua}
< result {"data": [0 0 4 11 0 0 5 1 5 3 1 4 1 8 7 0 2 1 12 0 0 2 4 13 0], "resultId": "5"}
