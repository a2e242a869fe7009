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
# Versions of open documents, and the user is asked where the meaning may change.
start {"workspace":{"workspaceEdit":{"documentChanges":true,"changeAnnotationSupport":{}}},"textDocument":{"rename":{"honorsChangeAnnotations":true}}}
open main.aqua
ask textDocument/rename {@lib.aqua:11:6,"newName":"askOne"}
< result {
<   "documentChanges": [
<     {
<       "edits": [{"newText": "askOne", "range": 11:5-11:8}],
<       "textDocument": {"uri": "file:///ws/lib.aqua", "version": null}},
<     {
<       "edits": [{"newText": "askOne", "range": 2:16-2:19}],
<       "textDocument": {"uri": "file:///ws/main.aqua", "version": 1}}]}
ask textDocument/rename {@lib.aqua:5:6,"newName":"degrees"}
< result {
<   "changeAnnotations": {
<     "confirm": {
<       "description": "this changes the name on the wire: other peers and services know it",
<       "label": "changes the name on the wire",
<       "needsConfirmation": true}},
<   "documentChanges": [
<     {
<       "edits": [
<         {"annotationId": "confirm", "newText": "degrees", "range": 5:4-5:11},
<         {"annotationId": "confirm", "newText": "degrees", "range": 14:28-14:35}],
<       "textDocument": {"uri": "file:///ws/lib.aqua", "version": null}}]}
ask textDocument/rename {@main.aqua:9:9,"newName":"p"}
< result {
<   "changeAnnotations": {
<     "confirm": {
<       "description": "/ws/main.aqua:9:9: `p` is already a name in this function",
<       "label": "changes what other names mean",
<       "needsConfirmation": true}},
<   "documentChanges": [
<     {
<       "edits": [
<         {"annotationId": "confirm", "newText": "p", "range": 9:8-9:9},
<         {"annotationId": "confirm", "newText": "p", "range": 10:16-10:17}],
<       "textDocument": {"uri": "file:///ws/main.aqua", "version": 1}}]}
