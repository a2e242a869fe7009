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
start {"textDocument":{"documentSymbol":{"hierarchicalDocumentSymbolSupport":true,"symbolKind":{"valueSet":[2,5,6,8,11,12,13,14,23,24,26]}}}}
ask textDocument/documentSymbol {@lib.aqua}
< result [
<   {
<     "children": [
<       {
<         "children": [
<           {
<             "children": [],
<             "detail": "string",
<             "kind": 8,
<             "name": "peer",
<             "range": 4:4-4:16,
<             "selectionRange": 4:4-4:8},
<           {
<             "children": [],
<             "detail": "f64",
<             "kind": 8,
<             "name": "celsius",
<             "range": 5:4-5:16,
<             "selectionRange": 5:4-5:11}],
<         "detail": "data",
<         "kind": 23,
<         "name": "Reading",
<         "range": 2:0-5:16,
<         "selectionRange": 3:5-3:12},
<       {
<         "children": [
<           {
<             "children": [],
<             "detail": "(unit: string) -> f64",
<             "kind": 6,
<             "name": "read",
<             "range": 8:4-8:29,
<             "selectionRange": 8:4-8:8}],
<         "detail": "service",
<         "kind": 5,
<         "name": "Sensor",
<         "range": 7:0-8:29,
<         "selectionRange": 7:8-7:14},
<       {
<         "children": [],
<         "detail": "(peer: string) -> Reading",
<         "kind": 12,
<         "name": "ask",
<         "range": 10:0-14:40,
<         "selectionRange": 11:5-11:8}],
<     "kind": 2,
<     "name": "Lib",
<     "range": 0:0-14:40,
<     "selectionRange": 0:5-0:8}]
ask workspace/symbol {"query":"sk"}
< result [
<   {
<     "containerName": "Lib",
<     "kind": 12,
<     "location": {"range": 11:5-11:8, "uri": "file:///ws/lib.aqua"},
<     "name": "ask"}]
ask workspace/symbol {"query":7}
< error -32602: expected string at params.query
ask textDocument/documentSymbol {@other.aqua}
< error -32602: the document is not open: file:///ws/other.aqua
