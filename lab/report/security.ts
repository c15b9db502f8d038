/** Values of the header `content-security-policy`: what a page may load and run. */

/** For a page with scripts from its own server: it loads nothing from elsewhere and runs no inline script. */
export const servedPolicy = [
  ...["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self'", "connect-src 'self'"],
  ...["style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "base-uri 'none'", "form-action 'none'"],
].join('; ')

/** For a page that is one file: its scripts are inline, and it loads nothing. */
export const oneFilePolicy =
  "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:; sandbox allow-scripts"
