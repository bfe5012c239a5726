/** The files of the search: fetched with one retry, unpacked, and named when they cannot be had. */

/**
 * @typedef {(path: string) => Promise<Uint8Array>} FetchBytes the bytes of a path below /search/, as they lie there
 */

/** A file of the search that could not be had. The page says so, and goes on with what it has. */
export class SearchFileError extends Error {
  /**
   * @param {string} path below /search/
   * @param {unknown} cause
   */
  constructor(path, cause) {
    super(`search/${path}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    this.name = "SearchFileError";
    this.path = path;
  }
}

/**
 * Fetches below an address; what fails is tried once more, because one lost packet must not lose a query.
 * @param {string | URL} base the address of /search/, with its final slash
 * @returns {FetchBytes}
 */
export function fetchFrom(base) {
  const once = async (/** @type {string} */ path, /** @type {RequestCache} */ cache) => {
    const answer = await fetch(new URL(path, base), { cache });
    if (!answer.ok) throw new Error(`the answer is ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  return (path) => once(path, "default").catch(() => once(path, "reload"));
}

/**
 * A file, unpacked. A host may have unpacked it already.
 * @param {FetchBytes} fetchBytes
 * @param {string} path
 * @returns {Promise<Uint8Array>}
 * @throws {SearchFileError}
 */
export async function readBytes(fetchBytes, path) {
  try {
    const bytes = await fetchBytes(path);
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
    return await unpack(bytes);
  } catch (error) {
    throw new SearchFileError(path, error);
  }
}

/**
 * Unpacks gzip. By hand, because a Blob and a Response around the same stream take six times as long for a small file.
 * @param {Uint8Array} bytes
 */
async function unpack(bytes) {
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  const written = writer.write(/** @type {BufferSource} */ (bytes)).then(() => writer.close());
  /** @type {Uint8Array[]} */
  const parts = [];
  let size = 0;
  const reader = readable.getReader();
  const read = async () => {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value);
      size += next.value.length;
    }
  };
  // Both ends fail for a broken file, and both failures must be caught.
  await Promise.all([written, read()]);
  if (parts.length === 1 && parts[0]) return parts[0];
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * A JSON file.
 * @param {FetchBytes} fetchBytes
 * @param {string} path
 * @returns {Promise<any>}
 * @throws {SearchFileError}
 */
export async function readJson(fetchBytes, path) {
  const bytes = await readBytes(fetchBytes, path);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new SearchFileError(path, error);
  }
}

/** Reads numbers that lie as byte planes: the lowest bytes of all, then their second bytes, and so on. */
export class PlaneReader {
  /**
   * @param {Uint8Array} bytes
   * @param {number} [at]
   */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** One number of 32 bits. */
  number() {
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset);
    this.at += 4;
    return view.getUint32(this.at - 4, true);
  }

  /** @param {number} length */
  slice(length) {
    this.at += length;
    if (this.at > this.bytes.length) throw new RangeError("the file is cut short");
    return this.bytes.subarray(this.at - length, this.at);
  }

  /**
   * @param {number} count
   * @param {number} planes
   */
  numbers(count, planes) {
    const all = this.slice(count * planes);
    const values = new Uint32Array(count);
    for (let plane = 0; plane < planes; plane++) {
      const bytes = all.subarray(plane * count, (plane + 1) * count);
      const shift = 8 * plane;
      for (let i = 0; i < count; i++) values[i] = (values[i] ?? 0) | ((bytes[i] ?? 0) << shift);
    }
    return values;
  }
}
