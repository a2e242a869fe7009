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
start {"textDocument":{"completion":{"completionItem":{"snippetSupport":true,"insertReplaceSupport":true,"labelDetailsSupport":true,"documentationFormat":["markdown"]}},"signatureHelp":{"signatureInformation":{"parameterInformation":{"labelOffsetSupport":true},"noActiveParameterSupport":true}}}}
tell textDocument/didOpen {"textDocument":{"uri":"file:///ws/main.aqua","version":1,"text":"aqua Main\r\n\r\nimport ask as one from \"lib.aqua\"\r\n\r\nfunc all(peer: string) -> string:\r\n    x = \"😀é\"\r\n    r <- one(x)\r\n    y = r.c\r\n    <- on\r\n"}}
# A member: the word that is being typed is replaced.
ask textDocument/completion {@main.aqua:7:11}
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
<       "textEdit": {"insert": 7:10-7:11, "newText": "celsius", "replace": 7:10-7:11}},
<     {
<       "detail": "(…)",
<       "filterText": "copy",
<       "insertTextFormat": 2,
<       "kind": 2,
<       "label": "copy",
<       "sortText": "0040000000000copy",
<       "textEdit": {"insert": 7:10-7:11, "newText": "copy($1)", "replace": 7:10-7:11}}]}
# A function, with its parameters.
ask textDocument/completion {@main.aqua:8:9}
< result {
<   "isIncomplete": false,
<   "items": [
<     {
<       "detail": "(peer: string) -> Reading",
<       "documentation": {"kind": "markdown", "value": "Asks one peer."},
<       "filterText": "one",
<       "insertTextFormat": 2,
<       "kind": 3,
<       "label": "one",
<       "sortText": "0034294967295one",
<       "textEdit": {"insert": 8:7-8:9, "newText": "one(${1:peer})", "replace": 8:7-8:9}}]}
ask textDocument/completion {@other.aqua:0:0}
< error -32602: the document is not open: file:///ws/other.aqua
cancel textDocument/completion {@main.aqua:7:11}
< error -32800: cancelled
ask textDocument/signatureHelp {@main.aqua:6:14}
< result {
<   "activeParameter": 0,
<   "activeSignature": 0,
<   "signatures": [
<     {
<       "documentation": {"kind": "plaintext", "value": "Asks one peer."},
<       "label": "one(peer: string) -> Reading",
<       "parameters": [{"label": [4 16]}]}]}
ask textDocument/signatureHelp {@main.aqua:5:4}
< result null
ask textDocument/signatureHelp {@other.aqua:5:4}
< error -32602: the document is not open: file:///ws/other.aqua
