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
# Neither snippets nor inserting besides replacing nor markdown nor places in labels.
start
tell textDocument/didOpen {"textDocument":{"uri":"file:///ws/main.aqua","version":1,"text":"aqua Main\n\nimport ask as one from \"lib.aqua\"\n\nfunc all(peer: string) -> string:\n    r <- one(peer)\n    y = r.ce\n    <- one\n"}}
ask textDocument/completion {@main.aqua:6:11}
< result {
<   "isIncomplete": false,
<   "items": [
<     {
<       "detail": "f64",
<       "filterText": "celsius",
<       "insertTextFormat": 1,
<       "kind": 5,
<       "label": "celsius",
<       "sortText": "0010000000001celsius",
<       "textEdit": {"newText": "celsius", "range": 6:10-6:12}},
<     {
<       "detail": "(…)",
<       "filterText": "copy",
<       "insertTextFormat": 1,
<       "kind": 2,
<       "label": "copy",
<       "sortText": "0040000000000copy",
<       "textEdit": {"newText": "copy", "range": 6:10-6:12}}]}
ask textDocument/completion {@main.aqua:7:10}
< result {
<   "isIncomplete": false,
<   "items": [
<     {
<       "detail": "(peer: string) -> Reading",
<       "documentation": {"kind": "plaintext", "value": "Asks one peer."},
<       "filterText": "one",
<       "insertTextFormat": 1,
<       "kind": 3,
<       "label": "one",
<       "sortText": "0034294967295one",
<       "textEdit": {"newText": "one", "range": 7:7-7:10}}]}
ask textDocument/signatureHelp {@main.aqua:5:14}
< result {
<   "activeParameter": 0,
<   "activeSignature": 0,
<   "signatures": [
<     {
<       "documentation": {"kind": "plaintext", "value": "Asks one peer."},
<       "label": "one(peer: string) -> Reading",
<       "parameters": [{"label": "peer: string"}]}]}
