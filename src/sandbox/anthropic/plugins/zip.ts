import { crc32, inflateRawSync } from 'node:zlib';

/** Just enough of the zip format to look into an uploaded archive and to make one: stored and deflated entries. */

export type Files = ReadonlyMap<string, Uint8Array>;

export interface Archive {
  readonly files: Files;
  readonly comment: string;
}

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endOfDirectory = 0x06054b50;
const endLength = 22;
const mostUnpacked = 64 * 1024 * 1024;

/** Whether bytes begin as a zip does. */
export function looksLikeZip(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));
}

/** The files of an archive by path, or undefined where it cannot be read. */
export function readZip(bytes: Uint8Array): Archive | undefined {
  const buffer = Buffer.from(bytes);
  try {
    return readDirectory(buffer);
  } catch {
    return undefined;
  }
}

function readDirectory(buffer: Buffer): Archive {
  const end = buffer.lastIndexOf(littleEndian(endOfDirectory));
  if (end < 0) throw new Error('no directory');
  const entries = buffer.readUInt16LE(end + 10);
  let at = buffer.readUInt32LE(end + 16);
  let room = mostUnpacked;
  const files = new Map<string, Uint8Array>();
  for (let index = 0; index < entries; index += 1) {
    if (buffer.readUInt32LE(at) !== centralHeader) throw new Error('not an entry');
    const nameEnd = at + 46 + buffer.readUInt16LE(at + 28);
    const name = buffer.toString('utf8', at + 46, nameEnd);
    if (!name.endsWith('/')) {
      const content = contentOf(buffer, at, room);
      room -= content.length;
      files.set(name, content);
    }
    at = nameEnd + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return { files, comment: buffer.toString('utf8', end + endLength) };
}

function contentOf(buffer: Buffer, entry: number, room: number): Uint8Array {
  const method = buffer.readUInt16LE(entry + 10);
  const size = buffer.readUInt32LE(entry + 20);
  const local = buffer.readUInt32LE(entry + 42);
  const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
  const packed = buffer.subarray(start, start + size);
  if (method === 0) return packed;
  if (method === 8) return inflateRawSync(packed, { maxOutputLength: room });
  throw new Error(`compression method ${method}`);
}

/** An archive of files as they are, without compression. */
export function writeZip(files: Files): Uint8Array {
  const contents: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, bytes] of files) {
    const path = Buffer.from(name);
    const common = commonFields(path, bytes);
    const local = Buffer.concat([littleEndian(localHeader), common, path, bytes]);
    contents.push(local);
    directory.push(
      Buffer.concat([littleEndian(centralHeader), Buffer.from([20, 0]), common, placeField(offset), path]),
    );
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(endLength);
  end.writeUInt32LE(endOfDirectory, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...contents, listed, end]);
}

/** The fields that an entry has both beside its content and in the directory. Its time is the format's first day. */
function commonFields(path: Buffer, bytes: Uint8Array): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x0800, 2);
  fields.writeUInt16LE(0x0021, 8);
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(bytes.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(path.length, 22);
  return fields;
}

/** The rest of a directory entry: nothing but where the content is. */
function placeField(offset: number): Buffer {
  const fields = Buffer.alloc(14);
  fields.writeUInt32LE(offset, 10);
  return fields;
}

function littleEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
