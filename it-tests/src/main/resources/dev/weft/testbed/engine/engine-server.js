'use strict';
// TCP front for the embedded engine: 127.0.0.1:PORT <-> Engine.roundTrip(one wire message).
// usage: node engine-server.js MODULE_DIR DATA_DIR PORT
// env:   ENGINE_SESSIONS=0  do not advertise logical sessions (default: advertise, and drop lsid)
//        ENGINE_RAW=1       hand every message to the engine untouched (for experiments only)
const net = require('node:net');
const crypto = require('node:crypto');
const [moduleDir, dataDir, portArg] = process.argv.slice(2);
const { Engine } = require(moduleDir);
const SESSIONS = process.env.ENGINE_SESSIONS !== '0';
const RAW = process.env.ENGINE_RAW === '1';
const HOST = process.env.ENGINE_HOST || '127.0.0.1';
const MAX_MESSAGE = 48000000;

// ---- just enough BSON -------------------------------------------------------------------
const fixed = { 1: 8, 6: 0, 7: 12, 8: 1, 9: 8, 10: 0, 16: 4, 17: 8, 18: 8, 19: 16, 127: 0, 255: 0 };
function cstringEnd(b, o) {
  const e = b.indexOf(0, o);
  if (e < 0) throw new Error('unterminated BSON key');
  return e;
}
function* elements(b, start) {
  const end = start + b.readInt32LE(start) - 1;
  let o = start + 4;
  while (o < end) {
    const from = o;
    const type = b[o];
    const k = cstringEnd(b, o + 1);
    const name = b.latin1Slice(o + 1, k);
    const value = k + 1;
    if (type in fixed) o = value + fixed[type];
    else if (type === 2 || type === 13 || type === 14) o = value + 4 + b.readInt32LE(value);
    else if (type === 3 || type === 4 || type === 15) o = value + b.readInt32LE(value);
    else if (type === 5) o = value + 5 + b.readInt32LE(value);
    else if (type === 11) o = cstringEnd(b, cstringEnd(b, value) + 1) + 1;
    else if (type === 12) o = value + 4 + b.readInt32LE(value) + 12;
    else throw new Error(`unknown BSON type ${type}`);
    if (!(o > from && o <= end)) throw new Error('malformed BSON');
    yield { name, type, from, value, to: o };
  }
}
function encode(obj) {
  const parts = [];
  for (const [key, v] of Object.entries(obj)) {
    const head = (t) => Buffer.concat([Buffer.from([t]), Buffer.from(key), Buffer.from([0])]);
    if (typeof v === 'boolean') parts.push(head(8), Buffer.from([v ? 1 : 0]));
    else if (typeof v === 'string') {
      const s = Buffer.from(v);
      const n = Buffer.alloc(4);
      n.writeInt32LE(s.length + 1);
      parts.push(head(2), n, s, Buffer.from([0]));
    } else if (typeof v === 'number') {
      const isInt = Number.isInteger(v) && key !== 'ok';
      const n = Buffer.alloc(isInt ? 4 : 8);
      if (isInt) n.writeInt32LE(v); else n.writeDoubleLE(v);
      parts.push(head(isInt ? 16 : 1), n);
    } else if (v instanceof Date) {
      const n = Buffer.alloc(8);
      n.writeBigInt64LE(BigInt(v.getTime()));
      parts.push(head(9), n);
    } else if (Buffer.isBuffer(v)) { // a UUID
      const n = Buffer.alloc(5);
      n.writeInt32LE(v.length); n[4] = 4;
      parts.push(head(5), n, v);
    } else parts.push(head(3), encode(v));
  }
  const body = Buffer.concat(parts);
  const out = Buffer.alloc(body.length + 5);
  out.writeInt32LE(out.length);
  body.copy(out, 4);
  return out;
}
/** The engine takes one command of at most 33,619,968 bytes; drivers split batches by this. */
function lowerMessageSize(doc) {
  for (const e of elements(doc, 0)) {
    if (e.name === 'maxMessageSizeBytes' && e.type === 16) {
      doc.writeInt32LE(Math.min(doc.readInt32LE(e.value), 33554432), e.value);
    }
  }
  return doc;
}
function extend(doc, extra) { // append fields to an encoded document
  const more = encode(extra);
  const out = Buffer.alloc(doc.length + more.length - 5);
  doc.copy(out, 0, 0, doc.length - 1);
  more.copy(out, doc.length - 1, 4);
  out.writeInt32LE(out.length);
  return out;
}
const OK = () => encode({ ok: 1 });
const fail = (code, codeName, errmsg) => encode({ ok: 0, errmsg, code, codeName });

// ---- tailable awaitData cursors -------------------------------------------------------------
// The engine runs every command as a "direct client", and there a getMore never waits for data.
// So the wait is done here: an empty batch is asked for again until maxTimeMS (1 s if unset).
const AWAIT_STEP_MS = 15;
const awaiting = new Set(); // ids of open awaitData cursors, as decimal text
function field(doc, at, name) {
  for (const e of elements(doc, at)) if (e.name === name) return e;
}
function truthy(doc, e) {
  if (!e) return false;
  if (e.type === 8) return doc[e.value] !== 0;
  return number(doc, e) !== 0;
}
function number(doc, e) {
  if (!e) return undefined;
  if (e.type === 16) return doc.readInt32LE(e.value);
  if (e.type === 18) return Number(doc.readBigInt64LE(e.value));
  if (e.type === 1) return doc.readDoubleLE(e.value);
}
function cursorOf(doc) { // { id, empty } of a reply that carries a cursor
  const cursor = field(doc, 0, 'cursor');
  if (!cursor || cursor.type !== 3) return undefined;
  const id = field(doc, cursor.value, 'id');
  const batch = field(doc, cursor.value, 'nextBatch') ?? field(doc, cursor.value, 'firstBatch');
  if (!id || !batch) return undefined;
  return { id: String(doc.readBigInt64LE(id.value)), empty: doc.readInt32LE(batch.value) === 5 };
}
const sleep = (ms) => new Promise((r) => setTimeout(r, ms));
// The package runs at most 8 commands at once, first come first served. One place is kept for the
// commands that free the others (without it, fsyncUnlock behind 8 blocked writers never runs).
const PLACES = 7;
const FIRST = new Set([undefined, 'hello', 'isMaster', 'ismaster', 'ping', 'fsyncUnlock', 'killOp',
  'currentOp', 'killCursors']);
const queue = [];
let running = 0;
async function roundTrip(engine, message, name) {
  if (FIRST.has(name) || RAW) return engine.roundTrip(message);
  if (running >= PLACES) await new Promise((go) => queue.push(go));
  else running++;
  try {
    return await engine.roundTrip(message);
  } finally {
    const go = queue.shift(); // hands the place on
    if (go) go(); else running--;
  }
}
/** One command, waited on as a server would wait if it is a getMore of an awaitData cursor. */
async function run(engine, request, gone) {
  const send = () => roundTrip(engine, request.message, request.name);
  const m = request.message;
  if (request.name === 'find' && truthy(m, field(m, request.body, 'awaitData'))) {
    const reply = await send();
    const cursor = cursorOf(reply.response);
    if (cursor && cursor.id !== '0') awaiting.add(cursor.id);
    return reply;
  }
  if (request.name !== 'getMore' || awaiting.size === 0) return send();
  const id = field(m, request.body, 'getMore');
  const key = id.type === 18 ? String(m.readBigInt64LE(id.value)) : '';
  if (!awaiting.has(key)) return send();
  const wait = number(m, field(m, request.body, 'maxTimeMS')) || 1000;
  const until = Date.now() + wait;
  for (;;) {
    const reply = await send();
    const cursor = cursorOf(reply.response);
    if (!cursor || cursor.id === '0') awaiting.delete(key);
    else if (cursor.empty && Date.now() < until && !gone()) {
      await sleep(Math.min(AWAIT_STEP_MS, Math.max(1, until - Date.now())));
      continue;
    }
    return reply;
  }
}

// ---- requests -----------------------------------------------------------------------------
const DROP = new Set(['lsid', '$clusterTime']);
const REFUSED = new Set((process.env.ENGINE_REFUSE ?? '').split(',').filter(Boolean));
const SESSION_COMMANDS = new Set(['endSessions', 'refreshSessions', 'killSessions',
  'killAllSessions', 'killAllSessionsByPattern']);

/** Looks at one OP_MSG; returns what to send on and, if it is ours to answer, the answer. */
function inspect(message) {
  if (RAW || message.readInt32LE(12) !== 2013) return { message };
  const flags = message.readUInt32LE(16);
  let end = message.length;
  let changed = false;
  if (flags & 1) { end -= 4; changed = true; } // a checksum: dropped
  if (flags & 0x10000) changed = true; // exhaustAllowed: we never stream
  let o = 20, body = -1, bodyEnd = -1;
  while (o < end) {
    const kind = message[o];
    const size = message.readInt32LE(o + 1);
    if (size < 5 || o + 1 + size > end) throw new Error('malformed section');
    if (kind === 0) { body = o + 1; bodyEnd = body + size; }
    o += 1 + size;
  }
  if (body < 0) return { message };
  let name, answer;
  const keep = [];
  let dropped = 0;
  const seen = new Set();
  for (const e of elements(message, body)) {
    name ??= e.name;
    seen.add(e.name);
    if (DROP.has(e.name)) { dropped++; continue; }
    keep.push(message.subarray(e.from, e.to));
  }
  const hello = name === 'hello' || /^ismaster$/i.test(name ?? '');
  if (REFUSED.has(name)) answer = fail(59, 'CommandNotFound', `no such command: '${name}'`);
  else if (name === 'startSession') {
    answer = encode({ id: { id: crypto.randomBytes(16) }, timeoutMinutes: 30, ok: 1 });
  } else if (SESSION_COMMANDS.has(name)) answer = OK();
  else if (seen.has('txnNumber') || seen.has('startTransaction') || seen.has('autocommit')) {
    answer = fail(20, 'IllegalOperation',
      'Transaction numbers are only allowed on a replica set member or mongos');
  }
  const noReply = (flags & 2) !== 0;
  if (answer) return { answer, noReply, requestId: message.readInt32LE(4) };
  if (!changed && !dropped) return { message, hello, name, body };
  const doc = Buffer.concat([Buffer.alloc(4), ...keep, Buffer.alloc(1)]);
  doc.writeInt32LE(doc.length);
  const out = Buffer.concat([message.subarray(0, body), doc, message.subarray(bodyEnd, end)]);
  out.writeInt32LE(out.length, 0);
  out.writeUInt32LE(flags & ~(1 | 0x10000), 16);
  return { message: out, hello, name, body };
}

function frame(body, requestId, replyId, legacy) {
  const head = legacy ? 36 : 21;
  const out = Buffer.alloc(head + body.length);
  out.writeInt32LE(out.length, 0);
  out.writeInt32LE(replyId, 4);
  out.writeInt32LE(requestId, 8);
  out.writeInt32LE(legacy ? 1 : 2013, 12);
  if (legacy) out.writeInt32LE(1, 32);
  body.copy(out, head);
  return out;
}

// ---- connections --------------------------------------------------------------------------
let replyId = 0;
let connections = 0;
const sockets = new Set();
function serve(engine, socket) {
  const connectionId = ++connections;
  socket.setNoDelay(true);
  sockets.add(socket);
  let chunks = [], have = 0, busy = false, dead = false;
  const next = () => {
    if (have < 16) return null;
    if (chunks[0].length < 4) chunks = [Buffer.concat(chunks)];
    const length = chunks[0].readInt32LE(0);
    if (length < 21 || length > MAX_MESSAGE) { socket.destroy(); return null; }
    if (have < length) return null;
    if (chunks.length > 1) chunks = [Buffer.concat(chunks)];
    const message = chunks[0].subarray(0, length);
    chunks = have > length ? [chunks[0].subarray(length)] : [];
    have -= length;
    return message;
  };
  const answer = async (raw) => {
    const requestId = raw.readInt32LE(4);
    const request = inspect(raw);
    if (request.answer) {
      if (!request.noReply) socket.write(frame(request.answer, requestId, ++replyId, false));
      return;
    }
    let reply;
    try {
      reply = await run(engine, request, () => dead);
    } catch (error) {
      const text = String(error?.message ?? error);
      if (RAW) throw error;
      if (raw.readInt32LE(12) !== 2013) throw error;
      reply = { requestId, moreToCome: (raw.readUInt32LE(16) & 2) !== 0, legacy: false,
        response: fail(1, 'InternalError', text) };
    }
    if (reply.moreToCome || dead) return;
    let body = reply.response;
    if (!RAW && (request.hello || reply.legacy)) {
      body = extend(lowerMessageSize(Buffer.from(body)), { localTime: new Date(), connectionId,
        ...(SESSIONS ? { logicalSessionTimeoutMinutes: 30 } : {}) });
    }
    socket.write(frame(body, reply.requestId, ++replyId, reply.legacy));
  };
  const pump = async () => {
    if (busy) return;
    busy = true;
    try {
      for (let m; !dead && (m = next());) await answer(m);
    } catch (error) {
      process.stderr.write(`connection ${connectionId}: ${error?.message ?? error}\n`);
      socket.destroy();
    } finally { busy = false; }
  };
  socket.on('data', (c) => { chunks.push(c); have += c.length; pump(); });
  socket.on('error', () => {});
  socket.on('close', () => { dead = true; sockets.delete(socket); });
}

(async () => {
  const engine = await Engine.open(dataDir);
  const server = net.createServer((s) => serve(engine, s));
  server.on('error', (e) => { process.stderr.write(`${e.message}\n`); process.exit(3); });
  server.listen(Number(portArg), HOST, 1024, () => {
    process.stdout.write(`mongodb://${HOST}:${server.address().port}/?directConnection=true\n`);
  });
  let closing = false;
  const stop = async () => {
    if (closing) return;
    closing = true;
    server.close();
    for (const s of sockets) s.destroy();
    // A command that will not end keeps the engine from closing; its journal keeps the data.
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 5000);
    try { await engine.close(); } catch {}
    process.exit(0);
  };
  const parent = process.ppid; // the start script: if it is gone, so are we
  if (process.env.ENGINE_PARENT) setInterval(() => { if (process.ppid !== parent) stop(); }, 500).unref();
  if (process.env.ENGINE_UNTIL_EOF) process.stdin.on('end', stop).on('error', stop).resume();
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
})().catch((e) => { process.stderr.write(`${e?.stack ?? e}\n`); process.exit(2); });
