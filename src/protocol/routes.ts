// Every resource of a host, once. Log, tiles and packs are static files that any mirror can copy (LG2); four routes take posts.

export const routes = {
  /** The founding note, as signed. */
  founding: "/founding",
  /** The newest published checkpoint with its cosignatures (C2SP tlog-tiles). */
  checkpoint: "/checkpoint",
  /** Hash tiles and entry bundles (C2SP tlog-tiles): /tile/<L>/<N>[.p/<W>], /tile/entries/<N>[.p/<W>]. */
  tile: "/tile/*",
  /** The bytes behind the leaves: /pack/<class>/<N>, by HTTP Range. */
  pack: "/pack/*",
  /** A fresh challenge for a token request. */
  challenge: "/challenge",
  /** Draws submission tokens: a signed token request. */
  tokens: "/tokens",
  /** Submits envelopes and notes. */
  submit: "/submit",
  /** Shows the host a head that its log signed (LG4): whoever has seen more of the log than a host that starts from an old copy. */
  head: "/head",
  /** Is the host well? No figures about people. */
  health: "/health",
} as const;

/** Beside these, of a mirror alone (SP1, SP6). */
export const mirrorRoutes = {
  /** The host has the mirror keep leaves that are not published yet. */
  store: "/store",
  /** A challenge, and for whoever signs it with the log's key the leaves that are not published yet. */
  tail: "/tail",
} as const;
