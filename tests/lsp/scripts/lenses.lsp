--- FILE: main.aqua
aqua Main

export all, one as single

service Sensor("sensor"):
    read(unit: string) -> f64

func one(peer: string) -> f64:
    on peer:
        t <- Sensor.read("K")
    <- t

func helper() -> f64:
    a <- Sensor.read("K")
    <- a

func all(peers: []string) -> []f64:
    out: *f64
    for p <- peers par:
        on p via HOST_PEER_ID:
            out <- Sensor.read("K")
    b <- helper()
    join out[1]
    <- out
--- CONVERSATION
start
open main.aqua
ask textDocument/codeLens {@main.aqua}
< result [
<   {
<     "data": {"kind": "references", "position": 4:8, "uri": "file:///ws/main.aqua"},
<     "range": 4:8-4:14},
<   {
<     "data": {"kind": "references", "position": 7:5, "uri": "file:///ws/main.aqua"},
<     "range": 7:5-7:8},
<   {"data": {"kind": "air", "position": 7:5, "uri": "file:///ws/main.aqua"}, "range": 7:5-7:8},
<   {"data": {"kind": "route", "position": 7:5, "uri": "file:///ws/main.aqua"}, "range": 7:5-7:8},
<   {
<     "data": {"kind": "references", "position": 12:5, "uri": "file:///ws/main.aqua"},
<     "range": 12:5-12:11},
<   {
<     "data": {"kind": "references", "position": 16:5, "uri": "file:///ws/main.aqua"},
<     "range": 16:5-16:8},
<   {"data": {"kind": "air", "position": 16:5, "uri": "file:///ws/main.aqua"}, "range": 16:5-16:8},
<   {"data": {"kind": "route", "position": 16:5, "uri": "file:///ws/main.aqua"}, "range": 16:5-16:8}]
ask codeLens/resolve {"range":{"start":{"line":7,"character":5},"end":{"line":7,"character":8}},"data":{"kind":"references","position":{"line":7,"character":5},"uri":"file:///ws/main.aqua"}}
< result {
<   "command": {
<     "arguments": [
<       "file:///ws/main.aqua",
<       7:5,
<       [
<         {"range": 2:12-2:15, "uri": "file:///ws/main.aqua"},
<         {"range": 2:19-2:25, "uri": "file:///ws/main.aqua"}]],
<     "command": "aqua.showReferences",
<     "title": "2 references"},
<   "data": {"kind": "references", "position": 7:5, "uri": "file:///ws/main.aqua"},
<   "range": 7:5-7:8}
ask codeLens/resolve {"range":{"start":{"line":7,"character":5},"end":{"line":7,"character":8}},"data":{"kind":"route","position":{"line":7,"character":5},"uri":"file:///ws/main.aqua"}}
< result {
<   "command": {"arguments": ["file:///ws/main.aqua", 7:5], "command": "aqua.showRoute", "title": "Show route"},
<   "data": {"kind": "route", "position": 7:5, "uri": "file:///ws/main.aqua"},
<   "range": 7:5-7:8}
tell workspace/didChangeConfiguration {"settings":{"aqua":{"codeLens":{"references":false,"air":false}}}}
ask textDocument/codeLens {@main.aqua}
< result [
<   {"data": {"kind": "route", "position": 7:5, "uri": "file:///ws/main.aqua"}, "range": 7:5-7:8},
<   {"data": {"kind": "route", "position": 16:5, "uri": "file:///ws/main.aqua"}, "range": 16:5-16:8}]
ask aqua/route {@main.aqua:8:10}
< result {
<   "edges": [
<     {"from": 0, "kind": "hop", "to": 1},
<     {"from": 1, "kind": "move", "to": 2},
<     {"from": 2, "kind": "hop", "to": 1},
<     {"from": 1, "kind": "move", "to": 0}],
<   "function": "one",
<   "mermaid": "sequenceDiagram\n  participant p0 as INIT_PEER_ID\n  participant p1 as HOST_PEER_ID\n  participant p2 as peer\n  p0-->>p1: passes\n  p1->>p2: runs\n  p2-->>p1: passes\n  p1->>p0: runs\n",
<   "nodes": [
<     {"id": 0, "kind": "init", "peer": "INIT_PEER_ID"},
<     {"id": 1, "kind": "relay", "peer": "HOST_PEER_ID"},
<     {"id": 2, "kind": "peer", "peer": "peer"}],
<   "svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"480\" height=\"190\" viewBox=\"0 0 480 190\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\" stroke=\"none\">\n<text x=\"80\" y=\"24\" text-anchor=\"middle\" font-weight=\"bold\">INIT_PEER_ID</text>\n<line x1=\"80\" y1=\"34\" x2=\"80\" y2=\"190\" stroke=\"currentColor\" stroke-opacity=\"0.3\"/>\n<text x=\"240\" y=\"24\" text-anchor=\"middle\" font-weight=\"bold\">HOST_PEER_ID</text>\n<line x1=\"240\" y1=\"34\" x2=\"240\" y2=\"190\" stroke=\"currentColor\" stroke-opacity=\"0.3\"/>\n<text x=\"400\" y=\"24\" text-anchor=\"middle\">peer</text>\n<line x1=\"400\" y1=\"34\" x2=\"400\" y2=\"190\" stroke=\"currentColor\" stroke-opacity=\"0.3\"/>\n<line x1=\"80\" y1=\"64\" x2=\"240\" y2=\"64\" stroke=\"currentColor\" stroke-dasharray=\"4 3\"/><path d=\"M240 64L232 60L232 68Z\"/>\n<line x1=\"240\" y1=\"92\" x2=\"400\" y2=\"92\" stroke=\"currentColor\"/><path d=\"M400 92L392 88L392 96Z\"/>\n<line x1=\"400\" y1=\"120\" x2=\"240\" y2=\"120\" stroke=\"currentColor\" stroke-dasharray=\"4 3\"/><path d=\"M240 120L248 116L248 124Z\"/>\n<line x1=\"240\" y1=\"148\" x2=\"80\" y2=\"148\" stroke=\"currentColor\"/><path d=\"M80 148L88 144L88 152Z\"/>\n</svg>\n",
<   "text": "1. INIT_PEER_ID → HOST_PEER_ID  (passes)\n2. HOST_PEER_ID → peer\n3. peer → HOST_PEER_ID  (passes)\n4. HOST_PEER_ID → INIT_PEER_ID\n",
<   "v": 1}
ask aqua/route {@main.aqua,"function":"all"}
< result {
<   "edges": [{"from": 0, "kind": "hop", "to": 1}, {"from": 1, "kind": "move", "to": 2}],
<   "function": "all",
<   "mermaid": "sequenceDiagram\n  participant p0 as INIT_PEER_ID\n  participant p1 as HOST_PEER_ID\n  participant p2 as p\n  p0-->>p1: passes\n  p1->>p2: runs\n",
<   "nodes": [
<     {"id": 0, "kind": "init", "peer": "INIT_PEER_ID"},
<     {"id": 1, "kind": "relay", "peer": "HOST_PEER_ID"},
<     {"id": 2, "kind": "peer", "peer": "p"}],
<   "svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"480\" height=\"134\" viewBox=\"0 0 480 134\" font-family=\"sans-serif\" font-size=\"12\" fill=\"currentColor\" stroke=\"none\">\n<text x=\"80\" y=\"24\" text-anchor=\"middle\" font-weight=\"bold\">INIT_PEER_ID</text>\n<line x1=\"80\" y1=\"34\" x2=\"80\" y2=\"134\" stroke=\"currentColor\" stroke-opacity=\"0.3\"/>\n<text x=\"240\" y=\"24\" text-anchor=\"middle\" font-weight=\"bold\">HOST_PEER_ID</text>\n<line x1=\"240\" y1=\"34\" x2=\"240\" y2=\"134\" stroke=\"currentColor\" stroke-opacity=\"0.3\"/>\n<text x=\"400\" y=\"24\" text-anchor=\"middle\">p</text>\n<line x1=\"400\" y1=\"34\" x2=\"400\" y2=\"134\" stroke=\"currentColor\" stroke-opacity=\"0.3\"/>\n<line x1=\"80\" y1=\"64\" x2=\"240\" y2=\"64\" stroke=\"currentColor\" stroke-dasharray=\"4 3\"/><path d=\"M240 64L232 60L232 68Z\"/>\n<line x1=\"240\" y1=\"92\" x2=\"400\" y2=\"92\" stroke=\"currentColor\"/><path d=\"M400 92L392 88L392 96Z\"/>\n</svg>\n",
<   "text": "1. INIT_PEER_ID → HOST_PEER_ID  (passes)\n2. HOST_PEER_ID → p\n",
<   "v": 1}
ask aqua/route {@main.aqua,"function":"helper"}
< error -32803: only exported functions have a route
ask aqua/peerAt {@main.aqua:9:3}
< result {"peers": [{"expr": "peer", "via": []}], "v": 1}
ask aqua/peerAt {@main.aqua:13:3}
< result {"peers": [{"expr": "INIT_PEER_ID", "via": []}], "v": 1}
ask aqua/peerAt {@main.aqua:1:0}
< result {"peers": [], "v": 1}
tell textDocument/didChange {"textDocument":{"uri":"file:///ws/main.aqua","version":2},"contentChanges":[{"range":{"start":{"line":9,"character":0},"end":{"line":9,"character":0}},"text":"("}]}
ask aqua/route {@main.aqua:8:10}
< error -32803: the program has errors
ask aqua/peerAt {@main.aqua:13:3}
< result {"peers": [], "v": 1}
ask textDocument/codeLens {@main.aqua}
< result [
<   {"data": {"kind": "route", "position": 7:5, "uri": "file:///ws/main.aqua"}, "range": 7:5-7:8},
<   {"data": {"kind": "route", "position": 16:5, "uri": "file:///ws/main.aqua"}, "range": 16:5-16:8}]
