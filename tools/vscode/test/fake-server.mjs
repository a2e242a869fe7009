// Stands in for `aqua lsp`: keeps a record of how it was started and of what it is told, asks for the settings, and knows one
// request.   RECORD names the file.
import { appendFileSync } from 'node:fs'

const note = entry => appendFileSync(process.env.RECORD, JSON.stringify(entry) + '\n')
const send = message => {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message })
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}
const answers = {
  initialize: () => ({ capabilities: {}, serverInfo: { name: 'aqua-lsp', version: '9.9' } }),
  shutdown: () => null,
  'aqua/air': ({ textDocument }) => ({ text: `(null) ; ${textDocument.uri}\n`, functions: [] }),
}

function handle(message) {
  if (message.method === 'initialize') note({ initialize: message.params })
  if (message.method === 'initialized')
    send({ id: 'settings', method: 'workspace/configuration', params: { items: [{ section: 'aqua' }] } })
  if (message.id === 'settings') note({ settings: message.result[0] })
  if (message.method === 'exit') process.exit(0)
  if (message.id === undefined || !message.method) return
  const answer = answers[message.method]
  if (answer) send({ id: message.id, result: answer(message.params) })
  else send({ id: message.id, error: { code: -32601, message: `unknown method ${message.method}` } })
}

note({ argv: process.argv.slice(2) })
let pending = Buffer.alloc(0)
process.stdin.on('end', () => process.exit(1))
process.stdin.on('data', chunk => {
  pending = Buffer.concat([pending, chunk])
  for (;;) {
    const head = pending.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = Number(/Content-Length: (\d+)/i.exec(pending.subarray(0, head))[1])
    if (pending.length < head + 4 + length) return
    const body = pending.subarray(head + 4, head + 4 + length)
    pending = pending.subarray(head + 4 + length)
    handle(JSON.parse(body))
  }
})
