--- FILE: main.aqua
aqua Main

import f from "lib/one.aqua"
use "lib/two" as Two
import "package/three.aqua"

export main

func main() -> u32:
    <- f()
--- FILE: lib/one.aqua
aqua One declares *

use "./two.aqua" as Two

func f() -> u32:
    <- Two.g()
--- FILE: lib/two.aqua
aqua Two declares *

func g() -> u32:
    <- 1
--- FILE: vendor/package/three.aqua
aqua Three declares *
--- FILE: aqua.yaml
imports: [vendor]
--- CONVERSATION
start {"workspace":{"workspaceEdit":{"documentChanges":true}}}
open main.aqua
# A file, a folder, and one that was found at a configured place.
ask workspace/willRenameFiles {"files":[{"oldUri":"file:///ws/lib/two.aqua","newUri":"file:///ws/other/zwei.aqua"}]}
< result {
<   "documentChanges": [
<     {
<       "edits": [{"newText": "../other/zwei.aqua", "range": 2:5-2:15}],
<       "textDocument": {"uri": "file:///ws/lib/one.aqua", "version": null}},
<     {
<       "edits": [{"newText": "other/zwei", "range": 3:5-3:12}],
<       "textDocument": {"uri": "file:///ws/main.aqua", "version": 1}}]}
ask workspace/willRenameFiles {"files":[{"oldUri":"file:///ws/lib","newUri":"file:///ws/deep/library"}]}
< result {
<   "documentChanges": [
<     {
<       "edits": [
<         {"newText": "deep/library/one.aqua", "range": 2:15-2:27},
<         {"newText": "deep/library/two", "range": 3:5-3:12}],
<       "textDocument": {"uri": "file:///ws/main.aqua", "version": 1}}]}
ask workspace/willRenameFiles {"files":[{"oldUri":"file:///ws/vendor/package/three.aqua","newUri":"file:///ws/vendor/package/drei.aqua"}]}
< result {
<   "documentChanges": [
<     {
<       "edits": [{"newText": "package/drei.aqua", "range": 4:8-4:26}],
<       "textDocument": {"uri": "file:///ws/main.aqua", "version": 1}}]}
ask workspace/willRenameFiles {"files":[{"oldUri":"file:///ws/main.aqua","newUri":"file:///ws/deep/main.aqua"}]}
< result {
<   "documentChanges": [
<     {
<       "edits": [
<         {"newText": "../lib/one.aqua", "range": 2:15-2:27},
<         {"newText": "../lib/two", "range": 3:5-3:12}],
<       "textDocument": {"uri": "file:///ws/main.aqua", "version": 1}}]}
ask workspace/willRenameFiles {"files":[{"oldUri":"file:///ws/none.aqua","newUri":"file:///ws/some.aqua"}]}
< result null
tell workspace/didRenameFiles {"files":[]}
