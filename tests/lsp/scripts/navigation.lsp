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
ask textDocument/declaration {@main.aqua:9:13}
< result [{"range": 2:16-2:19, "uri": "file:///ws/main.aqua"}]
ask textDocument/typeDefinition {@main.aqua:9:8}
< result [{"range": 3:5-3:12, "uri": "file:///ws/lib.aqua"}]
ask textDocument/implementation {@lib.aqua:7:9}
< result []
ask textDocument/references {@main.aqua:9:13,"context":{"includeDeclaration":true}}
< result [
<   {"range": 11:5-11:8, "uri": "file:///ws/lib.aqua"},
<   {"range": 2:16-2:19, "uri": "file:///ws/main.aqua"},
<   {"range": 2:23-2:26, "uri": "file:///ws/main.aqua"},
<   {"range": 9:13-9:16, "uri": "file:///ws/main.aqua"}]
ask textDocument/references {@main.aqua:9:13,"context":{"includeDeclaration":false}}
< result [
<   {"range": 2:16-2:19, "uri": "file:///ws/main.aqua"},
<   {"range": 2:23-2:26, "uri": "file:///ws/main.aqua"},
<   {"range": 9:13-9:16, "uri": "file:///ws/main.aqua"}]
ask textDocument/references {@main.aqua:9:13}
< error -32602: missing value at params.context
ask textDocument/documentHighlight {@main.aqua:10:9}
< result [
<   {"kind": 3, "range": 7:4-7:7},
<   {"kind": 3, "range": 10:8-10:11},
<   {"kind": 2, "range": 12:9-12:12},
<   {"kind": 2, "range": 13:7-13:10}]
# An unknown document, and a request that is cancelled.
ask textDocument/references {@other.aqua:0:0,"context":{"includeDeclaration":true}}
< error -32602: the document is not open: file:///ws/other.aqua
ask textDocument/documentHighlight {@other.aqua:0:0}
< error -32602: the document is not open: file:///ws/other.aqua
cancel textDocument/references {@main.aqua:9:13,"context":{"includeDeclaration":true}}
< error -32800: cancelled
# A function with an error leaves the others alone.
tell textDocument/didOpen {"textDocument":{"uri":"file:///ws/main.aqua","version":1,"text":"aqua Main\r\nimport ask from \"lib.aqua\"\r\nfunc broken(:\r\n    x = (\r\n\r\nfunc f() -> string:\r\n    x = \"😀\"\r\n    r <- ask(x)\r\n    <- r.peer\r\n"}}
ask textDocument/references {@main.aqua:7:14,"context":{"includeDeclaration":true}}
< result [
<   {"range": 6:4-6:5, "uri": "file:///ws/main.aqua"},
<   {"range": 7:13-7:14, "uri": "file:///ws/main.aqua"}]
