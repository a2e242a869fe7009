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
tell textDocument/didOpen {"textDocument":{"uri":"file:///ws/main.aqua","version":1,"text":"aqua Main\r\n\r\nfunc f()->string:\r\n  x   = \"😀\"   -- é\r\n  <-   x\r\n\r\nfunc g()->string:\r\n  <-   \"g\"\r\n"}}
ask textDocument/formatting {@main.aqua,"options":{"tabSize":4,"insertSpaces":true}}
< result [
<   {"newText": "func f() -> string:\r\n    x = \"😀\" -- é\r\n    <- x\r\n", "range": 2:0-5:0},
<   {"newText": "func g() -> string:\r\n    <- \"g\"\r\n", "range": 6:0-8:0}]
ask textDocument/formatting {@main.aqua,"options":{"tabSize":2,"insertSpaces":true}}
< result [
<   {"newText": "func f() -> string:\r\n  x = \"😀\" -- é\r\n  <- x\r\n", "range": 2:0-5:0},
<   {"newText": "func g() -> string:\r\n  <- \"g\"\r\n", "range": 6:0-8:0}]
ask textDocument/formatting {@main.aqua,"options":{"tabSize":8,"insertSpaces":false}}
< result [
<   {"newText": "func f() -> string:\r\n    x = \"😀\" -- é\r\n    <- x\r\n", "range": 2:0-5:0},
<   {"newText": "func g() -> string:\r\n    <- \"g\"\r\n", "range": 6:0-8:0}]
ask textDocument/rangeFormatting {@main.aqua,"range":{"start":{"line":7,"character":0},"end":{"line":7,"character":1}},"options":{"tabSize":4,"insertSpaces":true}}
< result [{"newText": "func g() -> string:\r\n    <- \"g\"\r\n", "range": 6:0-8:0}]
ask textDocument/onTypeFormatting {@main.aqua:3:0,"ch":"\n","options":{"tabSize":4,"insertSpaces":true}}
< result [{"newText": "    ", "range": 3:0-3:2}]
ask textDocument/formatting {@other.aqua,"options":{"tabSize":4,"insertSpaces":true}}
< error -32602: the document is not open: file:///ws/other.aqua
cancel textDocument/formatting {@main.aqua,"options":{"tabSize":4,"insertSpaces":true}}
< error -32800: cancelled
# Nothing happens to a text with a syntax error.
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":2},"contentChanges":[{"text":"aqua Main\n\nfunc f()->string:\n  x   = (\n"}]}
ask textDocument/formatting {@main.aqua,"options":{"tabSize":4,"insertSpaces":true}}
< result null
