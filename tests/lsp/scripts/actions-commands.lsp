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
# A client that only knows commands has the edit done by the server.
start {"workspace":{"applyEdit":true}}
tell textDocument/didOpen {"textDocument":{"uri":"file:///ws/main.aqua","version":1,"text":"aqua Main\n\nimport ask from \"lib.aqua\"\n\nfunc all(peer: string) -> string:\n    r <- aks(peer)\n    <- peer\n"}}
ask textDocument/codeAction {@main.aqua,"range":{"start":{"line":5,"character":9},"end":{"line":5,"character":9}},"context":{"diagnostics":[]}}
< result [
<   {
<     "arguments": [{"changes": {"file:///ws/main.aqua": [{"newText": "ask", "range": 5:9-5:12}]}}],
<     "command": "aqua.server.applyEdit",
<     "title": "Write `ask`"}]
ask workspace/executeCommand {"command":"aqua.server.applyEdit","arguments":[{"changes":{}}]}
< workspace/applyEdit (id 1) {"edit": {"changes": {}}}
< result null
answer 1 {"applied":false,"failureReason":"no"}
< window/showMessage {"message": "the edit was not applied: no", "type": 2}
