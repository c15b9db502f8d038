import { afterEach, expect, test } from 'vitest'
import { closeAll, failure, open, timeout } from '../testing/http-rig.ts'
import { type Asked, body, json } from '../testing/http-server.ts'

afterEach(closeAll)

const garbled: Readonly<Record<string, (asked: Asked) => void>> = {
  'a page of a proxy': asked => body(asked, 200, 'text/html', '<html>log in</html>'),
  'no content type': ({ response }) => response.writeHead(200).end('{}'),
  'JSON that ends too early': asked => body(asked, 200, 'application/json', '{"BTC": "1'),
  'an empty body': asked => body(asked, 200, 'application/json', ''),
  'broken text': asked => body(asked, 200, 'application/json', Buffer.from([0x22, 0xff, 0x22])),
  'a body that is cut': ({ response }) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    response.write('{"BTC":')
    setTimeout(() => response.destroy(), 5)
  },
  'a connection that is reset': ({ request }) => request.socket.resetAndDestroy(),
}
for (const [name, send] of Object.entries(garbled)) {
  test(`${name} is no answer, and passes`, async () => {
    const { ask } = await open(asked => (asked.nth === 0 ? send(asked) : json(asked, 'fine')))
    expect(await ask()).toBe('fine')
  })
  test(`${name} again and again is a failed read`, async () => {
    const { ask } = await open(send, 2)
    const kind = ['a body that is cut', 'a connection that is reset'].includes(name) ? 'connection' : 'unreadable'
    expect(await failure(ask())).toMatchObject({ tries: 2, lastFailure: { kind } })
  })
}

test('a server that hangs or sends too slowly times out', async () => {
  const { ask } = await open(({ nth, response }) => {
    if (nth === 0) return
    response.writeHead(200, { 'content-type': 'application/json' })
    const dribble = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(dribble))
  }, 2)
  const error = await failure(ask())
  expect(error.message).toBe(`info allMids: no answer after 2 tries: nothing within ${timeout} ms`)
})
