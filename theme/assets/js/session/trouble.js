/** What can go wrong while somebody signs in, each under the name of the sentence that says so. */

/**
 * @typedef {"insecure" | "blocked" | "unreachable" | "issuer" | "state" | "late" | "denied" | "refused" | "exchange"
 *   | "signature" | "claims" | "nonce" | "expired" | "storage" | "storage-refused" | "storage-unreadable"
 *   | "storage-many"} Kind
 */

export class Trouble extends Error {
  /**
   * @param {Kind} kind
   * @param {string} [detail] what the issuer said, as a text to show; for developers when it is ours
   */
  constructor(kind, detail = "") {
    super(detail ? `${kind}: ${detail}` : kind);
    this.kind = kind;
    this.detail = detail;
  }
}
