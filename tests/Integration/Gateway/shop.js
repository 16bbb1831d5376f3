// A shop that knows nothing of what stands in front of it. As the monolith it does everything; as the service, orders.
// node shop.js NAME PORT
'use strict';
const http = require('http');
const crypto = require('crypto');
const [name, port] = process.argv.slice(2);
let posts = 0;

const read = request => new Promise(resolve => {
  const parts = [];
  request.on('data', part => parts.push(part)).on('end', () => resolve(Buffer.concat(parts)));
});

const server = http.createServer(async (request, response) => {
  const path = request.url.split('?')[0];
  const answer = (status, body, headers) => response.writeHead(status, { 'X-By': name, ...headers }).end(body);
  if (path === '/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-By': name });
    let n = 0;
    const timer = setInterval(() => response.write(`data: ${name} ${++n}\n\n`), 50);
    response.on('close', () => clearInterval(timer));
    return;
  }
  if (path === '/slow') {
    response.writeHead(200, { 'X-By': name, 'Content-Length': 10 });
    response.write('first');
    setTimeout(() => response.end('later'), 1500);
    return;
  }
  const body = await read(request);
  if (path === '/api/orders/break' && name === 'service') {
    posts += request.method === 'POST' ? 1 : 0;
    request.socket.destroy();
  } else if (path === '/redirect') {
    answer(302, undefined, {
      Location: '/elsewhere?q=%2F', 'Set-Cookie': ['a=1; Path=/', 'b=2; HttpOnly'], 'Access-Control-Allow-Origin': 'https://shop.example',
      'X-RateLimit-Remaining': '7', 'X-Request-Id': 'of-the-shop', Server: 'shop',
    });
  } else if (path === '/nothing') {
    response.writeHead(404, { 'Transfer-Encoding': 'chunked' }).end();
  } else if (path === '/large') {
    answer(200, crypto.createHash('sha256').update(body).digest('hex'), { 'X-Length': body.length });
  } else if (path === '/posts') {
    answer(200, String(posts));
  } else {
    posts += request.method === 'POST' ? 1 : 0;
    answer(request.method === 'POST' ? 201 : 200, JSON.stringify({ by: name, method: request.method, url: request.url, body: body.toString(), headers: request.headers }),
      { 'Content-Type': 'application/json' });
  }
});

// RFC 6455, as much as a short text needs: echoes it with the name before it.
server.on('upgrade', (request, socket) => {
  const accept = crypto.createHash('sha1').update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11').digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  socket.on('error', () => socket.destroy());
  socket.on('data', frame => {
    if ((frame[0] & 15) !== 1) {
      socket.end(Buffer.from([0x88, 0]));
      return;
    }
    const length = frame[1] & 127;
    const text = Buffer.from(frame.subarray(6, 6 + length).map((byte, i) => byte ^ frame[2 + i % 4]));
    const reply = Buffer.concat([Buffer.from(`${name}: `), text]);
    socket.write(Buffer.concat([Buffer.from([0x81, reply.length]), reply]));
  });
});

server.listen(Number(port), '127.0.0.1', () => console.log('listening'));
