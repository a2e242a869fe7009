--- FILE: a.aqua
aqua A declares *
--- FILE: b.aqua
aqua B declares *
--- FILE: c.aqua
aqua C declares *
--- FILE: d.aqua
aqua D declares *
--- CONVERSATION
# The first look at a folder is slow, the second one, after an edit, is no indexing any more.
start {"window":{"workDoneProgress":true}}
pace 110
wait 300
< window/workDoneProgress/create (id 1) {"token": "aqua-indexing-1"}
< $/progress {
<   "token": "aqua-indexing-1",
<   "value": {"kind": "begin", "message": "3/4 files", "percentage": 75, "title": "Indexing"}}
< $/progress {
<   "token": "aqua-indexing-1",
<   "value": {"kind": "report", "message": "4/4 files", "percentage": 100}}
< $/progress {"token": "aqua-indexing-1", "value": {"kind": "end"}}
open a.aqua
wait 300
